package dev.tocsin.door;

import java.util.Optional;
import java.util.concurrent.Semaphore;

import dev.tocsin.problem.Problem;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/**
 * Ends connections. Above all it answers a request whose body nobody will use. The connection cannot serve another one and is
 * closed, a moment later, so that
 * a client which is still writing gets to read the answer.
 */
final class Farewell {

    private static final AttributeKey<Boolean> SAID = AttributeKey.valueOf("dev.tocsin.door.farewell");
    private static final String LET_FINISH = Farewell.class.getName();
    /** Then there is time to read on for the sake of a few clients alone that are still writing. */
    private static final int CROWDED = 503;
    private static final String COME_AGAIN_SECONDS = "5";
    private static final long MOMENT = 1_000;
    private static final long LITTLE = 256 * 1_024;
    private static final Semaphore FINISHING = new Semaphore(8);

    private Farewell() {
    }

    static void say(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (!response.ended() && !response.closed()) {
            prepare(context, problem.status());
            response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(problem.toJson());
        }
    }

    /** For an answer that somebody else sends; {@link #leave} ends it. */
    static void prepare(RoutingContext context, int status) {
        HttpServerRequest request = context.request();
        if (status == CROWDED) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, COME_AGAIN_SECONDS);
        }
        announce(context);
        if (!request.isEnded()) {
            context.put(LET_FINISH, throwAwayTheRest(context) || status != CROWDED);
        }
    }

    /** For a request that is answered as ever, and is the last of its connection. */
    static void announce(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        channel(context.request()).ifPresent(channel -> channel.attr(SAID).set(true));
    }

    /**
     * Once the request is answered, by whomever. Without an end of its own a request would be read on for the next one's sake.
     */
    static void leave(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean isSaid = isSaidOn(request);
        if (isSaid && (request.isEnded() || !context.get(LET_FINISH, true))) {
            request.connection().close();
        } else if (isSaid) {
            context.vertx().setTimer(MOMENT, late -> request.connection().close());
        } else if (!request.isEnded()) {
            throwAwayTheRest(context);
            context.vertx().setTimer(MOMENT, late -> closeUnlessEnded(request));
        }
    }

    private static void closeUnlessEnded(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.connection().close();
        }
    }

    /** What still comes over such a connection may be the body of what was refused, made to look like a request. */
    static boolean isSaidOn(HttpServerRequest request) {
        return channel(request).filter(channel -> channel.hasAttr(SAID)).isPresent();
    }

    private static Optional<Channel> channel(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase base ? Optional.of(base.channel()) : Optional.empty();
    }

    /** Some are let finish writing, so that whoever has made a mistake reads what it was; of many at once little is read. */
    private static boolean throwAwayTheRest(RoutingContext context) {
        boolean isLetFinish = FINISHING.tryAcquire();
        HttpServerRequest request = context.request();
        request.handler(new Rest(request, isLetFinish ? Long.MAX_VALUE : LITTLE)).endHandler(end -> {
        });
        if (isLetFinish) {
            makeWayOnceFinished(context);
        }
        request.resume();
        return isLetFinish;
    }

    /** As soon as it has written all of it, at the latest when its moment is over. */
    private static void makeWayOnceFinished(RoutingContext context) {
        long timer = context.vertx().setTimer(MOMENT, over -> FINISHING.release());
        context.request().endHandler(end -> {
            if (context.vertx().cancelTimer(timer)) {
                FINISHING.release();
            }
        });
    }

    private static final class Rest implements Handler<Buffer> {

        private final HttpServerRequest request;
        private long left;

        Rest(HttpServerRequest request, long most) {
            this.request = request;
            this.left = most;
        }

        @Override
        public void handle(Buffer part) {
            left -= part.length();
            if (left < 0) {
                request.connection().close();
            }
        }
    }
}
