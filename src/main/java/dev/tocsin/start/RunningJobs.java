package dev.tocsin.start;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import io.quarkus.scheduler.spi.JobInstrumenter;

/** Counts the scheduled jobs that run; the scheduler asks it, as {@code quarkus.scheduler.tracing.enabled} says. */
@Singleton
final class RunningJobs implements JobInstrumenter {

    private final AtomicInteger running = new AtomicInteger();

    @Override
    public CompletionStage<Void> instrument(JobInstrumentationContext job) {
        running.incrementAndGet();
        try {
            return job.executeJob().whenComplete((done, failure) -> running.decrementAndGet());
        } catch (RuntimeException | Error failure) {
            running.decrementAndGet();
            throw failure;
        }
    }

    boolean any() {
        return running.get() > 0;
    }
}
