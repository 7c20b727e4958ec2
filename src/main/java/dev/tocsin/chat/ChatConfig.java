package dev.tocsin.chat;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What all chats have in common. */
@ConfigMapping(prefix = "tocsin.chat")
public interface ChatConfig {

    long TIMEOUT_SECONDS = 10;

    /** How long one try to post may take altogether; connecting alone may take half of it. */
    @WithDefault(TIMEOUT_SECONDS + "s")
    Duration timeout();
}
