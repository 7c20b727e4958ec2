package dev.tocsin.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads the entries, newest first, and forgets the old ones. */
@Singleton
final class AuditHistory {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int BATCH = 1_000;

    private static final String PAGE = """
            SELECT id, at, actor, actor_kind, operation, kind, name, before::text AS before, after::text AS after
            FROM audit_entry
            WHERE id < $1 AND ($2::text IS NULL OR kind = $2) AND ($3::text IS NULL OR name = $3)
              AND ($4::text IS NULL OR actor = $4)
            ORDER BY id DESC LIMIT $5""";

    private static final String EXPIRE = """
            DELETE FROM audit_entry WHERE id = ANY (ARRAY (
                SELECT id FROM audit_entry WHERE at < now() - $1 * interval '1 millisecond' ORDER BY at LIMIT $2))""";

    private final Pool pool;
    private final ObjectMapper mapper;

    AuditHistory(Pool pool, ObjectMapper mapper) {
        this.pool = pool;
        this.mapper = mapper;
    }

    /**
     * What is asked for; null means all.
     *
     * @param before only ids below this
     */
    record Question(String kind, String name, String who, long before, int rows) {
    }

    Uni<List<AuditEntry>> find(Question question) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(question.before(), question.kind(), question.name(), question.who(), question.rows()))
                .ifNoItem().after(TIMEOUT).fail()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::entry).toList());
    }

    /** In batches, so that no transaction is long; goes on until a batch is not full. */
    Uni<Integer> expire(Duration age) {
        return pool.preparedQuery(EXPIRE).execute(Tuple.of(age.toMillis(), BATCH)).ifNoItem().after(TIMEOUT).fail()
                .chain(rows -> rows.rowCount() < BATCH ? Uni.createFrom().item(rows.rowCount()) : expire(age));
    }

    private AuditEntry entry(Row row) {
        return new AuditEntry(row.getLong("id"), row.getOffsetDateTime("at").toInstant(), row.getString("actor"),
                row.getString("actor_kind"), row.getString("operation"), row.getString("kind"), row.getString("name"),
                json(row.getString("before")), json(row.getString("after")));
    }

    private JsonNode json(String text) {
        try {
            return text == null ? null : mapper.readTree(text);
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
    }
}
