package dev.tocsin.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.command.ClaimedCommand.CommandSpot;
import dev.tocsin.command.ClaimedCommand.Decision;
import dev.tocsin.command.ClaimedCommand.Pending;
import dev.tocsin.command.ClaimedCommand.Typist;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Which commands this replica goes on with now. */
@ApplicationScoped
class CommandClaims {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int AT_ONCE_PER_PERSON_AND_CHANNEL = 2;

    /**
     * Steps through the index from one channel to the next, so it costs what waits and not what was. Of each channel it takes
     * those whose line has nothing older under way, no more than may run there at once, and of one person no more than two with
     * those under way, so that nobody holds up the others of a channel; the first of all channels go before the second of any.
     */
    static final String CLAIM = """
            WITH RECURSIVE step AS (
                (SELECT c.slack_team_id, c.slack_channel_id FROM chat_command c WHERE c.due_at IS NOT NULL
                 ORDER BY c.slack_team_id, c.slack_channel_id, c.seq LIMIT 1)
                UNION ALL
                SELECT n.slack_team_id, n.slack_channel_id FROM step s CROSS JOIN LATERAL (
                    SELECT c.slack_team_id, c.slack_channel_id FROM chat_command c
                    WHERE c.due_at IS NOT NULL
                      AND (c.slack_team_id, c.slack_channel_id) > (s.slack_team_id, s.slack_channel_id)
                    ORDER BY c.slack_team_id, c.slack_channel_id, c.seq LIMIT 1) n
            ), channel AS MATERIALIZED (
                SELECT s.slack_team_id, s.slack_channel_id, $1 - (
                    SELECT count(*) FROM chat_command r
                    WHERE r.slack_team_id = s.slack_team_id AND r.slack_channel_id = s.slack_channel_id
                      AND r.due_at IS NOT NULL AND r.leased_until > now())::int AS room
                FROM step s
            ), ready AS MATERIALIZED (
                SELECT l.id, l.due_at, l.slack_team_id, l.slack_channel_id, l.seq FROM channel s CROSS JOIN LATERAL (
                    SELECT c.id, c.due_at, c.slack_team_id, c.slack_channel_id, c.seq FROM chat_command c
                    WHERE c.slack_team_id = s.slack_team_id AND c.slack_channel_id = s.slack_channel_id
                      AND c.due_at <= now() AND (c.leased_until IS NULL OR c.leased_until <= now())
                      AND (SELECT e.id FROM chat_command e
                           WHERE e.slack_team_id = c.slack_team_id AND e.slack_channel_id = c.slack_channel_id
                             AND e.line = c.line AND e.due_at IS NOT NULL AND e.seq < c.seq
                           ORDER BY e.seq LIMIT 1) IS NULL
                      AND (SELECT count(*) FROM (
                              SELECT p.id FROM chat_command p
                              WHERE p.slack_team_id = c.slack_team_id AND p.slack_channel_id = c.slack_channel_id
                                AND p.slack_user_id = c.slack_user_id AND p.due_at IS NOT NULL
                                AND (p.leased_until > now() OR p.seq < c.seq AND p.due_at <= now()
                                     AND (SELECT e.id FROM chat_command e
                                          WHERE e.slack_team_id = p.slack_team_id AND e.slack_channel_id = p.slack_channel_id
                                            AND e.line = p.line AND e.due_at IS NOT NULL AND e.seq < p.seq
                                          ORDER BY e.seq LIMIT 1) IS NULL)
                              LIMIT $4) u) < $4
                    ORDER BY c.seq LIMIT greatest(0, s.room)
                    FOR NO KEY UPDATE SKIP LOCKED) l
            ), chosen AS MATERIALIZED (
                SELECT t.id FROM (
                    SELECT r.id, r.due_at,
                           row_number() OVER (PARTITION BY r.slack_team_id, r.slack_channel_id ORDER BY r.seq) AS turn
                    FROM ready r) t
                ORDER BY t.turn, t.due_at LIMIT $2
            )
            UPDATE chat_command c
            SET state = CASE WHEN c.state = 'WAITING' THEN 'RUNNING' ELSE c.state END, attempts = c.attempts + 1,
                lease = gen_random_uuid(), leased_until = now() + $3 * interval '1 millisecond'
            WHERE c.id = ANY (ARRAY (SELECT h.id FROM chosen h))
            RETURNING c.id, c.lease, c.source, c.state, c.attempts, c.slack_team_id, c.slack_channel_id, c.asked_ts,
                c.thread_ts, c.line, c.question_ts, c.slack_user_id, c.slack_user_name, c.is_stranger, c.text, c.shown,
                c.configuration_name, c.account, c.region, c.service, c.operation, c.normalized, c.shown_normalized, c.changes, c.role_arn,
                c.session_name, c.question, c.chosen, c.with_parameters, c.result_json, c.decided_by, c.decided_name,
                c.calling_since, c.say, c.say_as, c.say_number, c.say_since, c.say_failures, c.received_at, now() AS now""";

    private final Statements statements;
    private final CommandsConfig config;

    CommandClaims(Postgres postgres, CommandsConfig config) {
        this.statements = postgres.within(TIMEOUT);
        this.config = config;
    }

    /** @param most how many at most */
    Uni<List<ClaimedCommand>> claim(int most) {
        return statements.query(CLAIM, Tuple.of(config.atOncePerChannel(), most, config.lease().toMillis(),
                AT_ONCE_PER_PERSON_AND_CHANNEL))
                .map(rows -> Rows.all(rows, CommandClaims::command));
    }

    private static ClaimedCommand command(Row row) {
        return new ClaimedCommand(row.getUUID("id"), row.getUUID("lease"), Rows.word(row, "source", CommandSource.class),
                Rows.word(row, "state", CommandState.class), row.getInteger("attempts"),
                new CommandSpot(row.getString("slack_team_id"), row.getString("slack_channel_id"), text(row, "asked_ts"),
                        text(row, "thread_ts"), row.getString("line"), text(row, "question_ts")),
                new Typist(row.getString("slack_user_id"), row.getString("slack_user_name"), row.getBoolean("is_stranger")),
                row.getString("text"), row.getString("shown"), understood(row),
                Optional.ofNullable(Rows.word(row, "question", CommandQuestion.class)), text(row, "chosen"),
                text(row, "with_parameters"), text(row, "result_json"),
                text(row, "decided_by").map(by -> new Decision(by, row.getString("decided_name"))),
                Optional.ofNullable(Rows.instant(row, "calling_since")), row.getInteger("say_number"), pending(row),
                Rows.instant(row, "received_at"),
                Rows.instant(row, "now"));
    }

    private static Understood understood(Row row) {
        return new Understood(text(row, "configuration_name"), text(row, "account"), text(row, "region"), text(row, "service"),
                text(row, "operation"), text(row, "normalized"), Optional.ofNullable(row.getBoolean("changes")),
                text(row, "role_arn"), text(row, "session_name"),
                text(row, "shown_normalized"), List.of());
    }

    private static Optional<Pending> pending(Row row) {
        return text(row, "say").flatMap(json -> Speech.read(row.getString("say_as"), json))
                .map(speech -> new Pending(speech, Rows.instant(row, "say_since"), row.getInteger("say_failures")));
    }

    private static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }

    /** How long a replica works on one command before it gives it up, which is before another may take it. */
    Duration patience() {
        return config.lease().multipliedBy(3).dividedBy(4);
    }
}
