package dev.tocsin.access;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether people may use the console in their browsers, and how long they stay logged in. */
@ConfigMapping(prefix = "tocsin.console")
public interface ConsoleConfig {

    @WithDefault("true")
    boolean enabled();

    /** From the login on, however much is done meanwhile. */
    @WithDefault("8h")
    Duration session();
}
