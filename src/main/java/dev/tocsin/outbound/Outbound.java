package dev.tocsin.outbound;

import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;

/** Gives each room that calls others connections of its own, so that nobody waits behind somebody else's slow servers. */
@Singleton
public final class Outbound {

    static final String US = "Tocsin";
    /** Every request brings its own URL; the builder insists on one all the same. */
    private static final URI NOWHERE = URI.create("https://outbound.invalid");

    private final Vertx vertx;
    private final TlsConfigurationRegistry tls;
    private final Queue<HttpClient> given = new ConcurrentLinkedQueue<>();

    Outbound(Vertx vertx, TlsConfigurationRegistry tls) {
        this.vertx = vertx;
        this.tls = tls;
    }

    /** Take the default TLS configuration ({@code quarkus.tls.*}) and the JVM's proxy settings, if there are any. */
    public HttpPosts posts(HttpLimits limits) {
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder().baseUri(NOWHERE).followRedirects(false)
                .disableDefaultMapper(true).userAgent(US)
                // A property, because the client sets its default of 50 after the options are customized.
                .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, limits.connections())
                .httpClientOptionsCustomizer(options -> limit(options, limits))
                .httpClientRequestCustomizer(request -> HttpPosts.limitAnswer(request, limits.largestAnswer()));
        tls.getDefault().ifPresent(builder::tlsConfiguration);
        return new HttpPosts(builder.build(AnyEndpoint.class));
    }

    /** Trusts whom the JVM trusts, and goes straight to the server. */
    public LimitedHttp direct(HttpLimits limits) {
        HttpClient client = vertx.createHttpClient(limit(new HttpClientOptions(), limits)
                .setMaxPoolSize(limits.connections()).setMaxWaitQueueSize(limits.waiting()));
        given.add(client);
        return new LimitedHttp(client, limits.largestAnswer());
    }

    private static HttpClientOptions limit(HttpClientOptions options, HttpLimits limits) {
        return options.setConnectTimeout((int) limits.connect().toMillis())
                .setSslHandshakeTimeout(limits.handshake().toMillis()).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout((int) limits.idle().toSeconds());
    }

    @PreDestroy
    void close() {
        given.forEach(HttpClient::close);
    }
}
