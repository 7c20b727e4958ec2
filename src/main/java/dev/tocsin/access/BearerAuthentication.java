package dev.tocsin.access;

import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.tocsin.problem.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** {@code Authorization: Bearer <token>} (RFC 6750), and the 401 that says what is missing. */
@Singleton
final class BearerAuthentication implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";

    private final AdminToken adminToken;
    private final LocalDeveloper localDeveloper;

    BearerAuthentication(AdminToken adminToken, LocalDeveloper localDeveloper) {
        this.adminToken = adminToken;
        this.localDeveloper = localDeveloper;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        Optional<String> token = token(request);
        if (token.isPresent()) {
            // A wrong token makes nobody: what is open stays open, and what is not answers with the challenge below.
            return identities.authenticate(new TokenAuthenticationRequest(new TokenCredential(token.get(), "bearer")))
                    .onFailure(AuthenticationFailedException.class).recoverWithNull();
        }
        return localDeveloper.isAsking(request.request())
                ? Uni.createFrom().item(AdminTokenIdentityProvider.admin("developer"))
                : Uni.createFrom().nullItem();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        String challenge = token(request).isPresent() ? "Bearer error=\"invalid_token\"" : "Bearer";
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", challenge));
    }

    /** Answers with a problem; what Quarkus sends by itself has no body. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext request) {
        return getChallenge(request).chain(challenge -> {
            challenge.getHeaders().forEach((name, value) -> request.response().putHeader(name, value));
            Problem problem = Problem.of(challenge.status, "Unauthorized", whatToDo(request))
                    .at(request.normalizedPath());
            request.response().setStatusCode(challenge.status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
            return Uni.createFrom().completionStage(request.response().end(problem.toJson()).toCompletionStage())
                    .replaceWith(true);
        });
    }

    private String whatToDo(RoutingContext request) {
        if (!adminToken.isSet()) {
            return "No API token is configured, so nobody is admitted. Set " + AdminToken.PROPERTY
                    + " (TOCSIN_API_ADMIN_TOKEN) and restart.";
        }
        return token(request).isPresent()
                ? "The bearer token is not valid. It is the value of " + AdminToken.PROPERTY + "."
                : "Send the API token: Authorization: Bearer <" + AdminToken.PROPERTY + ">.";
    }

    private static Optional<String> token(RoutingContext request) {
        String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        boolean isBearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return isBearer ? Optional.of(header.substring(SCHEME.length()).strip()) : Optional.empty();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return Uni.createFrom().item(
                new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, SCHEME.strip()));
    }
}
