package dev.tocsin.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Lets many callers share one commit: while batches are being written the next one gathers, so that the batches grow with the
 * load and a lone caller waits for nobody.
 *
 * @param <T> what a caller hands in
 * @param <R> what the caller gets back
 */
final class GroupCommit<T, R> {

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofMillis(500);

    private final BlockingQueue<Waiting<T, R>> queue;
    private final BlockingQueue<Waiting<T, R>> urgent;
    private final Limits limits;
    private final ToLongFunction<T> weight;
    private final Function<List<T>, Uni<List<R>>> commit;
    private final AtomicLong waitingWeight = new AtomicLong();
    private final Semaphore writers;
    private final LongSupplier nanos;

    /**
     * @param waiting how many items may wait, and as many that are urgent; one more is refused with {@link Overloaded}
     * @param waitingWeight how much they may weigh together
     * @param batch the most items in a batch
     * @param batchWeight from which weight on a batch is full
     * @param writers how many batches may be written at the same time
     * @param fewestBeside the fewest items that are written beside another batch instead of after it
     */
    record Limits(int waiting, long waitingWeight, int batch, long batchWeight, int writers, int fewestBeside) {

        /** Of what lanes hand in, each one thing at a time. */
        static Limits ofLanes() {
            return of(16_384, 100);
        }

        static Limits of(int waiting, int batch) {
            return new Limits(waiting, Long.MAX_VALUE, batch, Long.MAX_VALUE, 1, 1);
        }
    }

    /** Of items that weigh nothing worth counting. */
    GroupCommit(Limits limits, Function<List<T>, Uni<List<R>>> commit) {
        this(limits, item -> 0, commit);
    }

    /** @param commit writes a batch and answers one result per item, in the same order */
    GroupCommit(Limits limits, ToLongFunction<T> weight, Function<List<T>, Uni<List<R>>> commit) {
        this(limits, weight, commit, System::nanoTime);
    }

    /** @param nanos as {@link System#nanoTime} */
    GroupCommit(Limits limits, ToLongFunction<T> weight, Function<List<T>, Uni<List<R>>> commit, LongSupplier nanos) {
        this.queue = new ArrayBlockingQueue<>(limits.waiting);
        this.urgent = new ArrayBlockingQueue<>(limits.waiting);
        this.limits = limits;
        this.weight = weight;
        this.commit = commit;
        this.writers = new Semaphore(limits.writers);
        this.nanos = nanos;
    }

    Uni<R> submit(T item) {
        return submit(item, false);
    }

    /** @param isUrgent whether it goes before what is not, of which some is in each batch all the same */
    Uni<R> submit(T item, boolean isUrgent) {
        return Uni.createFrom().emitter(emitter -> enqueue(new Waiting<>(item, weight.applyAsLong(item), emitter),
                isUrgent ? urgent : queue));
    }

    Uni<R> insist(T item, Duration patience) {
        return insist(item, patience, false);
    }

    /** Hands it in again as long as that fails, until so much time has passed, whatever becomes of this machine's clock. */
    Uni<R> insist(T item, Duration patience, boolean isUrgent) {
        return Uni.createFrom().deferred(() -> {
            long begin = nanos.getAsLong();
            return submit(item, isUrgent).onFailure(failure -> nanos.getAsLong() - begin < patience.toNanos())
                    .retry().withBackOff(FIRST_RETRY, LAST_RETRY).indefinitely();
        });
    }

    int waiting() {
        return queue.size() + urgent.size();
    }

    private void enqueue(Waiting<T, R> waiting, BlockingQueue<Waiting<T, R>> among) {
        if (waitingWeight.addAndGet(waiting.weight) <= limits.waitingWeight && among.offer(waiting)) {
            writeNext();
        } else {
            waitingWeight.addAndGet(-waiting.weight);
            waiting.emitter.fail(new Overloaded());
        }
    }

    private void writeNext() {
        while (isWorthABatch() && writers.tryAcquire()) {
            List<Waiting<T, R>> batch = nextBatch();
            if (batch.isEmpty()) {
                writers.release();
            } else {
                write(batch);
            }
        }
    }

    /** A small batch costs nearly what a large one does, so only a batch that nothing holds up goes off small. */
    private boolean isWorthABatch() {
        boolean nothingIsWritten = writers.availablePermits() == limits.writers;
        return waiting() >= (nothingIsWritten ? 1 : limits.fewestBeside);
    }

    private List<Waiting<T, R>> nextBatch() {
        List<Waiting<T, R>> batch = new ArrayList<>();
        long total = 0;
        while (batch.size() < limits.batch && total < limits.batchWeight) {
            Waiting<T, R> next = next(batch.size());
            if (next == null) {
                break;
            }
            batch.add(next);
            total += next.weight;
        }
        return batch;
    }

    /** A quarter of each batch is not for what is urgent while others wait, or much that is urgent would keep them for ever. */
    private Waiting<T, R> next(int taken) {
        boolean isOthersTurn = taken >= limits.batch * 3 / 4;
        Waiting<T, R> next = (isOthersTurn ? queue : urgent).poll();
        return next == null ? (isOthersTurn ? urgent : queue).poll() : next;
    }

    private void write(List<Waiting<T, R>> batch) {
        Uni.createFrom().deferred(() -> commit.apply(batch.stream().map(Waiting::item).toList()))
                .onTermination().invoke(() -> doneWriting(batch))
                .subscribe().with(results -> complete(batch, results), failure -> fail(batch, failure));
    }

    /** The next batch goes off before the last one's callers are told, so that the database is never idle. */
    private void doneWriting(List<Waiting<T, R>> batch) {
        batch.forEach(written -> waitingWeight.addAndGet(-written.weight));
        writers.release();
        writeNext();
    }

    private void complete(List<Waiting<T, R>> batch, List<R> results) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).emitter.complete(results.get(i));
        }
    }

    private void fail(List<Waiting<T, R>> batch, Throwable failure) {
        batch.forEach(waiting -> waiting.emitter.fail(failure));
    }

    private record Waiting<T, R>(T item, long weight, UniEmitter<? super R> emitter) {
    }
}
