package dev.tocsin.problem;

import java.util.List;
import java.util.Locale;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers those who say of the API's answers only that they accept problem documents. Generated clients do, whose generator
 * took one response of an operation for all of them; a refusal would keep them from the answer that they want.
 */
@Singleton
final class AcceptedProblems {

    /** After {@link PlainAddress}. */
    private static final int PRIORITY = 50;
    /** The least that there is, so that whatever a client names itself comes first. */
    private static final String ANYTHING_ELSE = ", */*;q=0.001";

    void register(@Observes Filters filters) {
        filters.register(AcceptedProblems::widen, PRIORITY);
    }

    private static void widen(RoutingContext request) {
        if (request.request().uri().startsWith("/api")) {
            widen(request.request().headers());
        }
        request.next();
    }

    private static void widen(MultiMap headers) {
        List<String> accepted = headers.getAll(HttpHeaders.ACCEPT);
        if (accepted.stream().anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(Problem.MEDIA_TYPE))) {
            headers.set(HttpHeaders.ACCEPT, String.join(", ", accepted) + ANYTHING_ELSE);
        }
    }
}
