package dev.tocsin.delivery;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How messages change after they were posted. */
@ConfigMapping(prefix = "tocsin.live")
public interface LiveConfig {

    /**
     * Whether later states of a matter change the message that stands for it, where the chat can. Configurations may say
     * otherwise with {@code liveMessages}.
     */
    @WithDefault("true")
    boolean enabled();

    /** Whether charts are shown under alarms. Configurations may say otherwise with {@code charts}. */
    @WithDefault("true")
    boolean charts();

    /** What opens again after it has been over for longer than this is a new message, with a link to the last. */
    @WithDefault("1h")
    Duration newEpisodeAfter();

    /** How much time there is at least between two changes of one message, unless a person caused them. */
    @WithDefault("10s")
    Duration changeEvery();

    /** How many messages are changed a minute in one Slack workspace, by all replicas together. Slack promises 50. */
    @WithDefault("40")
    int changesPerMinute();
}
