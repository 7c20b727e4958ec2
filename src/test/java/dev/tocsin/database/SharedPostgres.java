package dev.tocsin.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * The PostgreSQL of all plain tests that one process runs. Making and starting one takes longer than most classes of tests, a
 * database on it a tenth of a second. It ends with the process.
 */
public final class SharedPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private SharedPostgres() {
    }

    private static final class Started {

        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static EmbeddedPostgres server() {
        return Started.SERVER;
    }

    /** @return the name of a new database without tables */
    public static String newDatabase() throws SQLException {
        return newDatabase("template1");
    }

    static String newDatabase(String template) throws SQLException {
        String name = "database_" + DATABASES.incrementAndGet();
        run("CREATE DATABASE " + name + " TEMPLATE " + template);
        return name;
    }

    /** Whoever is still connected loses the connection. */
    public static void drop(String database) throws SQLException {
        run("DROP DATABASE " + database + " WITH (FORCE)");
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
