package dev.tocsin.history;

import java.util.function.Function;

import jakarta.inject.Singleton;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.DeliveryConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Statements whose plans do not depend on what PostgreSQL believes of the tables. The statements of this room are written so
 * that there is an index for each step; here the other ways are shut, since statistics may be old or missing, and a plan that
 * was made for an empty table may be kept while the table fills.
 *
 * <p>
 * Sorting is shut too, so that a list comes out of its index in its order. What is to be found by one index and shown in the
 * order of another is ordered by {@code id + 0}, for which there is no index.
 */
@Singleton
class SurePlans {

    static final String SHUT = """
            SELECT set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true),
                   set_config('enable_incremental_sort', 'off', true), set_config('enable_hashjoin', 'off', true),
                   set_config('enable_mergejoin', 'off', true),
                   set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true),
                   set_config('plan_cache_mode', 'force_custom_plan', true)""";

    /** For a list whose index has but the beginning of its order. */
    static final String SORT_IN_PART = "SELECT set_config('enable_incremental_sort', 'on', true)";

    private final Statements statements;

    SurePlans(Postgres postgres, DeliveryConfig config) {
        this.statements = postgres.within(config.statementTimeout());
    }

    Uni<RowSet<Row>> query(String sql, Tuple parameters) {
        return with(connection -> connection.preparedQuery(sql).execute(parameters));
    }

    /** Within one transaction. */
    <T> Uni<T> with(Function<SqlConnection, Uni<T>> work) {
        return statements
                .transaction(connection -> connection.preparedQuery(SHUT).execute().chain(() -> work.apply(connection)));
    }
}
