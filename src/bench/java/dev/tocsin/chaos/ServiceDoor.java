package dev.tocsin.chaos;

import java.util.Optional;
import java.util.concurrent.ExecutionException;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/**
 * Leads each connection to a replica, as kube-proxy does for a Service, and never elsewhere: requests come by it until one of
 * the two closes it, long after the replica was taken out.
 */
final class ServiceDoor {

    private final Endpoints endpoints;
    private final NetClient net;
    private final String url;

    ServiceDoor(Vertx vertx, Endpoints endpoints) throws InterruptedException {
        this.endpoints = endpoints;
        this.net = vertx.createNetClient();
        try {
            NetServer server = vertx.createNetServer().connectHandler(this::lead).listen(0, "127.0.0.1").toCompletionStage()
                    .toCompletableFuture().get();
            this.url = "http://127.0.0.1:" + server.actualPort();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the Service cannot listen", failure);
        }
    }

    String url() {
        return url;
    }

    private void lead(NetSocket client) {
        client.pause();
        Optional<Replica> replica = endpoints.next();
        if (replica.isEmpty()) {
            client.close();
            return;
        }
        net.connect(replica.get().port(), "127.0.0.1").onSuccess(server -> {
            client.closeHandler(gone -> server.close());
            server.closeHandler(gone -> client.close());
            client.handler(server::write);
            server.handler(client::write);
            client.resume();
        }).onFailure(refused -> client.close());
    }
}
