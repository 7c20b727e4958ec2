package dev.tocsin.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.Form;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Claims the heads of lanes. All times are the database's, so replicas need no common clock. */
@ApplicationScoped
class LaneStore {

    /**
     * Of the deliveries that were interrupted more than once only one is taken at a time: if it is the one that ends the
     * process, it does not take the others with it.
     *
     * <p>
     * Locks the lanes first, then looks at their heads. The head is read under the statement's snapshot, which may be older
     * than the lock: the UPDATE's own conditions are checked against the row as it is now, and only what it returns is leased.
     * So is the destination: a lane that was opened since the snapshot, because its destination changed, is left for the next
     * claim. Its opened_at as it is now is compared with the snapshot's.
     */
    static final String CLAIM = """
            WITH locked AS MATERIALIZED (
                SELECT configuration_id, delivery_id AS interrupted_id, failures, leased_until, shut_since
                FROM lane
                WHERE configuration_id = ANY ($1::bigint[])
                  AND (leased_until IS NULL OR leased_until < now())
                  AND not_before <= now()
                  AND paced_until <= now()
                  AND opened_at = (SELECT s.opened_at FROM lane s WHERE s.configuration_id = lane.configuration_id)
                  AND (SELECT t.is_disabled FROM destination t WHERE t.configuration_id = lane.configuration_id) IS NOT TRUE
                FOR UPDATE SKIP LOCKED
            ), held AS MATERIALIZED (
                SELECT l.configuration_id, l.failures, l.leased_until, l.shut_since, d.id AS interrupted_id, d.attempts,
                       d.interruptions, d.settled_at
                FROM locked l LEFT JOIN LATERAL (
                    SELECT d.id, d.attempts, d.interruptions, d.settled_at FROM delivery d
                    WHERE d.id = l.interrupted_id OFFSET 0) d ON true
            ), free AS MATERIALIZED (
                SELECT * FROM held WHERE coalesce(interruptions, 0) = 0
                UNION ALL
                (SELECT * FROM held WHERE interruptions > 0 ORDER BY leased_until LIMIT 1)
            ), interrupted AS (
                INSERT INTO attempt (delivery_id, number, started_at, took_ms, outcome, status, reason)
                SELECT interrupted_id, attempts, now(), 0, 'INTERRUPTED', 0, 'the process ended while sending; it may have arrived'
                FROM free WHERE interrupted_id IS NOT NULL AND settled_at IS NULL
                ON CONFLICT DO NOTHING
            ), head AS MATERIALIZED (
                SELECT f.configuration_id, f.failures AS lane_failures, f.interrupted_id, f.shut_since, h.id
                FROM free f CROSS JOIN LATERAL (
                    SELECT d.id FROM delivery d
                    WHERE d.configuration_id = f.configuration_id AND d.state = 'PENDING' AND d.next_attempt_at <= now()
                    ORDER BY d.next_attempt_at, d.id LIMIT 1) h
            ), claimed AS (
                UPDATE delivery d
                SET attempts = d.attempts + 1,
                    interruptions = d.interruptions
                        + CASE WHEN d.id = ANY (ARRAY (SELECT interrupted_id FROM free)) THEN 1 ELSE 0 END
                WHERE d.id = ANY (ARRAY (SELECT id FROM head)) AND d.settled_at IS NULL AND d.next_attempt_at <= now()
                RETURNING d.*
            ), leased AS (
                UPDATE lane l
                SET delivery_id = c.id, lease = $2, leased_until = now() + $3 * interval '1 millisecond'
                FROM claimed c
                WHERE l.configuration_id = ANY ($1::bigint[]) AND l.configuration_id = c.configuration_id
            ), cleared AS (
                UPDATE lane l SET delivery_id = NULL, lease = NULL, leased_until = NULL
                WHERE l.configuration_id = ANY (ARRAY (
                    SELECT f.configuration_id FROM free f
                    WHERE f.leased_until IS NOT NULL
                      AND NOT EXISTS (SELECT FROM claimed c WHERE c.configuration_id = f.configuration_id)))
            )
            SELECT c.id, c.configuration_id, c.configuration_name, c.form, c.attempts, c.failures, c.interruptions,
                   h.lane_failures, (extract(epoch FROM now() - greatest(c.queued_at, t.open_since)) * 1000)::bigint AS age_ms,
                   n.topic_arn, n.message_id, n.published_at, n.subject, n.message, n.attributes,
                   t.kind, t.address, t.credential_sealed, t.sealed_for,
                   h.shut_since IS NOT NULL AS is_shut, coalesce(h.interrupted_id = c.id, false) AS was_interrupted,
                   t.logging_level, now() AS claimed_at
            FROM claimed c
            JOIN head h ON h.id = c.id
            CROSS JOIN LATERAL (SELECT * FROM notification n WHERE n.id = c.notification_id OFFSET 0) n
            CROSS JOIN LATERAL (SELECT * FROM destination t WHERE t.configuration_id = c.configuration_id OFFSET 0) t""";

    static final String RELEASE = """
            UPDATE lane SET delivery_id = NULL, lease = NULL, leased_until = NULL
            WHERE configuration_id = ANY ($1::bigint[]) AND lease = $2""";

    /** Lanes that nobody serves and whose head is due; the longest unserved first. */
    static final String DUE = PendingLanes.SQL + """

            SELECT l.configuration_id
            FROM pending_lane p
            CROSS JOIN LATERAL (
                SELECT * FROM lane l
                WHERE l.configuration_id = p.configuration_id AND (l.leased_until IS NULL OR l.leased_until < now())
                  AND l.not_before <= now() AND l.paced_until <= now() OFFSET 0) l
            WHERE (SELECT t.is_disabled FROM destination t WHERE t.configuration_id = l.configuration_id) IS NOT TRUE
              AND (SELECT d.id FROM delivery d
                   WHERE d.configuration_id = l.configuration_id AND d.state = 'PENDING' AND d.next_attempt_at <= now()
                   ORDER BY d.next_attempt_at, d.id LIMIT 1) IS NOT NULL
            ORDER BY l.paced_until
            LIMIT $1""";

    private final Statements statements;
    private final DeliveryConfig config;
    private final Meaning meaning;

    LaneStore(Postgres postgres, DeliveryConfig config, Meaning meaning) {
        this.statements = postgres.within(config.statementTimeout());
        this.config = config;
        this.meaning = meaning;
    }

    /** Claims what is due among the lanes; the answers are in the order of the lanes. */
    Uni<List<Optional<Claim>>> claim(List<Long> lanes) {
        UUID lease = UUID.randomUUID();
        Tuple parameters = Tuple.of(lanes.toArray(Long[]::new), lease, config.lease().toMillis());
        return statements.query(CLAIM, parameters, () -> release(lanes, lease))
                .map(rows -> inOrder(lanes, rows, lease));
    }

    /** Nothing would be sent under the lease of a claim that came too late. */
    private Uni<Void> release(List<Long> lanes, UUID lease) {
        return statements.query(RELEASE, Tuple.of(lanes.toArray(Long[]::new), lease)).replaceWithVoid()
                .onFailure().invoke(lost -> Log.warnf("Claims that came too late lapse with their lease: %s",
                        lost.getClass().getSimpleName()))
                .onFailure().recoverWithNull();
    }

    Uni<List<Long>> due(int most) {
        return statements.query(DUE, Tuple.of(most)).map(rows -> Rows.all(rows, row -> row.getLong(0)));
    }

    private List<Optional<Claim>> inOrder(List<Long> lanes, RowSet<Row> rows, UUID lease) {
        Map<Long, Claim> claims = new HashMap<>();
        rows.forEach(row -> claims.put(row.getLong("configuration_id"), claim(row, lease)));
        return lanes.stream().map(lane -> Optional.ofNullable(claims.get(lane))).toList();
    }

    private Claim claim(Row row, UUID lease) {
        return new Claim(row.getLong("configuration_id"), lease, row.getLong("id"), row.getString("configuration_name"),
                Form.valueOf(row.getString("form")), row.getInteger("attempts"), row.getInteger("failures"),
                row.getInteger("lane_failures"), row.getInteger("interruptions"), Duration.ofMillis(row.getLong("age_ms")),
                Rows.instant(row, "claimed_at"), meaning.message(row),
                new Claim.Address(row.getString("kind"), row.getString("address"), row.getString("credential_sealed"),
                        row.getString("sealed_for"), row.getBoolean("is_shut")),
                new Claim.Logging(LoggingLevel.valueOf(row.getString("logging_level")), row.getBoolean("was_interrupted")));
    }
}
