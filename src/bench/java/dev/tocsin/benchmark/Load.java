package dev.tocsin.benchmark;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntToLongFunction;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;

/**
 * Sends letters over so many connections of one thread, one after the other on each. It reads no more of an answer than its
 * status and its length, so that the load takes little from what is measured beside it.
 */
final class Load {

    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final int port;
    private final int connections;

    /** State of one run; only the one event loop touches it. */
    private final class Run {

        private final Journal journal;
        private final IntToLongFunction due;
        private final long deadline;
        private final CompletableFuture<Journal> end = new CompletableFuture<>();
        private final List<Line> lines = new ArrayList<>();
        private final Deque<Line> idle = new ArrayDeque<>();
        private final NetClient client;
        private int next;
        private int open;

        Run(Journal journal, IntToLongFunction due, long deadline, NetClient client) {
            this.journal = journal;
            this.due = due;
            this.deadline = deadline;
            this.client = client;
        }

        void connect() {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(client.connect(port, "127.0.0.1").map(socket -> {
                    lines.add(new Line(socket, journal, this::isFree));
                    return null;
                }));
            }
            Future.all(all).onFailure(end::completeExceptionally).onSuccess(connected -> {
                idle.addAll(lines);
                open = lines.size();
                go();
            });
        }

        private void isFree(Line line) {
            if (line.isClosed()) {
                open--;
            } else {
                idle.add(line);
            }
            go();
        }

        /** All that is due, on the lines that are free. */
        private void go() {
            long now = System.nanoTime();
            while (!isThrough(now) && !idle.isEmpty() && due.applyAsLong(next) <= now) {
                long at = due.applyAsLong(next);
                // What has to wait for a free line has waited since it was due.
                idle.remove().send(next++, at == Long.MIN_VALUE ? System.nanoTime() : at);
            }
            if (isThrough(now) && idle.size() >= open) {
                end.complete(journal);
            } else if (!isThrough(now) && !idle.isEmpty()) {
                vertx.setTimer(1, timer -> go());
            }
        }

        private boolean isThrough(long now) {
            return next == journal.size() || now > deadline || open == 0;
        }
    }

    Load(Vertx vertx, int port, int connections) {
        this.vertx = vertx;
        this.port = port;
        this.connections = connections;
    }

    /** As fast as they are answered, until all are sent or so much time has passed. */
    Journal asFastAsAnswered(List<Letter> letters, Duration atMost) throws InterruptedException {
        return run(letters, i -> Long.MIN_VALUE, atMost);
    }

    /** So many a second, whatever the answers; what has to wait counts as sent when it was due. */
    Journal atRate(List<Letter> letters, double perSecond) throws InterruptedException {
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        return run(letters, i -> start + (long) (i * 1e9 / perSecond), Duration.ofHours(1));
    }

    private Journal run(List<Letter> letters, IntToLongFunction due, Duration atMost) throws InterruptedException {
        NetClient client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        Context context = vertx.getOrCreateContext();
        Run run = new Run(new Journal(letters), due, System.nanoTime() + atMost.toNanos(), client);
        context.runOnContext(begin -> run.connect());
        try {
            return run.end.get(Math.min(atMost.toSeconds(), 600) + GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the letters could not be sent: " + failure.getCause(), failure);
        } catch (TimeoutException hanging) {
            throw new IllegalStateException("letters were not answered within " + GRACE.toSeconds() + " s", hanging);
        } finally {
            client.close();
        }
    }
}
