package dev.tocsin.access;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.tocsin.problem.Absence;
import dev.tocsin.problem.Problems;
import dev.tocsin.quiet.RepeatedLines;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.Sha256;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/** How people come into the console, and leave it. */
@Singleton
public final class Logins {

    /** The page that asks for a token. */
    public static final String PAGE = ConsolePaths.LOGIN;

    /** Where the identity provider's way begins, if {@link #leadToProvider()}; {@code ?then=} may say where it ends. */
    public static final String PROVIDER = ConsolePaths.PROVIDER;

    private static final String WRONG = "This token is not valid, has expired or was deleted. An administrator makes tokens; "
            + "the first is the value of " + AdminToken.PROPERTY + ".";

    private final AdminToken adminToken;
    private final KnownTokens knownTokens;
    private final Sessions sessions;
    private final FailedLogins failedLogins;
    private final FormTokens forms;
    private final SameOrigin sameOrigin;
    private final Visitors visitors;
    private final People people;
    private final List<Absence> absences;
    private final RepeatedLines log;

    Logins(AdminToken adminToken, KnownTokens knownTokens, Sessions sessions, FailedLogins failedLogins, FormTokens forms,
            SameOrigin sameOrigin, Visitors visitors, People people, @All List<Absence> absences, RepeatedLines log) {
        this.absences = absences;
        this.people = people;
        this.adminToken = adminToken;
        this.knownTokens = knownTokens;
        this.sessions = sessions;
        this.failedLogins = failedLogins;
        this.forms = forms;
        this.sameOrigin = sameOrigin;
        this.visitors = visitors;
        this.log = log;
    }

    /** Whether people may log in at the page of an identity provider too. */
    public boolean leadToProvider() {
        return people.comeByBrowser();
    }

    /** What the form of the login page has to send back as its member {@code form}. */
    public String form() {
        return forms.issue(visitors.nobody());
    }

    /** Where somebody goes on after the login: to the page of the console that is asked for, or to the first. */
    public static String then(String asked) {
        return LocalPath.orHome(asked);
    }

    /**
     * Logs somebody in. Ends with a {@link dev.tocsin.problem.ProblemException} of status 401 if the token is wrong, whatever
     * is
     * wrong with it; 429 after too many from there came to nothing ({@link FailedLogins}); 403 if the form is not one of ours
     * or too
     * old; and fails as the database does if it cannot be found out.
     *
     * @param form as {@link #form} gave it; null if there is none
     */
    public Uni<Session> byToken(Secret token, String form, RoutingContext request) {
        switch (forms.check(form, visitors.nobody())) {
            case GOOD -> {
            }
            case NO_KEY -> throw Problems.unavailable(FormGuard.noKey().detail());
            default -> throw Problems.forbidden("This page is out of date, so you were not logged in. Send it again.");
        }
        Optional<Duration> wait = failedLogins.begin(request.request().remoteAddress());
        if (wait.isPresent()) {
            log.warn("console-login-rate",
                    "console login refused: too many wrong tokens address=" + address(request));
            throw Problems.tooMany("Too many wrong tokens were sent from your address. Wait "
                    + wait.get().plusSeconds(1).toSeconds() + " seconds.", wait.get().plusSeconds(1));
        }
        return prove(token, request.request().remoteAddress()).onItemOrFailure().call((login, failure) -> {
            if (failure != null || login.isPresent()) {
                failedLogins.takeBack(request.request().remoteAddress());
            }
            return Uni.createFrom().voidItem();
        }).map(login -> login.orElseThrow(() -> wrong(request))).chain(login -> begin(login, request))
                .onFailure().transform(this::inWords);
    }

    /**
     * Ends the session of the request, on all replicas. Answers the value of the header Set-Cookie by which it is forgotten.
     */
    public Uni<String> end(RoutingContext request) {
        String forgetting = Session.forgetting(sameOrigin.isOverTls(request.request()));
        return ConsoleAuthentication.session(request, sameOrigin).map(sessions::end)
                .orElse(Uni.createFrom().item(Optional.empty()))
                .invoke(ended -> ended.ifPresent(who -> Log.infof("console logout name=%s kind=%s", who.name(), who.kind())))
                .replaceWith(forgetting);
    }

    /** Makes the session of whoever has proven who they are. */
    Uni<Session> begin(Login login, RoutingContext request) {
        SecurityIdentity identity = Identities.of(login.who().name(), login.who().kind(), Optional.of(login.role()));
        return sessions.begin(login)
                .invoke(id -> Log.infof("console login name=%s kind=%s role=%s address=%s", login.who().name(),
                        login.who().kind(), login.role(), address(request)))
                .map(id -> new Session(visitors.of(identity), id.secret(), sessions.life(),
                        sameOrigin.isOverTls(request.request())));
    }

    private Uni<Optional<Login>> prove(Secret presented, SocketAddress asker) {
        Sha256 digest = Sha256.of(presented);
        return adminToken.matches(digest) ? Uni.createFrom().item(Optional.of(Login.byBootstrapToken(digest)))
                : knownTokens.find(presented, asker).map(found -> found.map(token -> Login.by(token, digest)))
                        .onFailure(RecentAnswers.Busy.class).transform(busy -> Problems.busy(
                                RecentAnswers.Busy.problem().detail(), RecentAnswers.Busy.COME_AGAIN_AFTER));
    }

    /** A form says what is in the way and keeps what it has; it is not for a page of its own to say. */
    private Throwable inWords(Throwable failure) {
        return absences.stream().filter(away -> away.isCauseOf(failure)).findFirst().<Throwable> map(away -> {
            log.warn(away.who() + "-away", "console login failed: " + away.inWords(failure));
            return Problems.unavailable("You cannot be logged in now, because the " + away.who() + " " + away.matter(failure)
                    + ". Try again later.");
        }).orElse(failure);
    }

    private RuntimeException wrong(RoutingContext request) {
        log.info("console-login-wrong", "console login refused: no valid token address=" + address(request));
        return Problems.unauthorized(WRONG);
    }

    static String address(RoutingContext request) {
        return request.request().remoteAddress() == null ? "unknown" : request.request().remoteAddress().hostAddress();
    }
}
