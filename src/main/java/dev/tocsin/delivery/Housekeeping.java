package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Work in the background: old history goes, orphans are buried, backlogs are measured. Every replica does it; it is idempotent.
 */
@ApplicationScoped
class Housekeeping {

    private static final int BATCH = 1_000;
    /** A count that stops here costs the same whatever the backlog. */
    private static final int COUNTED = 10_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** From a moment on, so that no batch walks once more past what those before it have left because it is still needed. */
    static final String LOCK_EXPIRED = """
            SELECT n.id, n.received_at FROM notification n
            WHERE n.received_at >= $3 AND n.received_at < now() - $1 * interval '1 millisecond'
              AND (SELECT count(*) FROM delivery d
                   WHERE d.notification_id = n.id
                     AND (d.settled_at IS NULL OR d.settled_at > now() - $1 * interval '1 millisecond')) = 0
            ORDER BY n.received_at LIMIT $2
            FOR UPDATE SKIP LOCKED""";

    /** Looks again, since a redelivery may have been asked for before the rows were locked; a statement sees what was. */
    static final String FORGET_LOCKED = """
            DELETE FROM notification n WHERE n.id = ANY ($1)
              AND (SELECT count(*) FROM delivery d WHERE d.notification_id = n.id AND d.settled_at IS NULL) = 0""";

    /** Of a configuration that was deleted with more waiting than its trigger buries, or while something was being stored. */
    static final String BURY = PendingLanes.SQL + """
            , orphan AS MATERIALIZED (
                SELECT p.configuration_id FROM pending_lane p
                WHERE p.configuration_id IS NOT NULL
                  AND (SELECT l.configuration_id FROM lane l WHERE l.configuration_id = p.configuration_id) IS NULL
            )
            UPDATE delivery SET state = 'DEAD', settled_at = now(), reason = 'the configuration was deleted'
            WHERE id = ANY (ARRAY (
                SELECT d.id FROM orphan o CROSS JOIN LATERAL (
                    SELECT d.id FROM delivery d WHERE d.configuration_id = o.configuration_id AND d.state = 'PENDING'
                    ORDER BY d.next_attempt_at, d.id LIMIT $1 FOR UPDATE SKIP LOCKED) d
                LIMIT $1))""";

    /**
     * A try that ended after its lease leaves its lane taken; otherwise the next one that comes there finds out. A try of which
     * nothing is known is told as a claim does.
     */
    static final String FREE_LAPSED = """
            WITH lapsed AS MATERIALIZED (
                SELECT l.configuration_id, l.delivery_id || l.leased AS left_behind FROM lane l
                WHERE l.leased_until < now()
                  AND (SELECT count(*) FROM delivery d
                       WHERE d.id = ANY (l.delivery_id || l.leased) AND d.settled_at IS NULL) = 0
                FOR UPDATE SKIP LOCKED
            ), told AS (
                INSERT INTO attempt (delivery_id, number, started_at, took_ms, outcome, status, reason)
                SELECT d.id, d.attempts, now(), 0, 'INTERRUPTED', 0, 'the process ended while sending; it may have arrived'
                FROM lapsed l CROSS JOIN LATERAL (
                    SELECT d.id, d.attempts FROM delivery d
                    WHERE d.id = ANY (l.left_behind) OFFSET 0) d
                ON CONFLICT DO NOTHING
            )
            UPDATE lane SET delivery_id = NULL, leased = NULL, lease = NULL, leased_until = NULL
            WHERE configuration_id = ANY (ARRAY (SELECT configuration_id FROM lapsed))""";

    /**
     * What waits for its destination waits as long as history is kept, and no longer; what is being sent is let end. Whatever
     * was queued before a moment and is due only after it was tried meanwhile, so it has not waited.
     */
    static final String GIVE_UP_WAITING = """
            WITH shut AS MATERIALIZED (
                SELECT t.configuration_id, t.waits_because, (
                    SELECT l.delivery_id || l.leased FROM lane l
                    WHERE l.configuration_id = t.configuration_id AND l.leased_until > now()) AS being_sent
                FROM destination t WHERE t.waits_because IS NOT NULL
            ), given_up AS MATERIALIZED (
                SELECT p.id FROM shut s CROSS JOIN LATERAL (
                    SELECT p.id FROM delivery p
                    WHERE p.configuration_id = s.configuration_id AND p.state = 'PENDING'
                      AND p.next_attempt_at < now() - $1 * interval '1 millisecond'
                      AND (p.id = ANY (s.being_sent)) IS NOT TRUE
                    ORDER BY p.next_attempt_at, p.id LIMIT $2 FOR UPDATE SKIP LOCKED) p
                LIMIT $2
            )
            UPDATE delivery d
            SET state = 'DEAD', settled_at = now(), reason = 'waited too long: '
                || (SELECT s.waits_because FROM shut s WHERE s.configuration_id = d.configuration_id)
            WHERE d.id = ANY (ARRAY (SELECT id FROM given_up))""";

    /** Those whose deliveries are all forgotten, from a moment on as well. */
    static final String FORGET_POSTINGS = """
            DELETE FROM posting WHERE id = ANY (ARRAY (
                SELECT p.id FROM posting p
                WHERE p.posted_at >= $3 AND p.posted_at < now() - $1 * interval '1 millisecond'
                  AND (SELECT d.id FROM delivery d WHERE d.posting_id = p.id ORDER BY d.posting_id, d.id LIMIT 1) IS NULL
                ORDER BY p.posted_at LIMIT $2))
            RETURNING posted_at""";

    /** Of which nothing is kept any more, though no settlement found that out. */
    static final String FORGET_FOLDS = """
            DELETE FROM fold f USING (
                SELECT k.configuration_id, k.matter FROM fold k
                WHERE k.due_at < now() - interval '1 minute'
                  AND (SELECT d.id FROM delivery d
                       WHERE d.configuration_id = k.configuration_id AND d.state = 'PENDING' AND d.matter = k.matter
                       ORDER BY d.matter, d.id LIMIT 1) IS NULL
                FOR UPDATE SKIP LOCKED) k
            WHERE f.configuration_id = k.configuration_id AND f.matter = k.matter""";

    static final String BACKLOG = PendingLanes.SQL + """
            , counted AS MATERIALIZED (
                SELECT p.configuration_id, b.backlog, b.oldest FROM pending_lane p CROSS JOIN LATERAL (
                    SELECT count(*) AS backlog, min(c.queued_at) AS oldest FROM (
                        SELECT d.queued_at FROM delivery d
                        WHERE d.configuration_id = p.configuration_id AND d.state = 'PENDING'
                        ORDER BY d.next_attempt_at, d.id LIMIT $1) c) b
                WHERE p.configuration_id IS NOT NULL
            )
            SELECT c.configuration_name, coalesce(b.backlog, 0) AS backlog,
                   greatest(0, coalesce(extract(epoch FROM now() - b.oldest), 0))::float8 AS oldest
            FROM configuration c LEFT JOIN counted b ON b.configuration_id = c.id""";

    private final Statements statements;
    private final DeliveryConfig config;
    private final MultiGauge backlog;
    private final MultiGauge oldest;

    Housekeeping(Postgres postgres, DeliveryConfig config, MeterRegistry meters) {
        this.statements = postgres.within(TIMEOUT);
        this.config = config;
        this.backlog = MultiGauge.builder("tocsin.lane.backlog").description("Deliveries under way, counted up to " + COUNTED)
                .register(meters);
        this.oldest = MultiGauge.builder("tocsin.lane.oldest").description("Age of the lane's oldest delivery under way")
                .baseUnit("seconds").register(meters);
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        long age = config.retention().toMillis();
        return giveUpWaiting(age)
                .chain(() -> expire(age))
                .chain(() -> forgetPostings(age))
                .replaceWithVoid()
                .onFailure().recoverWithItem(Housekeeping::later);
    }

    Uni<Integer> giveUpWaiting(long age) {
        return statements.query(GIVE_UP_WAITING, Tuple.of(age, BATCH)).map(RowSet::rowCount)
                .chain(given -> given < BATCH ? Uni.createFrom().item(given) : giveUpWaiting(age));
    }

    /** In batches, so that no transaction is long; each call goes on until a batch is not full. */
    Uni<Integer> expire(long age) {
        return untilNotFull(from -> statements.transaction(connection -> expireBatch(connection, age, from)));
    }

    private Uni<List<Instant>> expireBatch(SqlConnection connection, long age, Instant from) {
        return connection.preparedQuery(LOCK_EXPIRED).execute(Tuple.of(age, BATCH, Rows.time(from))).chain(rows -> {
            Long[] ids = Rows.stream(rows).map(row -> row.getLong("id")).toArray(Long[]::new);
            return connection.preparedQuery(FORGET_LOCKED).execute(Tuple.of(ids))
                    .replaceWith(Rows.all(rows, row -> Rows.instant(row, "received_at")));
        });
    }

    Uni<Integer> forgetPostings(long age) {
        return untilNotFull(from -> statements.query(FORGET_POSTINGS, Tuple.of(age, BATCH, Rows.time(from)))
                .map(rows -> Rows.all(rows, row -> Rows.instant(row, "posted_at"))));
    }

    /** @param batch from a moment on; answers from when each was that it took */
    private static Uni<Integer> untilNotFull(Function<Instant, Uni<List<Instant>>> batch) {
        return untilNotFull(batch, Instant.EPOCH);
    }

    private static Uni<Integer> untilNotFull(Function<Instant, Uni<List<Instant>>> batch, Instant from) {
        return batch.apply(from).chain(taken -> taken.size() < BATCH ? Uni.createFrom().item(taken.size())
                : untilNotFull(batch, Collections.max(taken)));
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> bury() {
        return buryAll().chain(this::freeLapsed).chain(this::forgetFolds).replaceWithVoid().onFailure()
                .recoverWithItem(Housekeeping::later);
    }

    private Uni<Integer> buryAll() {
        return statements.query(BURY, Tuple.of(BATCH)).map(RowSet::rowCount)
                .chain(buried -> buried < BATCH ? Uni.createFrom().item(buried) : buryAll());
    }

    Uni<Integer> freeLapsed() {
        return statements.query(FREE_LAPSED, Tuple.tuple()).map(RowSet::rowCount);
    }

    Uni<Integer> forgetFolds() {
        return statements.query(FORGET_FOLDS, Tuple.tuple()).map(RowSet::rowCount);
    }

    @Scheduled(every = "15s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return statements.query(BACKLOG, Tuple.of(COUNTED)).invoke(this::show).replaceWithVoid()
                .onFailure().recoverWithItem(Housekeeping::later);
    }

    private void show(RowSet<io.vertx.mutiny.sqlclient.Row> lanes) {
        List<Row<?>> backlogs = new ArrayList<>();
        List<Row<?>> ages = new ArrayList<>();
        lanes.forEach(lane -> {
            Tags tags = Tags.of("configuration", lane.getString("configuration_name"));
            backlogs.add(Row.of(tags, lane.getLong("backlog")));
            ages.add(Row.of(tags, lane.getDouble("oldest")));
        });
        backlog.register(backlogs, true);
        oldest.register(ages, true);
    }

    private static Void later(Throwable failure) {
        Log.warnf("Housekeeping is put off: %s", DatabaseTrouble.words(failure));
        return null;
    }
}
