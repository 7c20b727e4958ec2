package dev.tocsin.silence;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.tocsin.configuration.slack.ChannelsAtSlack;
import dev.tocsin.configuration.slack.ChannelsAtSlack.Presence;
import dev.tocsin.configuration.slack.ChannelsAtSlack.Unreachable;
import dev.tocsin.configuration.slack.ChannelsAtSlack.Untold;
import dev.tocsin.database.DatabaseClock;
import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.quiet.RepeatedLines;
import dev.tocsin.silence.ChannelLooks.DueChannel;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/**
 * Asks Slack once a day of each channel of a workspace whether anything can still be posted there, and each hour of one of
 * which that was not so, until somebody has mended it.
 */
@Singleton
class ChannelWatch {

    private static final Duration DAILY = Duration.ofDays(1);
    private static final Duration HOURLY = Duration.ofHours(1);
    /** In ten seconds, so that Slack is asked no more than thirty times a minute. */
    private static final int AT_ONCE = 5;

    private final ChannelLooks looks;
    private final Function<String, Uni<Optional<Presence>>> slack;
    private final SilenceStore store;
    private final DatabaseClock clock;
    private final RepeatedLines log;

    @Inject
    ChannelWatch(ChannelLooks looks, ChannelsAtSlack slack, SilenceStore store, DatabaseClock clock, RepeatedLines log) {
        this(looks, slack::look, store, clock, log);
    }

    /** For tests: what Slack says of a configuration's channel is given. */
    ChannelWatch(ChannelLooks looks, Function<String, Uni<Optional<Presence>>> slack, SilenceStore store, DatabaseClock clock,
            RepeatedLines log) {
        this.looks = looks;
        this.slack = slack;
        this.store = store;
        this.clock = clock;
        this.log = log;
    }

    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> watch() {
        return those(AT_ONCE).onFailure().invoke(failure -> log.warn("channel-watch",
                "Channels cannot be looked after now: " + DatabaseTrouble.words(failure))).onFailure().recoverWithNull();
    }

    private Uni<Void> those(int left) {
        return left == 0 ? Uni.createFrom().voidItem()
                : looks.claim().chain(due -> due.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : look(due.get()).chain(() -> those(left - 1)));
    }

    private Uni<Void> look(DueChannel channel) {
        return channel.isDisabled() ? looks.settle(channel, DAILY)
                : slack.apply(channel.configurationName()).chain(presence -> noted(channel, presence))
                        .chain(next -> looks.settle(channel, next));
    }

    private Uni<Duration> noted(DueChannel channel, Optional<Presence> presence) {
        if (presence.orElse(null) instanceof Untold untold) {
            return Uni.createFrom().item(untold.comeAgainAfter());
        }
        if (presence.orElse(null) instanceof Unreachable unreachable) {
            return clock.now().chain(now -> store.begin(SilenceKind.CHANNEL,
                    new Silent(channel.configurationName(), now, unreachable.why()))).replaceWith(HOURLY);
        }
        return store.end(SilenceKind.CHANNEL, channel.configurationName()).replaceWith(DAILY);
    }
}
