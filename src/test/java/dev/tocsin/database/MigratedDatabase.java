package dev.tocsin.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.Flyway;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL without tables, for tests of what a migration makes of what was there before it. */
public final class MigratedDatabase implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final Connection connection;

    private MigratedDatabase(EmbeddedPostgres postgres) throws SQLException {
        this.postgres = postgres;
        this.connection = postgres.getPostgresDatabase().getConnection();
    }

    public static MigratedDatabase start() throws IOException, SQLException {
        return new MigratedDatabase(EmbeddedPostgres.start());
    }

    /** @param target a version, or {@code latest} */
    public void migrate(String target) {
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).locations("classpath:db/migration").target(target).load()
                .migrate();
    }

    public void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of all rows, as text. */
    public List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    @Override
    public void close() throws IOException, SQLException {
        try (postgres; connection) {
            return;
        }
    }
}
