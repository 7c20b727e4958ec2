package dev.tocsin.access;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import jakarta.inject.Singleton;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import dev.tocsin.secret.Sha256;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The tokens in the database. */
@Singleton
final class TokenStore {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String MEMBERS = "id, name, role, created_by, created_at, expires_at, last_used_at";

    private static final String BY_DIGEST = "SELECT " + MEMBERS + " FROM api_token WHERE token_sha256 = $1";
    private static final String BY_NAME = "SELECT " + MEMBERS + " FROM api_token WHERE name = $1";
    private static final String PAGE = "SELECT " + MEMBERS + " FROM api_token WHERE name > $1 ORDER BY name LIMIT $2";
    private static final String INSERT = """
            INSERT INTO api_token (name, role, token_sha256, created_by, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING\s""" + MEMBERS;
    private static final String DELETE = "DELETE FROM api_token WHERE name = $1 RETURNING " + MEMBERS;
    /** Several replicas see one token used: the condition keeps them from writing each their own. */
    private static final String USED = """
            UPDATE api_token SET last_used_at = $2::timestamptz
            WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')""";

    private final Statements statements;

    TokenStore(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    Uni<Optional<ApiToken>> find(Sha256 digest) {
        return query(BY_DIGEST, Tuple.of(Buffer.buffer(digest.bytes()))).map(TokenStore::first);
    }

    Uni<Optional<ApiToken>> named(String name) {
        return query(BY_NAME, Tuple.of(name)).map(TokenStore::first);
    }

    /** In the order of names. */
    Uni<List<ApiToken>> list(String after, int rows) {
        return query(PAGE, Tuple.of(after, rows))
                .map(found -> StreamSupport.stream(found.spliterator(), false).map(TokenStore::token).toList());
    }

    Uni<Void> used(long id, Instant at) {
        return query(USED, Tuple.of(id, at.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }

    static Uni<ApiToken> insert(SqlConnection transaction, NewToken token) {
        return transaction.preparedQuery(INSERT)
                .execute(Tuple.of(token.name(), token.role().toString(),
                        Buffer.buffer(token.digest().bytes()), token.createdBy(), time(token.createdAt()),
                        time(token.expiresAt())))
                .map(rows -> first(rows).orElseThrow());
    }

    static Uni<Optional<ApiToken>> delete(SqlConnection transaction, String name) {
        return transaction.preparedQuery(DELETE).execute(Tuple.of(name)).map(TokenStore::first);
    }

    record NewToken(String name, Role role, Sha256 digest, String createdBy, Instant createdAt, Instant expiresAt) {
    }

    private Uni<RowSet<Row>> query(String sql, Tuple values) {
        return statements.query(sql, values);
    }

    private static Optional<ApiToken> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(token(rows.iterator().next()));
    }

    private static ApiToken token(Row row) {
        return new ApiToken(row.getLong("id"), row.getString("name"), Role.named(row.getString("role")),
                row.getString("created_by"), instant(row, "created_at"), instant(row, "expires_at"),
                instant(row, "last_used_at"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
