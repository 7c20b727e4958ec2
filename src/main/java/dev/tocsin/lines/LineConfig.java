package dev.tocsin.lines;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** In which form the console has log lines. */
@ConfigMapping(prefix = "tocsin.log")
public interface LineConfig {

    /** For people, or for programs that collect them. */
    @WithDefault("text")
    Form format();

    /** Of a log line. */
    enum Form {
        TEXT,
        JSON
    }
}
