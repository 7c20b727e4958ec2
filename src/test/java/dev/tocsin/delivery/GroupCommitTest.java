package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import dev.tocsin.delivery.GroupCommit.Limits;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

class GroupCommitTest {

    private final List<List<Integer>> batches = new ArrayList<>();
    private final List<UniEmitter<? super List<String>>> writes = new ArrayList<>();
    private final GroupCommit<Integer, String> commits = new GroupCommit<>(Limits.of(5, 3), batch -> {
        batches.add(batch);
        return Uni.createFrom().emitter(writes::add);
    });
    private final List<Object> answers = new ArrayList<>();

    @Test
    void writesALoneItemAtOnce() {
        submit(1);
        assertThat(batches).containsExactly(List.of(1));
        finish(0);
        assertThat(answers).containsExactly("1");
    }

    @Test
    void gathersWhileABatchIsBeingWritten() {
        submit(1, 2, 3, 4, 5);
        assertThat(batches).containsExactly(List.of(1));
        finish(0);
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4));
        finish(1);
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5));
        finish(2);
        assertThat(answers).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void whatIsUrgentGoesBeforeWhatWaits() {
        submit(1, 2, 3, 4, 5);
        commits.submit(6, true).subscribe().with(answers::add, answers::add);
        commits.submit(7, true).subscribe().with(answers::add, answers::add);
        finish(0);
        assertThat(batches).containsExactly(List.of(1), List.of(6, 7, 2));
        finish(1);
        assertThat(answers).containsExactly("1", "6", "7", "2");
    }

    @Test
    void muchThatIsUrgentKeepsNothingForEver() {
        submit(1, 2, 3);
        for (int item = 4; item <= 8; item++) {
            commits.submit(item, true).subscribe().with(answers::add, answers::add);
        }
        finish(0);
        finish(1);
        assertThat(batches).containsExactly(List.of(1), List.of(4, 5, 2), List.of(6, 7, 3));
    }

    @Test
    void refusesWhatDoesNotFit() {
        submit(1, 2, 3, 4, 5, 6, 7);
        assertThat(answers).hasSize(1).first().isInstanceOf(Overloaded.class);
        assertThat(commits.waiting()).isEqualTo(5);
    }

    /** Counted by what nobody sets: an hour that passes by this machine's clock is none. */
    @Test
    void insistsForAsLongAsItIsToldAndNoLonger() {
        AtomicLong nanos = new AtomicLong();
        AtomicInteger tries = new AtomicInteger();
        GroupCommit<Integer, String> failing = new GroupCommit<>(Limits.of(5, 3), item -> 0, batch -> {
            tries.incrementAndGet();
            return Uni.createFrom().failure(new IllegalStateException("the database is away"));
        }, nanos::get);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        failing.insist(1, Duration.ofHours(24)).subscribe().with(answers::add, failures::add);

        nanos.set(Duration.ofHours(24).toNanos() - 1);
        int before = tries.get();
        await().until(() -> tries.get() > before + 1);
        assertThat(failures).isEmpty();

        nanos.set(Duration.ofHours(24).toNanos());
        await().until(() -> !failures.isEmpty());
        assertThat(failures).singleElement().asString().contains("the database is away");
    }

    @Test
    void cutsBatchesByWeightAndRefusesWhatWeighsTooMuch() {
        GroupCommit<Integer, String> weighed = new GroupCommit<>(new Limits(100, 20, 100, 8, 1, 1), item -> item, batch -> {
            batches.add(batch);
            return Uni.createFrom().emitter(writes::add);
        });
        for (int item : List.of(1, 5, 4, 2, 8, 1)) {
            weighed.submit(item).subscribe().with(answers::add, answers::add);
        }
        assertThat(answers).hasSize(1).first().isInstanceOf(Overloaded.class);
        finish(0);
        finish(1);
        assertThat(batches).containsExactly(List.of(1), List.of(5, 4), List.of(2, 8));

        weighed.submit(3).subscribe().with(answers::add, answers::add);
        assertThat(answers).filteredOn(Overloaded.class::isInstance).hasSize(1);
    }

    @Test
    void writesAsManyBatchesAtATimeAsThereAreWriters() {
        GroupCommit<Integer, String> two = new GroupCommit<>(new Limits(5, 0, 3, 1, 2, 1), item -> 0, batch -> {
            batches.add(batch);
            return Uni.createFrom().emitter(writes::add);
        });
        for (int item = 1; item <= 4; item++) {
            two.submit(item).subscribe().with(answers::add, answers::add);
        }
        assertThat(batches).containsExactly(List.of(1), List.of(2));
        finish(1);
        assertThat(batches).containsExactly(List.of(1), List.of(2), List.of(3, 4));
    }

    @Test
    void writesBesideAnotherBatchOnlyWhatIsWorthIt() {
        GroupCommit<Integer, String> three = new GroupCommit<>(new Limits(9, 0, 9, 1, 3, 2), item -> 0, batch -> {
            batches.add(batch);
            return Uni.createFrom().emitter(writes::add);
        });
        for (int item = 1; item <= 4; item++) {
            three.submit(item).subscribe().with(answers::add, answers::add);
        }
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3));
        finish(1);
        assertThat(batches).hasSize(2);
        finish(0);
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3), List.of(4));
    }

    @Test
    void failsTheBatchThatFailsAndNoOther() {
        submit(1, 2);
        writes.get(0).fail(new IllegalStateException("down"));
        finish(1);
        assertThat(answers).hasSize(2);
        assertThat(answers.get(0)).isInstanceOf(IllegalStateException.class);
        assertThat(answers.get(1)).isEqualTo("2");
    }

    @Test
    void goesOnAfterACommitThatThrows() {
        AtomicInteger calls = new AtomicInteger();
        GroupCommit<Integer, Integer> throwing = new GroupCommit<>(Limits.of(5, 3), batch -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("broken");
            }
            return Uni.createFrom().item(batch);
        });
        throwing.submit(1).subscribe().with(answers::add, answers::add);
        throwing.submit(2).subscribe().with(answers::add, answers::add);
        assertThat(answers).hasSize(2);
        assertThat(answers.get(0)).isInstanceOf(IllegalStateException.class);
        assertThat(answers.get(1)).isEqualTo(2);
    }

    @Test
    void answersEachOfManyThreadsWithItsOwn() throws InterruptedException {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        GroupCommit<Integer, Integer> echo = new GroupCommit<>(Limits.of(100_000, 64),
                batch -> Uni.createFrom().item(batch).emitOn(writer));
        int calls = 20_000;
        CountDownLatch answered = new CountDownLatch(calls);
        AtomicInteger wrong = new AtomicInteger();
        for (int i = 0; i < calls; i++) {
            int item = i;
            callers.execute(() -> echo.submit(item).subscribe().with(result -> {
                if (result != item) {
                    wrong.incrementAndGet();
                }
                answered.countDown();
            }));
        }
        assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(wrong).hasValue(0);
        callers.shutdown();
        writer.shutdown();
    }

    private void submit(int... items) {
        for (int item : items) {
            commits.submit(item).subscribe().with(answers::add, answers::add);
        }
    }

    private void finish(int write) {
        writes.get(write).complete(batches.get(write).stream().map(String::valueOf).toList());
    }
}
