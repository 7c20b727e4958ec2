package dev.tocsin.door;

import java.util.Optional;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import dev.tocsin.door.Ways.Way;
import dev.tocsin.problem.Problem;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Reads the bodies of requests, within the limits of their doors. Whoever wants a body gets it here and whole. */
@Singleton
public final class Bodies {

    private final Ways ways;
    private final DoorMetrics metrics;

    Bodies(Ways ways, DoorMetrics metrics) {
        this.ways = ways;
        this.metrics = metrics;
    }

    /** For plain routes; what is turned away is answered. */
    public void read(RoutingContext context, Consumer<Buffer> whole) {
        read(context, whole, problem -> Farewell.say(context, problem));
    }

    /**
     * Calls one of the two, on the request's own context; neither if the request ends before.
     *
     * @param whole given the body, an empty one if the request has none
     * @param turnedAway given what the request is to be answered
     */
    void read(RoutingContext context, Consumer<Buffer> whole, Consumer<Problem> turnedAway) {
        Way way = ways.to(context.normalizedPath());
        Consumer<Turned> turnAway = why -> {
            metrics.refused(way.door(), why);
            if (why == Turned.CROWDED_OUT) {
                context.request().connection().close();
                return;
            }
            turnedAway.accept(way.door().answer(why).at(context.normalizedPath()));
        };
        if (!RequestForm.hasBody(context.request())) {
            whole.accept(Buffer.buffer());
        } else if (RequestForm.announced(context.request()) > way.door().largest()) {
            turnAway.accept(Turned.TOO_LARGE);
        } else {
            receive(context, way, whole, turnAway);
        }
    }

    private static void receive(RoutingContext context, Way way, Consumer<Buffer> whole, Consumer<Turned> turnAway) {
        HttpServerRequest request = context.request();
        Context own = context.vertx().getOrCreateContext();
        BodyTime time = new BodyTime(Connection.of(request));
        Arrival arrival = new Arrival(way.budget(), way.door().largest(),
                why -> own.runOnContext(here -> turnAway.accept(why)));
        long timer = context.vertx().setTimer(way.door().bodyTimeout().toMillis(),
                late -> arrival.turnAway(Turned.STALLED));
        context.addEndHandler(done -> {
            context.vertx().cancelTimer(timer);
            time.end();
            arrival.end();
        });
        arrival.begin();
        if (HttpHeaders.CONTINUE.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        request.handler(arrival::add).endHandler(end -> {
            context.vertx().cancelTimer(timer);
            time.end();
            arrival.complete().ifPresent(whole);
        });
        request.resume();
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
