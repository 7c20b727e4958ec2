package dev.tocsin.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

/** A database without tables, for tests of what a migration makes of what was there before it. */
public final class MigratedDatabase implements AutoCloseable {

    private final String name;
    private final DataSource database;
    private final Connection connection;

    private MigratedDatabase(String name) throws SQLException {
        this.name = name;
        this.database = SharedPostgres.server().getDatabase("postgres", name);
        this.connection = database.getConnection();
    }

    public static MigratedDatabase create() throws SQLException {
        return new MigratedDatabase(SharedPostgres.newDatabase());
    }

    /** @param target a version, or {@code latest} */
    public void migrate(String target) {
        Flyway.configure().dataSource(database).locations("classpath:db/migration").target(target).load()
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
    public void close() throws SQLException {
        connection.close();
        SharedPostgres.drop(name);
    }
}
