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
    private final Optional<String> client;

    RequiredAudience(@ConfigProperty(name = ProviderSettings.PROVIDER) Optional<String> provider,
            @ConfigProperty(name = "quarkus.oidc.token.audience") Optional<List<String>> audience,
            @ConfigProperty(name = ProviderSettings.CLIENT) Optional<String> client) {
        this.client = client.map(String::strip).filter(id -> !id.isEmpty());
        this.provider = provider.filter(url -> !url.isBlank());
        this.audience = audience.filter(names -> names.stream().anyMatch(name -> !name.isBlank()));
    }

    void checkAtStart(@Observes StartupEvent start) {
        warning().ifPresent(Log::warn);
    }

    /** What is missing, if people of a provider may come in: that one is asked for, and that it lets the login pass. */
    Optional<String> warning() {
        if (provider.isEmpty()) {
            return Optional.empty();
        }
        if (audience.isPresent()) {
            return client.filter(id -> audience.get().stream().map(String::strip).noneMatch(id::equals))
                    .map(id -> "quarkus.oidc.token.audience (QUARKUS_OIDC_TOKEN_AUDIENCE) does not name the client id: nobody can "
                            + "log in to the console by the identity provider, which issues for that client what it tells of "
                            + "people. Add the value of quarkus.oidc.client-id to the list.");
        }
        return Optional.of("quarkus.oidc.token.audience (QUARKUS_OIDC_TOKEN_AUDIENCE) is not set: tokens that the identity "
                + "provider issued for other applications are taken too, if their claims make a role. Set it to the "
                + "audience that the provider gives to tokens for Tocsin.");
    }
}
