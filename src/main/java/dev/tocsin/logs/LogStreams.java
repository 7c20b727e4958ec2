package dev.tocsin.logs;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

import dev.tocsin.aws.AwsFault;
import dev.tocsin.aws.LogEvent;
import dev.tocsin.aws.LogsApi;
import io.smallrye.mutiny.Uni;

/**
 * Writes batches to log streams, one for each replica and day, as in {@code 2026/11/25/tocsin-0}. A group or stream that is
 * not there is created when it is missed, since asking for it would be a call more for each batch.
 */
final class LogStreams {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd");

    private final LogsApi api;
    private final OptionalInt retentionDays;
    private final String replica;
    private final Clock clock;
    private final Consumer<Step.Failed> complain;

    /**
     * @param replica the name of this one, without colons and asterisks
     * @param complain is told of a failure that does not keep the batch from being written
     */
    LogStreams(LogsApi api, OptionalInt retentionDays, String replica, Clock clock, Consumer<Step.Failed> complain) {
        this.api = api;
        this.retentionDays = retentionDays;
        this.replica = replica;
        this.clock = clock;
        this.complain = complain;
    }

    /** Answers how many of the entries were not taken. Fails with {@link Step.Failed}. */
    Uni<Integer> write(String group, List<LogEvent> batch) {
        String stream = DAY.format(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)) + "/" + replica;
        return put(group, stream, batch)
                .onFailure(LogStreams::isMissing)
                .recoverWithUni(() -> open(group, stream).chain(() -> put(group, stream, batch)));
    }

    private Uni<Integer> put(String group, String stream, List<LogEvent> batch) {
        return step(Step.PUT, api.put(group, stream, batch));
    }

    private Uni<Void> open(String group, String stream) {
        return createStream(group, stream)
                .onFailure(LogStreams::isMissing)
                .recoverWithUni(() -> createGroup(group).chain(() -> createStream(group, stream)));
    }

    private Uni<Void> createStream(String group, String stream) {
        return step(Step.CREATE_STREAM, api.createStream(group, stream));
    }

    private Uni<Void> createGroup(String group) {
        Uni<Void> created = step(Step.CREATE_GROUP, api.createGroup(group));
        return retentionDays.isEmpty() ? created : created.chain(() -> retain(group, retentionDays.getAsInt()));
    }

    /** Entries that are kept too long are better than none. */
    private Uni<Void> retain(String group, int days) {
        return step(Step.RETAIN, api.retain(group, days))
                .onFailure(Step.Failed.class).invoke(complain)
                .onFailure(Step.Failed.class).recoverWithNull();
    }

    private static <T> Uni<T> step(Step step, Uni<T> done) {
        return done.onFailure(AwsFault.class).transform(step::failed);
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof Step.Failed failed && failed.kind() == AwsFault.Kind.NOT_FOUND;
    }
}
