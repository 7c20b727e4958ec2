package dev.tocsin.database;

import static dev.tocsin.database.QueueDatabase.soon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Statements of one connection: the plan of each is made at its first use, and kept. */
public final class PreparedStatements implements AutoCloseable {

    /** Counted by the database itself, in the transaction, so that what triggers do is among it. */
    private static final String COUNTS = """
            SELECT c.relname, c.relkind = 'r' AS is_table, pg_stat_get_xact_blocks_fetched(c.oid) AS pages,
                   pg_stat_get_xact_tuples_inserted(c.oid) + pg_stat_get_xact_tuples_updated(c.oid)
                       + pg_stat_get_xact_tuples_deleted(c.oid) AS written
            FROM pg_class c WHERE c.oid >= 16384 AND c.relkind IN ('r', 'i', 't')""";

    private final SqlConnection connection;
    private final List<String> names = new ArrayList<>();

    PreparedStatements(SqlConnection connection, String planCacheMode) {
        this.connection = connection;
        run("SET plan_cache_mode = " + planCacheMode);
    }

    public void prepare(String name, String sql) {
        run("PREPARE \"" + name + "\" AS " + sql);
        names.add(name);
    }

    /** It has no effect. */
    public Touched touched(String name, String... arguments) {
        return touched("ROLLBACK", name, arguments);
    }

    /** It has its effect. */
    public Touched done(String name, String... arguments) {
        return touched("COMMIT", name, arguments);
    }

    private Touched touched(String end, String name, String... arguments) {
        run("BEGIN");
        Counts before = counts();
        JsonObject plan = soon(connection.query("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, FORMAT JSON) EXECUTE \"" + name + "\""
                + (arguments.length == 0 ? "" : "(" + String.join(", ", arguments) + ")")).execute())
                .iterator().next().get(JsonArray.class, 0).getJsonObject(0).getJsonObject("Plan");
        Counts after = counts();
        run(end);
        Map<String, Long> rows = new TreeMap<>();
        after.written.forEach((table, written) -> {
            if (written > before.written.get(table)) {
                rows.put(table, written - before.written.get(table));
            }
        });
        if (plan.getLong("Actual Rows") > 0) {
            rows.put(Touched.ANSWERS, plan.getLong("Actual Rows"));
        }
        return new Touched(rows, after.pages - before.pages, steps(plan), plan.encodePrettily());
    }

    private record Counts(long pages, Map<String, Long> written) {
    }

    private Counts counts() {
        Map<String, Long> written = new TreeMap<>();
        long pages = Rows.stream(soon(connection.query(COUNTS).execute())).mapToLong(row -> {
            if (row.getBoolean("is_table")) {
                written.put(row.getString("relname"), row.getLong("written"));
            }
            return row.getLong("pages");
        }).sum();
        return new Counts(pages, written);
    }

    /** The plan says of each part how many rows it had at each of its runs. */
    private static long steps(JsonObject part) {
        long each = Stream.of("Actual Rows", "Rows Removed by Filter", "Rows Removed by Join Filter",
                "Rows Removed by Index Recheck").mapToLong(name -> part.getLong(name, 0L)).sum();
        return each * part.getLong("Actual Loops") + part.getJsonArray("Plans", new JsonArray()).stream()
                .mapToLong(inner -> steps((JsonObject) inner)).sum();
    }

    private void run(String sql) {
        soon(connection.query(sql).execute());
    }

    @Override
    public void close() {
        names.forEach(name -> run("DEALLOCATE \"" + name + "\""));
        run("RESET plan_cache_mode");
        soon(connection.close());
    }
}
