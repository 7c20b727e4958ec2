package dev.tocsin.access;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.problem.Problem;
import dev.tocsin.quiet.RepeatedLines;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.Sha256;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code Authorization: Bearer <token>} (RFC 6750): the first administrator's token, a stored one, or a person's from the
 * identity provider; and the 401 that says what is missing.
 */
@Singleton
final class BearerAuthentication implements HttpAuthenticationMechanism {

    /** By this name application.properties makes it the only mechanism of /api, which asks that of OpenID Connect itself. */
    private static final String NAME = "tocsin";
    private static final String SCHEME = "Bearer ";
    private static final String CANNOT_TELL = BearerAuthentication.class.getName() + ".cannot-tell";

    private final AdminToken adminToken;
    private final KnownTokens knownTokens;
    private final LastUse lastUse;
    private final People people;
    private final LocalDeveloper localDeveloper;
    private final NeededRole neededRole;
    private final RepeatedLines log;

    BearerAuthentication(AdminToken adminToken, KnownTokens knownTokens, LastUse lastUse, People people,
            LocalDeveloper localDeveloper, NeededRole neededRole, RepeatedLines log) {
        this.neededRole = neededRole;
        this.log = log;
        this.adminToken = adminToken;
        this.knownTokens = knownTokens;
        this.lastUse = lastUse;
        this.people = people;
        this.localDeveloper = localDeveloper;
    }

    /** Nobody, rather than a failure, where the token is wrong or cannot be checked; the challenge below says which. */
    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        Optional<Secret> token = token(request);
        if (token.isEmpty()) {
            return Uni.createFrom().item(localDeveloper.isAsking(request.request())
                    ? Identities.developer()
                    : null);
        }
        return identify(token.get(), request, identities)
                .onFailure(AuthenticationFailedException.class).recoverWithNull()
                .onFailure().recoverWithItem(failure -> cannotTell(request, failure));
    }

    private Uni<SecurityIdentity> identify(Secret token, RoutingContext request, IdentityProviderManager identities) {
        if (adminToken.matches(Sha256.of(token))) {
            return Uni.createFrom().item(Identities.firstAdministrator());
        }
        if (people.mayBeOf(token)) {
            // OpenID Connect has put itself down as the one that challenges.
            return people.identify(request, identities)
                    .onTermination().invoke(() -> request.put(HttpAuthenticationMechanism.class.getName(), this));
        }
        return knownTokens.find(token, request.request().remoteAddress()).map(found -> found.map(this::used).orElse(null));
    }

    private SecurityIdentity used(ApiToken token) {
        lastUse.note(token.id());
        return Identities.of(token);
    }

    private SecurityIdentity cannotTell(RoutingContext request, Throwable failure) {
        if (failure instanceof RecentAnswers.Busy) {
            log.warn("bearer-token-busy", "bearer tokens are not checked: " + failure.getMessage());
            request.response().putHeader(HttpHeaders.RETRY_AFTER,
                    String.valueOf(RecentAnswers.Busy.COME_AGAIN_AFTER.toSeconds()));
            request.put(CANNOT_TELL, RecentAnswers.Busy.problem());
            return null;
        }
        log.warn("bearer-token", "a bearer token cannot be checked now: " + DatabaseTrouble.words(failure));
        request.put(CANNOT_TELL, Problem.of("unavailable", 503, "Unavailable", "Whether the bearer token is valid cannot be "
                + "found out now, because the database or the identity provider is out of reach. Try again later."));
        return null;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        String challenge = token(request).isPresent() ? "Bearer error=\"invalid_token\"" : "Bearer";
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", challenge));
    }

    /** Answers with a problem; what Quarkus sends by itself has no body. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext request) {
        Problem problem = request.get(CANNOT_TELL);
        if (problem != null) {
            return send(request, problem);
        }
        return getChallenge(request).chain(challenge -> {
            challenge.getHeaders().forEach((name, value) -> request.response().putHeader(name, value));
            return send(request, Problem.of(challenge.status, "Unauthorized", whatToDo(request)));
        });
    }

    private static Uni<Boolean> send(RoutingContext request, Problem problem) {
        request.response().setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        return Uni.createFrom().completionStage(
                request.response().end(problem.at(request.normalizedPath()).toJson()).toCompletionStage())
                .replaceWith(true);
    }

    private String whatToDo(RoutingContext request) {
        String role = "This needs the role "
                + neededRole.of(request.request().method().name(), request.normalizedPath()) + ". ";
        String wrong = token(request).isPresent() ? "The bearer token is not valid, has expired or was deleted. " : "";
        if (!adminToken.isSet()) {
            return role + wrong + "No bootstrap token is configured. Set " + AdminToken.PROPERTY
                    + " (TOCSIN_API_ADMIN_TOKEN) and restart, unless an administrator's token was made before.";
        }
        return role + wrong + "Send Authorization: Bearer <token>, with a token that an administrator made by POST "
                + "/api/tokens, or the value of " + AdminToken.PROPERTY + (people.areKnown()
                        ? ", or a token of the identity provider."
                        : ".");
    }

    private static Optional<Secret> token(RoutingContext request) {
        String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        boolean isBearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return isBearer ? Optional.of(Secret.of(header.substring(SCHEME.length()).strip())) : Optional.empty();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return Uni.createFrom().item(
                new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, SCHEME.strip(), NAME));
    }
}
