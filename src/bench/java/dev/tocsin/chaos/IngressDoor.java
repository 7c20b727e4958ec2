package dev.tocsin.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;

/**
 * Sends each request to a replica by connections that it keeps, as an ingress that knows the Pods does. It answers 503 where
 * there is none, and 502 where one breaks off: what was sent once it does not send again, since a POST may have been carried
 * out.
 */
final class IngressDoor {

    private static final int CONNECTIONS_TO_EACH = 50;
    private static final int TIME_LIMIT_MILLIS = 60_000;

    private final Endpoints endpoints;
    private final HttpClient http;
    private final String url;
    private final List<String> broken = new ArrayList<>();

    IngressDoor(Vertx vertx, Endpoints endpoints) throws InterruptedException {
        this.endpoints = endpoints;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(CONNECTIONS_TO_EACH).setConnectTimeout(2_000).setKeepAliveTimeout(60));
        try {
            HttpServer server = vertx.createHttpServer().requestHandler(this::pass).listen(0, "127.0.0.1").toCompletionStage()
                    .toCompletableFuture().get();
            this.url = "http://127.0.0.1:" + server.actualPort();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the ingress cannot listen", failure);
        }
    }

    String url() {
        return url;
    }

    /** What was answered 502, and why. */
    synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    private void pass(HttpServerRequest request) {
        Future<Buffer> body = request.body();
        Optional<Replica> replica = endpoints.next();
        if (replica.isEmpty()) {
            request.response().setStatusCode(503).end();
            return;
        }
        body.compose(bytes -> http.request(new RequestOptions().setHost("127.0.0.1").setPort(replica.get().port())
                .setURI(request.uri()).setMethod(request.method()).setTimeout(TIME_LIMIT_MILLIS)).compose(onward -> {
                    request.headers().forEach(header -> {
                        if (!header.getKey().equalsIgnoreCase("connection")) {
                            onward.putHeader(header.getKey(), header.getValue());
                        }
                    });
                    return onward.send(bytes);
                }))
                .compose(IngressDoor::whole)
                .onSuccess(answer -> request.response().setStatusCode(answer.status()).end(answer.body()))
                .onFailure(failure -> {
                    note("replica " + replica.get().name() + ": " + failure);
                    request.response().setStatusCode(502).end();
                });
    }

    private record Answer(int status, Buffer body) {
    }

    private static Future<Answer> whole(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), body));
    }

    private synchronized void note(String failure) {
        broken.add(failure);
    }
}
