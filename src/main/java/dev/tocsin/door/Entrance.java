package dev.tocsin.door;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.tocsin.problem.Problem;
import io.netty.util.Attribute;
import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * Where all requests come in. It reads their bodies, within the limits of their doors; what lies behind finds them whole in
 * {@link RoutingContext#body()} and reads nothing from the network.
 */
@Singleton
final class Entrance {

    /** Before authentication and authorization, which have 200 and 100. */
    private static final int FIRST = 1_000;
    private static final int BEHIND_AUTHENTICATION = 49;
    private static final String WAY = Entrance.class.getName();
    private static final String ENTERED = WAY + ".entered";
    private static final String NOBODY = "localhost";

    private final List<Way> ways = new ArrayList<>();
    private final DoorMetrics metrics;

    Entrance(@All List<Door> doors, DoorMetrics metrics) {
        this.metrics = metrics;
        for (Door door : doors) {
            Budget budget = new Budget(door.most());
            metrics.know(door);
            door.paths().forEach(path -> ways.add(new Way(path, door, budget)));
        }
        ways.sort(Comparator.comparing((Way way) -> way.path.length()).reversed());
    }

    /** A path and the door before it. */
    private record Way(String path, Door door, Budget budget) {

        boolean leadsTo(String asked) {
            return path.endsWith("/") ? asked.startsWith(path) || asked.length() == path.length() - 1 && path.startsWith(asked)
                    : asked.equals(path) || asked.equals(path + "/");
        }
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, FIRST);
        filters.register(this::enterWithAToken, BEHIND_AUTHENTICATION);
    }

    void register(@Observes Router router) {
        router.route().order(-FIRST).failureHandler(this::answerTheUnreadable);
    }

    /**
     * What the router itself cannot take comes past the filters: no Host or a malformed one, a path that does not begin with a
     * slash or cannot be decoded. Quarkus would log it as an error, and anybody can cause it.
     */
    private void answerTheUnreadable(RoutingContext context) {
        int status = context.statusCode();
        if (context.get(ENTERED) != null || status < 400 || status >= 500 || context.response().headWritten()) {
            context.next();
            return;
        }
        protect(context);
        metrics.refused(everythingElse(), Turned.MALFORMED);
        Farewell.say(context, status == 404
                ? Problem.of(404, "Not found", "There is nothing at this path. /openapi lists what there is.")
                : Problem.of(status, "Bad request", "The request needs one well-formed Host, and a path that begins with a "
                        + "slash and whose percent signs are followed by two hexadecimal digits."));
    }

    private static void protect(RoutingContext context) {
        context.put(ENTERED, true);
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("X-Content-Type-Options", "nosniff");
    }

    private Door everythingElse() {
        return ways.get(ways.size() - 1).door;
    }

    private void enter(RoutingContext context) {
        HttpServerRequest request = context.request();
        protect(context);
        Optional<Connection> connection = connection(request);
        connection.ifPresent(it -> {
            it.beginRequest(request.version() == HttpVersion.HTTP_2);
            context.addEndHandler(done -> it.endRequest());
        });
        Way way = way(context);
        Optional<String> objection = RequestForm.objection(request);
        if (objection.isPresent()) {
            metrics.refused(way.door, Turned.MALFORMED);
            Farewell.say(context, Problem.of(400, "Bad request", objection.get()).at(context.normalizedPath()));
            return;
        }
        if (request.getHeader(HttpHeaders.HOST) == null && request.version() != HttpVersion.HTTP_2) {
            request.headers().set(HttpHeaders.HOST, NOBODY); // HTTP/1.0 may leave it out, and Quarkus needs one
        }
        if (way.door.isBehindAuthentication()) {
            context.put(WAY, way);
            context.next();
        } else {
            admit(context, way);
        }
    }

    private void enterWithAToken(RoutingContext context) {
        Way way = context.get(WAY);
        if (way == null) {
            context.next();
        } else {
            context.remove(WAY);
            admit(context, way);
        }
    }

    private void admit(RoutingContext context, Way way) {
        HttpServerRequest request = context.request();
        if (!RequestForm.hasBody(request)) {
            context.next();
        } else if (RequestForm.announced(request) > way.door.largest()) {
            turnAway(context, way, Turned.TOO_LARGE);
        } else {
            read(context, way);
        }
    }

    private void read(RoutingContext context, Way way) {
        HttpServerRequest request = context.request();
        BodyTime time = new BodyTime(connection(request));
        Context own = context.vertx().getOrCreateContext();
        Arrival arrival = new Arrival(way.budget, way.door.largest(),
                why -> own.runOnContext(here -> turnAway(context, way, why)));
        long timer = context.vertx().setTimer(way.door.bodyTimeout().toMillis(), late -> arrival.turnAway(Turned.STALLED));
        context.addEndHandler(done -> {
            context.vertx().cancelTimer(timer);
            time.end();
            arrival.end();
        });
        if (HttpHeaders.CONTINUE.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        request.handler(arrival::add).endHandler(end -> {
            context.vertx().cancelTimer(timer);
            if (!arrival.isOver()) {
                time.end();
                ((RoutingContextInternal) context).setBody(arrival.complete());
                context.next();
            }
        });
        request.resume();
    }

    private void turnAway(RoutingContext context, Way way, Turned why) {
        metrics.refused(way.door, why);
        Farewell.say(context, way.door.answer(why).at(context.normalizedPath()));
    }

    private Way way(RoutingContext context) {
        String asked = context.normalizedPath();
        return ways.stream().filter(way -> way.leadsTo(asked)).findFirst().orElseThrow();
    }

    private static Optional<Connection> connection(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase base
                ? Optional.ofNullable(base.channel().attr(Connection.KEY)).map(Attribute::get)
                : Optional.empty();
    }

    /** Tells the connection that a body is on its way, and once that it is not any more. */
    private static final class BodyTime {

        private final Optional<Connection> connection;
        private boolean isOver;

        BodyTime(Optional<Connection> connection) {
            this.connection = connection;
            connection.ifPresent(Connection::beginBody);
        }

        void end() {
            if (!isOver) {
                isOver = true;
                connection.ifPresent(Connection::endBody);
            }
        }
    }
}
