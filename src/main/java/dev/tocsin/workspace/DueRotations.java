package dev.tocsin.workspace;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.slack.SlackCode;
import dev.tocsin.slack.SlackCode.Meaning;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Hands out the workspaces whose tokens are about to expire, each to one replica at a time. */
@Singleton
final class DueRotations {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** What the operator can mend without anybody authorizing anew, so it is tried on. */
    private static final String[] MENDABLE = SlackCode.allThatMean(Meaning.SETTINGS).toArray(String[]::new);

    /** Moving next_refresh_at on is the lease: when it has passed and nothing came of it, the row is due again. */
    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT id FROM slack_workspace
                WHERE refresh_token_sealed IS NOT NULL AND next_refresh_at <= now()
                  AND (state = 'ENABLED' OR state_reason = ANY ($3::text[]))
                  AND token_expires_at < now() + $1 * interval '1 millisecond'
                ORDER BY token_expires_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            UPDATE slack_workspace w SET next_refresh_at = now() + $2 * interval '1 millisecond'
            FROM due WHERE w.id = due.id
            RETURNING w.slack_team_id, w.refresh_token_sealed, w.token_expires_at <= now() AS expired""";

    private static final String PAUSE = """
            UPDATE slack_workspace SET next_refresh_at = now() + $3 * interval '1 millisecond'
            WHERE slack_team_id = $1 AND refresh_token_sealed = $2""";

    private final Statements statements;

    DueRotations(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    /**
     * A workspace that is due.
     *
     * @param refreshTokenSealed as it is stored
     * @param expired whether the bot token is no longer good
     */
    record Due(String slackTeamId, String refreshTokenSealed, boolean expired) {

        String sealedFor() {
            return "workspace:" + slackTeamId;
        }
    }

    Uni<Optional<Due>> claim(Duration ahead, Duration lease) {
        return statements.query(CLAIM, Tuple.of(ahead.toMillis(), lease.toMillis(), MENDABLE))
                .map(rows -> Rows.first(rows, DueRotations::due));
    }

    Uni<Void> pause(Due due, Duration pause) {
        return statements.query(PAUSE, Tuple.of(due.slackTeamId(), due.refreshTokenSealed(), pause.toMillis()))
                .replaceWithVoid();
    }

    private static Due due(Row row) {
        return new Due(row.getString("slack_team_id"), row.getString("refresh_token_sealed"), row.getBoolean("expired"));
    }
}
