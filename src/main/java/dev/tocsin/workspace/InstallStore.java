package dev.tocsin.workspace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import jakarta.inject.Singleton;

import dev.tocsin.audit.Actor;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.problem.Problems;
import dev.tocsin.secret.Nonce;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The workspaces that are being authorized. All times are the database's. */
@Singleton
final class InstallStore {

    /** For the link, and again for Slack's answer. */
    static final Duration LIFE = Duration.ofMinutes(10);
    /** Enough for any company, and an end to what strangers can fill the table with where everybody may. */
    static final int MOST_WITHOUT_LINK = 1_000;

    /** Anybody may ask, so that the connections of all others must not be taken up by it. */
    private static final int MOST_AT_ONCE = 8;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String INVITE = """
            INSERT INTO slack_install (ticket_sha256, slack_team_id, actor, actor_kind, expires_at)
            VALUES ($1, $2, $3, $4, now() + $5 * interval '1 millisecond') RETURNING expires_at""";

    /** The link may be opened again, which voids the state of the time before: at most one authorization comes of it. */
    private static final String OPEN = """
            UPDATE slack_install SET state_sha256 = $2, browser_sha256 = $3,
                   state_expires_at = now() + $4 * interval '1 millisecond'
            WHERE ticket_sha256 = $1 AND expires_at > now() RETURNING slack_team_id""";

    private static final String OPEN_WITHOUT_LINK = """
            INSERT INTO slack_install (state_sha256, browser_sha256, actor, actor_kind, expires_at, state_expires_at)
            SELECT $1, $2, $3, $4, now(), now() + $5 * interval '1 millisecond'
            WHERE (SELECT count(*) FROM slack_install WHERE ticket_sha256 IS NULL) < $6 RETURNING slack_team_id""";

    private static final String TAKE = """
            DELETE FROM slack_install WHERE state_sha256 = $1 AND browser_sha256 = $2 AND state_expires_at > now()
            RETURNING slack_team_id, actor, actor_kind""";

    private static final String EXPIRE = """
            DELETE FROM slack_install WHERE expires_at < now() AND coalesce(state_expires_at, expires_at) < now()""";

    private final Statements statements;
    private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);

    InstallStore(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    /** An authorization that Slack has answered. */
    record Taken(Optional<String> slackTeamId, Actor by) {
    }

    /** @param slackTeamId the only workspace that will do; empty for any */
    static Uni<Instant> invite(SqlConnection transaction, Nonce ticket, Optional<String> slackTeamId, Actor by) {
        return transaction.preparedQuery(INVITE)
                .execute(Tuple.of(ticket.sha256(), slackTeamId.orElse(null), by.name(), by.kind(), LIFE.toMillis()))
                .map(rows -> Rows.instant(rows.iterator().next(), "expires_at"));
    }

    /** @return the workspace that the link is for, if it names one; nothing if the link is not good */
    @SuppressWarnings("OptionalMapToOptional") // no link and no workspace are two things
    Uni<Optional<Optional<String>>> open(Nonce ticket, Nonce state, Nonce browser) {
        if (!ticket.isPossible()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return bounded(OPEN, Tuple.of(ticket.sha256(), state.sha256(), browser.sha256(), LIFE.toMillis()))
                .map(rows -> Rows.first(rows, InstallStore::team));
    }

    /** @return whether there was room */
    Uni<Boolean> openWithoutLink(Nonce state, Nonce browser, Actor by) {
        return bounded(OPEN_WITHOUT_LINK, Tuple.of(state.sha256(), browser.sha256(), by.name(), by.kind(), LIFE.toMillis(),
                MOST_WITHOUT_LINK)).map(rows -> rows.rowCount() > 0);
    }

    /** Once for each state, and only for the browser that it was given to. */
    Uni<Optional<Taken>> take(Nonce state, Nonce browser) {
        if (!state.isPossible() || !browser.isPossible()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return bounded(TAKE, Tuple.of(state.sha256(), browser.sha256())).map(rows -> Rows.first(rows,
                row -> new Taken(team(row), new Actor(row.getString("actor"), row.getString("actor_kind")))));
    }

    Uni<Void> expire() {
        return statements.query(EXPIRE, Tuple.tuple()).replaceWithVoid();
    }

    private Uni<RowSet<Row>> bounded(String sql, Tuple parameters) {
        if (!atOnce.tryAcquire()) {
            return Uni.createFrom().failure(Problems.unavailable("Too many ask at once. Try again."));
        }
        return statements.query(sql, parameters).onTermination().invoke(() -> atOnce.release());
    }

    private static Optional<String> team(Row row) {
        return Optional.ofNullable(row.getString("slack_team_id"));
    }
}
