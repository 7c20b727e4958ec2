package dev.tocsin.chat.teams;

import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the workflows of Microsoft Teams are. */
@ConfigMapping(prefix = "tocsin.teams")
public interface TeamsConfig {

    /**
     * The origins that a workflow's URL may have. Each environment of Power Automate has a host of its own; the first suffix
     * is that of URLs made before December 2025.
     */
    @WithDefault("https://*.logic.azure.com,https://*.environment.api.powerplatform.com")
    List<String> webhookOrigins();
}
