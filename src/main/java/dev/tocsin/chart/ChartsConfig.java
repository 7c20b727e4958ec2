package dev.tocsin.chart;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long a chart may take. */
@ConfigMapping(prefix = "tocsin.charts")
public interface ChartsConfig {

    /** The longest that asking for one may take, roles and waiting included. */
    @WithDefault("8s")
    Duration timeout();
}
