package dev.tocsin.sns;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final HttpClient client;
    private final Duration timeout;

    /** @param connections how many at once to one host, and how many requests may wait for one */
    AwsHttp(Vertx vertx, Duration timeout, int connections) {
        this.timeout = timeout;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setMaxPoolSize(connections)
                .setMaxWaitQueueSize(connections)
                .setKeepAliveTimeout(5));
    }

    /** @param patience if less than the usual time is to be taken */
    Uni<Answer> get(String url, Duration patience) {
        return request(HttpMethod.GET, url, patience, HttpClientRequest::send);
    }

    /** What is secret in a request belongs into its body: URLs end up in the logs and metrics of everything on the way. */
    Uni<Answer> postForm(String url, String form) {
        return request(HttpMethod.POST, url, timeout,
                request -> request.putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8").send(form));
    }

    /** What nobody waits for any more is reset, so that it keeps no connection. */
    private Uni<Answer> request(HttpMethod method, String url, Duration patience,
            Function<HttpClientRequest, Future<HttpClientResponse>> send) {
        RequestOptions options = new RequestOptions().setAbsoluteURI(url).setMethod(method).setFollowRedirects(false)
                .setTimeout(patience.toMillis());
        return Uni.createFrom().<Answer> emitter(emitter -> {
            AtomicBoolean answered = new AtomicBoolean();
            client.request(options).compose(request -> {
                emitter.onTermination(() -> {
                    if (!answered.get()) {
                        request.reset();
                    }
                });
                return send.apply(request);
            }).onFailure(emitter::fail).onSuccess(response -> read(response, answer -> {
                answered.set(true);
                emitter.complete(answer);
            }, emitter::fail));
        }).ifNoItem().after(patience).fail();
    }

    private static void read(HttpClientResponse response, Consumer<Answer> done,
            Consumer<Throwable> failed) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(failed::accept);
        response.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > LONGEST) {
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
