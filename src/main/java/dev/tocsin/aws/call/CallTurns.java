package dev.tocsin.aws.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/** So many calls at a time, and so many that wait for one of these to end. */
final class CallTurns {

    private static final int WAITING_FOR_EACH = 4;

    private final int most;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private int running;

    private static final class Turn {
        private final CompletableFuture<Void> begins = new CompletableFuture<>();
    }

    CallTurns(int most) {
        this.most = most;
    }

    /** @param full what is said where too many wait */
    <T> Uni<T> inTurn(Supplier<Uni<T>> work, Supplier<T> full) {
        return Uni.createFrom().deferred(() -> {
            Turn turn = new Turn();
            if (!enter(turn)) {
                return Uni.createFrom().item(full);
            }
            return Uni.createFrom().completionStage(turn.begins::copy).chain(work::get).onTermination()
                    .invoke(() -> leave(turn));
        });
    }

    private synchronized boolean enter(Turn turn) {
        if (running < most) {
            running++;
            turn.begins.complete(null);
            return true;
        }
        return waiting.size() < most * WAITING_FOR_EACH && waiting.offer(turn);
    }

    private void leave(Turn turn) {
        Turn next = next(turn);
        if (next != null) {
            next.begins.complete(null);
        }
    }

    private synchronized Turn next(Turn turn) {
        if (waiting.remove(turn)) {
            return null;
        }
        Turn next = waiting.poll();
        if (next == null) {
            running--;
        }
        return next;
    }
}
