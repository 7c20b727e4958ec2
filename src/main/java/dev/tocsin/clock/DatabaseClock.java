package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/**
 * What time it is by the database, the one clock that all replicas share. It is asked once in five seconds at most, however
 * many want to know; between two answers the time goes on with this machine's monotonic time, which no change of its clock
 * moves.
 */
@ApplicationScoped
public class DatabaseClock {

    private static final String TIME = "SELECT clock_timestamp()";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long AGE = Duration.ofSeconds(5).toNanos();
    private static final long AGE_OF_A_FAILURE = Duration.ofSeconds(1).toNanos();

    private final Supplier<Uni<Instant>> database;
    private final LongSupplier nanoTime;
    private CompletableFuture<Answer> last;
    private long askedAt;

    @Inject
    DatabaseClock(Pool pool) {
        this(() -> pool.query(TIME).execute().map(rows -> rows.iterator().next().get(OffsetDateTime.class, 0).toInstant()),
                System::nanoTime);
    }

    /** For tests: database and time are given. */
    public DatabaseClock(Supplier<Uni<Instant>> database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
    }

    /** Fails if the database does not answer within 2 s. */
    public Uni<Instant> now() {
        return Uni.createFrom().deferred(() -> Uni.createFrom().completionStage(lastAnswer().copy()))
                .map(answer -> answer.time.plusNanos(nanoTime.getAsLong() - answer.at));
    }

    private synchronized CompletableFuture<Answer> lastAnswer() {
        if (last == null || isOver(last)) {
            last = new CompletableFuture<>();
            askedAt = nanoTime.getAsLong();
            ask(last, askedAt);
        }
        return last;
    }

    private boolean isOver(CompletableFuture<Answer> answer) {
        return answer.isDone()
                && nanoTime.getAsLong() - askedAt >= (answer.isCompletedExceptionally() ? AGE_OF_A_FAILURE : AGE);
    }

    /** The answer was true at some moment between question and answer; half way is off by the least. */
    private void ask(CompletableFuture<Answer> answer, long asked) {
        Uni.createFrom().deferred(database::get)
                .ifNoItem().after(PATIENCE).fail()
                .map(time -> new Answer(time, asked + (nanoTime.getAsLong() - asked) / 2))
                .subscribe().with(answer::complete, answer::completeExceptionally);
    }

    private record Answer(Instant time, long at) {
    }
}
