package dev.tocsin.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

class SingleFlightTest {

    private static final int ROUNDS = 100;
    private static final int ASKERS = 5_000;

    private final SingleFlight<String, Integer> flight = new SingleFlight<>();
    private final List<CompletableFuture<Integer>> put = new ArrayList<>();

    @Test
    void putsAQuestionOnceWhileItIsUnderWay() {
        List<CompletableFuture<Integer>> askers = List.of(ask("a"), ask("a"), ask("b"));
        assertThat(put).hasSize(2);

        put.get(0).complete(1);
        put.get(1).complete(2);

        assertThat(askers).extracting(CompletableFuture::join).containsExactly(1, 1, 2);
    }

    @Test
    void putsItAnewForWhoeverAsksAfterwards() {
        ask("a");
        assertThat(flight.underWay("a")).isPresent();
        put.get(0).complete(1);

        assertThat(flight.underWay("a")).isEmpty();
        CompletableFuture<Integer> second = ask("a");
        put.get(1).complete(2);
        assertThat(second).isCompletedWithValue(2);
    }

    @Test
    void isOverWhenItsAnswerIsTold() {
        CompletableFuture<Integer> again = new CompletableFuture<>();
        flight.ask("a", this::put).chain(() -> flight.ask("a", this::put)).subscribe().with(again::complete);

        put.get(0).complete(1);
        assertThat(put).hasSize(2);
        put.get(1).complete(2);
        assertThat(again).isCompletedWithValue(2);
    }

    @Test
    void tellsAFailureToAllWhoAskedAndRemembersNone() {
        List<CompletableFuture<Integer>> askers = List.of(ask("a"), ask("a"));
        put.get(0).completeExceptionally(new IllegalStateException("away"));

        assertThat(askers).allSatisfy(asker -> assertThatThrownBy(asker::join).hasRootCauseMessage("away"));
        assertThat(flight.underWay("a")).isEmpty();
        assertThatThrownBy(() -> flight.ask("b", () -> {
            throw new IllegalStateException("cannot be put");
        }).await().indefinitely()).hasMessage("cannot be put");
        assertThat(flight.underWay("b")).isEmpty();
    }

    @Test
    void whoeverGivesUpEndsItForNobodyElse() {
        Cancellable first = flight.ask("a", this::put).subscribe().with(answer -> {
        });
        CompletableFuture<Integer> second = ask("a");

        first.cancel();
        put.get(0).complete(1);

        assertThat(second).isCompletedWithValue(1);
    }

    /** With a memoized Uni one in some 300,000 waited for ever. */
    @Test
    void forgetsNobody() throws InterruptedException {
        ExecutorService answering = Executors.newFixedThreadPool(2);
        ExecutorService asking = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                AtomicInteger questions = new AtomicInteger();
                AtomicInteger right = new AtomicInteger();
                CountDownLatch told = new CountDownLatch(ASKERS);
                for (int i = 0; i < ASKERS; i++) {
                    String question = Integer.toString(i % 3);
                    asking.execute(() -> flight.ask(question, () -> {
                        questions.incrementAndGet();
                        return Uni.createFrom().item(() -> Integer.valueOf(question)).runSubscriptionOn(answering);
                    }).subscribe().with(answer -> {
                        if (answer == Integer.parseInt(question)) {
                            right.incrementAndGet();
                        }
                        told.countDown();
                    }, failure -> told.countDown()));
                }
                assertThat(told.await(30, TimeUnit.SECONDS)).as("everybody in round %d", round).isTrue();
                assertThat(right).hasValue(ASKERS);
                assertThat(questions.get()).isLessThan(ASKERS);
            }
        } finally {
            asking.shutdownNow();
            answering.shutdownNow();
        }
    }

    private CompletableFuture<Integer> ask(String question) {
        return flight.ask(question, this::put).ifNoItem().after(Duration.ofSeconds(30)).fail().subscribeAsCompletionStage();
    }

    private Uni<Integer> put() {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        put.add(answer);
        return Uni.createFrom().completionStage(answer);
    }
}
