package dev.tocsin.door;

import java.net.InetSocketAddress;
import java.util.Iterator;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * Puts {@link Connections} before the sockets on which strangers arrive. Neither Quarkus nor Vert.x shows a connection before
 * its first request, so it is put into the listening channel's pipeline, as soon as that listens.
 */
@Singleton
final class Listening {

    private static final String NAME = "door";
    private static final long LOOK_EVERY = 1_000;

    private final Vertx vertx;
    private final HttpServer server;
    private final Connections connections;
    private volatile long looking = -1;

    Listening(Vertx vertx, HttpServer server, Connections connections, MeterRegistry meters) {
        this.vertx = vertx;
        this.server = server;
        this.connections = connections;
        Gauge.builder("tocsin.door.connections", connections, Connections::open)
                .description("Connections that are open at the public port").register(meters);
    }

    void started(@ObservesAsync HttpServerStart start) {
        guard(server.getPort());
    }

    void started(@ObservesAsync HttpsServerStart start) {
        guard(server.getSecurePort());
    }

    void stop(@Observes ShutdownEvent stop) {
        vertx.cancelTimer(looking);
    }

    private void guard(int port) {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            return; // the socket outlives the application, which is loaded anew
        }
        if (looking == -1) {
            looking = vertx.setPeriodic(LOOK_EVERY, tick -> connections.look());
        }
        for (EventExecutor acceptor : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            acceptor.execute(() -> guard((SingleThreadEventLoop) acceptor, port));
        }
    }

    private void guard(SingleThreadEventLoop acceptor, int port) {
        for (Iterator<Channel> channels = acceptor.registeredChannelsIterator(); channels.hasNext();) {
            Channel channel = channels.next();
            if (channel instanceof ServerChannel && channel.localAddress() instanceof InetSocketAddress address
                    && address.getPort() == port && channel.pipeline().get(NAME) == null) {
                channel.pipeline().addFirst(NAME, connections);
            }
        }
    }
}
