package dev.tocsin.door;

import java.util.Optional;

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
 * Answers a request whose body nobody will use. The connection cannot serve another one and is closed, a moment later, so that
 * a client which is still writing gets to read the answer, if it does not write much more.
 */
final class Farewell {

    private static final AttributeKey<Boolean> SAID = AttributeKey.valueOf("dev.tocsin.door.farewell");
    /** Then there is no time to read on for the sake of a client that is still writing. */
    private static final int CROWDED = 503;
    private static final String COME_AGAIN_SECONDS = "5";
    private static final long MOMENT = 1_000;

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

    /** For an answer that somebody else sends. */
    static void prepare(RoutingContext context, int status) {
        HttpServerRequest request = context.request();
        if (status == CROWDED) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, COME_AGAIN_SECONDS);
        }
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        channel(request).ifPresent(channel -> channel.attr(SAID).set(true));
        if (status != CROWDED && !request.isEnded()) {
            request.handler(new Rest(request)).endHandler(end -> {
            });
            request.resume();
        }
        context.addEndHandler(done -> {
            if (request.isEnded() || status == CROWDED) {
                request.connection().close();
            } else {
                context.vertx().setTimer(MOMENT, late -> request.connection().close());
            }
        });
    }

    /** What still comes over such a connection may be the body of what was refused, made to look like a request. */
    static boolean isSaidOn(HttpServerRequest request) {
        return channel(request).filter(channel -> channel.hasAttr(SAID)).isPresent();
    }

    private static Optional<Channel> channel(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase base ? Optional.of(base.channel()) : Optional.empty();
    }

    /**
     * For an answer that was sent before the request had ended, by whomever: the server would read on without an end, for the
     * sake of the next request.
     */
    static void leaveUnlessEnded(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.isEnded()) {
            request.handler(new Rest(request));
            request.resume();
            context.vertx().setTimer(MOMENT, late -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
        }
    }

    /** What still comes and is thrown away: not much of it, or reading it would cost as much as taking it. */
    private static final class Rest implements Handler<Buffer> {

        private static final int MOST = 256 * 1_024;

        private final HttpServerRequest request;
        private int bytes;

        Rest(HttpServerRequest request) {
            this.request = request;
        }

        @Override
        public void handle(Buffer part) {
            bytes += part.length();
            if (bytes > MOST) {
                request.connection().close();
            }
        }
    }

    /** Without an answer. */
    static void leaveAtOnce(HttpServerRequest request) {
        request.connection().close();
    }
}
