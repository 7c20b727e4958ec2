package dev.tocsin.declaration;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.configuration.declared.Declarations;
import dev.tocsin.configuration.declared.DeclaredChange;
import dev.tocsin.configuration.declared.Held;
import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.declaration.DeclarationReader.Absent;
import dev.tocsin.declaration.DeclarationStatus.State;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.Problems;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

/**
 * Applies the mounted file at the start, whenever it or a secret that it refers to has changed, and when another is found
 * applied. It is read again each time, since a mounted ConfigMap changes by a link being set anew. A file with an error changes
 * nothing and stops nothing: what is stored stands, and the status says what is wrong.
 */
@ApplicationScoped
public class ConfigurationsFile {

    /**
     * What is in the way may pass without the file being touched: a workspace that somebody authorizes, a key, the database.
     */
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(1);

    private final MountedFile file;
    private final Declarations declarations;
    private final Vertx vertx;
    private final Clock clock;

    private volatile DeclarationStatus status;
    /** Digest of what was dealt with last, whichever way. */
    private volatile String settled = "";
    /** Digest of what this replica last applied, or found applied. */
    private volatile String held = "";
    private volatile Instant tryAgainAt = Instant.MIN;
    /** A second look beside the first would find applied what the first applies, and report that nothing was changed. */
    private final AtomicBoolean isLooking = new AtomicBoolean();

    ConfigurationsFile(MountedFile file, Declarations declarations, Vertx vertx, Clock clock, MeterRegistry meters) {
        this.file = file;
        this.declarations = declarations;
        this.vertx = vertx;
        this.clock = clock;
        this.status = file.name().map(DeclarationStatus::waiting).orElse(DeclarationStatus.none());
        Gauge.builder("tocsin.configurations.file.failed", this, one -> one.status.state() == State.FAILED ? 1 : 0)
                .description("1 while the configurations file is not applied").register(meters);
        Gauge.builder("tocsin.configurations.file.outdated", this, one -> one.status.state() == State.OUTDATED ? 1 : 0)
                .description("1 while another replica holds a newer configurations file").register(meters);
    }

    /** How it stands on this replica. */
    public DeclarationStatus status() {
        return status;
    }

    @Scheduled(every = "${tocsin.configurations-check-every:10s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return Uni.createFrom().deferred(() -> file.name().isPresent() && isLooking.compareAndSet(false, true)
                ? lookNow().onTermination().invoke(() -> isLooking.set(false))
                : Uni.createFrom().voidItem());
    }

    private Uni<Void> lookNow() {
        return vertx.executeBlocking(() -> file.read(Absent.AN_ERROR), false).chain(this::deal)
                .onFailure().invoke(this::failed).onFailure().recoverWithNull();
    }

    /**
     * Beside the looks, which may be rarer: others take the file for abandoned when nobody has answered for it for a minute.
     */
    @Scheduled(every = "20s", delayed = "20s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> answerForIt() {
        return status.state() == State.APPLIED ? isStillApplied().replaceWithVoid() : Uni.createFrom().voidItem();
    }

    private Uni<Void> deal(FileReading reading) {
        if (!reading.sha256().equals(settled) || status.state() == State.OUTDATED) {
            return apply(reading);
        }
        if (status.state() == State.APPLIED) {
            return isStillApplied().chain(isSo -> isSo ? Uni.createFrom().voidItem() : apply(reading));
        }
        return clock.instant().isBefore(tryAgainAt) ? Uni.createFrom().voidItem() : apply(reading);
    }

    /** A database that is away is no reason to apply anything. */
    private Uni<Boolean> isStillApplied() {
        return declarations.confirm(held).onFailure().recoverWithItem(true);
    }

    private Uni<Void> apply(FileReading reading) {
        settled = reading.sha256();
        tryAgainAt = clock.instant().plus(TRY_AGAIN_AFTER);
        if (!reading.errors().isEmpty()) {
            fail(reading.errors());
            return Uni.createFrom().voidItem();
        }
        return declarations.apply(reading.declared(), status.file(), new Held(reading.sha256(), held))
                .invoke(changes -> changes.ifPresentOrElse(this::applied, this::outdated)).replaceWithVoid();
    }

    private void applied(List<DeclaredChange> changes) {
        held = settled;
        status = status.applied(clock.instant(), changes);
        Log.infof("configurations file applied file=%s changes=%d", status.file(), changes.size());
    }

    private void outdated() {
        if (status.state() != State.OUTDATED) {
            Log.warnf("configurations file not applied file=%s: another replica holds a newer file", status.file());
        }
        status = status.outdated();
    }

    private void failed(Throwable failure) {
        if (failure instanceof ProblemException wrong) {
            fail(wrong.problem().errors().isEmpty()
                    ? List.of(Invalid.of("file", wrong.problem().detail()))
                    : wrong.problem().errors());
        } else if (failure instanceof IOException unreadable) {
            fail(List.of(Invalid.of("file", "cannot be read: " + unreadable.getClass().getSimpleName())));
        } else {
            // The database is away; at the next look again. Until the first time nobody is told that we are ready.
            settled = "";
            if (status.state() != State.WAITING) {
                fail(List.of(Invalid.of("file", "could not be applied: " + DatabaseTrouble.words(failure))));
            }
        }
    }

    /** Logged once, however often it is found again. */
    private void fail(List<Invalid> errors) {
        if (!errors.equals(status.errors())) {
            Log.errorf("configurations file not applied file=%s: %s", status.file(), Problems.inWords(errors, " "));
        }
        status = status.failed(errors);
    }
}
