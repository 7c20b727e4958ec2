package dev.tocsin.door;

import dev.tocsin.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers a request whose body nobody will read. Over HTTP/1 the connection cannot serve another one and is closed, a moment
 * later, so that a client which is still writing gets to read the answer. Over HTTP/2 the stream is, and the connection's
 * others go on.
 */
public final class Farewell {

    /** Then there is no time to read on for the sake of a client that is still writing. */
    private static final int CROWDED = 503;
    private static final long MOMENT = 1_000;
    private static final long NO_ERROR = 0;
    private static final long CANCEL = 8;

    private Farewell() {
    }

    public static void say(RoutingContext context, Problem problem) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            leave(request, CANCEL);
            return;
        }
        boolean isHttp2 = request.version() == HttpVersion.HTTP_2;
        response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (!isHttp2) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        boolean isCrowded = problem.status() == CROWDED;
        if (!isCrowded) {
            discard(request);
        }
        long timer = context.vertx().setTimer(MOMENT, late -> leave(request, NO_ERROR));
        response.end(problem.toJson()).onComplete(sent -> {
            if (request.isEnded() || isCrowded && !isHttp2) {
                context.vertx().cancelTimer(timer);
                leave(request, NO_ERROR);
            }
        });
    }

    private static void discard(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(rest -> {
            }).endHandler(end -> {
            });
            request.resume();
        }
    }

    private static void leave(HttpServerRequest request, long code) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.connection().close();
        } else if (!request.isEnded() || !request.response().ended()) {
            request.response().reset(code);
        }
    }
}
