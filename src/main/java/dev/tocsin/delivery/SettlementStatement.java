package dev.tocsin.delivery;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.MessagePace;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.Settlement.ShutBecause;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Writes how tries ended, many in one statement, and gives the lanes free. */
@ApplicationScoped
class SettlementStatement {

    /**
     * The lease is the fence: whoever lost it changes nothing, except that what was delivered stays delivered; not what was
     * queued after the claim, which is a redelivery, or another message under an id that a failover brought back. The lane's
     * remaining wait is computed here, where both the pause and the pace are known: a message may follow one interval after
     * the one before was claimed, and {@code ahead_ms} earlier after a quiet while, which makes a burst.
     *
     * <p>
     * Each row is a try. The last one of a lane decides about it; it alone says how many posts there were. If more of the run
     * follows, the lease is renewed; what is left untried of a run that has ended was not tried after all.
     *
     * <p>
     * It may be repeated: what was committed, though nobody heard of it, is not written again.
     *
     * <p>
     * Of a matter of which nothing is kept any more nothing is remembered.
     *
     * <p>
     * When a try began is known from when its claim was asked for, which is a little before the database's time of the claim;
     * where that is too late, it is told from the try's end.
     *
     * <p>
     * A destination is shut by what was claimed since it was last opened, and opened by what it takes.
     *
     * <p>
     * Whether more is due in a lane is asked here, where it costs a probe of an index; a claim that finds nothing costs as much
     * as one that does.
     *
     * <p>
     * How matters stand is written whoever holds the lease, since what was posted is in the chat; what is older than that
     * changes nothing. When a matter was opened tells whether what people did about it still counts.
     */
    static final String SQL = """
            WITH settled AS (
                SELECT *, state = 'PENDING' AND form = 'FULL' AND step_aside_ms = 0 AS stays_kept FROM unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::int[], $7::int[],
                                     $8::bigint[], $9::bigint[], $10::text[], $11::text[], $12::int[], $13::timestamptz[],
                                     $14::int[], $15::text[], $16::int[], $17::text[], $18::timestamptz[], $19::bigint[],
                                     $20::bigint[], $21::text[], $22::text[], $23::int[], $24::boolean[],
                                     $27::uuid[], $28::boolean[], $29::text[], $30::text[], $31::uuid[])
                    AS s (configuration_id, lease, delivery_id, state, form, failures, lane_failures, step_aside_ms, pause_ms,
                          reason, reference, attempt, started_at, took_ms, outcome, status, attempt_reason, claimed_at,
                          interval_ms, ahead_ms, shut_reason, shut_advice, posts, goes_on, posting_id, is_urgent, matter, stands, live_id)
            ), posted AS (
                INSERT INTO posting (id, configuration_id, deliveries, reference, matter, state)
                SELECT posting_id, min(configuration_id), count(*), min(reference),
                       CASE WHEN min(stands) IS NOT NULL THEN min(matter) END, min(stands)
                FROM settled
                WHERE posting_id IS NOT NULL AND state = 'DELIVERED' GROUP BY posting_id
                HAVING bool_and(posting_id IS DISTINCT FROM live_id)
                ON CONFLICT DO NOTHING
            ), lived AS (
                INSERT INTO posting AS p (id, configuration_id, deliveries, matter, state, reference, channel, workspace,
                        standing, phase, ends_by_itself, state_at, delivery_id, opened_at, opened_as, over_at, changes,
                        previous_id, gone_because, threadless_because, acknowledged_at, acknowledged_by, acknowledged_name,
                        resolved_at, resolved_by, resolved_name, update_due_at, update_rank, chart_wanted_for, remind_at,
                        escalate_at)
                SELECT l.id, l.configuration_id, l.deliveries, l.matter, l.severity, l.reference, l.channel, l.workspace,
                       l.standing, l.phase, l.ends_by_itself, l.state_at, l.delivery_id, l.opened_at, l.opened_as, l.over_at,
                       l.changes, l.previous_id, l.gone_because, l.threadless_because, l.acknowledged_at, l.acknowledged_by,
                       l.acknowledged_name, l.resolved_at, l.resolved_by, l.resolved_name,
                       CASE WHEN l.is_to_change OR l.wants_chart THEN now() END, CASE WHEN l.is_to_change THEN 1 ELSE 2 END,
                       CASE WHEN l.wants_chart THEN l.state_at END,
                       CASE WHEN l.phase = 'OPEN' THEN now() + l.remind_minutes * interval '1 minute' END,
                       CASE WHEN l.phase = 'OPEN' THEN now() + l.escalate_minutes * interval '1 minute' END
                FROM json_to_recordset($32::json) AS l (id uuid, configuration_id bigint, deliveries integer, matter text,
                        severity text, reference text, channel text, workspace text, standing text, phase text,
                        ends_by_itself boolean, state_at timestamptz, delivery_id bigint, opened_at timestamptz,
                        opened_as text, over_at timestamptz, changes integer, previous_id uuid, gone_because text,
                        threadless_because text, acknowledged_at timestamptz, acknowledged_by text, acknowledged_name text,
                        resolved_at timestamptz, resolved_by text, resolved_name text, is_to_change boolean,
                        wants_chart boolean, remind_minutes integer, escalate_minutes integer)
                ON CONFLICT (id) DO UPDATE
                SET deliveries = excluded.deliveries, state = excluded.state, reference = excluded.reference,
                    channel = excluded.channel, standing = excluded.standing, phase = excluded.phase,
                    ends_by_itself = excluded.ends_by_itself, state_at = excluded.state_at,
                    delivery_id = excluded.delivery_id, opened_at = excluded.opened_at, opened_as = excluded.opened_as,
                    over_at = excluded.over_at, changes = excluded.changes,
                    gone_because = coalesce(excluded.gone_because, p.gone_because),
                    threadless_because = coalesce(excluded.threadless_because, p.threadless_because),
                    acknowledged_at = CASE WHEN excluded.opened_at IS NOT DISTINCT FROM p.opened_at THEN p.acknowledged_at END,
                    acknowledged_by = CASE WHEN excluded.opened_at IS NOT DISTINCT FROM p.opened_at THEN p.acknowledged_by END,
                    acknowledged_name = CASE WHEN excluded.opened_at IS NOT DISTINCT FROM p.opened_at THEN p.acknowledged_name END,
                    resolved_at = CASE WHEN excluded.opened_at IS NOT DISTINCT FROM p.opened_at THEN p.resolved_at END,
                    resolved_by = CASE WHEN excluded.opened_at IS NOT DISTINCT FROM p.opened_at THEN p.resolved_by END,
                    resolved_name = CASE WHEN excluded.opened_at IS NOT DISTINCT FROM p.opened_at THEN p.resolved_name END,
                    update_due_at = CASE WHEN excluded.update_due_at IS NULL THEN p.update_due_at
                        ELSE least(p.update_due_at, greatest(now(), p.updated_at + $33 * interval '1 millisecond')) END,
                    update_rank = CASE WHEN excluded.update_due_at IS NULL THEN p.update_rank
                        WHEN p.update_due_at IS NULL THEN excluded.update_rank
                        ELSE least(p.update_rank, excluded.update_rank) END,
                    update_asked = p.update_asked + CASE WHEN excluded.update_due_at IS NULL THEN 0 ELSE 1 END,
                    chart_wanted_for = coalesce(excluded.chart_wanted_for, p.chart_wanted_for),
                    remind_at = CASE WHEN excluded.phase = 'OPEN' AND excluded.opened_at IS NOT DISTINCT FROM p.opened_at
                        THEN p.remind_at ELSE excluded.remind_at END,
                    reminders = CASE WHEN excluded.opened_at IS NOT DISTINCT FROM p.opened_at THEN p.reminders ELSE 0 END,
                    escalate_at = CASE WHEN excluded.phase = 'OPEN' AND excluded.opened_at IS NOT DISTINCT FROM p.opened_at
                        THEN p.escalate_at ELSE excluded.escalate_at END,
                    escalated_at = CASE WHEN excluded.opened_at IS NOT DISTINCT FROM p.opened_at THEN p.escalated_at END
                WHERE p.state_at <= excluded.state_at
            ), replaced AS (
                UPDATE posting p
                SET gone_because = coalesce(p.gone_because, 'a newer message stands for its matter'), update_due_at = NULL,
                    remind_at = NULL, escalate_at = NULL
                WHERE p.id = ANY (ARRAY (SELECT r.replaces FROM json_to_recordset($32::json) AS r (replaces uuid)))
            ), released AS (
                UPDATE lane l
                SET delivery_id = CASE WHEN s.goes_on THEN l.delivery_id END, leased = CASE WHEN s.goes_on THEN l.leased END,
                    lease = CASE WHEN s.goes_on THEN l.lease END,
                    leased_until = CASE WHEN s.goes_on THEN now() + $25 * interval '1 millisecond' END,
                    failures = s.lane_failures,
                    urgent = CASE WHEN s.posting_id IS NOT NULL THEN 0 WHEN s.is_urgent THEN l.urgent + 1 ELSE l.urgent END,
                    delivered_at = CASE WHEN s.state = 'DELIVERED' OR s.posts > 1 THEN now() ELSE l.delivered_at END,
                    not_before = CASE WHEN s.pause_ms > 0 AND NOT (s.shut_reason IS NOT NULL AND l.opened_at > s.claimed_at)
                        THEN now() + s.pause_ms * interval '1 millisecond' ELSE l.not_before END,
                    shut_since = CASE WHEN s.state = 'DELIVERED' THEN NULL
                        WHEN s.shut_reason IS NOT NULL AND l.opened_at <= s.claimed_at THEN coalesce(l.shut_since, now())
                        ELSE l.shut_since END,
                    shut_reason = CASE WHEN s.state = 'DELIVERED' THEN NULL
                        WHEN s.shut_reason IS NOT NULL AND l.opened_at <= s.claimed_at THEN s.shut_reason
                        ELSE l.shut_reason END,
                    shut_advice = CASE WHEN s.state = 'DELIVERED' THEN NULL
                        WHEN s.shut_reason IS NOT NULL AND l.opened_at <= s.claimed_at THEN s.shut_advice
                        ELSE l.shut_advice END,
                    opened_at = CASE WHEN s.state = 'DELIVERED' AND l.shut_since IS NOT NULL THEN now() ELSE l.opened_at END,
                    paced_until = greatest(l.paced_until, s.claimed_at - s.ahead_ms * interval '1 millisecond')
                        + s.posts * s.interval_ms * interval '1 millisecond'
                FROM settled s
                WHERE s.posts > 0 AND l.configuration_id = ANY ($1::bigint[])
                  AND l.configuration_id = s.configuration_id AND l.lease = s.lease
                RETURNING l.configuration_id, s.lease, s.goes_on, greatest(l.not_before, l.paced_until) AS free_at,
                          coalesce(l.shut_since = now(), false) AS is_shut_now, l.opened_at = now() AS is_opened_now
            ), done AS (
                UPDATE delivery d
                SET state = s.state, form = s.form, failures = s.failures, reason = s.reason, reference = s.reference,
                    posting_id = CASE WHEN s.state = 'DELIVERED' THEN coalesce(s.posting_id, s.live_id) END,
                    settled_at = CASE WHEN s.state = 'PENDING' THEN NULL ELSE now() END,
                    matter = CASE WHEN s.stays_kept THEN d.matter END,
                    next_attempt_at = CASE WHEN s.step_aside_ms > 0
                        THEN now() + s.step_aside_ms * interval '1 millisecond' ELSE d.next_attempt_at END
                FROM settled s
                WHERE d.id = ANY ($3::bigint[]) AND d.id = s.delivery_id AND d.settled_at IS NULL
                  AND (s.state = 'DELIVERED' AND d.queued_at <= s.claimed_at
                       OR (s.configuration_id, s.lease) IN (SELECT configuration_id, lease FROM released))
            ), unfolded AS (
                DELETE FROM fold f
                USING (SELECT DISTINCT s.configuration_id, s.matter FROM settled s
                       WHERE s.matter IS NOT NULL AND NOT s.stays_kept
                         AND s.configuration_id IN (SELECT configuration_id FROM released)) s
                WHERE f.configuration_id = ANY ($1::bigint[]) AND f.configuration_id = s.configuration_id AND f.matter = s.matter
                  AND (SELECT d.id FROM delivery d
                       WHERE d.configuration_id = f.configuration_id AND d.state = 'PENDING' AND d.matter = f.matter
                         AND d.id <> ALL (ARRAY (SELECT g.delivery_id FROM settled g WHERE NOT g.stays_kept))
                       ORDER BY d.matter, d.id LIMIT 1) IS NULL
            ), returned AS (
                UPDATE delivery d SET attempts = d.attempts - 1
                WHERE d.id = ANY ($26::bigint[]) AND d.settled_at IS NULL
                  AND d.configuration_id = ANY (ARRAY (SELECT configuration_id FROM released))
            ), kept AS (
                INSERT INTO attempt (delivery_id, number, started_at, took_ms, outcome, status, reason)
                SELECT delivery_id, attempt, greatest(claimed_at, least(started_at, now() - took_ms * interval '1 millisecond')), took_ms,
                       outcome, status, attempt_reason
                FROM settled
                WHERE (SELECT d.id FROM delivery d WHERE d.id = delivery_id AND d.attempts >= attempt) IS NOT NULL
                ON CONFLICT (delivery_id, number) DO UPDATE
                SET started_at = excluded.started_at, took_ms = excluded.took_ms, outcome = excluded.outcome,
                    status = excluded.status, reason = excluded.reason
            )
            SELECT configuration_id, lease, is_shut_now, is_opened_now,
                   greatest(0, ceil(extract(epoch FROM free_at - clock_timestamp()) * 1000))::bigint AS wait_ms,
                   goes_on OR (SELECT d.id FROM delivery d
                               WHERE d.configuration_id = released.configuration_id AND d.state = 'PENDING'
                                 AND d.next_attempt_at <= now()
                                 AND d.id <> ALL (ARRAY (SELECT delivery_id FROM settled WHERE state <> 'PENDING'))
                               ORDER BY d.next_attempt_at, d.id LIMIT 1) IS NOT NULL AS has_more
            FROM released""";

    private final Statements statements;
    private final Paces paces;
    private final ShutAudit audit;
    private final long lease;
    private final long changeEvery;

    SettlementStatement(Postgres postgres, DeliveryConfig config, LiveConfig live, Paces paces, ShutAudit audit) {
        this.statements = postgres.within(config.statementTimeout());
        this.paces = paces;
        this.audit = audit;
        this.lease = config.lease().toMillis();
        this.changeEvery = live.changeEvery().toMillis();
    }

    /** Answers for each how its lane was given free, or empty if the lease was lost. */
    Uni<List<Optional<Released>>> settle(List<Progress> batch) {
        Tuple parameters = parameters(lines(batch), batch.stream().flatMap(one -> one.untried().stream()).toList());
        List<Settlement> last = batch.stream().map(Progress::last).toList();
        Uni<RowSet<Row>> settled = last.stream().anyMatch(Settlement::mayTurn)
                ? statements.transaction(connection -> connection.preparedQuery(SQL).execute(parameters)
                        .call(lanes -> audit.record(connection, last, lanes)))
                : statements.query(SQL, parameters);
        return settled.map(lanes -> inOrder(last, lanes));
    }

    /** @param posts of the lane altogether, in the line of the last try; 0 in the others */
    private record Line(Settlement settlement, int posts, Progress progress, MessagePace pace) {
    }

    private List<Line> lines(List<Progress> batch) {
        List<Line> lines = new ArrayList<>();
        for (Progress progress : batch) {
            MessagePace pace = paces.of(progress.last().claim().address().kind());
            progress.earlier().forEach(delivered -> lines.add(new Line(delivered, 0, progress, pace)));
            lines.add(new Line(progress.last(), progress.posts(), progress, pace));
        }
        return lines;
    }

    private Tuple parameters(List<Line> lines, List<Claim> untried) {
        List<Settlement> batch = lines.stream().map(Line::settlement).toList();
        List<MessagePace> paced = lines.stream().map(Line::pace).toList();
        return Tuple.tuple()
                .addArrayOfLong(Rows.column(batch, s -> s.claim().laneId(), Long[]::new))
                .addArrayOfUUID(Rows.column(batch, s -> s.claim().lease(), UUID[]::new))
                .addArrayOfLong(Rows.column(batch, s -> s.claim().deliveryId(), Long[]::new))
                .addArrayOfString(Rows.column(batch, s -> s.state().name(), String[]::new))
                .addArrayOfString(Rows.column(batch, s -> s.form().name(), String[]::new))
                .addArrayOfInteger(Rows.column(batch, Settlement::failures, Integer[]::new))
                .addArrayOfInteger(Rows.column(batch, Settlement::laneFailures, Integer[]::new))
                .addArrayOfLong(Rows.column(batch, s -> s.stepAside().toMillis(), Long[]::new))
                .addArrayOfLong(Rows.column(batch, s -> s.pause().toMillis(), Long[]::new))
                .addArrayOfString(Rows.column(batch, s -> s.reason().orElse(null), String[]::new))
                .addArrayOfString(Rows.column(batch, s -> s.reference().orElse(null), String[]::new))
                .addArrayOfInteger(Rows.column(batch, s -> s.claim().attempt(), Integer[]::new))
                .addArrayOfOffsetDateTime(
                        Rows.column(batch, s -> s.attempt().startedAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addArrayOfInteger(Rows.column(batch, s -> (int) s.attempt().took().toMillis(), Integer[]::new))
                .addArrayOfString(Rows.column(batch, s -> s.attempt().result().name(), String[]::new))
                .addArrayOfInteger(Rows.column(batch, s -> s.attempt().status(), Integer[]::new))
                .addArrayOfString(Rows.column(batch, s -> s.attempt().reason().orElse(null), String[]::new))
                .addArrayOfOffsetDateTime(
                        Rows.column(batch, s -> s.claim().claimedAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addArrayOfLong(Rows.column(paced, pace -> pace.interval().toMillis(), Long[]::new))
                .addArrayOfLong(Rows.column(paced, pace -> pace.interval().toMillis() * (pace.burst() - 1), Long[]::new))
                .addArrayOfString(Rows.column(batch, s -> s.refusal().map(ShutBecause::reason).orElse(null), String[]::new))
                .addArrayOfString(Rows.column(batch, s -> s.refusal().flatMap(ShutBecause::advice).orElse(null), String[]::new))
                .addArrayOfInteger(Rows.column(lines, Line::posts, Integer[]::new))
                .addArrayOfBoolean(Rows.column(lines, line -> line.progress().goesOn(), Boolean[]::new))
                .addLong(lease)
                .addArrayOfLong(Rows.column(untried, Claim::deliveryId, Long[]::new))
                .addArrayOfUUID(Rows.column(lines, line -> line.progress().digest().orElse(null), UUID[]::new))
                .addArrayOfBoolean(Rows.column(lines, line -> line.progress().isUrgent(), Boolean[]::new))
                .addArrayOfString(Rows.column(batch, s -> s.claim().folding().matter().orElse(null), String[]::new))
                .addArrayOfString(
                        Rows.column(lines, line -> line.progress().stands().map(Enum::name).orElse(null), String[]::new))
                .addArrayOfUUID(
                        Rows.column(batch, s -> s.lived().map(lived -> lived.message().id()).orElse(null), UUID[]::new))
                .addValue(LivedRows.of(batch))
                .addLong(changeEvery);
    }

    private static List<Optional<Released>> inOrder(List<Settlement> batch, RowSet<Row> rows) {
        Map<Held, Released> released = new HashMap<>();
        rows.forEach(row -> released.put(new Held(row.getLong("configuration_id"), row.getUUID("lease")),
                new Released(Duration.ofMillis(row.getLong("wait_ms")), row.getBoolean("has_more"))));
        return batch.stream().map(Settlement::claim)
                .map(claim -> Optional.ofNullable(released.get(new Held(claim.laneId(), claim.lease())))).toList();
    }

    /** A lane and the lease that it was held under. */
    private record Held(long lane, UUID lease) {
    }
}
