package dev.tocsin.access;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;

/**
 * For whom the identity provider's tokens must have been issued. A provider signs tokens for many applications, and Quarkus
 * takes all of them where nobody has said which one this is.
 */
@Singleton
final class RequiredAudience {

    private final Optional<String> provider;
    private final Optional<List<String>> audience;

    RequiredAudience(@ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> provider,
            @ConfigProperty(name = "quarkus.oidc.token.audience") Optional<List<String>> audience) {
        this.provider = provider.filter(url -> !url.isBlank());
        this.audience = audience.filter(names -> names.stream().anyMatch(name -> !name.isBlank()));
    }

    void checkAtStart(@Observes StartupEvent start) {
        warning().ifPresent(Log::warn);
    }

    /** What is missing, if people of a provider may come in and none is asked for. */
    Optional<String> warning() {
        return provider.isEmpty() || audience.isPresent() ? Optional.empty()
                : Optional.of("quarkus.oidc.token.audience (QUARKUS_OIDC_TOKEN_AUDIENCE) is not set: tokens that the identity "
                        + "provider issued for other applications are taken too, if their claims make a role. Set it to the "
                        + "audience that the provider gives to tokens for Tocsin.");
    }
}
