package dev.tocsin.logs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.tocsin.aws.LogEvent;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Writes what the backlog holds, in rounds, of every group one batch a round. Without entries it does nothing. */
final class LogWriter {

    private static final int MOST_AT_ONCE = 8;
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Backlog backlog;
    private final LogStreams streams;
    private final Pauses pauses;
    private final LogEntryCounts counts;
    private final Duration round;
    private final Vertx vertx;
    private final AtomicBoolean timerIsSet = new AtomicBoolean();
    private final AtomicBoolean writing = new AtomicBoolean();

    /** @param round how long entries gather before they are written */
    LogWriter(Backlog backlog, LogStreams streams, Pauses pauses, LogEntryCounts counts, Duration round, Vertx vertx) {
        this.backlog = backlog;
        this.streams = streams;
        this.pauses = pauses;
        this.counts = counts;
        this.round = round;
        this.vertx = vertx;
    }

    void add(String group, LogEvent entry) {
        counts.dropped(backlog.add(group, entry));
        writeIn(round);
    }

    /** Whether there is something that could be written now, or is being written. */
    boolean isBusy() {
        return writing.get() || !due().isEmpty();
    }

    /** Begins a round, unless one is under way. */
    void write() {
        if (writing.compareAndSet(false, true)) {
            Multi.createFrom().iterable(due()).onItem().transformToUni(this::write).merge(MOST_AT_ONCE).collect().last()
                    .subscribe().with(done -> written(), failure -> {
                        Log.errorf(failure, "A round of log entries was not written");
                        written();
                    });
        }
    }

    private void written() {
        writing.set(false);
        if (backlog.size() > 0) {
            writeIn(backlog.hasFullBatch() && !due().isEmpty() ? AT_ONCE : round);
        }
    }

    private void writeIn(Duration delay) {
        if (timerIsSet.compareAndSet(false, true)) {
            vertx.setTimer(delay.toMillis(), timer -> {
                timerIsSet.set(false);
                write();
            });
        }
    }

    private List<String> due() {
        return backlog.groups().stream().filter(group -> !pauses.hold(group)).toList();
    }

    /** Of many groups the first may just have found that all have to wait. */
    private Uni<Void> write(String group) {
        List<LogEvent> batch = pauses.hold(group) ? List.of() : backlog.take(group);
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return streams.write(group, batch)
                .invoke(refused -> taken(group, batch, refused))
                .onFailure(Step.Failed.class).recoverWithItem(failure -> failed(group, batch, failure))
                .onFailure().recoverWithItem(unexpected -> lost(batch, unexpected))
                .replaceWithVoid();
    }

    private void taken(String group, List<LogEvent> batch, int refused) {
        pauses.succeeded(group);
        counts.written(batch.size() - refused);
        counts.refused(refused);
    }

    private Integer failed(String group, List<LogEvent> batch, Step.Failed failure) {
        counts.failed(failure);
        if (failure.isOfTheEntries()) {
            counts.refused(batch.size());
        } else {
            pauses.failed(group, failure);
            counts.dropped(backlog.giveBack(group, batch));
        }
        return 0;
    }

    /** A mistake of ours must not be made again with the same entries for ever. */
    private Integer lost(List<LogEvent> batch, Throwable unexpected) {
        Log.errorf(unexpected, "Log entries are lost, entries=%d", batch.size());
        counts.dropped(batch.size());
        return 0;
    }
}
