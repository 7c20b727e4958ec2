package dev.tocsin.problem;

import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses addresses of the API with control characters in them. No name or id has any, and PostgreSQL takes no U+0000 in text,
 * so that a question for one would end as a fault of ours.
 */
@Singleton
final class PlainAddress {

    /** After authentication and authorization (200, 100). */
    private static final int PRIORITY = 51;
    private static final Pattern CONTROL = Pattern.compile("%(?:[01][0-9A-Fa-f]|7[Ff])");

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext request) {
        String address = request.request().uri();
        if (!address.startsWith("/api") || !CONTROL.matcher(address).find()) {
            request.next();
            return;
        }
        Problem problem = Problem.of("invalid-request", 400, "Invalid request",
                "The path or the query has a percent-encoded control character, which no name and no id has.")
                .at(request.request().path());
        request.response().setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(problem.toJson());
    }
}
