package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.tocsin.chat.Outcome;
import dev.tocsin.delivery.GroupCommit.Limits;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Drives the lanes of this replica: claim the head, post it, settle it, wait as long as the lane asks, and again. A lane is
 * woken by the intake that stored something for it, by its own wait having passed, and by a poll that finds what other
 * replicas stored or left.
 */
@ApplicationScoped
class Lanes {

    private static final int LARGEST_BATCH = 100;
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofMillis(500);
    private static final Duration AFTER_A_DATABASE_FAILURE = Duration.ofSeconds(1);

    private final LaneStore store;
    private final Sender sender;
    private final RetryPolicy policy;
    private final DeliveryMetrics metrics;
    private final DeliveryConfig config;
    private final Vertx vertx;
    private final Turns turns;
    private final GroupCommit<Long, Optional<Claim>> claims;
    private final GroupCommit<Settlement, Optional<Duration>> settlements;
    private volatile boolean stopping;

    Lanes(LaneStore store, SettlementStatement settlement, Sender sender, RetryPolicy policy, DeliveryMetrics metrics,
            DeliveryConfig config, Vertx vertx) {
        this.store = store;
        this.sender = sender;
        this.policy = policy;
        this.metrics = metrics;
        this.config = config;
        this.vertx = vertx;
        this.turns = new Turns(config.maxInFlight());
        this.claims = new GroupCommit<>(Limits.of(config.maxInFlight() + 1, LARGEST_BATCH), store::claim);
        this.settlements = new GroupCommit<>(Limits.of(config.maxInFlight() + 1, LARGEST_BATCH), settlement::settle);
    }

    /** Something may be due in the lane. */
    void wake(long lane) {
        if (!stopping) {
            turns.ask(lane).ifPresent(this::run);
        }
    }

    /** Asked once the lane is counted as running, so that a stop either waits for it or keeps it from claiming. */
    private void run(long lane) {
        if (stopping) {
            turns.drop(lane);
            return;
        }
        claims.submit(lane)
                .chain(claim -> claim.map(this::serve).orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .subscribe().with(wait -> wait.ifPresentOrElse(time -> again(lane, time), () -> done(lane)),
                        failure -> failed(lane, failure));
    }

    /** Answers how long the lane is to wait, or empty if that is another's business now. */
    private Uni<Optional<Duration>> serve(Claim claim) {
        metrics.claimed(claim);
        // When a try began is the history's, and so by the database's clock; how long it took needs none.
        long start = System.nanoTime();
        return outcome(claim, claim.claimedAt(), start).chain(this::settle);
    }

    /**
     * A delivery that was made and not settled would be made twice, so that is tried until it succeeds; meanwhile the lane
     * stays taken here. Anything else is as well forgotten with the lease.
     */
    private Uni<Optional<Duration>> settle(Settlement settlement) {
        Duration patience = settlement.state() == DeliveryState.DELIVERED ? config.giveUpAfter() : config.lease();
        return settlements.submit(settlement)
                .onFailure().retry().withBackOff(FIRST_RETRY, LAST_RETRY).expireIn(patience.toMillis())
                .invoke(wait -> metrics.settled(settlement, wait.isPresent()));
    }

    private Uni<Settlement> outcome(Claim claim, Instant startedAt, long start) {
        if (claim.interruptions() >= config.maxInterruptions()) {
            return Uni.createFrom().item(policy.buried(claim, startedAt));
        }
        Uni<Outcome> posted = sender.send(claim);
        return posted.map(outcome -> policy.settle(claim, outcome, startedAt, Duration.ofNanos(System.nanoTime() - start)));
    }

    private void again(long lane, Duration wait) {
        if (stopping) {
            turns.drop(lane);
        } else if (wait.isZero()) {
            run(lane);
        } else {
            turns.rest(lane).ifPresent(this::run);
            vertx.setTimer(wait.toMillis(), timer -> rested(lane));
        }
    }

    private void rested(long lane) {
        if (!stopping) {
            turns.resume(lane).ifPresent(this::run);
        }
    }

    private void done(long lane) {
        if (stopping) {
            turns.drop(lane);
        } else {
            turns.finish(lane).ifPresent(this::run);
        }
    }

    /** The database is away. What was posted and not settled is found again when its lease has lapsed. */
    private void failed(long lane, Throwable failure) {
        Log.warnf("A lane waits for the database, lane=%d: %s", lane, failure.getClass().getSimpleName());
        again(lane, AFTER_A_DATABASE_FAILURE);
    }

    void start(@Observes StartupEvent event) {
        poll();
    }

    private void poll() {
        if (stopping) {
            return;
        }
        store.due(turns.capacity()).subscribe().with(lanes -> {
            lanes.forEach(lane -> turns.urge(lane).ifPresent(this::run));
            pollLater();
        }, failure -> pollLater());
    }

    private void pollLater() {
        vertx.setTimer(config.poll().toMillis(), timer -> poll());
    }

    /** Takes no new work and lets what is in flight end; what does not end in time is another's when its lease lapses. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        stopping = true;
        long deadline = System.nanoTime() + config.shutdownTimeout().toNanos();
        while (turns.running() > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        if (turns.running() > 0) {
            Log.warnf("Stopped with posts in flight, lanes=%d; their leases lapse within %s", turns.running(), config.lease());
        }
    }
}
