package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.chat.Form;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.database.Rows;
import dev.tocsin.delivery.Claimed.Leased;
import dev.tocsin.delivery.Run.Storm;
import dev.tocsin.notice.Remark;
import dev.tocsin.notice.Severity;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** What claims lanes, and what its rows mean. */
final class ClaimStatement {

    /**
     * Of the lanes in which a delivery was interrupted more than once only one is taken at a time, and its head alone: if that
     * is what ends the process, it does not take others with it. Nor does more than the head go to a destination that failed.
     * Whatever a lost sender had leased counts as interrupted, whether or not it is taken again now. Its try is told also if an
     * earlier one, whose sender had stood still, has settled the delivery meanwhile: it may have been shown twice.
     *
     * <p>
     * Locks the lanes first, then looks at their heads. The head is read under the statement's snapshot, which may be older
     * than the lock: the UPDATE's own conditions are checked against the row as it is now, and only what it returns is leased.
     * So is the destination: a lane that was opened since the snapshot, because its destination changed, is left for the next
     * claim. Its opened_at as it is now is compared with the snapshot's.
     *
     * <p>
     * The heads of all lanes come before what follows them in any, and those of usual length first, which alone may take all of
     * the room: so a long message keeps no lane from its turn.
     *
     * <p>
     * If the head is kept to be shown with others of its matter, all that is kept of that is taken, due or not, and nothing
     * else. A run ends before what is kept so, and before what was interrupted twice: that goes alone, so that whatever else
     * ends the process does not count against it. What is to go by itself is taken alone, before all else, and again until it
     * has gone. What was asked for again is never kept: it was queued after it was received.
     *
     * <p>
     * Lanes whose sender is lost are taken only if {@code $11} says so: just after an outage it may not be lost.
     *
     * <p>
     * What is the same for a lane stands in the row of its head alone, which may be one that is not claimed.
     */
    static final String SQL = """
            WITH locked AS MATERIALIZED (
                SELECT configuration_id, failures, leased_until, shut_since, delivered_at, digest_since, urgent, singles,
                       array_position($1::bigint[], configuration_id) AS turn,
                       CASE WHEN leased[1] = delivery_id THEN leased ELSE ARRAY[delivery_id] END AS left_behind
                FROM lane
                WHERE configuration_id = ANY ($1::bigint[])
                  AND (leased_until IS NULL OR $11 AND leased_until < now())
                  AND not_before <= now()
                  AND paced_until <= now()
                  AND opened_at = (SELECT s.opened_at FROM lane s WHERE s.configuration_id = lane.configuration_id)
                  AND (SELECT t.is_disabled FROM destination t WHERE t.configuration_id = lane.configuration_id) IS NOT TRUE
                FOR UPDATE SKIP LOCKED
            ), held AS MATERIALIZED (
                SELECT l.*, i.interruptions
                FROM locked l CROSS JOIN LATERAL (
                    SELECT max(d.interruptions) AS interruptions FROM delivery d
                    WHERE d.id = ANY (l.left_behind) AND d.settled_at IS NULL) i
            ), free AS MATERIALIZED (
                SELECT * FROM held WHERE coalesce(interruptions, 0) = 0
                UNION ALL
                (SELECT * FROM held WHERE interruptions > 0 ORDER BY leased_until LIMIT 1)
            ), interrupted AS MATERIALIZED (
                SELECT d.id, d.attempts FROM free f CROSS JOIN LATERAL (
                    SELECT d.id, d.attempts FROM delivery d
                    WHERE d.id = ANY (f.left_behind) AND d.settled_at IS NULL OFFSET 0) d
            ), told AS (
                INSERT INTO attempt (delivery_id, number, started_at, took_ms, outcome, status, reason)
                SELECT d.id, d.attempts, now(), 0, 'INTERRUPTED', 0, 'the process ended while sending; it may have arrived'
                FROM free f CROSS JOIN LATERAL (
                    SELECT d.id, d.attempts FROM delivery d
                    WHERE d.id = ANY (f.left_behind) OFFSET 0) d
                ON CONFLICT DO NOTHING
            ), folding AS MATERIALIZED (
                SELECT f.*, CASE WHEN k.matters IS NOT NULL AND f.failures = 0 AND f.interruptions IS NULL THEN (
                           SELECT coalesce(d.matter, '') FROM delivery d
                           WHERE d.configuration_id = f.configuration_id AND d.state = 'PENDING' AND d.next_attempt_at <= now()
                           ORDER BY d.next_attempt_at, d.id LIMIT 1) END AS head, k.matters, k.shown_as,
                       CASE WHEN f.singles IS NOT NULL AND f.failures = 0 AND f.interruptions IS NULL THEN (
                           SELECT d.id FROM unnest(f.singles) WITH ORDINALITY AS u (id, place) CROSS JOIN LATERAL (
                               SELECT d.id FROM delivery d
                               WHERE d.id = u.id AND d.configuration_id = f.configuration_id AND d.settled_at IS NULL
                                 AND d.next_attempt_at <= now() OFFSET 0) d
                           ORDER BY u.place LIMIT 1) END AS single
                FROM free f CROSS JOIN LATERAL (
                    SELECT array_agg(k.matter) AS matters, array_agg(k.shown_as) AS shown_as FROM (
                        SELECT k.matter, k.shown_as FROM fold k
                        WHERE k.configuration_id = f.configuration_id AND f.digest_since IS NULL
                        ORDER BY k.matter LIMIT 1000) k) k
            ), due AS MATERIALIZED (
                SELECT f.configuration_id, f.failures AS lane_failures, f.shut_since, f.delivered_at, f.digest_since, f.urgent, h.id, h.place,
                       CASE WHEN h.place = 1 THEN f.matters END AS matters, CASE WHEN h.place = 1 THEN f.shown_as END AS shown_as,
                       h.is_kept, f.single IS NOT NULL AS goes_singly,
                       sum(h.bytes) OVER (ORDER BY h.place, h.bytes > $10::int, f.turn)
                           <= CASE WHEN h.place = 1 AND h.bytes <= $10::int THEN $4::bigint ELSE $9::bigint END AS has_room
                FROM folding f CROSS JOIN LATERAL (
                    SELECT q.id, n.bytes, q.is_kept, row_number() OVER oldest_first AS place,
                           sum(n.bytes) OVER oldest_first AS bytes_of_lane,
                           bool_or(q.ends_run) OVER oldest_first AS is_past_run
                    FROM (
                        (SELECT d.id, d.notification_id, d.next_attempt_at, false AS is_kept,
                                (d.matter IS NOT NULL OR d.interruptions > 1) AND f.digest_since IS NULL AS ends_run
                         FROM delivery d
                         WHERE d.configuration_id = f.configuration_id AND d.state = 'PENDING' AND d.next_attempt_at <= now()
                         ORDER BY d.next_attempt_at, d.id
                         LIMIT CASE WHEN f.head <> '' OR f.single IS NOT NULL THEN 0
                                    WHEN f.failures > 0 OR f.interruptions IS NOT NULL THEN 1
                                    WHEN f.digest_since IS NOT NULL THEN $6 ELSE $5 END)
                        UNION ALL
                        (SELECT d.id, d.notification_id, d.next_attempt_at, true, false FROM delivery d
                         WHERE d.configuration_id = f.configuration_id AND d.state = 'PENDING'
                           AND d.matter BETWEEN CASE WHEN f.single IS NULL THEN nullif(f.head, '') END
                               AND CASE WHEN f.single IS NULL THEN nullif(f.head, '') END
                         ORDER BY d.matter, d.id LIMIT $6)
                        UNION ALL
                        (SELECT d.id, d.notification_id, d.next_attempt_at, false, false FROM delivery d
                         WHERE d.id = f.single OFFSET 0)) q
                    CROSS JOIN LATERAL (
                        SELECT octet_length(n.message) AS bytes FROM notification n
                        WHERE n.id = q.notification_id OFFSET 0) n
                    WINDOW oldest_first AS (ORDER BY q.next_attempt_at, q.id)) h
                WHERE h.place = 1 OR h.bytes_of_lane <= $7 AND NOT h.is_past_run
            ), claimed AS (
                UPDATE delivery d
                SET attempts = d.attempts + 1,
                    interruptions = d.interruptions + CASE WHEN d.id = ANY (ARRAY (SELECT id FROM interrupted)) THEN 1 ELSE 0 END
                WHERE d.id = ANY (ARRAY (SELECT id FROM due WHERE has_room))
                  AND d.settled_at IS NULL
                  AND (d.next_attempt_at <= now() OR d.id = ANY (ARRAY (SELECT id FROM due WHERE is_kept)))
                RETURNING d.*
            ), counted AS (
                UPDATE delivery d SET interruptions = d.interruptions + 1
                WHERE d.id = ANY (ARRAY (SELECT id FROM interrupted)) AND d.settled_at IS NULL
                  AND d.id <> ALL (ARRAY (SELECT id FROM due WHERE has_room))
            ), run AS MATERIALIZED (
                SELECT configuration_id, array_agg(id ORDER BY next_attempt_at, id) AS ids FROM claimed GROUP BY configuration_id
            ), leasing AS (
                UPDATE lane l
                SET delivery_id = r.ids[1], leased = r.ids, lease = $2, leased_until = now() + $3 * interval '1 millisecond',
                    held_because = NULL, singles = CASE WHEN cardinality(r.ids) = 1 THEN l.singles END
                FROM run r
                WHERE l.configuration_id = ANY ($1::bigint[]) AND l.configuration_id = r.configuration_id
            ), cleared AS (
                UPDATE lane l SET delivery_id = NULL, leased = NULL, lease = NULL, leased_until = NULL
                WHERE l.configuration_id = ANY (ARRAY (
                    SELECT f.configuration_id FROM free f
                    WHERE f.leased_until IS NOT NULL
                      AND NOT EXISTS (SELECT FROM run r WHERE r.configuration_id = f.configuration_id)))
            )
            SELECT h.configuration_id, h.has_room, h.place = 1 AS leads,
                   c.id, c.configuration_name, c.form, c.attempts, c.failures, c.interruptions,
                   h.lane_failures, c.queued_at, t.open_since,
                   n.topic_arn, n.message_id, n.published_at, n.subject, n.message, n.attributes,
                   coalesce(n.trace_id, n.message_id) AS trace_id,
                   t.kind, t.address, t.credential_sealed, t.sealed_for, h.shut_since IS NOT NULL AS is_shut,
                   h.digest_since IS NOT NULL AS in_storm, h.urgent, h.goes_singly,
                   h.lane_failures = 0 AND h.delivered_at IS NOT NULL AS takes_messages,
                   c.id = ANY (ARRAY (SELECT id FROM interrupted)) AS was_interrupted,
                   t.logging_level, now() AS claimed_at, h.matters, h.shown_as, c.matter,
                   coalesce(t.fold_after_messages, $8) AS fold_after,
                   c.queued_at > n.received_at AS is_asked_for, c.queued_again, t.live_messages, t.charts, t.remind_every_minutes,
                   t.escalate_after_minutes,
                   CASE WHEN c.attempts > 1 THEN least(
                       CASE WHEN c.id = ANY (ARRAY (SELECT id FROM interrupted)) THEN (
                           SELECT f.leased_until FROM free f WHERE f.configuration_id = h.configuration_id)
                           - $3 * interval '1 millisecond' END,
                       (SELECT min(a.started_at - CASE WHEN a.outcome = 'INTERRUPTED' THEN $3 * interval '1 millisecond'
                                                       ELSE interval '0' END)
                        FROM attempt a
                        WHERE a.delivery_id = c.id AND a.started_at >= c.queued_at
                          AND (a.outcome = 'INTERRUPTED' OR a.reason LIKE '%it may have arrived'))) END AS may_be_there_since
            FROM due h
            LEFT JOIN claimed c ON c.id = h.id
            LEFT JOIN LATERAL (SELECT * FROM notification n WHERE n.id = c.notification_id OFFSET 0) n ON true
            LEFT JOIN LATERAL (
                SELECT * FROM destination t
                WHERE t.configuration_id = CASE WHEN h.place = 1 THEN h.configuration_id END OFFSET 0) t ON true
            ORDER BY h.configuration_id, c.next_attempt_at, c.id""";

    private final Meaning meaning;

    ClaimStatement(Meaning meaning) {
        this.meaning = meaning;
    }

    /** What a claim has leased, or found no room for, by lane. */
    Map<Long, Claimed> runs(RowSet<Row> rows, UUID lease, long askedAt) {
        Map<Long, Head> heads = new HashMap<>();
        rows.forEach(row -> {
            if (row.getBoolean("leads")) {
                heads.put(row.getLong("configuration_id"), head(row));
            }
        });
        Map<Long, List<Claim>> claims = new HashMap<>();
        Map<Long, Claimed> answers = new HashMap<>();
        rows.forEach(row -> {
            long lane = row.getLong("configuration_id");
            if (row.getLong("id") != null) {
                claims.computeIfAbsent(lane, first -> new ArrayList<>()).add(claim(row, lease, heads.get(lane)));
            } else if (!row.getBoolean("has_room")) {
                answers.put(lane, Claimed.NO_ROOM);
            }
        });
        claims.forEach((lane, run) -> answers.put(lane,
                new Leased(new Run(askedAt, run, heads.get(lane).storm(), heads.get(lane).folding()))));
        return answers;
    }

    /**
     * What holds for all of a lane.
     *
     * @param openSince before that nothing ages
     * @param foldAfter so many messages of a matter are shown before others are kept
     */
    private record Head(Claim.Address address, LoggingLevel level, Instant openSince, int foldAfter, Optional<Boolean> isLive,
            Optional<Boolean> hasCharts, Optional<Integer> remindEvery, Optional<Integer> escalateAfter, Optional<Storm> storm,
            Map<String, Severity> folding) {
    }

    private static Head head(Row row) {
        return new Head(
                new Claim.Address(row.getString("kind"), row.getString("address"), row.getString("credential_sealed"),
                        row.getString("sealed_for"), row.getBoolean("is_shut"), row.getBoolean("takes_messages")),
                LoggingLevel.valueOf(row.getString("logging_level")), Rows.instant(row, "open_since"),
                row.getInteger("fold_after"), Optional.ofNullable(row.getBoolean("live_messages")),
                Optional.ofNullable(row.getBoolean("charts")), Optional.ofNullable(row.getInteger("remind_every_minutes")),
                Optional.ofNullable(row.getInteger("escalate_after_minutes")),
                row.getBoolean("in_storm") ? Optional.of(new Storm(row.getInteger("urgent"), row.getBoolean("goes_singly")))
                        : Optional.empty(),
                folding(row));
    }

    /** The matters of which something is kept. */
    private static Map<String, Severity> folding(Row row) {
        List<String> matters = Rows.strings(row, "matters");
        List<String> shownAs = Rows.strings(row, "shown_as");
        Map<String, Severity> folding = new HashMap<>();
        for (int i = 0; i < matters.size(); i++) {
            folding.put(matters.get(i), severity(shownAs.get(i)));
        }
        return folding;
    }

    /** What a newer version wrote and this one does not know, nothing is worse than. */
    private static Severity severity(String word) {
        return Optional.ofNullable(Rows.word(word, Severity.class)).orElse(Severity.CRITICAL);
    }

    private Claim claim(Row row, UUID lease, Head head) {
        Instant claimedAt = Rows.instant(row, "claimed_at");
        return new Claim(row.getLong("configuration_id"), lease, row.getLong("id"), row.getString("configuration_name"),
                Form.valueOf(row.getString("form")), row.getInteger("attempts"), row.getInteger("failures"),
                row.getInteger("lane_failures"), row.getInteger("interruptions"), age(row, head, claimedAt), claimedAt,
                row.getBuffer("message").length(), meaning.message(row), head.address(),
                new Claim.Logging(head.level(), row.getBoolean("was_interrupted"), new TraceId(row.getUUID("trace_id"))),
                new Claim.Folding(isShownEachTime(row) ? 0 : head.foldAfter(),
                        Optional.ofNullable(row.getString("matter"))),
                new Claim.Living(head.isLive(), head.hasCharts(), head.remindEvery(), head.escalateAfter(),
                        row.getBoolean("is_asked_for"), row.getBoolean("queued_again"),
                        Optional.ofNullable(Rows.instant(row, "may_be_there_since"))));
    }

    private static Duration age(Row row, Head head, Instant claimedAt) {
        Instant queuedAt = Rows.instant(row, "queued_at");
        return Duration.between(queuedAt.isAfter(head.openSince()) ? queuedAt : head.openSince(), claimedAt);
    }

    /** What somebody here asked for, or says, and what was asked for again. */
    private static boolean isShownEachTime(Row row) {
        String topic = row.getString("topic_arn");
        return TestDelivery.TOPIC.equals(topic) || Remark.TOPIC.equals(topic) || row.getBoolean("is_asked_for");
    }
}
