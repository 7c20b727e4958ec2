package dev.tocsin.workspace;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.tocsin.address.BaseUrl;
import dev.tocsin.command.CommandsConfig;
import dev.tocsin.problem.Problems;
import dev.tocsin.secret.Nonce;
import dev.tocsin.secret.Secret;
import dev.tocsin.slack.SlackApp;
import dev.tocsin.slack.SlackAppConfig;
import dev.tocsin.slack.SlackSignature;

/**
 * The Slack app and our own address. Nothing of it has to be set; what needs something that is not set ends with a problem that
 * says what.
 */
@Singleton
public final class AppSettings {

    private static final String PUBLIC_URL = "tocsin.public-url";
    private static final String CLIENT_ID = "tocsin.slack.client-id";
    private static final String CLIENT_SECRET = "tocsin.slack.client-secret";
    private static final String SIGNING_SECRET = "tocsin.slack.signing-secret";
    private static final String WHERE = " Create a Slack app from GET /api/slack/manifest; its page \"Basic Information\" has them.";

    private final SlackAppConfig config;
    private final Optional<String> publicUrl;
    private final CommandsConfig commands;
    private final Clock clock;

    AppSettings(SlackAppConfig config, @ConfigProperty(name = PUBLIC_URL) Optional<URI> publicUrl, CommandsConfig commands,
            Clock clock) {
        this.config = config;
        this.commands = commands;
        this.publicUrl = publicUrl.map(BaseUrl::of);
        this.clock = clock;
    }

    /**
     * How far it is set up.
     *
     * @param missing the properties that have to be set before a workspace can authorize Tocsin
     * @param hearsSlack whether Slack's events are taken
     * @param manifest to create the app from; null while the public address is not set
     */
    public record Setup(List<String> missing, boolean hearsSlack, String manifest) {
    }

    public Setup setup() {
        return new Setup(missing(), config.signingSecret().isPresent(),
                publicUrl.map(url -> SlackManifest.yaml(url, scopes(), commands.slashCommand())).orElse(null));
    }

    /** Ends the request with 503 unless a workspace can authorize Tocsin. */
    void requireInstallable() {
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            throw unset(String.join(", ", missing), "Workspaces cannot authorize Tocsin");
        }
    }

    private List<String> missing() {
        Map<String, Optional<String>> needed = new LinkedHashMap<>();
        needed.put(PUBLIC_URL, publicUrl);
        needed.put(CLIENT_ID, config.clientId());
        needed.put(CLIENT_SECRET, config.clientSecret());
        return needed.entrySet().stream().filter(one -> one.getValue().isEmpty()).map(Map.Entry::getKey).toList();
    }

    SlackApp app() {
        requireInstallable();
        return new SlackApp(config.clientId().orElseThrow(), Secret.of(config.clientSecret().orElseThrow()));
    }

    Optional<SlackApp> appIfSet() {
        return config.clientId().flatMap(id -> config.clientSecret().map(secret -> new SlackApp(id, Secret.of(secret))));
    }

    SlackSignature signature() {
        return new SlackSignature(Secret.of(config.signingSecret()
                .orElseThrow(() -> unset(SIGNING_SECRET, "Requests of Slack cannot be told from others"))), clock);
    }

    /** Without a slash at its end. */
    String publicUrl() {
        return publicUrl.orElseThrow(() -> Problems.unavailable(PUBLIC_URL
                + " is not set: the HTTPS address at which Slack reaches Tocsin, for instance https://tocsin.example.com."));
    }

    boolean isHttps() {
        return publicUrl().startsWith("https:");
    }

    /** The path of our pages as a browser sees it. */
    String path() {
        String prefix = URI.create(publicUrl()).getRawPath();
        return (prefix == null ? "" : prefix) + "/slack";
    }

    String redirectUri() {
        return publicUrl() + "/slack/oauth/callback";
    }

    /** The description of the app, for Slack. */
    String manifest() {
        return SlackManifest.yaml(publicUrl(), scopes(), commands.slashCommand());
    }

    /** What a workspace is asked to allow. */
    public List<String> scopes() {
        return config.scopes();
    }

    boolean isOpen() {
        return config.openInstall();
    }

    /** Slack's page on which a person allows the app, for the given workspace if there is one. */
    String authorizeUrl(Nonce state, Optional<String> slackTeamId) {
        String url = config.authorizeUrl() + "?client_id=" + encoded(app().clientId()) + "&scope="
                + encoded(String.join(",", config.scopes())) + "&redirect_uri=" + encoded(redirectUri()) + "&state="
                + state.text();
        return slackTeamId.map(team -> url + "&team=" + encoded(team)).orElse(url);
    }

    private static RuntimeException unset(String what, String consequence) {
        return Problems.unavailable(consequence + " because this is not set: " + what + "." + WHERE);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
