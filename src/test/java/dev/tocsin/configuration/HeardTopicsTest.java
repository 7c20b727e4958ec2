package dev.tocsin.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

class HeardTopicsTest {

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> questions = new ArrayList<>();
    private final Deque<CompletableFuture<Boolean>> answers = new ArrayDeque<>();
    private final HeardTopics topics = new HeardTopics(this::database, nanos::get);

    @Test
    void remembersAYesForAMinute() {
        answers(true);
        assertThat(heard()).isTrue();
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(heard()).isTrue();
        assertThat(questions).hasSize(1);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        answers(false);
        assertThat(heard()).isFalse();
        assertThat(questions).hasSize(2);
    }

    @Test
    void neverRemembersANo() {
        answers(false, true);

        assertThat(heard()).isFalse();
        assertThat(heard()).isTrue();
    }

    @Test
    void forgetsWhenAConfigurationChanges() {
        answers(true, false);
        assertThat(heard()).isTrue();

        topics.forget();

        assertThat(heard()).isFalse();
    }

    @Test
    void doesNotRememberAYesFromBeforeAChange() {
        CompletableFuture<Boolean> underWay = answer();
        CompletableFuture<Boolean> first = ask();
        topics.forget();
        underWay.complete(true);
        assertThat(first).isCompletedWithValue(true);

        answers(false);
        assertThat(heard()).isFalse();
    }

    @Test
    void sharesAYesThatIsUnderWay() {
        CompletableFuture<Boolean> underWay = answer();
        List<CompletableFuture<Boolean>> askers = List.of(ask(), ask(), ask());
        assertThat(questions).hasSize(1);

        underWay.complete(true);

        assertThat(askers).allMatch(CompletableFuture::join);
        assertThat(questions).hasSize(1);
    }

    @Test
    void asksAgainInsteadOfSharingANoThatIsOlderThanTheQuestion() {
        CompletableFuture<Boolean> underWay = answer();
        CompletableFuture<Boolean> first = ask();
        // The configuration is stored now, by another replica.
        CompletableFuture<Boolean> second = ask();
        CompletableFuture<Boolean> third = ask();
        CompletableFuture<Boolean> again = answer();

        underWay.complete(false);
        assertThat(first).isCompletedWithValue(false);
        again.complete(true);

        assertThat(second).isCompletedWithValue(true);
        assertThat(third).isCompletedWithValue(true);
        assertThat(questions).hasSize(2);
    }

    @Test
    void aFailureIsNoAnswerAndIsNotRemembered() {
        answer().completeExceptionally(new IllegalStateException("no database"));
        assertThatThrownBy(this::heard).hasMessageContaining("no database");

        answers(true);
        assertThat(heard()).isTrue();
    }

    @Test
    void failsWhenTheDatabaseIsSilent() {
        answer();

        assertThatThrownBy(() -> topics.isHeard(TOPIC).await().atMost(Duration.ofSeconds(10)))
                .isInstanceOf(TimeoutException.class);
        answers(true);
        assertThat(heard()).isTrue();
    }

    @Test
    void tellsTopicsApart() {
        answers(true, false);

        assertThat(heard()).isTrue();
        assertThat(topics.isHeard(TOPIC + "-other").await().indefinitely()).isFalse();
    }

    @Test
    void staysBounded() {
        HeardTopics many = new HeardTopics(topic -> {
            questions.add(topic);
            return Uni.createFrom().item(true);
        }, nanos::get);
        for (int i = 0; i < 10_001; i++) {
            many.isHeard(TOPIC + i).await().indefinitely();
        }
        many.isHeard(TOPIC + 10_000).await().indefinitely();
        assertThat(questions).hasSize(10_001);

        many.isHeard(TOPIC + 0).await().indefinitely();
        assertThat(questions).as("dropped to make room").hasSize(10_002);
    }

    @Test
    void everybodyGoesOnWhereTheyCameFrom() {
        Vertx vertx = Vertx.vertx();
        try {
            CompletableFuture<Boolean> underWay = answer();
            Context first = vertx.getOrCreateContext();
            Context second = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
            CompletableFuture<Context> firstGoesOnAt = askOn(first);
            CompletableFuture<Context> secondGoesOnAt = askOn(second);
            await().until(() -> questions.size() == 1);

            underWay.complete(true);

            assertThat(firstGoesOnAt.orTimeout(5, TimeUnit.SECONDS).join()).isSameAs(first);
            assertThat(secondGoesOnAt.orTimeout(5, TimeUnit.SECONDS).join()).isSameAs(second);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private CompletableFuture<Context> askOn(Context context) {
        CompletableFuture<Context> goesOnAt = new CompletableFuture<>();
        context.runOnContext(nothing -> topics.isHeard(TOPIC).subscribe()
                .with(heard -> goesOnAt.complete(Vertx.currentContext()), goesOnAt::completeExceptionally));
        return goesOnAt;
    }

    @Test
    void answersEverybodyUnderLoad() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        ExecutorService database = Executors.newFixedThreadPool(2);
        ExecutorService askers = Executors.newFixedThreadPool(8);
        try {
            HeardTopics busy = new HeardTopics(topic -> {
                asked.incrementAndGet();
                return Uni.createFrom().item(() -> topic.hashCode() % 2 == 0).runSubscriptionOn(database);
            }, System::nanoTime);
            int rounds = 20_000;
            AtomicInteger right = new AtomicInteger();
            CountDownLatch done = new CountDownLatch(rounds);
            for (int i = 0; i < rounds; i++) {
                String topic = TOPIC + i % 7;
                askers.execute(() -> busy.isHeard(topic).subscribe().with(heard -> {
                    if (heard == (topic.hashCode() % 2 == 0)) {
                        right.incrementAndGet();
                    }
                    done.countDown();
                }, failure -> done.countDown()));
            }
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(right).hasValue(rounds);
            assertThat(asked.get()).isLessThan(rounds);
        } finally {
            askers.shutdownNow();
            database.shutdownNow();
        }
    }

    private boolean heard() {
        return topics.isHeard(TOPIC).await().atMost(Duration.ofSeconds(1));
    }

    private CompletableFuture<Boolean> ask() {
        return topics.isHeard(TOPIC).subscribeAsCompletionStage();
    }

    private void answers(boolean... values) {
        for (boolean value : values) {
            answers.add(CompletableFuture.completedFuture(value));
        }
    }

    private CompletableFuture<Boolean> answer() {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    private Uni<Boolean> database(String topic) {
        questions.add(topic);
        return Uni.createFrom().completionStage(answers.remove());
    }
}
