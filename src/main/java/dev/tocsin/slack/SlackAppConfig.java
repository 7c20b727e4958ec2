package dev.tocsin.slack;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The Slack app that workspaces authorize, as its page at api.slack.com/apps shows it, and where Slack is. */
@ConfigMapping(prefix = "tocsin.slack")
public interface SlackAppConfig {

    /** The base of the Web API; {@code https://slack-gov.com/api} for GovSlack. */
    @WithDefault("https://slack.com/api")
    URI apiUrl();

    /** The page on which people allow the app; {@code https://slack-gov.com/oauth/v2/authorize} for GovSlack. */
    @WithDefault("https://slack.com/oauth/v2/authorize")
    URI authorizeUrl();

    /** How long one call of the Web API may take altogether, posting apart. */
    @WithDefault("5s")
    Duration timeout();

    Optional<String> clientId();

    Optional<String> clientSecret();

    /** What Slack signs its requests with. */
    Optional<String> signingSecret();

    /** What a workspace is asked to allow. */
    @WithDefault("chat:write,chat:write.public,channels:read,groups:read,team:read,channels:history,groups:history,files:write,files:read,app_mentions:read,commands,usergroups:read,users:read")
    List<String> scopes();

    /** Where Slack is told something by a URL that it gave us: webhooks, and what only one person is to see. */
    @WithDefault("https://hooks.slack.com,https://hooks.slack-gov.com")
    List<String> webhookOrigins();

    /** Whether anybody who opens {@code /slack/install} may authorize a workspace, without a link made by an administrator. */
    @WithDefault("false")
    boolean openInstall();
}
