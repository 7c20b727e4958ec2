package dev.tocsin.database;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which clocks are right. The name is that of the room which had them first. */
@ConfigMapping(prefix = "tocsin.sns")
public interface ClockConfig {

    /** How far a signed Timestamp may be ahead of our clock, and our clock off the database's. */
    @WithDefault("5m")
    Duration clockSkew();
}
