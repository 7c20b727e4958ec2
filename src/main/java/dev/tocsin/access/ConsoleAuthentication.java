package dev.tocsin.access;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.problem.Problem;
import dev.tocsin.quiet.RepeatedLines;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Who is asking for a page of the console: whoever the session's cookie says has logged in; and the way to the login. */
@Singleton
final class ConsoleAuthentication implements HttpAuthenticationMechanism {

    /** By this name application.properties makes it the only mechanism of the console. */
    private static final String NAME = "console";
    private static final String CANNOT_TELL = ConsoleAuthentication.class.getName() + ".cannot-tell";

    private final Sessions sessions;
    private final ProviderLogin providerLogin;
    private final LocalDeveloper localDeveloper;
    private final RepeatedLines log;

    ConsoleAuthentication(Sessions sessions, ProviderLogin providerLogin, LocalDeveloper localDeveloper, RepeatedLines log) {
        this.sessions = sessions;
        this.providerLogin = providerLogin;
        this.localDeveloper = localDeveloper;
        this.log = log;
    }

    /** Nobody, rather than a failure, where there is no session or it cannot be looked for; the challenge says which. */
    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        if (!ConsolePaths.lead(request)) {
            return Uni.createFrom().nullItem();
        }
        if (providerLogin.isAskedFor(request)) {
            return providerLogin.authenticate(request, identities)
                    .onTermination().invoke(() -> request.put(HttpAuthenticationMechanism.class.getName(), this));
        }
        return session(request)
                .map(id -> sessions.find(id).onFailure().recoverWithItem(failure -> cannotTell(request, failure)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.orElseGet(() -> developer(request)));
    }

    static Optional<SessionId> session(RoutingContext request) {
        Cookie cookie = request.request().getCookie(Session.COOKIE);
        return Optional.ofNullable(cookie).map(Cookie::getValue).flatMap(SessionId::read);
    }

    private SecurityIdentity developer(RoutingContext request) {
        return localDeveloper.isAsking(request.request()) ? Identities.developer() : null;
    }

    private Optional<SecurityIdentity> cannotTell(RoutingContext request, Throwable failure) {
        log.warn("console-session", "a console session cannot be looked for now: " + DatabaseTrouble.words(failure));
        request.put(CANNOT_TELL, true);
        return Optional.empty();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(401));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext request) {
        if (providerLogin.isAskedFor(request)) {
            return providerLogin.sendChallenge(request);
        }
        if (request.get(CANNOT_TELL) != null) {
            return ConsoleAnswer.problem(request, Problem.of("unavailable", 503, "Unavailable", "Whether you are logged in "
                    + "cannot be found out now, because the database is out of reach. Try again later."));
        }
        String wanted = request.request().uri();
        return switch (ConsoleRequest.of(request.request())) {
            case PAGE -> cookieMayBeMissing(request) && LocalPath.isGood(wanted)
                    ? ConsoleAnswer.leadingOn(request, 401, "One moment", wanted)
                    : ConsoleAnswer.redirect(request, LocalPath.loginBefore(wanted));
            case FRAGMENT -> ConsoleAnswer.fragment(request, 401, "problem session-ended", "Your session has ended. <a href=\""
                    + ConsolePaths.LOGIN + "\" target=\"_blank\" rel=\"noopener\">Log in in another tab</a>, then send this "
                    + "again; nothing that you typed is lost.");
            case DATA -> ConsoleAnswer.problem(request, Problem.of(401, "Unauthorized", "The session has ended, or there is "
                    + "none. Log in at " + ConsolePaths.LOGIN + "; programs use /api."));
        };
    }

    /**
     * Whoever follows a link of another site (in a chat, say) comes without the cookie although they are logged in, because it
     * is SameSite=Strict.
     */
    private static boolean cookieMayBeMissing(RoutingContext request) {
        return request.request().method() == HttpMethod.GET && session(request).isEmpty()
                && SameOrigin.isSentByAnotherSite(request.request());
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return Uni.createFrom()
                .item(new HttpCredentialTransport(HttpCredentialTransport.Type.COOKIE, Session.COOKIE, NAME));
    }
}
