package dev.tocsin.sns.subscription;

import java.util.Arrays;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.sns.subscription.SubscriptionState.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** How many topics are in which state; every replica says the same. */
@ApplicationScoped
class TopicMetrics {

    private final TopicDirectory directory;
    private final MultiGauge topics;

    TopicMetrics(TopicDirectory directory, MeterRegistry meters) {
        this.directory = directory;
        this.topics = MultiGauge.builder("tocsin.topics").description("Topics by how their subscription stands")
                .register(meters);
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return directory.counts().invoke(this::register)
                .onFailure().invoke(failure -> Log.warnf("Topics cannot be counted: %s", DatabaseTrouble.words(failure)))
                .onFailure().recoverWithNull().replaceWithVoid();
    }

    private void register(Map<State, Long> counts) {
        topics.register(Arrays.stream(State.values())
                .map(state -> Row.of(Tags.of("state", state.name()), counts.getOrDefault(state, 0L))).toList(), true);
    }
}
