package dev.tocsin.start;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;

/**
 * Begins and ends the scheduled jobs. They begin when Tocsin listens, which is the last that may fail of a start ({@code
 * quarkus.scheduler.start-mode} is {@code halted} until then). They would otherwise run while a start fails, and bury the line
 * that says why under their stack traces. When Tocsin stops none begins any more, and those under way are waited for: a job
 * that runs on while the application is taken down finds nothing left of it, and says so by stack traces.
 */
@Singleton
final class ScheduledJobs {

    private static final int AFTER_EVERYBODY = Integer.MAX_VALUE;

    private static final int BEFORE_EVERYBODY = 1;
    /** What else stops needs its time too, and it passes for the jobs as well. */
    private static final int AFTER_ALL_OTHERS = 4_000;
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    /** A job that was due just before may be on its way to its thread. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(50);

    private final Scheduler scheduler;
    private final RunningJobs running;
    private boolean stopping;
    private long stoppingSince;

    ScheduledJobs(Scheduler scheduler, RunningJobs running) {
        this.scheduler = scheduler;
        this.running = running;
    }

    void begin(@ObservesAsync HttpServerStart listening) {
        resume();
    }

    void begin(@ObservesAsync HttpsServerStart listening) {
        resume();
    }

    /** Somebody may want it to stop before it knows that it listens. */
    private synchronized void resume() {
        if (!stopping) {
            scheduler.resume();
        }
    }

    synchronized void beginNoMore(@Observes @Priority(BEFORE_EVERYBODY) ShutdownDelayInitiatedEvent event) {
        stopping = true;
        stoppingSince = System.nanoTime();
        scheduler.pause();
    }

    void awaitThoseUnderWay(@Observes @Priority(AFTER_ALL_OTHERS) ShutdownDelayInitiatedEvent event)
            throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(ON_ITS_WAY.toNanos() - (System.nanoTime() - stoppingSince));
        while (running.any() && System.nanoTime() - stoppingSince < FAREWELL.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** In dev mode the socket outlives the application, which is loaded anew. */
    void begin(@Observes @Priority(AFTER_EVERYBODY) StartupEvent started) {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            scheduler.resume();
        }
    }
}
