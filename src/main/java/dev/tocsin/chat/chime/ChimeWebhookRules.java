package dev.tocsin.chat.chime;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.WebhookOrigins;
import dev.tocsin.chat.WebhookRules;
import io.quarkus.runtime.Startup;

/**
 * A webhook is {@code https://hooks.chime.aws/incomingwebhooks/id?token=token}. AWS Chatbot allows letters, digits and
 * hyphens in the token, but real ones are base64 with {@code =} (as it is or as {@code %3D}) and {@code _} as well.
 */
@Startup
@ApplicationScoped
class ChimeWebhookRules implements WebhookRules {

    static final String KIND = "chime-webhook";

    private static final Pattern PATH = Pattern.compile("/incomingwebhooks/[A-Za-z0-9_-]+");
    private static final Pattern QUERY = Pattern.compile("token=(?:[A-Za-z0-9._~=+/-]|%[0-9A-Fa-f]{2})+");

    private final WebhookOrigins origins;

    ChimeWebhookRules(ChimeConfig config) {
        this.origins = WebhookOrigins.parse("tocsin.chime.webhook-origins", config.webhookOrigins());
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public Optional<String> objection(String url) {
        return origins.objection(url).or(() -> objectionToShape(URI.create(url)));
    }

    private static Optional<String> objectionToShape(URI url) {
        return PATH.matcher(url.getRawPath()).matches() && url.getRawQuery() != null
                && QUERY.matcher(url.getRawQuery()).matches()
                        ? Optional.empty()
                        : Optional.of("a Chime webhook has the path /incomingwebhooks/... and the query token=...");
    }
}
