package dev.tocsin.quiet;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps out of the log Flyway's error about a migration that was rolled back. It comes before anybody can say what it means:
 * either the migration is begun again, which is no error, or the start fails and says why in a line of its own.
 */
public final class RolledBackMigrations implements Filter {

    private static final String MIGRATE = "org.flywaydb.core.internal.command.DbMigrate";
    private static final String ROLLED_BACK = "failed! Changes successfully rolled back.";

    @Override
    public boolean isLoggable(LogRecord line) {
        return !(MIGRATE.equals(line.getLoggerName()) && String.valueOf(line.getMessage()).endsWith(ROLLED_BACK));
    }
}
