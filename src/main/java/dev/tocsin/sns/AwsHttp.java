package dev.tocsin.sns;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * Requests to AWS that follow no redirect, take no more than so many bytes and so much time. The Vert.x client itself, because
 * the REST client offers no way to stop reading an answer that is too long.
 */
final class AwsHttp {

    private static final int LONGEST = 64 * 1024;
    private static final int MOST_CONNECTIONS = 8;
    private static final int MOST_WAITING = 64;

    private final HttpClient client;
    private final Duration timeout;

    AwsHttp(Vertx vertx, Duration timeout) {
        this.timeout = timeout;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setMaxWaitQueueSize(MOST_WAITING)
                .setKeepAliveTimeout(5));
    }

    Uni<Answer> get(String url) {
        return request(HttpMethod.GET, url, HttpClientRequest::send);
    }

    /** What is secret in a request belongs into its body: URLs end up in the logs and metrics of everything on the way. */
    Uni<Answer> postForm(String url, String form) {
        return request(HttpMethod.POST, url,
                request -> request.putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8").send(form));
    }

    private Uni<Answer> request(HttpMethod method, String url,
            Function<HttpClientRequest, Future<HttpClientResponse>> send) {
        RequestOptions request = new RequestOptions().setAbsoluteURI(url).setMethod(method).setFollowRedirects(false)
                .setTimeout(timeout.toMillis());
        return Uni.createFrom().<Answer> emitter(emitter -> client.request(request)
                .compose(send)
                .onFailure(emitter::fail)
                .onSuccess(response -> read(response, emitter::complete, emitter::fail)))
                .ifNoItem().after(timeout).fail();
    }

    private static void read(HttpClientResponse response, Consumer<Answer> done,
            Consumer<Throwable> failed) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(failed::accept);
        response.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > LONGEST) {
                response.request().reset();
                failed.accept(new IOException("the answer is longer than " + LONGEST + " bytes"));
            }
        });
        response.endHandler(end -> done.accept(new Answer(response.statusCode(), body.getBytes())));
    }

    void close() {
        client.close();
    }

    record Answer(int status, byte[] body) {
    }
}
