package dev.tocsin.door;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;

/**
 * Lets go of connections when Tocsin stops. A Service leads each connection to one replica for as long as it is open, so
 * requests come over those that are in use until the end, and one that is under way when its connection is closed has no
 * answer. So each request is answered as ever, and that its connection ends with it is said in the answer; what is closed in
 * the end are those over which nobody has sent anything for a while.
 */
@Singleton
final class Departure {

    private static final int BEFORE_EVERYBODY = 1;
    /** For clients that were told to go and come again before a Service leads them elsewhere. */
    private static final Duration COMING_AGAIN = Duration.ofSeconds(1);
    /** While the others end what they are at, connections come to their end too. */
    private static final int AFTER_ALL_OTHERS = 5_000;

    private final Connections connections;
    private final Duration patience;
    private volatile boolean begun;
    private long since;

    Departure(Connections connections, DoorConfig config) {
        this.connections = connections;
        this.patience = config.farewell();
    }

    boolean isBegun() {
        return begun;
    }

    void begin(@Observes @Priority(BEFORE_EVERYBODY) ShutdownDelayInitiatedEvent event) {
        since = System.nanoTime();
        begun = true;
    }

    /**
     * Whatever was in use has been asked for something within that time, and is closed, or rests; and nobody whose connection
     * was closed has come again.
     */
    void awaitRest(@Observes @Priority(AFTER_ALL_OTHERS) ShutdownDelayInitiatedEvent event) throws InterruptedException {
        while ((connections.wereUsedWithin(patience) || connections.wereLeftWithin(COMING_AGAIN))
                && System.nanoTime() - since < patience.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Before Vert.x ends its event loops and closes the listening socket, in this order. */
    void close(@Observes @Priority(BEFORE_EVERYBODY) ShutdownEvent event) {
        connections.acceptNoMore();
    }
}
