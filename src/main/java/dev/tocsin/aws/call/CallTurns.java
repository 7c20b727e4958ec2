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
    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int running;

    CallTurns(int most) {
        this.most = most;
    }

    /** @param full what is said where too many wait */
    <T> Uni<T> inTurn(Supplier<Uni<T>> work, Supplier<T> full) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<Void> turn = new CompletableFuture<>();
            if (!enter(turn)) {
                return Uni.createFrom().item(full);
            }
            return Uni.createFrom().completionStage(turn::copy).chain(work::get).onTermination().invoke(() -> leave(turn));
        });
    }

    private synchronized boolean enter(CompletableFuture<Void> turn) {
        if (running < most) {
            running++;
            turn.complete(null);
            return true;
        }
        return waiting.size() < most * WAITING_FOR_EACH && waiting.offer(turn);
    }

    private void leave(CompletableFuture<Void> turn) {
        CompletableFuture<Void> next = next(turn);
        if (next != null) {
            next.complete(null);
        }
    }

    private synchronized CompletableFuture<Void> next(CompletableFuture<Void> turn) {
        if (waiting.remove(turn)) {
            return null;
        }
        CompletableFuture<Void> next = waiting.poll();
        if (next == null) {
            running--;
        }
        return next;
    }
}
