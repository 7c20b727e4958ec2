package dev.tocsin.access;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.tocsin.secret.Secret;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * People whom an identity provider knows (OpenID Connect): the bearer token is a JWT that it signed, or they log in to the
 * console by it. Quarkus verifies that; here the claim becomes a role. Off unless {@code quarkus.oidc.auth-server-url} is set.
 */
@Singleton
public final class People {

    private static final String KIND = "person";
    private static final Pattern JWT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private final OidcAuthenticationMechanism oidc;
    private final PeopleConfig config;
    private final Optional<Provider> provider;
    private final boolean comeByBrowser;

    People(OidcAuthenticationMechanism oidc, PeopleConfig config,
            @ConfigProperty(name = ProviderSettings.PROVIDER) Optional<String> provider,
            @ConfigProperty(name = ProviderSettings.CLIENT) Optional<String> client,
            @ConfigProperty(name = ProviderSettings.TYPE) Optional<String> type,
            @ConfigProperty(name = "quarkus.oidc.roles.role-claim-path") Optional<String> claim) {
        this.oidc = oidc;
        this.config = config;
        this.provider = provider.filter(url -> !url.isBlank())
                .map(url -> new Provider(host(url), claim.orElse("groups"), config));
        this.comeByBrowser = this.provider.isPresent() && client.filter(id -> !id.isBlank()).isPresent()
                && type.filter(ProviderSettings.HYBRID::equalsIgnoreCase).isPresent();
    }

    /**
     * Who says who people are.
     *
     * @param host of the provider
     * @param claim which of a person's claims has their groups
     * @param roles which groups make which role
     */
    public record Provider(String host, String claim, PeopleConfig roles) {
    }

    /** Empty if none is set, so that only tokens let anybody in. */
    public Optional<Provider> provider() {
        return provider;
    }

    boolean areKnown() {
        return provider.isPresent();
    }

    /** Nothing else of the address, where a secret may be. */
    private static String host(String url) {
        try {
            return Optional.ofNullable(URI.create(url.strip()).getHost()).orElse("an address that cannot be read");
        } catch (IllegalArgumentException unreadable) {
            return "an address that cannot be read";
        }
    }

    /** Whether they may log in at the provider's own page (the code flow). */
    boolean comeByBrowser() {
        return comeByBrowser;
    }

    /** Only a JWT; Quarkus would ask the provider what any other text is. */
    boolean mayBeOf(Secret token) {
        return areKnown() && JWT.matcher(token.reveal()).matches();
    }

    /**
     * Whose the bearer token is. Fails with an {@link io.quarkus.security.AuthenticationFailedException} if the token is not
     * the
     * provider's.
     */
    Uni<SecurityIdentity> identify(RoutingContext request, IdentityProviderManager identities) {
        return authenticated(request, identities).onItem().ifNotNull().transform(this::named);
    }

    /**
     * Who has just logged in at the provider's page, or null: a bearer token is no login. Fails as {@link #identify} does, and
     * with an {@link io.quarkus.security.AuthenticationRedirectException} where a browser has to ask once more.
     */
    Uni<SecurityIdentity> identifyByBrowser(RoutingContext request, IdentityProviderManager identities) {
        return authenticated(request, identities)
                .map(person -> person == null || person.getCredential(IdTokenCredential.class) == null ? null : named(person));
    }

    private Uni<SecurityIdentity> authenticated(RoutingContext request, IdentityProviderManager identities) {
        return Uni.createFrom().deferred(() -> oidc.authenticate(request, identities));
    }

    private SecurityIdentity named(SecurityIdentity person) {
        return Identities.named(person.getPrincipal().getName(), KIND, role(person.getRoles(), config));
    }

    /** Sends the browser to the provider's page. */
    Uni<Boolean> sendToProvider(RoutingContext request) {
        return Uni.createFrom().deferred(() -> oidc.sendChallenge(request));
    }

    /** The highest that a claim's values make; nobody without one of them gets in. */
    static Optional<Role> role(Set<String> claimed, PeopleConfig config) {
        if (isAmong(claimed, config.adminRoles())) {
            return Optional.of(Role.ADMIN);
        }
        if (isAmong(claimed, config.editorRoles())) {
            return Optional.of(Role.EDITOR);
        }
        return isAmong(claimed, config.viewerRoles()) ? Optional.of(Role.VIEWER) : Optional.empty();
    }

    private static boolean isAmong(Set<String> claimed, List<String> configured) {
        return configured.stream().map(String::strip).anyMatch(claimed::contains);
    }
}
