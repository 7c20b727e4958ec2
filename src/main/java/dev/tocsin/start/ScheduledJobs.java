package dev.tocsin.start;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;

/**
 * Begins the scheduled jobs when everybody has started ({@code quarkus.scheduler.start-mode} is {@code halted} until then). On
 * a slow machine they would otherwise run while a start fails, and bury the line that says why under their stack traces.
 */
@Singleton
final class ScheduledJobs {

    private static final int AFTER_EVERYBODY = Integer.MAX_VALUE;

    void begin(@Observes @Priority(AFTER_EVERYBODY) StartupEvent started, Scheduler scheduler) {
        scheduler.resume();
    }
}
