package dev.tocsin.access;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.InvalidJwtException;

import dev.tocsin.audit.Actor;
import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.problem.Problem;
import dev.tocsin.quiet.RepeatedLines;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * People log in at their identity provider's page (OpenID Connect, the code flow with PKCE). Quarkus leads them there and back
 * to this one address; whoever comes back gets a session of ours, and what Quarkus would remember them by is taken away.
 */
@Singleton
final class ProviderLogin {

    /** After authentication, authorization and the checks behind them (200 to 50). */
    private static final int BEHIND_THE_FILTERS = -1;
    private static final int DEEPEST = 10;
    private static final String FAILED = ProviderLogin.class.getName() + ".failed";
    /** Whom the provider has proven in this very request. Whoever else is let in here, by a session for instance, is not. */
    private static final String PROVEN = ProviderLogin.class.getName() + ".proven";
    /** Those of Quarkus, which may come in several pieces. */
    private static final String SESSION_COOKIES = "q_session";
    private static final String AGAIN = "<p><a href=\"" + ConsolePaths.LOGIN + "\">Back to the login</a></p>";

    private static final Failure REFUSED = new Failure(401, "Not logged in",
            "Your identity provider did not log you in, or the "
                    + "way there took too long. Try again; if that does not help, ask an administrator to look into the log.");
    private static final Failure AWAY = new Failure(503, "Unavailable",
            "The identity provider is out of reach. Try again later, or log in with a token.");

    private final People people;
    private final Logins logins;
    private final FailedLogins failedLogins;
    private final Visitors visitors;
    private final RepeatedLines log;

    ProviderLogin(People people, Logins logins, FailedLogins failedLogins, Visitors visitors, RepeatedLines log) {
        this.people = people;
        this.logins = logins;
        this.failedLogins = failedLogins;
        this.visitors = visitors;
        this.log = log;
    }

    /** Why nobody was logged in, as a page says it. */
    private record Failure(int status, String title, String what) {
    }

    void register(@Observes Router router) {
        router.get(ConsolePaths.PROVIDER).order(BEHIND_THE_FILTERS).handler(this::welcome);
    }

    boolean isAskedFor(RoutingContext request) {
        return people.comeByBrowser() && request.normalizedPath().equals(ConsolePaths.PROVIDER);
    }

    /** Nobody, rather than a failure, where the provider did not log them in; the challenge says so. */
    Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        // Who comes back makes us ask the provider what the code is good for.
        boolean isBack = request.request().query() != null && request.queryParams().contains("state");
        SocketAddress address = request.request().remoteAddress();
        Optional<Duration> wait = isBack ? failedLogins.begin(address) : Optional.empty();
        if (wait.isPresent()) {
            request.put(FAILED, tooMany(request, wait.get().plusSeconds(1)));
            return Uni.createFrom().nullItem();
        }
        return people.identifyByBrowser(request, identities).onItemOrFailure().invoke((person, failure) -> {
            if (isBack && (person != null || failure != null && !isRefusal(failure))) {
                failedLogins.takeBack(address);
            }
            if (person != null) {
                request.put(PROVEN, person);
            }
        }).onFailure(AuthenticationFailedException.class).recoverWithNull()
                .onFailure(failure -> !(failure instanceof AuthenticationRedirectException))
                .recoverWithItem(failure -> failed(request, failure));
    }

    /** To the provider, unless they come from there and it came to nothing. */
    Uni<Boolean> sendChallenge(RoutingContext request) {
        Failure failure = request.get(FAILED);
        return failure != null ? send(request, failure)
                : people.sendToProvider(request).onFailure().recoverWithUni(away -> {
                    failed(request, away);
                    return send(request, AWAY);
                });
    }

    private static Uni<Boolean> send(RoutingContext request, Failure failure) {
        return ConsoleAnswer.page(request, failure.status(), failure.title(), "<p>" + failure.what() + "</p>" + AGAIN);
    }

    private Failure tooMany(RoutingContext request, Duration wait) {
        log.warn("console-login-rate",
                "console login refused: too many came to nothing address=" + Logins.address(request));
        request.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds()));
        return new Failure(429, "Too many logins",
                "Too many logins from your address came to nothing. Wait " + wait.toSeconds() + " seconds.");
    }

    private SecurityIdentity failed(RoutingContext request, Throwable failure) {
        request.put(FAILED, isRefusal(failure) ? REFUSED : AWAY);
        log.warn("provider-login", "console login by the identity provider came to nothing: " + words(failure));
        return null;
    }

    /** For something that the provider or the browser said. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof AuthenticationFailedException || failure instanceof AuthenticationCompletionException
                && causes(failure).noneMatch(cause -> cause instanceof IOException || cause instanceof TimeoutException);
    }

    /** Quarkus's own lines have all that the provider tells of a person, and what a stranger put into an address. */
    private static String words(Throwable failure) {
        Optional<String> objections = causes(failure).filter(InvalidJwtException.class::isInstance)
                .map(InvalidJwtException.class::cast).findFirst().map(invalid -> invalid.getErrorDetails().stream()
                        .map(ErrorCodeValidator.Error::getErrorMessage).collect(Collectors.joining("; ")));
        return Identities.printable(objections.orElseGet(() -> causes(failure).map(Throwable::getMessage)
                .filter(Objects::nonNull).flatMap(message -> message.strip().lines().limit(1))
                .reduce((first, last) -> last).orElse(failure.getClass().getSimpleName())));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
    }

    /** Vert.x brings other spellings of the path too; they lead nowhere, and so does all of it without a provider. */
    private void welcome(RoutingContext request) {
        SecurityIdentity proven = request.get(PROVEN);
        if (proven == null || !isAskedFor(request)) {
            request.next();
            return;
        }
        Visitor person = visitors.of(proven);
        forgetWhatQuarkusKept(request);
        Optional<Role> role = person.role();
        Uni<Boolean> answer = role.isEmpty() ? refuse(request, person)
                : logins.begin(Login.by(new Actor(person.name(), person.kind()), role.get()), request)
                        .chain(session -> letIn(request, session))
                        .onFailure().recoverWithUni(failure -> sendAway(request, failure));
        answer.subscribe().with(sent -> {
        }, gone -> {
        });
    }

    /** The cookie is SameSite=Strict, and the browser is still on its way from another site: it has to ask anew from here. */
    private static Uni<Boolean> letIn(RoutingContext request, Session session) {
        request.response().headers().add(HttpHeaders.SET_COOKIE, session.setCookie());
        return ConsoleAnswer.leadingOn(request, 200, "One moment", Logins.then(request.queryParams().get("then")));
    }

    private Uni<Boolean> refuse(RoutingContext request, Visitor person) {
        log.info("provider-login-no-role", "console login refused: no role in Tocsin name=" + person.name() + " kind="
                + person.kind());
        return ConsoleAnswer.page(request, 403, "No role in Tocsin", "<p>You are " + ConsoleAnswer.escaped(person.name())
                + ", and your identity provider says nothing about you that makes a role here. Ask an administrator of Tocsin "
                + "to look at tocsin.oidc.viewer-roles, editor-roles and admin-roles.</p>" + AGAIN);
    }

    private Uni<Boolean> sendAway(RoutingContext request, Throwable failure) {
        log.warn("console-session", "a console session cannot be kept now: " + DatabaseTrouble.words(failure));
        return ConsoleAnswer.problem(request, Problem.of("unavailable", 503, "Unavailable",
                "You cannot be logged in now, because the database is out of reach. Try again later."));
    }

    private static void forgetWhatQuarkusKept(RoutingContext request) {
        request.request().cookies().stream().map(Cookie::getName).filter(name -> name.startsWith(SESSION_COOKIES)).distinct()
                .forEach(name -> request.response().headers().add(HttpHeaders.SET_COOKIE, Cookie.cookie(name, "")
                        .setPath(ConsolePaths.LOGIN).setMaxAge(0).setHttpOnly(true).encode()));
    }
}
