package dev.tocsin.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;

/**
 * What Quarkus needs of settings so that people can log in to the console at their provider's page, and Tocsin knows by itself.
 */
public final class ProviderSettings {

    static final String PROVIDER = "quarkus.oidc.auth-server-url";
    static final String CLIENT = "quarkus.oidc.client-id";
    static final String TYPE = "quarkus.oidc.application-type";
    /** Bearer tokens and the login by a browser, beside each other. */
    static final String HYBRID = "hybrid";

    private static final String STATE_SECRET = "quarkus.oidc.authentication.state-secret";
    private static final String PKCE_SECRET = "quarkus.oidc.authentication.pkce-secret";
    private static final String TOKEN_SECRET = "quarkus.oidc.token-state-manager.encryption-secret";
    private static final String HTTPS_REDIRECT = "quarkus.oidc.authentication.force-redirect-https-scheme";
    private static final String SECURE_COOKIES = "quarkus.oidc.authentication.cookie-force-secure";
    /** The first that is set says how browsers reach us. */
    private static final List<String> URLS = List.of("tocsin.console.url", "tocsin.public-url");

    private ProviderSettings() {
    }

    /**
     * The settings to add, by their names; none that is set, and none at all unless there is a provider and a client id there.
     * A login begins on one replica and may end on another, so what seals its state on the way comes from the sealing key.
     */
    public static Map<String, String> derived(Config config) {
        Map<String, String> derived = new LinkedHashMap<>();
        if (isSet(config, PROVIDER) && isSet(config, CLIENT)) {
            derived.put(TYPE, HYBRID);
            if (!isSet(config, PKCE_SECRET)) {
                secret(config, STATE_SECRET).ifPresent(secret -> derived.put(STATE_SECRET, secret.reveal()));
            }
            secret(config, TOKEN_SECRET).ifPresent(secret -> derived.put(TOKEN_SECRET, secret.reveal()));
            if (URLS.stream().map(url -> value(config, url)).flatMap(Optional::stream).findFirst()
                    .filter(url -> url.startsWith("https:")).isPresent()) {
                derived.put(HTTPS_REDIRECT, "true");
                derived.put(SECURE_COOKIES, "true");
            }
        }
        derived.keySet().removeIf(name -> isSet(config, name));
        return derived;
    }

    private static Optional<Secret> secret(Config config, String purpose) {
        return SecretSealer.derivedSecret(config, purpose);
    }

    private static boolean isSet(Config config, String property) {
        return value(config, property).isPresent();
    }

    private static Optional<String> value(Config config, String property) {
        return config.getOptionalValue(property, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }
}
