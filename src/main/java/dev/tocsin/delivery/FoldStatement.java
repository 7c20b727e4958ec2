package dev.tocsin.delivery;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.Folds.Keep;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** Keeps what is to be shown with others, of many lanes in one statement. */
@ApplicationScoped
class FoldStatement {

    /** So that the statement ends in time. */
    static final long MOST_HASTENED = 10_000;

    /**
     * What is kept goes back as if it had not been claimed, and is due with the first that was kept of its matter. What makes
     * it worse keeps its place in the lane instead, and what is kept of its matter gets its own back. So all of it is
     * due, and what is older does not come last if one message cannot show all, or if the chat does not take it. The lease is
     * the fence: whoever lost it changes nothing. It may be repeated, as what is kept already is left as it is.
     */
    static final String SQL = """
            WITH asked AS MATERIALIZED (
                SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::boolean[], $7::boolean[])
                    AS a (configuration_id, lease, delivery_id, matter, shown_as, is_worse, ends_run)
            ), worse AS MATERIALIZED (
                SELECT configuration_id, matter FROM asked WHERE is_worse
            ), held AS (
                UPDATE lane l
                SET leased = CASE WHEN NOT r.ends_run THEN ARRAY (
                        SELECT u.id FROM unnest(l.leased) WITH ORDINALITY AS u (id, place)
                        WHERE u.id <> ALL (r.kept) ORDER BY u.place) END,
                    delivery_id = CASE WHEN NOT r.ends_run THEN (
                        SELECT u.id FROM unnest(l.leased) WITH ORDINALITY AS u (id, place)
                        WHERE u.id <> ALL (r.kept) ORDER BY u.place LIMIT 1) END,
                    lease = CASE WHEN NOT r.ends_run THEN l.lease END,
                    leased_until = CASE WHEN NOT r.ends_run THEN l.leased_until END
                FROM (SELECT configuration_id, lease, bool_or(ends_run) AS ends_run, array_agg(delivery_id) AS kept
                      FROM asked GROUP BY configuration_id, lease) r
                WHERE l.configuration_id = ANY ($1::bigint[]) AND l.configuration_id = r.configuration_id AND l.lease = r.lease
                RETURNING l.configuration_id
            ), due AS (
                INSERT INTO fold AS f (configuration_id, matter, due_at, shown_as)
                SELECT a.configuration_id, a.matter,
                       now() + CASE WHEN bool_or(a.is_worse) THEN 0 ELSE $8 END * interval '1 millisecond', min(a.shown_as)
                FROM asked a WHERE a.configuration_id IN (SELECT configuration_id FROM held)
                GROUP BY a.configuration_id, a.matter ORDER BY a.configuration_id, a.matter
                ON CONFLICT (configuration_id, matter) DO UPDATE
                SET due_at = CASE WHEN excluded.due_at <= now() THEN least(f.due_at, excluded.due_at) ELSE f.due_at END
                RETURNING configuration_id, matter, due_at
            ), kept AS (
                UPDATE delivery d
                SET attempts = d.attempts - 1, matter = a.matter,
                    next_attempt_at = CASE WHEN (a.configuration_id, a.matter) IN (SELECT configuration_id, matter FROM worse)
                        THEN d.next_attempt_at ELSE greatest(d.next_attempt_at, u.due_at) END,
                    reason = 'folded: its matter repeats, and what comes of it is shown together at '
                        || to_char(u.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                FROM asked a JOIN due u ON u.configuration_id = a.configuration_id AND u.matter = a.matter
                WHERE d.id = ANY ($3::bigint[]) AND d.id = a.delivery_id AND d.settled_at IS NULL AND d.matter IS NULL
            ), hastened AS (
                UPDATE delivery SET next_attempt_at = least(queued_at, now()) WHERE id = ANY (ARRAY (
                    SELECT k.id FROM due u CROSS JOIN LATERAL (
                        SELECT d.id FROM delivery d
                        WHERE d.configuration_id = u.configuration_id AND d.state = 'PENDING' AND d.matter = u.matter
                          AND d.next_attempt_at > least(d.queued_at, now())
                        ORDER BY d.matter, d.id LIMIT $9 FOR UPDATE SKIP LOCKED) k
                    WHERE (u.configuration_id, u.matter) IN (SELECT configuration_id, matter FROM worse)))
            )
            SELECT configuration_id FROM held""";

    private final Statements statements;
    private final long foldFor;

    FoldStatement(Postgres postgres, DeliveryConfig config) {
        this.statements = postgres.within(config.statementTimeout());
        this.foldFor = config.foldFor().toMillis();
    }

    private record Line(Keep keep, boolean endsRun) {
    }

    /** Answers for each whether it was written, or its lease was lost. */
    Uni<List<Boolean>> fold(List<Folded> batch) {
        List<Line> lines = batch.stream().flatMap(one -> one.kept().stream().map(keep -> new Line(keep, one.endsRun())))
                .toList();
        Tuple parameters = Tuple.tuple()
                .addArrayOfLong(Rows.column(lines, line -> line.keep().claim().laneId(), Long[]::new))
                .addArrayOfUUID(Rows.column(lines, line -> line.keep().claim().lease(), UUID[]::new))
                .addArrayOfLong(Rows.column(lines, line -> line.keep().claim().deliveryId(), Long[]::new))
                .addArrayOfString(Rows.column(lines, line -> line.keep().matter(), String[]::new))
                .addArrayOfString(Rows.column(lines, line -> line.keep().shownAs().name(), String[]::new))
                .addArrayOfBoolean(Rows.column(lines, line -> line.keep().isWorse(), Boolean[]::new))
                .addArrayOfBoolean(Rows.column(lines, Line::endsRun, Boolean[]::new))
                .addLong(foldFor).addLong(MOST_HASTENED);
        return statements.query(SQL, parameters).map(rows -> {
            Set<Long> held = Rows.stream(rows).map(row -> row.getLong(0)).collect(Collectors.toSet());
            return batch.stream().map(one -> held.contains(one.run().laneId())).toList();
        });
    }
}
