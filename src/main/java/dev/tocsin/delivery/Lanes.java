package dev.tocsin.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.delivery.Claimed.Leased;
import dev.tocsin.delivery.Claimed.NoRoom;
import dev.tocsin.delivery.Turns.Turn;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Drives the lanes of this replica: claim, post, settle, wait as long as the lane asks, and again. A lane is woken by the
 * intake
 * that stored something for it, by its own wait having passed, and by a poll that finds what other replicas stored or left.
 */
@ApplicationScoped
class Lanes {

    private static final Duration AFTER_A_DATABASE_FAILURE = Duration.ofSeconds(1);
    private static final Duration UNTIL_THERE_IS_ROOM = Duration.ofMillis(50);
    private static final long LOOK_MILLIS = 50;
    /** So many lanes that are woken together hold up hardly anybody. */
    private static final int FEW = 32;
    /** From how many lanes on that run at once there is enough to do. */
    private static final int BUSY = 8;

    private final LaneStore store;
    private final Claims claims;
    private final Runs runs;
    private final PostsUnderWay posts;
    private final EventLoops loops;
    private final DeliveryConfig config;
    private final Vertx vertx;
    private final Turns turns;
    private volatile boolean stopping;

    Lanes(LaneStore store, Claims claims, Runs runs, PostsUnderWay posts, EventLoops loops, DeliveryConfig config,
            Vertx vertx) {
        this.store = store;
        this.claims = claims;
        this.runs = runs;
        this.posts = posts;
        this.loops = loops;
        this.config = config;
        this.vertx = vertx;
        this.turns = new Turns(config.maxInFlight());
    }

    /** Something may be due in the lane. */
    void wake(long lane) {
        if (!stopping) {
            turns.ask(lane).ifPresent(this::run);
        }
    }

    /** What was committed together has something for each of these. */
    void wake(Collection<Long> together) {
        if (together.size() <= FEW) {
            together.forEach(this::wake);
        } else if (!stopping) {
            together.forEach(lane -> turns.askAmongMany(lane).ifPresent(this::run));
        }
    }

    /** Something could not be stored for them. */
    void noteFailure(Throwable failure) {
        store.noteFailure(failure);
    }

    /** Whether much is being posted just now; work that can wait leaves the lanes the processor and the database. */
    boolean areBusy() {
        return turns.taken() >= BUSY;
    }

    /** Asked once the lane is counted as running, so that a stop either waits for it or keeps it from claiming. */
    private void run(Turn turn) {
        long lane = turn.lane();
        if (stopping) {
            turns.drop(lane);
            return;
        }
        claims.claim(lane, turn.isAlone()).emitOn(loops.of(lane)).chain(claimed -> serve(claimed, turn.isAlone()))
                .subscribe().with(next -> next.ifPresentOrElse(later -> again(lane, later), () -> done(lane)),
                        failure -> failed(lane, failure));
    }

    /** Empty if that is another's business now or nothing more is due. */
    private Uni<Optional<GoingOn>> serve(Claimed claimed, boolean isAlone) {
        if (claimed instanceof Leased leased) {
            boolean isOfMuch = leased.run().claims().size() >= Claims.LONGEST_RUN;
            return Uni.createFrom().deferred(() -> runs.serve(leased.run(), isAlone))
                    .onTermination().invoke(() -> claims.ended(leased.run()))
                    .map(wait -> wait.map(time -> new GoingOn(time, isOfMuch)));
        }
        return Uni.createFrom().item(claimed instanceof NoRoom ? Optional.of(new GoingOn(UNTIL_THERE_IS_ROOM, false))
                : Optional.empty());
    }

    /**
     * How a lane goes on.
     *
     * @param pause how long it is left alone before
     * @param isOfMuch whether as much waited in it as it may post in one turn
     */
    private record GoingOn(Duration pause, boolean isOfMuch) {
    }

    private void again(long lane, GoingOn next) {
        if (stopping) {
            turns.drop(lane);
        } else if (next.pause().isZero()) {
            (next.isOfMuch() ? turns.againWithMuch(lane) : turns.again(lane)).ifPresent(this::run);
        } else {
            turns.rest(lane).ifPresent(this::run);
            vertx.setTimer(next.pause().toMillis(), timer -> rested(lane));
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
        Log.warnf("A lane waits for the database, lane=%d: %s", lane, DatabaseTrouble.words(failure));
        again(lane, new GoingOn(AFTER_A_DATABASE_FAILURE, false));
    }

    void start(@Observes StartupEvent event) {
        poll();
        vertx.setPeriodic(LOOK_MILLIS, timer -> look());
    }

    private void poll() {
        if (stopping) {
            return;
        }
        store.due(turns.capacity()).subscribe().with(lanes -> {
            boolean areMany = lanes.size() > FEW;
            lanes.forEach(lane -> (areMany ? turns.urgeAmongMany(lane) : turns.urge(lane)).ifPresent(this::run));
            pollLater();
        }, failure -> pollLater());
    }

    private void pollLater() {
        vertx.setTimer(config.poll().toMillis(), timer -> poll());
    }

    /** A post that takes long leaves its place and its room to others. */
    private void look() {
        PostsUnderWay.Found found = posts.look(System.nanoTime());
        found.hanging()
                .forEach((host, count) -> Log.warnf("Host hangs: %s leaves %d posts without an answer. Until it answers, "
                        + "few are tried of those for destinations there that did not take their last message", host, count));
        found.lingering().forEach(claims::linger);
        if (!stopping) {
            found.lingering().forEach(lane -> turns.linger(lane).ifPresent(this::run));
        }
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
