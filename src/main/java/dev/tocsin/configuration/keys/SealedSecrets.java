package dev.tocsin.configuration.keys;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.tocsin.configuration.SealedColumn;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** All secrets that are stored sealed, whichever room they are of. */
@Singleton
final class SealedSecrets {

    /** In the place of a key's id. */
    static final String UNREADABLE = "unreadable";

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final List<SealedColumn> columns;
    private final Statements statements;

    SealedSecrets(@All List<SealedColumn> columns, Postgres postgres) {
        this.columns = columns;
        this.statements = postgres.within(TIMEOUT);
    }

    /** One of them, as it is stored in that row. */
    record Stored(long id, String sealedFor, String sealed) {
    }

    /** What one of them becomes. */
    record Resealed(Stored before, String sealed) {
    }

    List<SealedColumn> columns() {
        return columns;
    }

    /** How many are sealed under which key. */
    Uni<Map<String, Long>> byKey() {
        return Multi.createFrom().iterable(columns)
                .onItem().transformToUniAndConcatenate(column -> statements.query(column.counts(), Tuple.tuple()))
                .collect().in(() -> (Map<String, Long>) new TreeMap<String, Long>(), (counts, rows) -> rows.forEach(
                        row -> counts.merge(row.getString("key_id"), row.getLong("secrets"), Long::sum)));
    }

    /** What the secrets are sealed for that are sealed under other keys, by key. */
    Uni<Map<String, List<String>>> underOtherKeys(Collection<String> keys, int most) {
        return Multi.createFrom().iterable(columns)
                .onItem().transformToUniAndConcatenate(column -> statements
                        .query(column.owners(), Tuple.of(keys.toArray(String[]::new), most))
                        .map(rows -> Rows.all(rows,
                                row -> Map.entry(row.getString("key_id"), column.context() + row.getString("owner")))))
                .collect().in(() -> (Map<String, List<String>>) new TreeMap<String, List<String>>(),
                        (owners, found) -> found.forEach(one -> owners.merge(one.getKey(), List.of(one.getValue()),
                                SealedSecrets::joined)));
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    /** Those under one of the keys, in the order of rows and after that one. */
    Uni<List<Stored>> underKeys(SealedColumn column, Collection<String> keys, long after, int most) {
        return statements.query(column.batch(), Tuple.of(after, keys.toArray(String[]::new), most))
                .map(rows -> Rows.all(rows, row -> new Stored(row.getLong("id"), column.context() + row.getString("owner"),
                        row.getString("sealed"))));
    }

    /** In one transaction; answers how many still were as they had been read, and are replaced. */
    Uni<Integer> replace(SealedColumn column, List<Resealed> batch) {
        return batch.isEmpty()
                ? Uni.createFrom().item(0)
                : statements.query(column.replace(), Tuple.of(batch.stream().map(one -> one.before().id()).toArray(Long[]::new),
                        batch.stream().map(one -> one.before().sealed()).toArray(String[]::new),
                        batch.stream().map(Resealed::sealed).toArray(String[]::new))).map(rows -> rows.rowCount());
    }
}
