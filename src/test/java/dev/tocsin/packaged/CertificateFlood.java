package dev.tocsin.packaged;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * A stranger who posts messages of a known topic, each with another certificate's name, over many connections until stopped.
 */
final class CertificateFlood {

    private static final int CONNECTIONS = 200;
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private final HttpClient http;
    private final String url;
    private final String topic;
    private final String names;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private volatile boolean isStopped;

    private CertificateFlood(Vertx vertx, String url, String topic, String names) {
        this.http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS));
        this.url = url;
        this.topic = topic;
        this.names = names;
    }

    /** @param names how the made-up names begin: some hexadecimal digits */
    static CertificateFlood of(Vertx vertx, String url, String topic, String names) {
        CertificateFlood flood = new CertificateFlood(vertx, url, topic, names);
        for (int i = 0; i < CONNECTIONS; i++) {
            flood.next();
        }
        return flood;
    }

    private void next() {
        int number = sent.getAndIncrement();
        if (isStopped) {
            return;
        }
        http.request(new RequestOptions().setAbsoluteURI(url + "/sns").setMethod(HttpMethod.POST).setTimeout(20_000))
                .compose(request -> request.send(message(number)))
                .compose(response -> response.body().map(body -> response.statusCode()))
                .otherwise(0)
                .onSuccess(status -> {
                    statuses.computeIfAbsent(status, any -> new AtomicInteger()).incrementAndGet();
                    answered.incrementAndGet();
                    next();
                });
    }

    private String message(int number) {
        return """
                {"Type": "Notification", "MessageId": "%s", "TopicArn": "%s", "Message": "x", "Timestamp": "%s",
                 "SignatureVersion": "2", "Signature": "AAAA",
                 "SigningCertURL": "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-%s%028x.pem"}"""
                .formatted(UUID.randomUUID(), topic, TIMESTAMP.format(Instant.now()), names, number);
    }

    int answered() {
        return answered.get();
    }

    /** Status to how many were answered so; 0 stands for no answer. */
    Map<Integer, AtomicInteger> statuses() {
        return statuses;
    }

    void stop() {
        isStopped = true;
        http.close();
    }
}
