package dev.tocsin.silence;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.delivery.DeliveryConfig;
import dev.tocsin.quiet.RepeatedLines;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/**
 * Looks once a minute what has fallen silent and what is over, and sees to it that people are told. One replica has the look;
 * two at the same time would do no harm.
 */
@Singleton
class SilenceWatch {

    private static final Duration EVERY = Duration.ofMinutes(1);

    private final SilenceLook look;
    private final SilenceStore store;
    private final ChannelLooks channels;
    private final SilenceNews news;
    private final SilenceConfig config;
    private final DeliveryConfig delivery;
    private final RepeatedLines log;

    SilenceWatch(SilenceLook look, SilenceStore store, ChannelLooks channels, SilenceNews news, SilenceConfig config,
            DeliveryConfig delivery, RepeatedLines log) {
        this.look = look;
        this.store = store;
        this.channels = channels;
        this.news = news;
        this.config = config;
        this.delivery = delivery;
        this.log = log;
    }

    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> watch() {
        return look.takeTurn(EVERY).chain(isMine -> isMine ? round() : Uni.createFrom().voidItem())
                .onFailure().invoke(failure -> log.warn("silence-watch",
                        "It cannot be watched what falls silent: " + DatabaseTrouble.words(failure)))
                .onFailure().recoverWithNull();
    }

    Uni<Void> round() {
        return look.noteRhythm()
                .chain(() -> look.topics(config.topicAfter())).chain(all -> store.keep(SilenceKind.TOPIC, all))
                .chain(() -> look.destinations(config.destinationAfter()))
                .chain(all -> store.keep(SilenceKind.DESTINATION, all))
                .chain(look::subscriptions).chain(all -> store.keep(SilenceKind.SUBSCRIPTION, all))
                .chain(channels::discover)
                .chain(() -> store.endUnwatched(config.canary().orElse(List.of())))
                .chain(() -> config.tell().map(news::tell).orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(() -> store.forget(delivery.retention()));
    }
}
