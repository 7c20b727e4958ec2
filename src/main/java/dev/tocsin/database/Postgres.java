package dev.tocsin.database;

import java.time.Duration;

import jakarta.inject.Singleton;

import io.vertx.mutiny.sqlclient.Pool;

/** The database, apart from Hibernate's sessions. Nobody else has the pool, so no statement is without an end. */
@Singleton
public final class Postgres {

    private final Pool pool;

    Postgres(Pool pool) {
        this.pool = pool;
    }

    /** @param patience how long a statement or a transaction may take, the wait for a connection included */
    public Statements within(Duration patience) {
        return new Statements(pool, patience);
    }
}
