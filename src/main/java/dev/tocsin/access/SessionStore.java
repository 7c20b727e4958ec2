package dev.tocsin.access;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.tocsin.audit.Actor;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.secret.Sha256;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The sessions in the database. All times are the database's. */
@Singleton
final class SessionStore {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int BATCH = 1_000;

    private static final String BEGIN = """
            INSERT INTO console_session
                   (session_sha256, actor, actor_kind, role, token_sha256, bootstrap_sha256, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 millisecond')""";

    /** None whose token is gone or has expired. */
    private static final String FIND = """
            SELECT s.actor, s.actor_kind, coalesce(t.role, s.role) AS role, encode(s.bootstrap_sha256, 'hex') AS bootstrap,
                   t.id AS token_id, s.last_seen_at < now() - interval '1 minute' AS is_unseen
            FROM console_session s LEFT JOIN api_token t ON t.token_sha256 = s.token_sha256
            WHERE s.session_sha256 = $1 AND s.expires_at > now()
              AND (s.token_sha256 IS NULL OR t.id IS NOT NULL AND (t.expires_at IS NULL OR t.expires_at > now()))""";

    /** Several replicas see one session: the condition keeps them from writing each their own. */
    private static final String SEEN = """
            UPDATE console_session SET last_seen_at = now()
            WHERE session_sha256 = $1 AND last_seen_at < now() - interval '1 minute'""";

    private static final String END = "DELETE FROM console_session WHERE session_sha256 = $1 RETURNING actor, actor_kind";

    private static final String EXPIRE = """
            DELETE FROM console_session WHERE session_sha256 = ANY (ARRAY (
                SELECT session_sha256 FROM console_session WHERE expires_at <= now() ORDER BY expires_at LIMIT $1))""";

    private final Statements statements;

    SessionStore(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    /**
     * A session that is good.
     *
     * @param role the token's as it is now; of others the one at the login
     * @param bootstrap what has to come of the bootstrap token, if it came from that
     * @param tokenId of the stored token that it came from
     * @param isUnseen whether it was last noted more than a minute ago that it is in use
     */
    record Found(Actor who, Role role, Optional<Sha256> bootstrap, Optional<Long> tokenId, boolean isUnseen) {
    }

    static Uni<Void> begin(SqlConnection transaction, SessionId id, Login login, Duration life) {
        return transaction.preparedQuery(BEGIN)
                .execute(Tuple.from(new Object[] { bytes(id.digest()), login.who().name(), login.who().kind(),
                        login.role().toString(), login.token().map(SessionStore::bytes).orElse(null),
                        login.bootstrapToken().map(id::mixedWith).map(SessionStore::bytes).orElse(null), life.toMillis() }))
                .replaceWithVoid();
    }

    Uni<Optional<Found>> find(Sha256 digest) {
        return statements.query(FIND, Tuple.of(bytes(digest))).map(rows -> Rows.first(rows, SessionStore::found));
    }

    Uni<Void> seen(Sha256 digest) {
        return statements.query(SEEN, Tuple.of(bytes(digest))).replaceWithVoid();
    }

    /** @return whose it was, if there was one */
    Uni<Optional<Actor>> end(Sha256 digest) {
        return statements.query(END, Tuple.of(bytes(digest))).map(rows -> Rows.first(rows, SessionStore::actor));
    }

    /** In batches, so that no transaction is long; goes on until a batch is not full. */
    Uni<Integer> expire() {
        return statements.query(EXPIRE, Tuple.of(BATCH))
                .chain(rows -> rows.rowCount() < BATCH ? Uni.createFrom().item(rows.rowCount()) : expire());
    }

    private static Found found(Row row) {
        return new Found(actor(row), Role.named(row.getString("role")),
                Optional.ofNullable(row.getString("bootstrap")).map(Sha256::new),
                Optional.ofNullable(row.getLong("token_id")), row.getBoolean("is_unseen"));
    }

    private static Actor actor(Row row) {
        return new Actor(row.getString("actor"), row.getString("actor_kind"));
    }

    private static Buffer bytes(Sha256 digest) {
        return Buffer.buffer(digest.bytes());
    }
}
