package dev.tocsin.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.database.Paging;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.problem.Problems;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads the entries, newest first, and forgets the old ones. */
@Singleton
public final class AuditHistory {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int BATCH = 1_000;

    private static final String PAGE = """
            SELECT id, at, actor, actor_kind, operation, kind, name, before::text AS before, after::text AS after
            FROM audit_entry
            WHERE id < $1 AND ($2::text IS NULL OR kind = $2) AND ($3::text IS NULL OR name = $3)
              AND ($4::text IS NULL OR actor = $4)
            ORDER BY id DESC LIMIT $5""";

    private static final String IS_STORED = "SELECT EXISTS (SELECT FROM audit_entry WHERE kind = $1) AS is_stored";

    private static final String EXPIRE = """
            DELETE FROM audit_entry WHERE id = ANY (ARRAY (
                SELECT id FROM audit_entry WHERE at < now() - $1 * interval '1 millisecond' ORDER BY at LIMIT $2))""";

    private final Statements statements;
    private final ObjectMapper mapper;
    private final SortedSet<String> kinds = new TreeSet<>();

    AuditHistory(Postgres postgres, ObjectMapper mapper, @All List<AuditedKinds> rooms) {
        this.statements = postgres.within(TIMEOUT);
        this.mapper = mapper;
        rooms.forEach(room -> kinds.addAll(room.kinds()));
    }

    /** What is asked for; null means all. */
    public record Question(String kind, String name, String who) {
    }

    /** One entry more than asked for if there are more; fails with a problem if no room has things of that kind. */
    public Uni<List<AuditEntry>> find(Question question, Paging<Long> paging) {
        return isKnown(question.kind()).chain(isKnown -> isKnown ? page(question, paging)
                : Uni.createFrom().failure(Problems.invalid("kind", "must be one of " + String.join(", ", kinds),
                        question.kind())));
    }

    /** Those that this version tells of. */
    public List<String> kinds() {
        return List.copyOf(kinds);
    }

    /** An older version may have told of other kinds, and a newer one beside this may too. */
    private Uni<Boolean> isKnown(String kind) {
        return kind == null || kinds.contains(kind) ? Uni.createFrom().item(true)
                : statements.query(IS_STORED, Tuple.of(kind)).map(rows -> rows.iterator().next().getBoolean("is_stored"));
    }

    private Uni<List<AuditEntry>> page(Question question, Paging<Long> paging) {
        return statements
                .query(PAGE, Tuple.of(paging.after(), question.kind(), question.name(), question.who(), paging.rows()))
                .map(rows -> Rows.all(rows, this::entry));
    }

    /** In batches, so that no transaction is long; goes on until a batch is not full. */
    Uni<Integer> expire(Duration age) {
        return statements.query(EXPIRE, Tuple.of(age.toMillis(), BATCH))
                .chain(rows -> rows.rowCount() < BATCH ? Uni.createFrom().item(rows.rowCount()) : expire(age));
    }

    private AuditEntry entry(Row row) {
        return new AuditEntry(row.getLong("id"), Rows.instant(row, "at"), row.getString("actor"),
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
