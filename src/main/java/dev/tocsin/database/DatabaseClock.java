package dev.tocsin.database;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.tocsin.flight.SingleFlight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * What time it is by the database, the one clock that all replicas share. It is asked once in five seconds at most, however
 * many want to know; between two answers the time goes on with this machine's monotonic time, which no change of its clock
 * moves.
 */
@ApplicationScoped
public class DatabaseClock {

    private static final String TIME = "SELECT clock_timestamp() AS now";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long AGE = Duration.ofSeconds(5).toNanos();
    private static final long AGE_OF_A_FAILURE = Duration.ofSeconds(1).toNanos();

    private final Supplier<Uni<Instant>> database;
    private final LongSupplier nanoTime;
    private final SingleFlight<String, Answer> flight = new SingleFlight<>();
    private volatile Answer last;

    @Inject
    DatabaseClock(Postgres postgres) {
        this(() -> postgres.within(PATIENCE).query(TIME, Tuple.tuple())
                .map(rows -> Rows.instant(rows.iterator().next(), "now")), System::nanoTime);
    }

    /** For tests: database and time are given. */
    public DatabaseClock(Supplier<Uni<Instant>> database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
    }

    /** Fails if the database does not answer within 2 s. */
    public Uni<Instant> now() {
        return Uni.createFrom().deferred(this::lastAnswer)
                .map(answer -> answer.timeAt(nanoTime.getAsLong()));
    }

    private Uni<Answer> lastAnswer() {
        return remembered().map(Uni.createFrom()::item).orElseGet(() -> flight.ask(TIME, this::ask));
    }

    private Optional<Answer> remembered() {
        return Optional.ofNullable(last).filter(answer -> answer.isGoodAt(nanoTime.getAsLong()));
    }

    /** Looks once more: the question before this may have been answered a moment ago. */
    private Uni<Answer> ask() {
        Optional<Answer> justNow = remembered();
        if (justNow.isPresent()) {
            return Uni.createFrom().item(justNow.get());
        }
        long asked = nanoTime.getAsLong();
        return Uni.createFrom().deferred(database::get)
                .ifNoItem().after(PATIENCE).fail()
                .map(time -> Answer.of(time, asked, nanoTime.getAsLong()))
                .onFailure().recoverWithItem(failure -> Answer.none(failure, asked))
                .invoke(answer -> last = answer);
    }

    /**
     * What the database said.
     *
     * @param at when it was true, by the monotonic time
     * @param failure why there is no time
     */
    private record Answer(Instant time, long at, long asked, Throwable failure) {

        /** It was true at some moment between question and answer; half way is off by the least. */
        static Answer of(Instant time, long asked, long answered) {
            return new Answer(time, asked + (answered - asked) / 2, asked, null);
        }

        static Answer none(Throwable failure, long asked) {
            return new Answer(null, asked, asked, failure);
        }

        boolean isGoodAt(long nanos) {
            return nanos - asked < (failure == null ? AGE : AGE_OF_A_FAILURE);
        }

        Instant timeAt(long nanos) {
            if (failure != null) {
                throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
            }
            return time.plusNanos(nanos - at);
        }
    }
}
