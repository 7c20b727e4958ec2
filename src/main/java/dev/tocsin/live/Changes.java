package dev.tocsin.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.tocsin.database.DatabaseTrouble;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Changes messages so that they say how their matters stand. It looks each second for what is due; who holds a lease that
 * lapses has ended, and another changes the message once more, which does no harm.
 */
@ApplicationScoped
class Changes {

    private static final int AT_ONCE = 8;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LAST_RETRY = Duration.ofMinutes(5);

    private final DueChanges due;
    private final Rendition rendition;
    private final ChangeSettlements settlements;
    private final MeterRegistry meters;

    Changes(DueChanges due, Rendition rendition, ChangeSettlements settlements, MeterRegistry meters) {
        this.due = due;
        this.rendition = rendition;
        this.settlements = settlements;
        this.meters = meters;
    }

    /** A person has asked for a change, who is looking at the message. */
    void person(@Observes PersonActed acted) {
        change().subscribe().with(done -> {
        });
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> change() {
        long begin = System.nanoTime();
        return due.claim().chain(changes -> all(changes, begin)).onFailure().recoverWithItem(failure -> {
            Log.warnf("Messages are changed later: %s", DatabaseTrouble.words(failure));
            return null;
        });
    }

    private Uni<Void> all(List<DueChange> changes, long begin) {
        return Multi.createFrom().iterable(changes)
                .onItem().transformToUni(change -> inTime(change, begin)).merge(AT_ONCE)
                .collect().asList().replaceWithVoid();
    }

    /** What had to wait for others too long is left to whoever claims it next. */
    private Uni<Void> inTime(DueChange change, long begin) {
        return Uni.createFrom().deferred(() -> System.nanoTime() - begin > due.patience().toNanos()
                ? Uni.createFrom().voidItem()
                : one(change));
    }

    /** What fails here keeps its lease until that lapses. */
    private Uni<Void> one(DueChange change) {
        return rendition.show(change).onFailure().recoverWithItem(fault -> ours(change, fault))
                .chain(result -> settlements.settle(change, result).invoke(counted -> count(result)))
                .onFailure().invoke(failure -> Log.warnf("What became of a change is not written, posting=%s: %s",
                        change.message().id(), DatabaseTrouble.words(failure)))
                .onFailure().recoverWithItem(false).replaceWithVoid();
    }

    private static ChangeResult ours(DueChange change, Throwable fault) {
        Log.errorf(fault, "Cannot change posting=%s", change.message().id());
        return ChangeResult.later(backoff(change.failures()), Optional.empty(), List.of());
    }

    /** Doubles with each failure. */
    static Duration backoff(int failures) {
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 10));
        return doubled.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : doubled;
    }

    private void count(ChangeResult result) {
        String outcome = result.isChanged() ? "changed"
                : result.again().isPresent() ? "later" : result.gone().isPresent() ? "gone" : "not_changed";
        Counter.builder("tocsin.live.changes").description("Tries to change a message that was posted before")
                .tag("outcome", outcome).register(meters).increment();
    }
}
