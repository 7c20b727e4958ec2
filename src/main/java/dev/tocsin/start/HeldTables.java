package dev.tocsin.start;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import io.quarkus.flyway.FlywayConfigurationCustomizer;

/**
 * Lets a migration give up soon where it does not get at a table. Whoever uses the table after it has to wait behind it, so a
 * long query or a backup would otherwise stop all replicas for as long as it takes.
 */
@Singleton
final class HeldTables implements FlywayConfigurationCustomizer {

    /** Of a replica that migrates; the rest of the waiting is {@link TableMigration}'s, which says so. */
    private static final int ASKED_AGAIN = 1;
    private static final String OTHER_REPLICA = "another replica is migrating them";
    private static final String NO_MIGRATION_LOCK = "advisory lock";
    private static final Map<String, String> HELD = Map.of(
            "55P03", "somebody keeps a table locked, a backup or a long query perhaps",
            "40P01", "the migration and somebody who uses the tables waited for each other");

    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.lockRetryCount(ASKED_AGAIN).callbacks(new ShortWaits());
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
    static final class ShortWaits extends BaseCallback {

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE;
        }

        @Override
        public void handle(Event event, Context context) {
            Connection connection = context.getConnection();
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL lock_timeout = '3s'");
            } catch (SQLException failure) {
                throw new FlywayException("cannot limit how long a migration waits for locks", failure);
            }
        }
    }
}
