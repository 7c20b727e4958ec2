package dev.tocsin.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;

/**
 * Connections that notice when the other end is gone without a word, as after a failover: TCP alone takes a quarter of an hour,
 * and by then every connection of the pool would be waiting for an answer that does not come.
 */
@Singleton
final class PostgresConnections implements PgPoolCreator {

    /** By default Vert.x prepares anew, at each use, whatever has more than 2,048 characters. */
    private static final int LONGEST_CACHED = 16_384;
    /**
     * A plan is kept with its statement, and what was small when it was made may be large when it is used: nobody is to read a
     * whole table because it was empty once. Compiling plans never pays for statements that take a millisecond.
     */
    private static final Map<String, String> PLANS = Map.of("enable_seqscan", "off", "jit", "off");
    private static final int CONNECT_MILLIS = 5_000;
    /** Longer than any statement takes (statement_timeout) and than an unused connection is kept in the pool. */
    private static final int SILENCE_SECONDS = 45;

    private final PostgresTls tls;
    private final DatabaseLogin login;

    PostgresConnections(DatabaseLogin login, @ConfigProperty(name = "quarkus.datasource.reactive.url") Optional<String> url) {
        this.login = login;
        this.tls = PostgresTls.of(url.orElse(""));
    }

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(tls::apply);
        input.pgConnectOptionsList().forEach(PostgresConnections::limit);
        ClientBuilder<Pool> pool = PgBuilder.pool().using(input.vertx()).with(input.poolOptions());
        return (login.isByToken()
                ? pool.connectingTo(login.byToken(input.pgConnectOptionsList().get(0))) // the start admits no second
                : pool.connectingTo(List.<SqlConnectOptions> copyOf(input.pgConnectOptionsList()))).build();
    }

    /** For tests of statements as well, which have no Quarkus. */
    static void limit(PgConnectOptions options) {
        PLANS.forEach(options::addProperty);
        options.setPreparedStatementCacheSqlLimit(LONGEST_CACHED).setTcpKeepAlive(true).setConnectTimeout(CONNECT_MILLIS)
                .setReadIdleTimeout(SILENCE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }
}
