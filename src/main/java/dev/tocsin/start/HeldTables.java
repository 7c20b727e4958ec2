package dev.tocsin.start;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import io.quarkus.flyway.FlywayConfigurationCustomizer;

/**
 * Lets a migration give up soon where it does not get at a table. Whoever uses the table after it has to wait behind it, so a
 * long query or a backup would otherwise stop all replicas for as long as it takes.
 */
@Singleton
final class HeldTables implements FlywayConfigurationCustomizer {

    private static final Duration SOON = Duration.ofSeconds(3);
    /** Of a replica that migrates; the rest of the waiting is {@link TableMigration}'s, which says so. */
    private static final int ASKED_AGAIN = 1;
    private static final String OTHER_REPLICA = "another replica is migrating them";
    private static final String NO_MIGRATION_LOCK = "advisory lock";
    private static final Map<String, String> HELD = Map.of(
            "55P03", "somebody keeps a table locked, a backup or a long query perhaps",
            "40P01", "the migration and somebody who uses the tables waited for each other");

    private final String shortWaits;

    @Inject
    HeldTables() {
        this(SOON);
    }

    /** @param soon when a migration gives up */
    HeldTables(Duration soon) {
        this.shortWaits = "SET LOCAL lock_timeout = " + soon.toMillis();
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.lockRetryCount(ASKED_AGAIN).callbacks(new ShortWaits());
    }

    /**
     * Finds out whether the table of what was migrated can be read. Flyway reads it before anything else, and would wait
     * without an end and without a word. In a transaction of its own, since behind a pooler others use the connection
     * afterwards.
     *
     * @throws FlywayException if it cannot
     */
    void requireReadableHistory(Configuration flyway) {
        try (Connection connection = flyway.getDataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(shortWaits);
                String history = history(flyway);
                if (isThere(statement, history)) {
                    statement.execute("LOCK TABLE " + history + " IN ACCESS SHARE MODE");
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new FlywayException("the table " + flyway.getTable() + " cannot be read", failure);
        }
    }

    /** Flyway writes its entry by another connection in the end, which would wait for ever. Our lock is let go at once. */
    private static void requireWritableHistory(Statement statement, Configuration flyway) throws SQLException {
        statement.execute("SAVEPOINT before_the_entry");
        statement.execute("LOCK TABLE " + history(flyway) + " IN ROW EXCLUSIVE MODE");
        statement.execute("ROLLBACK TO SAVEPOINT before_the_entry");
    }

    private static String history(Configuration flyway) {
        return '"' + flyway.getTable() + '"';
    }

    /** Asks the catalog alone, which nobody keeps locked. */
    private static boolean isThere(Statement statement, String table) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT to_regclass('" + table + "') IS NOT NULL")) {
            return found.next() && found.getBoolean(1);
        }
    }

    /** Why the migration cannot go on for now; empty if waiting helps nothing. */
    static Optional<String> words(FlywayException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && HELD.containsKey(String.valueOf(refused.getSQLState()))) {
                return Optional.of(HELD.get(refused.getSQLState()));
            }
        }
        return String.valueOf(failure.getMessage()).contains(NO_MIGRATION_LOCK) ? Optional.of(OTHER_REPLICA) : Optional.empty();
    }

    /** For the transaction of a migration alone, since behind a pooler others use the connection afterwards. */
    final class ShortWaits extends BaseCallback {

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE;
        }

        @Override
        public void handle(Event event, Context context) {
            Connection connection = context.getConnection();
            try (Statement statement = connection.createStatement()) {
                statement.execute(shortWaits);
                if (!connection.getAutoCommit()) {
                    requireWritableHistory(statement, context.getConfiguration());
                }
            } catch (SQLException failure) {
                throw new FlywayException("cannot limit how long a migration waits for locks", failure);
            }
        }
    }
}
