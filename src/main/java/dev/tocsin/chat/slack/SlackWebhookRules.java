package dev.tocsin.chat.slack;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.WebhookOrigins;
import dev.tocsin.chat.WebhookRules;
import io.quarkus.runtime.Startup;

/** An incoming webhook is {@code https://hooks.slack.com/services/T.../B.../secret}. */
@Startup
@ApplicationScoped
class SlackWebhookRules implements WebhookRules {

    private static final Pattern PATH = Pattern.compile("/services(?:/[A-Za-z0-9_-]+){3}");

    private final WebhookOrigins origins;

    SlackWebhookRules(SlackConfig config) {
        this.origins = WebhookOrigins.parse("tocsin.slack.webhook-origins", config.webhookOrigins());
    }

    @Override
    public Set<String> kinds() {
        return Set.of(SlackKinds.WEBHOOK);
    }

    @Override
    public Optional<String> objection(String url) {
        return origins.objection(url).or(() -> objectionToPath(URI.create(url)));
    }

    private static Optional<String> objectionToPath(URI url) {
        return PATH.matcher(url.getRawPath()).matches() && url.getRawQuery() == null
                ? Optional.empty()
                : Optional.of("a Slack incoming webhook has the path /services/T.../B.../... and no query");
    }
}
