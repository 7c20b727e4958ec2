package dev.tocsin.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private final List<String> broken = new ArrayList<>();

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
            Passage passage = new Passage(replica.get().name(), System.nanoTime());
            client.closeHandler(gone -> {
                passage.isClosedByTheClient = true;
                server.close();
            });
            server.closeHandler(gone -> {
                passage.words().ifPresent(this::note);
                client.close();
            });
            client.handler(bytes -> {
                passage.asked = System.nanoTime();
                server.write(bytes);
            });
            server.handler(bytes -> {
                passage.answered = System.nanoTime();
                client.write(bytes);
            });
            client.resume();
        }).onFailure(refused -> {
            note("replica " + replica.get().name() + " took no connection: " + refused.getMessage());
            client.close();
        });
    }

    /** Connections that a replica closed while a request was on its way, or did not take. */
    synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    private synchronized void note(String words) {
        broken.add(words);
    }

    /** What came by one connection last; on the event loop alone. */
    private static final class Passage {
        private final String replica;
        private final long opened;
        private long asked;
        private long answered;
        private boolean isClosedByTheClient;

        Passage(String replica, long opened) {
            this.replica = replica;
            this.opened = opened;
        }

        /** If the last that came was a request, and the replica closed it. */
        Optional<String> words() {
            long now = System.nanoTime();
            return isClosedByTheClient || asked <= answered ? Optional.empty()
                    : Optional.of(String.format(Locale.ROOT,
                            "replica %s closed a connection %.3f s after it was opened, %.3f s "
                                    + "after a request began, %s",
                            replica, (now - opened) / 1e9, (now - asked) / 1e9,
                            answered == 0 ? "the first"
                                    : String.format(Locale.ROOT, "%.3f s after an answer",
                                            (now - answered) / 1e9)));
        }
    }
}
