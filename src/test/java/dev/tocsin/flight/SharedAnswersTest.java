package dev.tocsin.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;

class SharedAnswersTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
    private final SharedAnswers<String, Integer> answers = new SharedAnswers<>(Duration.ofNanos(100), 2, now::get);
    private final List<CompletableFuture<Integer>> put = new ArrayList<>();

    @Test
    void oneQuestionAnswersAllWhoAskWithinAMoment() {
        List<CompletableFuture<Integer>> together = List.of(ask("a"), ask("a"), ask("a"));
        now.addAndGet(60);
        put.get(0).complete(1);
        assertThat(together).allSatisfy(asked -> assertThat(asked).isCompletedWithValue(1));

        now.addAndGet(39);
        assertThat(ask("a")).isCompletedWithValue(1);
        assertThat(put).hasSize(1);

        // The moment begins when it is put, so that no answer is older.
        now.addAndGet(1);
        CompletableFuture<Integer> later = ask("a");
        put.get(1).complete(2);
        assertThat(later).isCompletedWithValue(2);
    }

    @Test
    void remembersNoFailure() {
        CompletableFuture<Integer> failed = ask("a");
        put.get(0).completeExceptionally(new IllegalStateException("away"));
        assertThatThrownBy(failed::join).hasRootCauseMessage("away");

        CompletableFuture<Integer> again = ask("a");
        put.get(1).complete(1);
        assertThat(again).isCompletedWithValue(1);
    }

    @Test
    void remembersOnlySoMany() {
        for (String question : List.of("a", "b", "c")) {
            ask(question);
            put.get(put.size() - 1).complete(1);
        }

        assertThat(ask("c")).isCompleted();
        assertThat(ask("a")).isNotCompleted();
        assertThat(ask("b")).isNotCompleted();
    }

    @Test
    void whatIsForgottenIsPutAnewAlsoIfItsAnswerIsUnderWay() {
        CompletableFuture<Integer> before = ask("a");
        answers.forget();
        CompletableFuture<Integer> after = ask("a");
        put.get(1).complete(2);
        assertThat(after).isCompletedWithValue(2);

        // It comes last and is no longer true.
        put.get(0).complete(1);
        assertThat(before).isCompletedWithValue(1);
        assertThat(ask("a")).isCompletedWithValue(2);
        assertThat(answers.told("a")).contains(2);

        answers.forget();
        assertThat(answers.told("a")).isEmpty();
        assertThat(ask("a")).isNotCompleted();
    }

    @Test
    void whatIsTooOldIsNotTold() {
        ask("a");
        assertThat(answers.told("a")).isEmpty();
        put.get(0).complete(1);
        now.addAndGet(99);
        assertThat(answers.told("a")).contains(1);
        now.addAndGet(1);
        assertThat(answers.told("a")).isEmpty();
    }

    private CompletableFuture<Integer> ask(String question) {
        return answers.ask(question, () -> {
            CompletableFuture<Integer> answer = new CompletableFuture<>();
            put.add(answer);
            return Uni.createFrom().completionStage(answer);
        }).subscribeAsCompletionStage();
    }
}
