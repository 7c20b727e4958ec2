package dev.tocsin.aws.call;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.tocsin.aws.AwsKeys;
import dev.tocsin.aws.AwsReply;
import dev.tocsin.aws.AwsRequest;
import dev.tocsin.aws.AwsWire;
import dev.tocsin.aws.model.Effect;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Calls AWS as a person's or a channel's role. */
@ApplicationScoped
public class AwsCalls {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int PAUSE_SPREAD_MILLIS = 400;
    /** What a second try needs at least. */
    private static final Duration WORTH_IT = Duration.ofSeconds(1);

    private final AwsWire wire;
    private final PersonSessions sessions;
    private final CallPreparation preparation;
    private final CallTurns turns;
    private final RandomGenerator chance;
    private final Duration timeout;
    private final int answerBytes;

    @Inject
    AwsCalls(CallsConfig config, Clock clock) {
        this(config, new AwsWire(config.endpointOverride(), System.getenv(), clock), clock,
                () -> ThreadLocalRandom.current().nextLong());
    }

    AwsCalls(CallsConfig config, AwsWire wire, Clock clock, RandomGenerator chance) {
        this.wire = wire;
        this.sessions = new PersonSessions(wire, clock);
        this.preparation = new CallPreparation(new CallWriter(chance), wire.isOverridden());
        this.turns = new CallTurns(config.atOnce());
        this.chance = chance;
        this.timeout = config.timeout();
        this.answerBytes = config.answerBytes();
    }

    /** Never fails; ends within the time that a command has. */
    public Uni<AwsAnswer> call(AwsCall call, ActingRole as) {
        return AwsWire.onCallersContext(() -> {
            Patience patience = new Patience(timeout);
            return Uni.createFrom().deferred(() -> prepared(call, as, patience))
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .ifNoItem().after(timeout.plus(WORTH_IT)).recoverWithItem(() -> unreached(call, patience,
                            "AWS did not answer in time."))
                    .onFailure().recoverWithItem(failure -> failed(call, patience, failure));
        });
    }

    private Uni<AwsAnswer> prepared(AwsCall call, ActingRole as, Patience patience) {
        Optional<String> never = NeverAllowed.action(call.service(), call.operation());
        if (never.isPresent()) {
            return Uni.createFrom().item(new AwsAnswer.Forbidden(never.get()));
        }
        Optional<ServiceEndpoint> endpoint = ServiceEndpoints.of(call.service(), call.region());
        if (endpoint.isEmpty()) {
            return Uni.createFrom()
                    .item(new AwsAnswer.Unreached(ServiceEndpoints.absence(call.service(), call.region()), false));
        }
        AwsRequest request = preparation.request(call, endpoint.get());
        return turns.inTurn(() -> as(request, call, as, patience),
                () -> new AwsAnswer.Unreached("Too many calls are under way. Try again in a moment.", false));
    }

    private Uni<AwsAnswer> as(AwsRequest request, AwsCall call, ActingRole as, Patience patience) {
        return sessions.of(as, call.region()).ifNoItem().after(patience.left())
                .failWith(() -> NoSession.now("STS did not answer in time."))
                .chain(keys -> sent(request, call, keys, patience)
                        .chain(answer -> isWorthAnother(answer, call, patience)
                                ? paused().chain(() -> sent(request, call, keys, patience))
                                : Uni.createFrom().item(answer)));
    }

    private Uni<AwsAnswer> sent(AwsRequest request, AwsCall call, AwsKeys keys, Patience patience) {
        if (patience.isNearlyOver()) {
            return Uni.createFrom().item(new AwsAnswer.Unreached("Others were before it for too long. Try again in a moment.",
                    false));
        }
        return Uni.createFrom().deferred(() -> {
            patience.begin();
            return wire.send(request, keys, answerBytes, patience.left());
        }).emitOn(Infrastructure.getDefaultWorkerPool()).map(reply -> answer(call, reply));
    }

    private AwsAnswer answer(AwsCall call, AwsReply reply) {
        if (reply instanceof AwsReply.Whole whole) {
            return CallReader.read(call.service(), call.operation(), whole, wire.isOverridden())
                    .orElseGet(() -> new AwsAnswer.Unreached("What " + call.service().title()
                            + " answered could not be understood.", isChange(call)));
        }
        return reply instanceof AwsReply.None none
                ? new AwsAnswer.Unreached(none.words(), none.wasSent() && isChange(call))
                : new AwsAnswer.TooLong(answerBytes);
    }

    /** What changes something is never repeated: it may have happened. */
    private static boolean isWorthAnother(AwsAnswer answer, AwsCall call, Patience patience) {
        boolean isPassing = answer instanceof AwsAnswer.Unreached || answer instanceof AwsAnswer.Failed
                || answer instanceof AwsAnswer.Refused refused && refused.isThrottled();
        return isPassing && !isChange(call)
                && patience.left().compareTo(WORTH_IT.plus(FIRST_PAUSE).plusMillis(PAUSE_SPREAD_MILLIS)) > 0;
    }

    private Uni<Void> paused() {
        Duration pause = FIRST_PAUSE.plusMillis(chance.nextInt(PAUSE_SPREAD_MILLIS));
        return Uni.createFrom().voidItem().onItem().delayIt().onExecutor(Infrastructure.getDefaultWorkerPool()).by(pause);
    }

    private static boolean isChange(AwsCall call) {
        return call.operation().effect() == Effect.CHANGES;
    }

    private static AwsAnswer unreached(AwsCall call, Patience patience, String words) {
        return new AwsAnswer.Unreached(words, patience.hasBegun() && isChange(call));
    }

    private static AwsAnswer failed(AwsCall call, Patience patience, Throwable failure) {
        if (failure instanceof NoSession none) {
            return none.answer();
        }
        return failure instanceof BadParameter bad
                ? new AwsAnswer.Refused("ParamValidation", bad.getMessage(), 400, Optional.empty(), false)
                : unreached(call, patience, "AWS could not be called (" + failure.getClass().getSimpleName() + ").");
    }

    @PreDestroy
    void close() {
        wire.close();
    }
}
