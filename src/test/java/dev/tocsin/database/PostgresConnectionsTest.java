package dev.tocsin.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import io.vertx.pgclient.PgConnectOptions;

class PostgresConnectionsTest {

    /** What is longer is parsed and planned anew at each use. */
    @Test
    void everyStatementIsKeptPrepared() {
        Map<String, String> statements = StatementConstants.of("");
        assertThat(statements).hasSizeGreaterThan(150).containsKeys("ClaimStatement.SQL", "SettlementStatement.SQL");
        assertThat(statements).allSatisfy((name, sql) -> assertThat(isKept()).as("%s: %d", name, sql.length()).accepts(sql));
    }

    @Test
    void whatIsTooLongIsNotKept() {
        assertThat(isKept()).rejects("SELECT " + "1 + ".repeat(5_000) + "1");
    }

    private static Predicate<String> isKept() {
        PgConnectOptions options = new PgConnectOptions();
        PostgresConnections.limit(options);
        return options.getPreparedStatementCacheSqlFilter();
    }
}
