package dev.tocsin.access;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

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

    /** The base at which people reach it, for links that leave it: {@link dev.tocsin.address.ConsoleAddress}. */
    Optional<URI> url();
}
