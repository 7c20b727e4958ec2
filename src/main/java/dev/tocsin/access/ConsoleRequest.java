package dev.tocsin.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** What a request to the console wants as its answer. */
enum ConsoleRequest {

    /** A browser that shows the answer as its page. */
    PAGE,

    /** htmx, which puts the answer into a page. */
    FRAGMENT,

    /** A download, or a program. */
    DATA;

    static ConsoleRequest of(HttpServerRequest request) {
        if ("true".equals(request.getHeader("HX-Request"))) {
            return FRAGMENT;
        }
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return isReading(request) && accepted != null && accepted.contains("text/html") ? PAGE : DATA;
    }

    /** Whether it changes nothing. */
    static boolean isReading(HttpServerRequest request) {
        return switch (request.method().name()) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
    }
}
