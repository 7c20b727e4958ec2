package dev.tocsin.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether what was posted about a matter changes with it; configurations may say otherwise. */
@ConfigMapping(prefix = "tocsin.live")
public interface LiveConfig {

    /**
     * Whether later messages about a matter change the message that is in the channel, where the chat can. Configurations may
     * say otherwise with {@code liveMessages}.
     */
    @WithDefault("true")
    boolean enabled();

    /** Whether alarms show a chart of their metric. Configurations may say otherwise with {@code charts}. */
    @WithDefault("true")
    boolean charts();
}
