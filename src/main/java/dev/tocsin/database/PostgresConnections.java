package dev.tocsin.database;

import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;

/**
 * Connections that notice when the other end is gone without a word, as after a failover: TCP alone takes a quarter of an hour,
 * and by then every connection of the pool would be waiting for an answer that does not come.
 */
@Singleton
final class PostgresConnections implements PgPoolCreator {

    private static final int CONNECT_MILLIS = 5_000;
    /** Longer than any statement takes (statement_timeout) and than an unused connection is kept in the pool. */
    private static final int SILENCE_SECONDS = 45;

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(PostgresConnections::limit);
        return PgBuilder.pool().connectingTo(List.<SqlConnectOptions> copyOf(input.pgConnectOptionsList())).using(input.vertx())
                .with(input.poolOptions())
                .build();
    }

    private static void limit(PgConnectOptions options) {
        options.setTcpKeepAlive(true).setConnectTimeout(CONNECT_MILLIS).setReadIdleTimeout(SILENCE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }
}
