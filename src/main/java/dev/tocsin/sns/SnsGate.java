package dev.tocsin.sns;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.tocsin.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Turns away, before anything is buffered, what is too large or more than fits into memory; and does not wait for ever for a
 * body.
 */
@ApplicationScoped
class SnsGate {

    /** A message has at most 262,144 bytes; escaped in JSON, with the envelope, it stays below this. */
    private static final long LARGEST = 2 * 1024 * 1024;
    private static final String MORE_THAN_LARGEST = "the body has more than 2 MiB; an SNS message has at most 256 KiB";
    private static final int FIRST = 1_000;

    private final SnsConfig config;
    private final SnsMetrics metrics;
    private final long mostInFlight = Math.max(16 * LARGEST, Runtime.getRuntime().maxMemory() / 8);
    private final AtomicLong inFlight = new AtomicLong();

    SnsGate(SnsConfig config, SnsMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext context) {
        if (isForSns(context.normalizedPath())) {
            admit(context, announcedLength(context.request()));
        } else {
            context.next();
        }
    }

    /** In both spellings that reach the route. */
    private static boolean isForSns(String path) {
        return path.equals("/sns") || path.equals("/sns/");
    }

    private void admit(RoutingContext context, long length) {
        if (length > LARGEST) {
            refuse(context, Reason.TOO_LARGE, MORE_THAN_LARGEST);
        } else if (inFlight.addAndGet(length) > mostInFlight) {
            inFlight.addAndGet(-length);
            refuse(context, Reason.OVERLOADED, "too much is arriving; come again");
        } else {
            context.addEndHandler(done -> inFlight.addAndGet(-length));
            closeIfTheBodyStalls(context);
            context.next();
        }
    }

    /** Reads the body of what was admitted. It may be in chunks and then announces no length. */
    void read(RoutingContext context, Consumer<byte[]> reader) {
        HttpServerRequest request = context.request();
        if (HttpHeaders.CONTINUE.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > LARGEST) {
                request.handler(null).endHandler(null);
                refuse(context, Reason.TOO_LARGE, MORE_THAN_LARGEST);
            }
        }).endHandler(end -> reader.accept(body.getBytes()));
    }

    /** The largest, where none is announced: a body in chunks may turn out to be. */
    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length == null) {
            return "GET".equals(request.method().name()) ? 0 : LARGEST;
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void refuse(RoutingContext context, Reason reason, String detail) {
        metrics.refused(reason);
        context.response().setStatusCode(reason.status()).putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Connection", "close").end(reason.problem(detail).toJson());
    }

    private void closeIfTheBodyStalls(RoutingContext context) {
        HttpServerRequest request = context.request();
        long timer = context.vertx().setTimer(config.bodyTimeout().toMillis(), id -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
        context.addEndHandler(done -> context.vertx().cancelTimer(timer));
    }
}
