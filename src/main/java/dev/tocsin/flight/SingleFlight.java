package dev.tocsin.flight;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/**
 * Puts a question once, however many ask it while its answer is under way; whoever asks afterwards puts it anew. An answer is
 * told where it came, so whoever has a thread or a context of their own goes back there.
 *
 * <p>
 * Futures and no memoized Uni, which under load has been seen to forget one of those who subscribe while it is answered.
 *
 * @param <Q> tells questions apart
 */
public final class SingleFlight<Q, A> {

    private final Map<Q, CompletableFuture<A>> underWay = new ConcurrentHashMap<>();

    /**
     * The answer to a question, which may have been under way before this is subscribed to.
     *
     * @param put puts it, and is subscribed to once; it must end by itself, for others would wait for it too
     */
    public Uni<A> ask(Q question, Supplier<Uni<A>> put) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<A> mine = new CompletableFuture<>();
            CompletableFuture<A> earlier = underWay.putIfAbsent(question, mine);
            if (earlier != null) {
                return answerOf(earlier);
            }
            Uni<A> answer = answerOf(mine);
            begin(question, mine, put);
            return answer;
        });
    }

    /** The answer that is under way at this moment. It belongs to a question that was put earlier. */
    public Optional<Uni<A>> underWay(Q question) {
        return Optional.ofNullable(underWay.get(question)).map(SingleFlight::answerOf);
    }

    /** It is no longer under way when its answer is told, so that who asks then puts it anew. */
    private void begin(Q question, CompletableFuture<A> answer, Supplier<Uni<A>> put) {
        Uni.createFrom().deferred(put::get)
                .onTermination().invoke(() -> underWay.remove(question, answer))
                .subscribe().with(answer::complete, answer::completeExceptionally);
    }

    /** A copy, so that nobody who gives up ends it for the others. */
    private static <A> Uni<A> answerOf(CompletableFuture<A> answer) {
        return Uni.createFrom().completionStage(answer::copy);
    }
}
