package dev.tocsin.door;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.tocsin.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Where all requests come in, before authentication and with nothing read but their heads: refuses those that announce more
 * than their door lets through, and gives all answers the headers that they have in common.
 */
@Singleton
final class Entrance {

    static final String CONTENT_TYPE_OPTIONS = "X-Content-Type-Options";
    static final String NOSNIFF = "nosniff";

    /** Before authentication and authorization, which have 200 and 100. */
    private static final int FIRST = 1_000;
    private static final int BEHIND_AUTHENTICATION = 50;
    private static final String ENTERED = Entrance.class.getName();
    /** Where Quarkus's Micrometer looks (HttpRequestMetric), and where its REST resources say their paths. */
    private static final String TEMPLATE_OF_METRICS = "UrlPathTemplate";
    private static final String NOBODY = "localhost";

    private final Ways ways;
    private final Departure departure;
    private final DoorMetrics metrics;

    Entrance(Ways ways, Departure departure, DoorMetrics metrics) {
        this.ways = ways;
        this.departure = departure;
        this.metrics = metrics;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, FIRST);
        filters.register(this::goOnUnlessTooLarge, BEHIND_AUTHENTICATION);
    }

    void register(@Observes Router router) {
        router.route().order(-FIRST).failureHandler(this::answerTheUnreadable);
    }

    private void enter(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (Farewell.isSaidOn(request)) {
            request.connection().close();
            return;
        }
        protect(context);
        nameForMetrics(context);
        context.addHeadersEndHandler(answering -> announceDeparture(context));
        Connection.of(request).ifPresent(connection -> {
            connection.beginRequest();
            context.addEndHandler(done -> connection.endRequest());
        });
        if (request.getHeader(HttpHeaders.HOST) == null) {
            request.headers().set(HttpHeaders.HOST, NOBODY); // HTTP/1.0 may leave it out, and Quarkus needs one
        }
        if (ways.to(context.normalizedPath()).door().isBehindAuthentication()) {
            context.next();
        } else {
            goOnUnlessTooLarge(context);
        }
    }

    /** When the answer begins, since the stop may have begun after the request. */
    private void announceDeparture(RoutingContext context) {
        if (departure.isBegun()) {
            Farewell.announce(context);
        }
    }

    /** Quarkus's own check, later on, answers without a word. */
    private void goOnUnlessTooLarge(RoutingContext context) {
        Door door = ways.to(context.normalizedPath()).door();
        if (RequestForm.announced(context.request()) <= door.largest()) {
            context.next();
        } else {
            metrics.refused(door, Turned.TOO_LARGE);
            Farewell.say(context, door.answer(Turned.TOO_LARGE).at(context.normalizedPath()));
        }
    }

    /**
     * What the router itself cannot take comes past the filters: no Host or a malformed one, a path that does not begin with a
     * slash. Quarkus would log it as an error, and anybody can cause it.
     */
    private void answerTheUnreadable(RoutingContext context) {
        int status = context.statusCode();
        if (Farewell.isSaidOn(context.request()) && context.get(ENTERED) == null) {
            context.request().connection().close();
            return;
        }
        if (context.get(ENTERED) != null || status < 400 || status >= 500 || context.response().headWritten()) {
            context.next();
            return;
        }
        protect(context);
        nameForMetrics(context);
        metrics.refused(ways.everythingElse().door(), Turned.MALFORMED);
        Farewell.say(context, status == 404
                ? Problem.of(404, "Not found", "There is nothing at this path. /openapi lists what there is.")
                : Problem.of(status, "Bad request", "The request needs one well-formed Host and a path that begins with a "
                        + "slash."));
    }

    /**
     * Until a REST resource names its own path. Quarkus would otherwise count what nobody answers under the path that was asked
     * for, and keeps a hundred of them: whoever made up so many would end the counting of all others.
     */
    private void nameForMetrics(RoutingContext context) {
        if (context.request() instanceof HttpServerRequestInternal request) {
            request.context().putLocal(TEMPLATE_OF_METRICS, ways.to(context.normalizedPath()).template());
        }
    }

    private static void protect(RoutingContext context) {
        context.put(ENTERED, true);
        context.addEndHandler(answered -> Farewell.leave(context));
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader(CONTENT_TYPE_OPTIONS, NOSNIFF)
                // Never sent as it stands: it keeps Vert.x from compressing. For REST resources Quarkus takes it away again
                // where quarkus.http.compress-media-types says so; what SNS is answered is short.
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
    }
}
