package dev.tocsin.standin;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** Posts to a subscriber as SNS does, which waits 15 seconds for an answer. */
public final class SnsPublisher implements AutoCloseable {

    /** So many are posted at once; what is more waits for one of them, and its time runs meanwhile. */
    static final int CONNECTIONS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient client;

    public SnsPublisher(Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS)
                .setConnectTimeout((int) PATIENCE.toMillis()));
    }

    /** What the subscriber answered. */
    public record Reply(int status, String body) {
    }

    public Future<Reply> post(URI subscriber, SnsMessage message) {
        return post(subscriber, message.headers(), message.json());
    }

    /** Posts any headers and any body. */
    public Future<Reply> post(URI subscriber, Map<String, String> headers, String body) {
        RequestOptions request = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(subscriber.toString())
                .setTimeout(PATIENCE.toMillis());
        headers.forEach(request::putHeader);
        return client.request(request).compose(open -> open.send(Buffer.buffer(body)))
                .compose(response -> response.body().map(text -> new Reply(response.statusCode(), text.toString())));
    }

    @Override
    public void close() {
        client.close();
    }
}
