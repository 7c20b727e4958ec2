package dev.tocsin.chat.slack;

import java.net.URI;
import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Slack is. */
@ConfigMapping(prefix = "tocsin.slack")
public interface SlackConfig {

    /** The origins that an incoming webhook's URL may have: by default Slack's and GovSlack's. */
    @WithDefault("https://hooks.slack.com,https://hooks.slack-gov.com")
    List<String> webhookOrigins();

    /** The base of the Web API; {@code https://slack-gov.com/api} for GovSlack. */
    @WithDefault("https://slack.com/api")
    URI apiUrl();
}
