package dev.tocsin.start;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;

/**
 * Begins the scheduled jobs when Tocsin listens, which is the last that may fail of a start ({@code
 * quarkus.scheduler.start-mode} is {@code halted} until then). They would otherwise run while a start fails, and bury the line
 * that says why under their stack traces.
 */
@Singleton
final class ScheduledJobs {

    private static final int AFTER_EVERYBODY = Integer.MAX_VALUE;

    private final Scheduler scheduler;

    ScheduledJobs(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void begin(@ObservesAsync HttpServerStart listening) {
        scheduler.resume();
    }

    void begin(@ObservesAsync HttpsServerStart listening) {
        scheduler.resume();
    }

    /** In dev mode the socket outlives the application, which is loaded anew. */
    void begin(@Observes @Priority(AFTER_EVERYBODY) StartupEvent started) {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            scheduler.resume();
        }
    }
}
