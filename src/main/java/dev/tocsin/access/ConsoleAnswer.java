package dev.tocsin.access;

import dev.tocsin.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Ends a request to the console before a page is asked: with a page, a fragment or a problem document, whichever it wants.
 * The pages load nothing and have no style, since whatever could draw them may be what is out of order.
 */
final class ConsoleAnswer {

    private static final String HTML = "text/html;charset=UTF-8";

    private ConsoleAnswer() {
    }

    static Uni<Boolean> problem(RoutingContext request, Problem problem) {
        return switch (ConsoleRequest.of(request.request())) {
            case PAGE -> page(request, problem.status(), problem.title(), "<p>" + escaped(problem.detail()) + "</p>");
            case FRAGMENT -> fragment(request, problem.status(), "problem", escaped(problem.detail()));
            case DATA -> {
                request.response().putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
                yield end(request, problem.status(), problem.at(request.normalizedPath()).toJson());
            }
        };
    }

    /** What the page in front of somebody shows at its place for problems. */
    static Uni<Boolean> fragment(RoutingContext request, int status, String classes, String html) {
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, HTML).putHeader("HX-Retarget", "#problem")
                .putHeader("HX-Reswap", "innerHTML");
        return end(request, status, "<p role=\"alert\" class=\"" + classes + "\">" + html + "</p>");
    }

    static Uni<Boolean> page(RoutingContext request, int status, String title, String html) {
        return page(request, status, title, html, "");
    }

    /**
     * A page that leads on by itself. The browser then asks as somebody who is here already, and not on behalf of the site that
     * they came from: it sends cookies along that it keeps from other sites.
     *
     * @param path of the console
     */
    static Uni<Boolean> leadingOn(RoutingContext request, int status, String title, String path) {
        return page(request, status, title, "<p><a href=\"" + escaped(path) + "\">Go on</a></p>",
                "<meta http-equiv=\"refresh\" content=\"0;url=" + escaped(path) + "\">");
    }

    private static Uni<Boolean> page(RoutingContext request, int status, String title, String html, String head) {
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, HTML);
        return end(request, status, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">" + head + "<title>"
                + escaped(title) + " · Tocsin</title></head>\n<body><main><h1>" + escaped(title) + "</h1>\n" + html
                + "</main></body></html>\n");
    }

    static Uni<Boolean> redirect(RoutingContext request, String location) {
        request.response().putHeader(HttpHeaders.LOCATION, location);
        return end(request, 302, "");
    }

    private static Uni<Boolean> end(RoutingContext request, int status, String body) {
        HttpServerResponse response = request.response().setStatusCode(status);
        return Uni.createFrom().completionStage(response.end(body).toCompletionStage()).replaceWith(true);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'",
                "&#39;");
    }
}
