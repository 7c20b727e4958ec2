package dev.tocsin.outbound;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;

/** Gives each room that calls others connections of its own, so that nobody waits behind somebody else's slow servers. */
@Singleton
public final class Outbound {

    private final Vertx vertx;
    private final TlsConfigurationRegistry tls;
    private final Queue<HttpClient> given = new ConcurrentLinkedQueue<>();

    Outbound(Vertx vertx, TlsConfigurationRegistry tls) {
        this.vertx = vertx;
        this.tls = tls;
    }

    /** Takes the default TLS configuration ({@code quarkus.tls.*}) and the JVM's proxy settings, if there are any. */
    public LimitedHttp asConfigured(HttpLimits limits) {
        HttpClientOptions options = new HttpClientOptions();
        tls.getDefault().ifPresent(configuration -> TlsConfigUtils.configure(options, configuration));
        Proxy.into(options, System::getProperty);
        return client(options, limits);
    }

    /** Trusts whom the JVM trusts, and goes straight to the server. */
    public LimitedHttp direct(HttpLimits limits) {
        return client(new HttpClientOptions(), limits);
    }

    /** The limits come last: a TLS configuration has a time for the handshake too. */
    private LimitedHttp client(HttpClientOptions options, HttpLimits limits) {
        HttpClient client = vertx.createHttpClient(options.setConnectTimeout((int) limits.connect().toMillis())
                .setSslHandshakeTimeout(limits.handshake().toMillis()).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxPoolSize(limits.connections()).setMaxWaitQueueSize(limits.waiting())
                .setKeepAliveTimeout((int) limits.idle().toSeconds()));
        given.add(client);
        return new LimitedHttp(client, limits.largestAnswer());
    }

    @PreDestroy
    void close() {
        given.forEach(HttpClient::close);
    }
}
