package dev.tocsin.chat.chime;

import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Amazon Chime is. */
@ConfigMapping(prefix = "tocsin.chime")
public interface ChimeConfig {

    /** The origins that a webhook's URL may have; the second is the one in Chime's own samples. */
    @WithDefault("https://hooks.chime.aws,https://hooks.a.chime.aws")
    List<String> webhookOrigins();
}
