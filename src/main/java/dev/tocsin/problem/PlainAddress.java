package dev.tocsin.problem;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

/**
 * Refuses addresses of the API and the console with control characters in them, and parameters of the API that are empty. No
 * name or id has a control character, and PostgreSQL takes no U+0000 in text, so that a question for one would end as a fault
 * of ours. An empty parameter is mostly a script's variable that was not set, and what takes it for none answers another
 * question than was asked; a form of the console sends its empty fields so.
 */
@Singleton
final class PlainAddress {

    /** After authentication and authorization (200, 100). */
    private static final int PRIORITY = 51;
    private static final String API = "/api";
    private static final String CONSOLE = "/console";
    private static final Pattern CONTROL = Pattern.compile("%(?:[01][0-9A-Fa-f]|7[Ff])");

    private final ProblemPages pages;

    PlainAddress(ProblemPages pages) {
        this.pages = pages;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext request) {
        objection(request).ifPresentOrElse(objection -> refuse(request, objection), request::next);
    }

    private static Optional<String> objection(RoutingContext request) {
        String path = request.normalizedPath();
        boolean isOfTheApi = path.startsWith(API);
        if (!isOfTheApi && !path.startsWith(CONSOLE)) {
            return Optional.empty();
        }
        if (CONTROL.matcher(request.request().uri()).find()) {
            return Optional.of("The path or the query has a percent-encoded control character, which no name and no id has.");
        }
        return isOfTheApi ? emptyParameter(request) : Optional.empty();
    }

    private static Optional<String> emptyParameter(RoutingContext request) {
        if (request.request().uri().indexOf('?') < 0) {
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

    private void refuse(RoutingContext request, String objection) {
        Problem problem = Problem.of("invalid-request", 400, "Invalid request", objection).at(request.request().path());
        HttpServerResponse answer = request.response().setStatusCode(problem.status());
        MultiMap asked = request.request().headers();
        pages.html(problem, request.normalizedPath(), request.request().method().name(), asked.get(HttpHeaders.ACCEPT),
                asked.get(ProblemMappers.OF_A_PAGE))
                .ifPresentOrElse(html -> answer.putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=utf-8").end(html),
                        () -> answer.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE).end(problem.toJson()));
    }
}
