package dev.tocsin.audit;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long it is kept who changed what. */
@ConfigMapping(prefix = "tocsin.audit")
public interface AuditConfig {

    /** Longer than a year, so that a yearly review finds the whole year. */
    @WithDefault("400d")
    Duration retention();
}
