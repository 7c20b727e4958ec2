package dev.tocsin.problem;

import java.math.BigInteger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Says why a body is refused whose announced length is above the limit; Quarkus by itself answers with nothing but 413. */
@Singleton
final class BodyLimit {

    /** After authentication and authorization (200, 100), before Quarkus's own check (2). */
    private static final int PRIORITY = 50;

    private final BigInteger limit;
    private final int digits;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asBigInteger();
        this.digits = this.limit.toString().length();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        // Most have fewer digits than the limit, and the rest of the check is not for free.
        if (length == null || length.length() < digits || !length.matches("[0-9]{1,30}")
                || new BigInteger(length).compareTo(limit) <= 0) {
            request.next();
            return;
        }
        Problem problem = Problem.of(413, "Content too large",
                "The body has " + length + " bytes; at most " + limit + " are taken.").at(request.normalizedPath());
        // The rest of the body is not read, so the connection cannot serve another request.
        request.response().setStatusCode(problem.status()).putHeader(HttpHeaders.CONNECTION, "close")
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE).end(problem.toJson());
    }
}
