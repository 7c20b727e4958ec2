package dev.tocsin.problem;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;

/**
 * Works on documents of megabytes, which take many times their size in memory while they are read: a few at a time are
 * here, of which one is read. Whoever comes when there are enough is told to come again.
 */
@Singleton
public final class LargeRequests {

    static final int MOST = 4;
    private static final Duration COME_AGAIN_AFTER = Duration.ofSeconds(5);

    private final WorkerExecutor reader;
    private final AtomicInteger present = new AtomicInteger();

    LargeRequests(Vertx vertx) {
        this.reader = vertx.createSharedWorkerExecutor("tocsin-large-requests", 1);
    }

    /**
     * Reads a document, off the event loop, and works with what it says.
     *
     * @return what the work gives; fails with a 503 problem with Retry-After where too many are here
     */
    public <D, T> Uni<T> take(Callable<D> reading, Function<D, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            if (present.incrementAndGet() > MOST) {
                present.decrementAndGet();
                return Uni.createFrom().failure(Problems.busy("Other large requests are being worked on; at most " + MOST
                        + " are taken at a time. Try again in a few seconds.", COME_AGAIN_AFTER));
            }
            return reader.<D> executeBlocking(reading, false).chain(work::apply)
                    .onTermination().invoke(present::decrementAndGet);
        });
    }

    @PreDestroy
    void close() {
        reader.closeAndForget();
    }
}
