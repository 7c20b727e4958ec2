package dev.tocsin.database;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Prepared statements that fail with a {@link TimeoutException} if they take too long. */
public final class Statements {

    private final Pool pool;
    private final Duration patience;

    Statements(Pool pool, Duration patience) {
        this.pool = pool;
        this.patience = patience;
    }

    public Uni<RowSet<Row>> query(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).ifNoItem().after(patience).fail();
    }

    /**
     * A statement whose effect must not outlast the wait for it: the database may still carry out what nobody waits for any
     * more.
     *
     * @param undo subscribed to once such a statement has ended, whichever way; it tells itself of its failures
     */
    public Uni<RowSet<Row>> query(String sql, Tuple parameters, Supplier<Uni<Void>> undo) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<RowSet<Row>> ended = pool.preparedQuery(sql).execute(parameters).subscribeAsCompletionStage();
            return Uni.createFrom().completionStage(ended::copy).ifNoItem().after(patience).fail()
                    .onFailure(TimeoutException.class)
                    .invoke(() -> ended.whenComplete((rows, failure) -> undo.get().subscribe().with(undone -> {
                    })));
        });
    }

    /** One transaction, which is rolled back if it fails; whoever does its work sets statements no limits of their own. */
    public <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work).ifNoItem().after(patience).fail();
    }
}
