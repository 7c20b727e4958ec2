package dev.tocsin.history;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.database.Rows;
import dev.tocsin.delivery.Intake;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Reads notifications that nobody has read yet, so that the history can be searched: a second after they came if there is
 * little to do, and those of before an upgrade a few hundred a second. Intake and lanes go first: it rests as long as it works,
 * and while messages wait for their commit, or many are being posted, it reads no more than a stretch in ten seconds.
 *
 * <p>
 * An id is given before its notification is committed, so a lower one may appear after a higher. What is younger than a minute,
 * far more than a transaction of ours may take, is therefore looked through again in one turn of ten; only what is older is
 * behind
 * us.
 */
@Singleton
class BackgroundReader {

    private static final int NEWEST = 200;
    private static final int STRIDE = 500;
    /** In turns, of which there is one a second. */
    private static final int LONGEST_PUT_OFF = 10;
    private static final int TURNS_UNTIL_ALL_AGAIN = 10;
    private static final Duration SHORTEST_REST = Duration.ofMillis(5);

    /** What has just come is looked for by most, so it is read first, whatever older ones are waiting. */
    static final String UNREAD_OF_NEWEST = """
            SELECT s.id FROM (SELECT id FROM notification ORDER BY id DESC LIMIT $1) s
            WHERE (SELECT u.notification_id FROM understood u WHERE u.notification_id = s.id) IS NULL""";

    /**
     * The next notifications behind an id: where they end, which is the last old one before all young ones, and which are not
     * read. Between an old and a young one there may be ids that are not committed yet.
     */
    static final String STRETCH = """
            WITH stretch AS MATERIALIZED (
                SELECT id, received_at > now() - interval '1 minute' AS young FROM notification
                WHERE id > $1 ORDER BY id LIMIT $2)
            SELECT count(*) AS notifications, coalesce(max(id), $1) AS last,
                   coalesce(max(id) FILTER (WHERE NOT young AND id < (
                       SELECT coalesce(min(y.id), 9223372036854775807) FROM stretch y WHERE y.young)), $1) AS old_up_to,
                   ARRAY (SELECT s.id FROM stretch s
                       WHERE (SELECT u.notification_id FROM understood u WHERE u.notification_id = s.id) IS NULL) AS unread
            FROM stretch""";

    private final SurePlans statements;
    private final ReadingTurn turn;
    private final Understandings understandings;
    private final BooleanSupplier intakeIsBusy;
    private final AtomicInteger putOff = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean stopping;
    private volatile boolean failing;
    private volatile long readUpTo;
    private volatile long lookedUpTo;

    @Inject
    BackgroundReader(SurePlans statements, ReadingTurn turn, Understandings understandings, Intake intake) {
        this(statements, turn, understandings, intake::isBusy);
    }

    /** For tests: how busy intake is is given. */
    BackgroundReader(SurePlans statements, ReadingTurn turn, Understandings understandings, BooleanSupplier intakeIsBusy) {
        this.intakeIsBusy = intakeIsBusy;
        this.statements = statements;
        this.turn = turn;
        this.understandings = understandings;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> read() {
        if (intakeIsBusy.getAsBoolean() && putOff.incrementAndGet() < LONGEST_PUT_OFF) {
            return Uni.createFrom().voidItem();
        }
        putOff.set(0);
        boolean again = turns.getAndIncrement() % TURNS_UNTIL_ALL_AGAIN == 0;
        return readOn(again).invoke(() -> failing = false).onFailure().recoverWithItem(this::later);
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
    }

    /** Until everything is read, or it is another's turn, or intake is busy. */
    Uni<Void> readAll() {
        return readOn(true);
    }

    /** @param again whether to look through the young ones again, too */
    private Uni<Void> readOn(boolean again) {
        return turn.take(readUpTo).chain(from -> {
            if (from.isEmpty() || stopping) {
                return Uni.createFrom().voidItem();
            }
            readUpTo = from.get();
            return newest().chain(() -> onFrom(again ? readUpTo : Math.max(readUpTo, lookedUpTo)));
        });
    }

    private Uni<Void> newest() {
        return statements.query(UNREAD_OF_NEWEST, Tuple.of(NEWEST))
                .chain(rows -> understandings.keep(Rows.all(rows, row -> row.getLong("id"))));
    }

    private Uni<Void> onFrom(long id) {
        long start = System.nanoTime();
        return statements.query(STRETCH, Tuple.of(id, STRIDE)).map(rows -> rows.iterator().next())
                .call(stretch -> understandings.keep(List.of(stretch.getArrayOfLongs("unread"))))
                .invoke(stretch -> behind(id, stretch))
                .chain(stretch -> stretch.getLong("notifications") < STRIDE ? turn.take(readUpTo).replaceWithVoid()
                        : afterRest(stretch.getLong("last"), Duration.ofNanos(System.nanoTime() - start)));
    }

    /** Unless there are young ones before the stretch, which are looked through again. */
    private void behind(long id, Row stretch) {
        lookedUpTo = Math.max(lookedUpTo, stretch.getLong("last"));
        if (id <= readUpTo) {
            readUpTo = Math.max(readUpTo, stretch.getLong("old_up_to"));
        }
    }

    private Uni<Void> afterRest(long last, Duration took) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(took.compareTo(SHORTEST_REST) > 0 ? took : SHORTEST_REST)
                .chain(() -> turn.take(readUpTo))
                .chain(mine -> mine.isEmpty() || stopping || intakeIsBusy.getAsBoolean() ? Uni.createFrom().voidItem()
                        : newest().chain(() -> onFrom(last)));
    }

    /** It is tried each second, and said once. */
    private Void later(Throwable failure) {
        if (!failing) {
            Log.warnf("Reading for the history is put off: %s", DatabaseTrouble.words(failure));
        }
        failing = true;
        return null;
    }
}
