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
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Who is asking for a page of the console: whoever the session's cookie says has logged in; and the way to the login. */
@Singleton
final class ConsoleAuthentication implements HttpAuthenticationMechanism {

    /** By this name application.properties makes it the only mechanism of the console. */
    private static final String NAME = "console";
    private static final String CANNOT_TELL = ConsoleAuthentication.class.getName() + ".cannot-tell";

    private final Sessions sessions;
    private final SameOrigin sameOrigin;
    private final ProviderLogin providerLogin;
    private final LocalDeveloper localDeveloper;
    private final RepeatedLines log;

    ConsoleAuthentication(Sessions sessions, SameOrigin sameOrigin, ProviderLogin providerLogin, LocalDeveloper localDeveloper,
            RepeatedLines log) {
        this.sessions = sessions;
        this.sameOrigin = sameOrigin;
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
                .map(id -> sessions.find(id, request.request().remoteAddress()).onFailure()
                        .recoverWithItem(failure -> cannotTell(request, failure)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.orElseGet(() -> developer(request)));
    }

    private Optional<SessionId> session(RoutingContext request) {
        return session(request, sameOrigin);
    }

    static Optional<SessionId> session(RoutingContext request, SameOrigin sameOrigin) {
        Cookie cookie = request.request().getCookie(Session.cookieName(sameOrigin.isOverTls(request.request())));
        return Optional.ofNullable(cookie).map(Cookie::getValue).flatMap(SessionId::read);
    }

    private SecurityIdentity developer(RoutingContext request) {
        return localDeveloper.isAsking(request.request()) ? Identities.developer() : null;
    }

    private Optional<SecurityIdentity> cannotTell(RoutingContext request, Throwable failure) {
        if (failure instanceof RecentAnswers.Busy) {
            log.warn("console-session-busy", "console sessions are not looked for: " + failure.getMessage());
            request.response().putHeader(HttpHeaders.RETRY_AFTER,
                    String.valueOf(RecentAnswers.Busy.COME_AGAIN_AFTER.toSeconds()));
            request.put(CANNOT_TELL, RecentAnswers.Busy.problem());
            return Optional.empty();
        }
        log.warn("console-session", "a console session cannot be looked for now: " + DatabaseTrouble.words(failure));
        request.put(CANNOT_TELL, Problem.of("unavailable", 503, "Unavailable", "Whether you are logged in "
                + "cannot be found out now, because the database is out of reach. Try again later."));
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
        Problem problem = request.get(CANNOT_TELL);
        if (problem != null) {
            return ConsoleAnswer.problem(request, problem);
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
    private boolean cookieMayBeMissing(RoutingContext request) {
        return HttpMethod.GET.equals(request.request().method()) && session(request).isEmpty()
                && SameOrigin.isSentByAnotherSite(request.request());
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return Uni.createFrom()
                .item(new HttpCredentialTransport(HttpCredentialTransport.Type.COOKIE, Session.COOKIE, NAME));
    }
}
