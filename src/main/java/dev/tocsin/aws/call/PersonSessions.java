package dev.tocsin.aws.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.tocsin.aws.AwsKeys;
import dev.tocsin.aws.AwsReply;
import dev.tocsin.aws.AwsRequest;
import dev.tocsin.aws.AwsWire;
import dev.tocsin.flight.SharedAnswers;
import io.smallrye.mutiny.Uni;

/**
 * Roles as which people call AWS, assumed for them at the STS of a Region. A session is kept for some minutes; who needs one
 * that is being made waits for it.
 */
final class PersonSessions {

    private static final int MOST_SESSIONS = 500;
    private static final int MOST_UNTAGGED = 1_000;
    private static final int ANSWER_BYTES = 64 * 1024;
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration UNTAGGED_FOR = Duration.ofHours(1);

    private final AwsWire wire;
    private final Clock clock;
    private final SharedAnswers<WantedSession, AwsKeys> sessions;
    /** Roles whose trust does not let sessions be tagged, and until when that is taken for granted. */
    private final Map<String, Instant> untagged = new ConcurrentHashMap<>();

    PersonSessions(AwsWire wire, Clock clock) {
        this.wire = wire;
        this.clock = clock;
        this.sessions = new SharedAnswers<>(KEPT, MOST_SESSIONS, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
    }

    /** Fails with {@link NoSession}. */
    Uni<AwsKeys> of(ActingRole as, String region) {
        return Uni.createFrom().deferred(() -> {
            WantedSession wanted = WantedSession.of(as);
            Optional<String> objection = wanted.objection(region);
            return objection.isPresent()
                    ? Uni.createFrom().failure(NoSession.until(objection.get()))
                    : sessions.ask(wanted, () -> assumed(wanted, region));
        });
    }

    private Uni<AwsKeys> assumed(WantedSession wanted, String region) {
        return wire.isSomebody().chain(isSomebody -> isSomebody
                ? tagged(wanted, region)
                : Uni.createFrom().failure(NoSession.until("Tocsin has no AWS credentials of its own, as which it could assume "
                        + wanted.roleArn() + ". Give it some: the page on IAM policies says how.")));
    }

    private Uni<AwsKeys> tagged(WantedSession wanted, String region) {
        Instant until = untagged.get(wanted.roleArn());
        if (wanted.tags().isEmpty() || until != null && clock.instant().isBefore(until)) {
            return asked(StsRequests.assumeRole(wanted.withoutTags(), region)).chain(reply -> keys(reply, wanted, region));
        }
        return asked(StsRequests.assumeRole(wanted, region)).chain(reply -> isDenied(reply)
                ? asked(StsRequests.assumeRole(wanted.withoutTags(), region)).chain(again -> keys(again, wanted, region))
                        .invoke(() -> remember(wanted))
                : keys(reply, wanted, region));
    }

    private static boolean isDenied(AwsReply reply) {
        return reply instanceof AwsReply.Whole whole && whole.status() == 403 && ServiceError.of(whole).isDenied();
    }

    private void remember(WantedSession wanted) {
        if (untagged.size() >= MOST_UNTAGGED) {
            untagged.clear();
        }
        untagged.put(wanted.roleArn(), clock.instant().plus(UNTAGGED_FOR));
    }

    private Uni<AwsReply> asked(AwsRequest request) {
        return wire.send(request, wire.ourselves(), ANSWER_BYTES, TIMEOUT);
    }

    private Uni<AwsKeys> keys(AwsReply reply, WantedSession wanted, String region) {
        if (reply instanceof AwsReply.Whole whole && whole.status() == 200) {
            return StsRequests.keys(whole).map(keys -> Uni.createFrom().item(keys)).orElseGet(
                    () -> Uni.createFrom().failure(NoSession.now("What STS answered in " + region + " is no session.")));
        }
        if (reply instanceof AwsReply.Whole whole) {
            return refused(new StsRefusal(ServiceError.of(whole), wanted, region));
        }
        return Uni.createFrom().failure(NoSession.now(reply instanceof AwsReply.None none
                ? "STS cannot be reached to assume " + wanted.roleArn() + ": " + none.words()
                : "STS answered too much in " + region + "."));
    }

    /** Whom a role has to trust is worth a question, where the refusal does not say it. */
    private Uni<AwsKeys> refused(StsRefusal refusal) {
        Optional<String> us = refusal.whoWeAre();
        return us.isPresent() || !refusal.error().isDenied()
                ? Uni.createFrom().failure(refusal.words(us))
                : asked(StsRequests.whoWeAre(refusal.region()))
                        .chain(reply -> Uni.createFrom().failure(refusal.words(StsRequests.arn(reply))));
    }
}
