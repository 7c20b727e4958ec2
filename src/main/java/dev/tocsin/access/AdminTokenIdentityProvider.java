package dev.tocsin.access;

import jakarta.inject.Singleton;

import dev.tocsin.secret.Secret;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Knows the first administrator by the token. */
@Singleton
final class AdminTokenIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {

    private final AdminToken adminToken;

    AdminTokenIdentityProvider(AdminToken adminToken) {
        this.adminToken = adminToken;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        return adminToken.matches(Secret.of(request.getToken().getToken()))
                ? Uni.createFrom().item(admin("admin"))
                : Uni.createFrom().failure(new AuthenticationFailedException());
    }

    static SecurityIdentity admin(String name) {
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name)).addRole("admin").build();
    }
}
