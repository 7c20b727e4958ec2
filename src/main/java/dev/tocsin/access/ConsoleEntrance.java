package dev.tocsin.access;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.tocsin.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Where requests to the console come in, before anybody asks who sends them: gives all answers the headers that keep a browser
 * from doing with them what they are not for, and turns everybody away where the console is off.
 */
@Singleton
final class ConsoleEntrance {

    /** After the door (1000), before authentication (200). */
    private static final int PRIORITY = 900;

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final String NO_STORE = "no-store";
    private static final int FIRST_ERROR = 400;

    private final boolean enabled;

    ConsoleEntrance(ConsoleConfig config) {
        this.enabled = config.enabled();
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, PRIORITY);
    }

    void enter(RoutingContext request) {
        if (!ConsolePaths.lead(request)) {
            request.next();
            return;
        }
        protect(request);
        if (enabled) {
            request.next();
        } else {
            request.response().setStatusCode(404).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(Problem.of(404, "Not found", "The console is switched off here (tocsin.console.enabled).")
                            .at(request.normalizedPath()).toJson());
        }
    }

    private static void protect(RoutingContext request) {
        request.response().headers().set("Content-Security-Policy", POLICY).set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", referrerPolicy(request)).set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin").set("X-Frame-Options", "DENY");
        if (ConsolePaths.leadToAssets(request)) {
            request.response().headers().remove(HttpHeaders.CACHE_CONTROL);
        }
        request.addHeadersEndHandler(answering -> keepNowhere(request));
    }

    /** With no-referrer a browser says of a form, and the login is one, that it comes from nowhere (Origin: null). */
    private static String referrerPolicy(RoutingContext request) {
        return request.normalizedPath().equals(ConsolePaths.LOGIN) ? "same-origin" : "no-referrer";
    }

    /** But for assets, of which whoever gives them says how long they are good. */
    private static void keepNowhere(RoutingContext request) {
        HttpServerResponse response = request.response();
        MultiMap headers = response.headers();
        if (!ConsolePaths.leadToAssets(request) || response.getStatusCode() >= FIRST_ERROR
                || !headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        }
    }
}
