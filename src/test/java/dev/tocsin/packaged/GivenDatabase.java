package dev.tocsin.packaged;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import javax.sql.DataSource;

import dev.tocsin.database.SharedPostgres;

/** A database without tables for a packaged application, on the PostgreSQL that all tests of this process share. */
final class GivenDatabase implements AutoCloseable {

    static final String KEY = "czNjcjN0LXMzY3IzdC1zM2NyM3QtczNjcjN0LXMzY3I=";

    private final String name;

    private GivenDatabase(String name) {
        this.name = name;
    }

    static GivenDatabase empty() throws SQLException {
        return new GivenDatabase(SharedPostgres.newDatabase());
    }

    /** By which an application finds it, with a key for its secrets. */
    Map<String, String> settings() {
        return Map.of(PackagedTocsin.DATABASE, "postgresql://127.0.0.1:" + SharedPostgres.server().getPort() + "/" + name,
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "postgres",
                "TOCSIN_SECRETS_KEY", KEY);
    }

    String name() {
        return name;
    }

    DataSource dataSource() {
        return SharedPostgres.server().getDatabase("postgres", name);
    }

    void run(String... statements) throws SQLException {
        try (Connection connection = dataSource().getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        SharedPostgres.drop(name);
    }
}
