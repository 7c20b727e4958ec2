package dev.tocsin.silence;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Remembers what is silent. Whoever says the same twice, or at the same time as another, changes nothing. */
@Singleton
class SilenceStore {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String BEGIN = """
            INSERT INTO silence (kind, subject, since, why)
            SELECT $1, f.subject, f.since, f.why FROM unnest($2::text[], $3::timestamptz[], $4::text[]) AS f (subject, since, why)
            ON CONFLICT (kind, subject) WHERE over_at IS NULL DO UPDATE SET why = excluded.why
            WHERE silence.why <> excluded.why""";

    /** All of a kind that are not named any more are over. */
    private static final String KEEP = """
            WITH over AS (
                UPDATE silence SET over_at = now() WHERE kind = $1 AND over_at IS NULL AND subject <> ALL ($2::text[])
            )
            """ + BEGIN;

    private static final String END = "UPDATE silence SET over_at = now() WHERE kind = $1 AND subject = $2 AND over_at IS NULL";

    /** Nobody looks after those any more: the configuration is gone or meant to be quiet, or has no canary any more. */
    private static final String END_UNWATCHED = """
            UPDATE silence s SET over_at = now()
            WHERE s.over_at IS NULL AND s.kind IN ('CHANNEL', 'CANARY')
              AND (NOT EXISTS (SELECT FROM configuration c
                               WHERE c.configuration_name = s.subject AND c.state = 'ENABLED')
                   OR s.kind = 'CANARY' AND s.subject <> ALL ($1::text[]))""";

    private static final String OPEN = """
            SELECT kind, subject, since, why FROM silence WHERE over_at IS NULL ORDER BY since, id LIMIT 1000""";

    private static final String FORGET = """
            DELETE FROM silence WHERE id = ANY (ARRAY (
                SELECT id FROM silence WHERE over_at < now() - $1 * interval '1 millisecond' ORDER BY over_at LIMIT 1000))""";

    private final Statements statements;

    SilenceStore(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    /** All of a kind that there are now. */
    Uni<Void> keep(SilenceKind kind, List<Silent> all) {
        return statements.query(KEEP, columns(kind, all)).replaceWithVoid();
    }

    /** One more. */
    Uni<Void> begin(SilenceKind kind, Silent one) {
        return statements.query(BEGIN, columns(kind, List.of(one))).replaceWithVoid();
    }

    private static Tuple columns(SilenceKind kind, List<Silent> all) {
        return Tuple.newInstance(io.vertx.sqlclient.Tuple.of(kind.name(), Rows.column(all, Silent::subject, String[]::new),
                Rows.column(all, one -> Rows.time(one.since()), java.time.OffsetDateTime[]::new),
                Rows.column(all, Silent::why, String[]::new)));
    }

    Uni<Void> end(SilenceKind kind, String subject) {
        return statements.query(END, Tuple.of(kind.name(), subject)).replaceWithVoid();
    }

    /** @param canaries the configurations that have one */
    Uni<Void> endUnwatched(List<String> canaries) {
        return statements.query(END_UNWATCHED, Tuple.tuple().addArrayOfString(canaries.toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** What is silent now, the longest first. */
    Uni<RowSet<Row>> open() {
        return statements.query(OPEN, Tuple.tuple());
    }

    /** What is over for longer than that. */
    Uni<Void> forget(Duration age) {
        return statements.query(FORGET, Tuple.of(age.toMillis())).replaceWithVoid();
    }
}
