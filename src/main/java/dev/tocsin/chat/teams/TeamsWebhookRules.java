package dev.tocsin.chat.teams;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.WebhookOrigins;
import dev.tocsin.chat.WebhookRules;
import io.quarkus.runtime.Startup;

/**
 * A webhook is the URL of a workflow's trigger, of Power Automate ({@code /powerautomate/automations/direct/workflows/...})
 * or of Logic Apps ({@code /workflows/...}); its {@code sig} is what lets us in. The URL is taken as it is, with its port
 * 443 written out.
 */
@Startup
@ApplicationScoped
class TeamsWebhookRules implements WebhookRules {

    private static final Pattern PATH = Pattern.compile("(?:/powerautomate/automations/direct(?:/cu/[0-9]{1,4})?)?"
            + "/workflows/[A-Za-z0-9-]{1,64}/triggers/[A-Za-z0-9_-]{1,80}/paths/invoke");
    private static final Pattern SIG = Pattern.compile("sig=(?:[A-Za-z0-9_~.-]|%[0-9A-Fa-f]{2}){8,200}");
    /** Of Office 365 connectors, which Microsoft has retired. */
    private static final List<String> CONNECTORS = List.of("webhook.office.com", "outlook.office.com", "outlook.office365.com");

    private final WebhookOrigins origins;

    TeamsWebhookRules(TeamsConfig config) {
        this.origins = WebhookOrigins.parse("tocsin.teams.webhook-origins", config.webhookOrigins());
    }

    @Override
    public Set<String> kinds() {
        return Set.of(TeamsKinds.MESSAGE, TeamsKinds.CARD);
    }

    @Override
    public Optional<String> objection(String url) {
        return objectionToConnector(url).or(() -> origins.objection(url)).or(() -> objectionToShape(URI.create(url)));
    }

    private static Optional<String> objectionToConnector(String url) {
        String host = hostOf(url);
        boolean connector = CONNECTORS.stream().anyMatch(name -> host.equals(name) || host.endsWith("." + name));
        return Optional.of("Office 365 connectors (webhook.office.com) are retired; in Teams, add the workflow \"Post to a"
                + " channel when a webhook request is received\" to the channel, and give its URL").filter(hint -> connector);
    }

    private static String hostOf(String url) {
        try {
            String host = url == null ? null : URI.create(url).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static Optional<String> objectionToShape(URI url) {
        if (!PATH.matcher(url.getRawPath()).matches()) {
            return Optional.of("a workflow's URL has the path /workflows/.../triggers/.../paths/invoke, perhaps behind"
                    + " /powerautomate/automations/direct; copy it whole from the workflow's trigger");
        }
        List<String> signatures = Arrays.stream(Optional.ofNullable(url.getRawQuery()).orElse("").split("&"))
                .filter(parameter -> parameter.regionMatches(true, 0, "sig=", 0, 4)).toList();
        if (signatures.size() != 1) {
            return Optional.of("a workflow's URL has one parameter sig=... in its query, which lets us in; copy the URL whole"
                    + " from the workflow's trigger");
        }
        return SIG.matcher(signatures.get(0)).matches() ? Optional.empty()
                : Optional.of("the sig=... of a workflow's URL has 8 to 200 letters, digits and _ ~ . - or %xx, in small"
                        + " letters \"sig\"; this one is too short or too long, or has others: copy the URL whole from the"
                        + " workflow's trigger");
    }
}
