package dev.tocsin.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.ChatConfig;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.LiveConfig;
import dev.tocsin.delivery.LiveMessages;
import dev.tocsin.delivery.Meaning;
import dev.tocsin.live.DueChange.Place;
import dev.tocsin.live.DueChange.Previous;
import dev.tocsin.live.DueChange.Shown;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Which messages are to be changed now, within the budgets of their workspaces, which all replicas share. */
@ApplicationScoped
class DueChanges {

    /** Slack's chat.update is of the third tier: 50 a minute for each workspace. A few may go at once. */
    private static final int BURST = 10;
    /** At a time, of all workspaces together. */
    private static final int MOST = 40;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** For a chart, which is drawn before the message is changed. */
    private static final Duration CHART = Duration.ofSeconds(10);
    /** Without its chart, and in plain form, a message may be tried again. */
    private static final int TRIES = 3;

    /** Steps through the index from one workspace to the next, so it costs what has something to change and not what was. */
    static final String WORKSPACES = """
            WITH RECURSIVE step AS (
                (SELECT p.workspace FROM posting p WHERE p.update_due_at IS NOT NULL AND p.workspace IS NOT NULL
                 ORDER BY p.workspace, p.update_rank, p.update_due_at LIMIT 1)
                UNION ALL
                SELECT (SELECT p.workspace FROM posting p WHERE p.update_due_at IS NOT NULL AND p.workspace > s.workspace
                        ORDER BY p.workspace, p.update_rank, p.update_due_at LIMIT 1)
                FROM step s WHERE s.workspace IS NOT NULL
            )
            SELECT workspace FROM step WHERE workspace IS NOT NULL""";

    static final String OPEN_BUDGETS = """
            INSERT INTO update_budget (workspace) SELECT w FROM unnest($1::text[]) AS w ON CONFLICT DO NOTHING""";

    /**
     * What people caused goes first, then what says how a matter stands, then charts. Whoever holds a workspace's budget takes
     * as many as it has room for; another replica passes it by.
     */
    static final String CLAIM = """
            WITH budget AS MATERIALIZED (
                SELECT b.workspace, floor(extract(epoch FROM now() - greatest(b.paced_until, now())
                           + $5::int * $4::float8 * interval '1 millisecond') * 1000 / $4::float8)::int AS room
                FROM update_budget b
                WHERE b.workspace = ANY ($1::text[]) AND b.not_before <= now()
                FOR UPDATE SKIP LOCKED
            ), chosen AS MATERIALIZED (
                SELECT c.id, c.workspace FROM budget b CROSS JOIN LATERAL (
                    SELECT p.id, p.workspace FROM posting p
                    WHERE p.workspace = b.workspace AND p.update_due_at <= now()
                      AND (p.update_leased_until IS NULL OR p.update_leased_until < now())
                    ORDER BY p.update_rank, p.update_due_at LIMIT greatest(0, b.room)
                    FOR UPDATE SKIP LOCKED) c
                LIMIT $6
            ), paced AS (
                UPDATE update_budget b
                SET paced_until = greatest(b.paced_until, now())
                    + (SELECT count(*) FROM chosen c WHERE c.workspace = b.workspace) * $4::float8 * interval '1 millisecond'
                WHERE b.workspace = ANY (ARRAY (SELECT c.workspace FROM chosen c))
            ), leased AS (
                UPDATE posting p SET update_lease = $2, update_leased_until = now() + $3 * interval '1 millisecond'
                WHERE p.id = ANY (ARRAY (SELECT c.id FROM chosen c))
                RETURNING p.*
            )
            SELECT %s, p.update_asked, p.update_rank, p.update_failures, p.chart, p.chart_wanted_for,
                   n.topic_arn, n.message_id, n.published_at, n.subject, n.message, n.attributes,
                   t.kind, t.address, t.credential_sealed, t.sealed_for, t.waits_because, t.charts, t.iam_role_arn,
                   (SELECT u.refuses FROM update_budget u
                    WHERE u.workspace = p.workspace AND u.refused_since > now() - interval '1 day') AS refuses,
                   b.channel AS previous_channel, b.reference AS previous_reference
            FROM leased p
            LEFT JOIN LATERAL (SELECT d.notification_id FROM delivery d WHERE d.id = p.delivery_id OFFSET 0) d ON true
            LEFT JOIN LATERAL (SELECT * FROM notification n WHERE n.id = d.notification_id OFFSET 0) n ON true
            LEFT JOIN LATERAL (SELECT * FROM destination t WHERE t.configuration_id = p.configuration_id OFFSET 0) t ON true
            LEFT JOIN LATERAL (SELECT * FROM posting b WHERE b.id = p.previous_id AND b.gone_because IS NULL OFFSET 0) b
                ON true""".formatted(LiveMessages.COLUMNS);

    private final Statements statements;
    private final Meaning meaning;
    private final double millisPerChange;
    private final long lease;

    DueChanges(Postgres postgres, Meaning meaning, LiveConfig config, ChatConfig chats) {
        this.lease = chats.timeout().multipliedBy(TRIES).plus(CHART).toMillis();
        this.statements = postgres.within(TIMEOUT);
        this.meaning = meaning;
        this.millisPerChange = Duration.ofMinutes(1).toMillis() / (double) Math.max(1, config.changesPerMinute());
    }

    /** After so long a change that was claimed is not begun any more, since it may not end before its lease does. */
    Duration patience() {
        return Duration.ofMillis(lease / 2);
    }

    /** Those that are due, as far as the budgets go. */
    Uni<List<DueChange>> claim() {
        return statements.query(WORKSPACES, Tuple.tuple())
                .map(rows -> Rows.all(rows, row -> row.getString("workspace")).toArray(String[]::new))
                .chain(workspaces -> workspaces.length == 0 ? Uni.createFrom().item(List.of())
                        : statements.query(OPEN_BUDGETS, Tuple.of(workspaces)).chain(() -> claim(workspaces)));
    }

    private Uni<List<DueChange>> claim(String[] workspaces) {
        UUID lease = UUID.randomUUID();
        return statements.query(CLAIM, Tuple.of(workspaces, lease, this.lease, millisPerChange, BURST, MOST))
                .map(rows -> Rows.all(rows, row -> due(row, lease)));
    }

    private DueChange due(Row row, UUID lease) {
        return new DueChange(LiveMessages.message(row), lease, row.getLong("configuration_id"), row.getInteger("update_asked"),
                row.getInteger("update_rank"), row.getInteger("update_failures"), shown(row), place(row), previous(row),
                Optional.ofNullable(row.getString("chart")), Optional.ofNullable(Rows.instant(row, "chart_wanted_for")),
                Set.copyOf(Rows.strings(row, "refuses")));
    }

    private Optional<Shown> shown(Row row) {
        return row.getUUID("message_id") == null ? Optional.empty()
                : Optional.of(new Shown(row.getLong("delivery_id"), meaning.message(row)));
    }

    private static Optional<Place> place(Row row) {
        return row.getString("kind") == null ? Optional.empty()
                : Optional.of(new Place(row.getString("kind"), row.getString("address"), row.getString("credential_sealed"),
                        row.getString("sealed_for"), Optional.ofNullable(row.getString("waits_because")),
                        Optional.ofNullable(row.getBoolean("charts")), Optional.ofNullable(row.getString("iam_role_arn"))));
    }

    private static Optional<Previous> previous(Row row) {
        return row.getString("previous_reference") == null ? Optional.empty()
                : Optional.of(new Previous(row.getString("previous_channel"), row.getString("previous_reference")));
    }
}
