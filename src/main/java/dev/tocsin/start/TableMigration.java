package dev.tocsin.start;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;

/**
 * Makes the tables those of this version, before anything else begins and before a port is open. What holds the tables at that
 * moment is waited for: a backup, a long query, another replica that migrates. Nothing of a migration that did not come to its
 * end is left, so it is begun again from its beginning, by this start or by the next.
 */
@Singleton
final class TableMigration {

    /** Kubernetes ends a start that takes longer than its probe allows; elsewhere somebody may be waiting for the line. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int OLDEST_POSTGRES = 13;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final Flyway flyway;
    private final HeldTables heldTables;
    private final Config config;
    private final LongSupplier nanoTime;
    private final AwaitedDatabase.Pause pause;

    @Inject
    TableMigration(Flyway flyway, HeldTables heldTables, Config config) {
        this(flyway, heldTables, config, System::nanoTime, duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()));
    }

    /** For tests, which give the time. */
    TableMigration(Flyway flyway, HeldTables heldTables, Config config, LongSupplier nanoTime,
            AwaitedDatabase.Pause pause) {
        this.flyway = flyway;
        this.heldTables = heldTables;
        this.config = config;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    void migrate(@Observes @Priority(StartPhase.LAST - 1) StartupEvent starting) throws InterruptedException {
        migrate();
    }

    /** @throws NoStart if this version cannot work on the tables, or something holds them for too long */
    void migrate() throws InterruptedException {
        requirePostgres(serverVersion());
        long begin = nanoTime.getAsLong();
        Duration next = FIRST_PAUSE;
        String told = "";
        while (true) {
            try {
                heldTables.requireReadableHistory(flyway.getConfiguration());
                tellOfNewerTables();
                flyway.migrate();
                return;
            } catch (FlywayException failure) {
                String held = HeldTables.words(failure).orElseThrow(() -> failure);
                if (nanoTime.getAsLong() - begin > PATIENCE.toNanos()) {
                    throw new NoStart(ExitCode.DATABASE_AWAY, "the tables in " + DatabaseAddress.of(config)
                            + " could not be migrated within " + PATIENCE.toMinutes() + " min: " + held
                            + ". pg_locks and pg_stat_activity say who that is. End it, and start Tocsin again.", failure);
                }
                if (!held.equals(told)) {
                    Log.infof("The tables are not migrated yet: %s. It is waited for", held);
                    told = held;
                }
                pause.sleep(next);
                next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** Hibernate would ask too, but before anybody has found out whether the server admits us, and by a stack trace. */
    private int serverVersion() {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException refused) {
            throw new FlywayException("the database cannot be asked for its version", refused);
        }
    }

    private void requirePostgres(int version) {
        if (version < OLDEST_POSTGRES) {
            throw new NoStart(ExitCode.DATABASE_REFUSES, "PostgreSQL at " + DatabaseAddress.of(config).hostAndPort()
                    + " is of version " + version + ". Tocsin needs " + OLDEST_POSTGRES + " or later.");
        }
    }

    private void tellOfNewerTables() {
        Optional<NewerTables> newer = NewerTables.of(Arrays.asList(flyway.info().all()));
        newer.flatMap(tables -> tables.refusal(DatabaseAddress.of(config).toString())).ifPresent(line -> {
            throw new NoStart(ExitCode.OTHER_TABLES, line);
        });
        newer.ifPresent(tables -> Log.info(tables.words()));
    }
}
