package dev.tocsin.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.junit.jupiter.api.Test;

class RolledBackMigrationsTest {

    private static final String MIGRATE = "org.flywaydb.core.internal.command.DbMigrate";
    private static final String ROLLED_BACK = "Migration of schema \"public\" to version \"14 - runs\" failed! "
            + "Changes successfully rolled back.";

    private final RolledBackMigrations filter = new RolledBackMigrations();

    @Test
    void keepsOutThatAMigrationWasRolledBack() {
        assertThat(filter.isLoggable(line(MIGRATE, ROLLED_BACK))).isFalse();
    }

    @Test
    void letsAllElseThrough() {
        assertThat(filter.isLoggable(line(MIGRATE, "Migration of schema \"public\" to version \"14 - runs\" failed! "
                + "Please restore backups and roll back database and code!"))).isTrue();
        assertThat(filter.isLoggable(line("dev.tocsin.Some", ROLLED_BACK))).isTrue();
        assertThat(filter.isLoggable(line(MIGRATE, null))).isTrue();
    }

    private static LogRecord line(String logger, String message) {
        LogRecord line = new LogRecord(Level.SEVERE, message);
        line.setLoggerName(logger);
        return line;
    }
}
