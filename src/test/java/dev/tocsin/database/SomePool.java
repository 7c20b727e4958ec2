package dev.tocsin.database;

import java.util.List;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;

/** What Quarkus asks for a pool with. */
record SomePool(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
        implements
            PgPoolCreator.Input {
}
