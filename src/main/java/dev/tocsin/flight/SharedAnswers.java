package dev.tocsin.flight;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Puts a question once for all who ask it while its answer is under way or within a moment after it was put. Failures are told
 * to those who wait, and are not remembered.
 *
 * @param <Q> tells questions apart
 */
public final class SharedAnswers<Q, A> {

    private final long memory;
    private final int most;
    private final LongSupplier nanoTime;
    private final Map<Q, Told<A>> told = new ConcurrentHashMap<>();
    private final SingleFlight<Q, A> flight = new SingleFlight<>();

    /**
     * @param memory how old an answer may be that is told again
     * @param most how many answers are remembered
     */
    public SharedAnswers(Duration memory, int most, LongSupplier nanoTime) {
        this.memory = memory.toNanos();
        this.most = most;
        this.nanoTime = nanoTime;
    }

    private record Told<A>(A answer, long putAt) {
    }

    /**
     * The answer, told on the Vert.x context of whoever subscribes.
     *
     * @param put puts the question; it must end by itself, for others would wait for it too
     */
    public Uni<A> ask(Q question, Supplier<Uni<A>> put) {
        return Uni.createFrom().deferred(() -> {
            Told<A> earlier = told.get(question);
            return earlier != null && nanoTime.getAsLong() - earlier.putAt() < memory
                    ? Uni.createFrom().item(earlier.answer())
                    : onCallersContext(flight.ask(question, () -> put(question, put)));
        });
    }

    private Uni<A> put(Q question, Supplier<Uni<A>> put) {
        long putAt = nanoTime.getAsLong();
        return put.get().invoke(answer -> remember(question, new Told<>(answer, putAt)));
    }

    private void remember(Q question, Told<A> answer) {
        if (told.size() >= most && !told.containsKey(question)) {
            told.clear();
        }
        told.put(question, answer);
    }

    private static <A> Uni<A> onCallersContext(Uni<A> answer) {
        Context caller = Vertx.currentContext();
        return caller == null ? answer : answer.emitOn(task -> caller.runOnContext(nothing -> task.run()));
    }
}
