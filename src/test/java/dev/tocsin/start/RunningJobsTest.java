package dev.tocsin.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import io.quarkus.scheduler.spi.JobInstrumenter.JobInstrumentationContext;

class RunningJobsTest {

    private final RunningJobs running = new RunningJobs();

    @Test
    void aJobRunsUntilItsAnswerIsThere() {
        CompletableFuture<Void> one = new CompletableFuture<>();
        CompletableFuture<Void> other = new CompletableFuture<>();
        running.instrument(job(() -> one));
        running.instrument(job(() -> other));

        one.complete(null);
        assertThat(running.any()).isTrue();
        other.completeExceptionally(new IllegalStateException());
        assertThat(running.any()).isFalse();
    }

    @Test
    void aJobThatFailsAtOnceRunsNoMore() {
        assertThatThrownBy(() -> running.instrument(job(() -> {
            throw new IllegalStateException("no");
        }))).hasMessage("no");
        assertThat(running.any()).isFalse();
    }

    private static JobInstrumentationContext job(Supplier<CompletionStage<Void>> work) {
        return new JobInstrumentationContext() {
            @Override
            public CompletionStage<Void> executeJob() {
                return work.get();
            }

            @Override
            public String getSpanName() {
                return "job";
            }
        };
    }
}
