package dev.tocsin.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;

/**
 * Posts by the REST client, which follow no redirect and take no more than so many bytes and so much time. URLs go out byte for
 * byte as they are given.
 */
public final class HttpPosts {

    private final AnyEndpoint endpoint;

    HttpPosts(AnyEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Fails with {@link io.smallrye.mutiny.TimeoutException} or {@link AnswerTooLong}, or as connections do.
     *
     * @param authorization the header of that name
     */
    public Uni<HttpAnswer> post(String url, Optional<String> authorization, HttpBody body, Duration patience) {
        return answer(() -> send(url, authorization.orElse(null), body), patience);
    }

    /** The same with bytes as they are, to a URL that says by itself who may. */
    public Uni<HttpAnswer> post(String url, byte[] bytes, Duration patience) {
        return answer(() -> endpoint.bytes(url, bytes), patience);
    }

    private static Uni<HttpAnswer> answer(Supplier<Uni<Response>> request, Duration patience) {
        return Uni.createFrom().deferred(request::get).map(HttpPosts::answer)
                .ifNoItem().after(patience).fail()
                .onFailure(ProcessingException.class).transform(HttpPosts::cause);
    }

    private Uni<Response> send(String url, String authorization, HttpBody body) {
        return body.isForm() ? endpoint.form(url, authorization, body.text()) : endpoint.json(url, authorization, body.text());
    }

    private static HttpAnswer answer(Response response) {
        try (response) {
            MultiMap headers = MultiMap.caseInsensitiveMultiMap();
            response.getStringHeaders().forEach(headers::add);
            return new HttpAnswer(response.getStatus(), headers, body(response));
        }
    }

    /** It is in memory by now, so that reading the stream does not block. */
    private static byte[] body(Response response) {
        if (!(response.getEntity() instanceof InputStream stream)) {
            return new byte[0];
        }
        try {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }

    /** The client itself would keep all that is sent to it, so this listens in and hangs up. */
    static void limitAnswer(HttpClientRequest request, int largest) {
        request.response().onSuccess(response -> response.handler(new Meter(request, largest)));
    }

    private static final class Meter implements Handler<Buffer> {

        private final HttpClientRequest request;
        private final int largest;
        private int bytes;

        Meter(HttpClientRequest request, int largest) {
            this.request = request;
            this.largest = largest;
        }

        @Override
        public void handle(Buffer part) {
            bytes += part.length();
            if (bytes > largest) {
                request.reset(0, new AnswerTooLong());
            }
        }
    }
}
