package dev.tocsin.problem;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

/**
 * Refuses addresses of the API with control characters in them, and parameters that are empty. No name or id has a control
 * character, and PostgreSQL takes no U+0000 in text, so that a question for one would end as a fault of ours. An empty
 * parameter
 * is mostly a script's variable that was not set, and what takes it for none answers another question than was asked.
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
        if (!address.startsWith("/api")) {
            request.next();
            return;
        }
        objection(request).ifPresentOrElse(objection -> refuse(request, objection), request::next);
    }

    private static Optional<String> objection(RoutingContext request) {
        String address = request.request().uri();
        if (CONTROL.matcher(address).find()) {
            return Optional.of("The path or the query has a percent-encoded control character, which no name and no id has.");
        }
        if (address.indexOf('?') < 0) {
            return Optional.empty();
        }
        try {
            return request.queryParams().entries().stream().filter(parameter -> parameter.getValue().isBlank()).findFirst()
                    .map(empty -> "The parameter " + Quoted.name(empty.getKey())
                            + " in the query is empty. Give it a value, or leave it out.");
        } catch (IllegalArgumentException | HttpException malformed) {
            return Optional.of("The query is not percent-encoded as it should be.");
        }
    }

    private static void refuse(RoutingContext request, String objection) {
        Problem problem = Problem.of("invalid-request", 400, "Invalid request", objection).at(request.request().path());
        request.response().setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(problem.toJson());
    }
}
