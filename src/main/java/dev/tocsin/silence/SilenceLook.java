package dev.tocsin.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.PendingLanes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Finds in the tables what has fallen silent. */
@Singleton
class SilenceLook {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** A subscription is repaired by itself within minutes, if it can be. */
    private static final Duration REPAIRED_WITHIN = Duration.ofMinutes(15);
    private static final Duration CONFIRMED_WITHIN = Duration.ofHours(1);

    /** Whose turn the look is; nobody waits for anybody long, since it is one short statement. */
    private static final String TAKE_TURN = """
            UPDATE silence_turn SET next_at = now() + $1 * interval '1 millisecond' WHERE next_at <= now()""";

    /** Of those enabled for which something waits, what was queued, delivered, enabled and opened last. */
    static final String STUCK = PendingLanes.SQL + """
            , waiting AS MATERIALIZED (
                SELECT p.configuration_id, q.oldest, q.reason FROM pending_lane p CROSS JOIN LATERAL (
                    SELECT min(w.queued_at) AS oldest, (array_agg(w.reason ORDER BY w.next_attempt_at, w.id))[1] AS reason
                    FROM (SELECT d.id, d.next_attempt_at, d.queued_at, d.reason FROM delivery d
                          WHERE d.configuration_id = p.configuration_id AND d.state = 'PENDING'
                          ORDER BY d.next_attempt_at, d.id LIMIT 50) w) q
                WHERE p.configuration_id IS NOT NULL
            )
            SELECT c.configuration_name AS subject, s.since,
                   coalesce(t.waits_because, CASE WHEN l.not_before > now() THEN l.held_because END, w.reason) AS why
            FROM waiting w
            CROSS JOIN LATERAL (
                SELECT c.configuration_name, c.state, c.state_since FROM configuration c
                WHERE c.id = w.configuration_id OFFSET 0) c
            CROSS JOIN LATERAL (
                SELECT l.delivered_at, l.opened_at, l.not_before, l.held_because FROM lane l
                WHERE l.configuration_id = w.configuration_id OFFSET 0) l
            CROSS JOIN LATERAL (
                SELECT t.waits_because FROM destination t WHERE t.configuration_id = w.configuration_id OFFSET 0) t
            CROSS JOIN LATERAL (
                SELECT greatest(w.oldest, l.delivered_at, c.state_since, l.opened_at) AS since) s
            WHERE c.state = 'ENABLED' AND s.since < now() - $1 * interval '1 millisecond'
            ORDER BY s.since LIMIT 1000""";

    private static final String STOPPED = """
            SELECT topic_arn AS subject, state_since AS since, state, reason FROM subscription
            WHERE unheard_since IS NULL
              AND (state IN ('FAILED', 'REMOVED_AT_AWS') AND state_since < now() - $1 * interval '1 millisecond'
                   OR state = 'PENDING_CONFIRMATION' AND state_since < now() - $2 * interval '1 millisecond')
            ORDER BY state_since LIMIT 1000""";

    /** The time between two messages counts for as long as sixty days: in this stretch of thirty and in the one before. */
    private static final String NOTE_RHYTHM = """
            INSERT INTO topic_rhythm AS r (topic_arn, last_message_at)
            SELECT s.topic_arn, s.last_message_at FROM subscription s WHERE s.last_message_at IS NOT NULL ORDER BY s.topic_arn
            ON CONFLICT (topic_arn) DO UPDATE
            SET last_message_at = excluded.last_message_at, messages = r.messages + 1,
                stretch_since = CASE WHEN r.stretch_since < now() - interval '30 days' THEN now() ELSE r.stretch_since END,
                longest_before = CASE WHEN r.stretch_since < now() - interval '30 days' THEN r.longest
                                      ELSE r.longest_before END,
                longest = CASE WHEN r.stretch_since < now() - interval '30 days'
                               THEN excluded.last_message_at - r.last_message_at
                               ELSE greatest(r.longest, excluded.last_message_at - r.last_message_at) END
            WHERE r.last_message_at < excluded.last_message_at""";

    /** Whoever has spoken a few times only has no rhythm yet. */
    private static final String QUIET = """
            SELECT r.topic_arn AS subject, s.last_message_at AS since, extract(epoch FROM u.usual)::bigint AS usual_seconds
            FROM topic_rhythm r JOIN subscription s ON s.topic_arn = r.topic_arn
            CROSS JOIN LATERAL (SELECT greatest(r.longest, r.longest_before) AS usual) u
            WHERE r.messages >= 3 AND s.unheard_since IS NULL
              AND now() - s.last_message_at > greatest($1 * interval '1 millisecond', 2 * u.usual)
            ORDER BY s.last_message_at LIMIT 1000""";

    private final Statements statements;

    SilenceLook(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    /** Whether the look is this replica's; the next one is after so long. */
    Uni<Boolean> takeTurn(Duration every) {
        return statements.query(TAKE_TURN, Tuple.of(every.toMillis())).map(done -> done.rowCount() > 0);
    }

    /** @param after zero for never */
    Uni<List<Silent>> destinations(Duration after) {
        return after.isZero() ? none()
                : statements.query(STUCK, Tuple.of(after.toMillis())).map(rows -> Rows.all(rows,
                        row -> silent(row, "something waits, and nothing was taken: "
                                + Optional.ofNullable(row.getString("why")).orElse("its history may say why"))));
    }

    Uni<List<Silent>> subscriptions() {
        return statements.query(STOPPED, Tuple.of(REPAIRED_WITHIN.toMillis(), CONFIRMED_WITHIN.toMillis()))
                .map(rows -> Rows.all(rows, row -> silent(row, row.getString("state")
                        + Optional.ofNullable(row.getString("reason")).map(reason -> ": " + reason).orElse(""))));
    }

    /** To be said with every look, whether or not anybody asks for silent topics: so it is known by then. */
    Uni<Void> noteRhythm() {
        return statements.query(NOTE_RHYTHM, Tuple.tuple()).replaceWithVoid();
    }

    /** @param after zero for never */
    Uni<List<Silent>> topics(Duration after) {
        return after.isZero() ? none()
                : statements.query(QUIET, Tuple.of(after.toMillis())).map(rows -> Rows.all(rows,
                        row -> silent(row, "no message since, and before that never longer than "
                                + words(Duration.ofSeconds(row.getLong("usual_seconds")))
                                + " without one; do those who publish to it still do?")));
    }

    /** Up, so that it is no less than it was. */
    static String words(Duration time) {
        long hours = (time.toSeconds() + 3_599) / 3_600;
        return hours <= 1 ? "an hour" : hours <= 48 ? hours + " hours" : (hours + 23) / 24 + " days";
    }

    private static Uni<List<Silent>> none() {
        return Uni.createFrom().item(List.of());
    }

    private static Silent silent(Row row, String why) {
        Instant since = Rows.instant(row, "since");
        return new Silent(row.getString("subject"), since, why);
    }
}
