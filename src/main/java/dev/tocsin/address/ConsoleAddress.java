package dev.tocsin.address;

import java.net.URI;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where people reach the console, for links that leave it. It mostly is another host than the public one, which nobody but AWS
 * and Slack is to reach, so it cannot be guessed.
 */
@Singleton
public final class ConsoleAddress {

    private static final String PROPERTY = "tocsin.console.url";
    private static final String HOME = "/console";

    private final Optional<String> base;

    public ConsoleAddress(@ConfigProperty(name = PROPERTY) Optional<URI> url,
            @ConfigProperty(name = "tocsin.console.enabled", defaultValue = "true") boolean isEnabled) {
        this.base = url.filter(set -> isEnabled).map(BaseUrl::of);
    }

    /** All links in the console's pages begin at its host, so there can be nothing before their paths. */
    public static void requireGood(Config config) {
        String url = config.getConfigValue(PROPERTY).getValue();
        if (url != null && url.strip().replaceAll("/+$", "").matches("https?://[^/]*/.*")) {
            throw new IllegalArgumentException(PROPERTY
                    + " must be a host without a path, behind which " + HOME
                    + " is, for example https://tocsin.internal.example.com.");
        }
    }

    /**
     * Of a page. Empty where it is not known, or there is no console.
     *
     * @param path below {@code /console}
     */
    public Optional<String> of(String path) {
        return base.map(url -> url + HOME + path);
    }
}
