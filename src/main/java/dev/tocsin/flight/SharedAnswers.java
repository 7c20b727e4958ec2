package dev.tocsin.flight;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
    /** What is under way when all is forgotten is told to those who wait for it, and to nobody else. */
    private volatile Known<Q, A> known = new Known<>();

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

    private record Known<Q, A>(Map<Q, Told<A>> told, SingleFlight<Q, A> underWay) {
        Known() {
            this(new ConcurrentHashMap<>(), new SingleFlight<>());
        }
    }

    /**
     * The answer, told on the Vert.x context of whoever subscribes.
     *
     * @param put puts the question; it must end by itself, for others would wait for it too
     */
    public Uni<A> ask(Q question, Supplier<Uni<A>> put) {
        return Uni.createFrom().deferred(() -> {
            Known<Q, A> now = known;
            return told(now, question).map(answer -> Uni.createFrom().item(answer))
                    .orElseGet(() -> onCallersContext(now.underWay().ask(question, () -> put(now, question, put))));
        });
    }

    /** The answer that would be told again; empty if the question has to be put. */
    public Optional<A> told(Q question) {
        return told(known, question);
    }

    /** What is asked from now on is put anew, also if an answer is under way. */
    public void forget() {
        known = new Known<>();
    }

    private Optional<A> told(Known<Q, A> now, Q question) {
        return Optional.ofNullable(now.told().get(question))
                .filter(earlier -> nanoTime.getAsLong() - earlier.putAt() < memory).map(Told::answer);
    }

    private Uni<A> put(Known<Q, A> now, Q question, Supplier<Uni<A>> put) {
        long putAt = nanoTime.getAsLong();
        return put.get().invoke(answer -> remember(now.told(), question, new Told<>(answer, putAt)));
    }

    private void remember(Map<Q, Told<A>> told, Q question, Told<A> answer) {
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
