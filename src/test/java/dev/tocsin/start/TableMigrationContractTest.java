package dev.tocsin.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.database.SharedPostgres;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

@Tag("long")
class TableMigrationContractTest {

    private static final Config SETTINGS = new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(
            Map.of(StartSettings.DATABASE_URL, "postgresql://db.example.com/tocsin"), "settings", 100)).build();

    @TempDir
    Path folder;

    private final List<Duration> pauses = new ArrayList<>();
    /** Which gives up sooner than the application's. */
    private HeldTables heldTables = new HeldTables(Duration.ofMillis(500));
    private String name;
    private Connection somebody;
    private long now = 1;

    @BeforeEach
    void aTableThatSomebodyUses() throws IOException, SQLException {
        name = SharedPostgres.newDatabase();
        Files.writeString(folder.resolve("V1__one.sql"), "CREATE TABLE one (id int); CREATE TABLE two (id int);");
        flyway().migrate();
        somebody = database("postgres").getConnection();
        somebody.setAutoCommit(false);
    }

    @AfterEach
    void stop() throws SQLException {
        somebody.close();
        SharedPostgres.drop(name);
    }

    @Test
    void aTableThatSomebodyHoldsIsMigratedOnceItIsLetGo() throws Exception {
        Files.writeString(folder.resolve("V2__two.sql"), "ALTER TABLE one ADD COLUMN name text;");
        execute("LOCK TABLE one IN ACCESS SHARE MODE");

        migration(() -> somebody.rollback()).migrate();

        assertThat(pauses).hasSize(1);
        assertThat(flyway().info().current().getVersion().getVersion()).isEqualTo("2");
    }

    @Test
    void flywaysOwnTableIsWaitedForAndThatIsSaid() throws Exception {
        execute("LOCK TABLE flyway_schema_history IN ACCESS EXCLUSIVE MODE");

        migration(() -> somebody.rollback()).migrate();

        assertThat(pauses).hasSize(1);
    }

    /** A migration's entry is written when all else of it is done. */
    @Test
    void flywaysOwnTableIsWaitedForAlsoWhereItCanBeReadAlone() throws Exception {
        Files.writeString(folder.resolve("V2__two.sql"), "ALTER TABLE one ADD COLUMN name text;");
        execute("LOCK TABLE flyway_schema_history IN SHARE MODE");

        migration(() -> somebody.rollback()).migrate();

        assertThat(pauses).hasSize(1);
        assertThat(flyway().info().current().getVersion().getVersion()).isEqualTo("2");
    }

    @Test
    void flywaysOwnTableThatIsHeldForTooLongEndsTheStartWithALine() throws Exception {
        execute("LOCK TABLE flyway_schema_history IN ACCESS EXCLUSIVE MODE");

        assertThatThrownBy(() -> migration(() -> now += Duration.ofMinutes(11).toNanos()).migrate())
                .isInstanceOfSatisfying(NoStart.class,
                        line -> assertThat(line.exitCode()).isEqualTo(ExitCode.DATABASE_AWAY));
    }

    /** What a migration does may take its time. */
    @Test
    void onlyLocksAreWaitedForSoShortATime() throws Exception {
        Files.writeString(folder.resolve("V2__two.sql"), "SELECT pg_sleep(1);");

        migration(() -> {
        }).migrate();

        assertThat(pauses).isEmpty();
        assertThat(flyway().info().applied()).hasSize(2);
    }

    @Test
    void anEmptyDatabaseHasNoTableToWaitFor() throws Exception {
        execute("DROP TABLE flyway_schema_history, one, two");
        somebody.commit();

        migration(() -> {
        }).migrate();

        assertThat(pauses).isEmpty();
        assertThat(flyway().info().applied()).hasSize(1);
    }

    @Test
    void whoMayNotReadFlywaysTableIsToldSo() throws Exception {
        execute("DROP ROLE IF EXISTS somebody");
        execute("CREATE ROLE somebody LOGIN");
        somebody.commit();
        Flyway flyway = flyway(database("somebody"));

        assertThatThrownBy(() -> new TableMigration(flyway, heldTables, SETTINGS, () -> now, pauses::add).migrate())
                .satisfies(failure -> {
                    Explanation explanation = FailedStart.explain(failure, SETTINGS);
                    assertThat(explanation.exitCode()).isEqualTo(ExitCode.DATABASE_REFUSES);
                    assertThat(explanation.lines()).singleElement().asString().contains(
                            "lacks a right to create, read or change",
                            "permission denied for table flyway_schema_history");
                });
    }

    /** PostgreSQL ends either of the two; where it is the migration, that begins again. */
    @Test
    void aDeadlockIsNoEnd() throws Exception {
        // PostgreSQL looks for one after a second.
        heldTables = new HeldTables();
        Files.writeString(folder.resolve("V2__two.sql"),
                "ALTER TABLE one ADD COLUMN name text; SELECT pg_sleep(0.5); ALTER TABLE two ADD COLUMN name text;");
        execute("SET deadlock_timeout = '30s'");
        execute("LOCK TABLE two IN ACCESS SHARE MODE");
        Thread reader = new Thread(() -> {
            try {
                awaitIt("FROM pg_locks WHERE relation = 'one'::regclass AND mode = 'AccessExclusiveLock' AND granted");
                execute("SELECT count(*) FROM one");
                somebody.rollback();
            } catch (SQLException | InterruptedException unforeseen) {
                now = -1;
            }
        });
        reader.start();

        migration(reader::join).migrate();

        assertThat(pauses).isNotEmpty();
        assertThat(now).isPositive();
        assertThat(flyway().info().current().getVersion().getVersion()).isEqualTo("2");
    }

    @Test
    void anotherReplicaThatMigratesIsWaitedFor() throws Exception {
        Files.writeString(folder.resolve("V2__two.sql"), "SELECT pg_sleep(4);");
        Thread other = new Thread(() -> flyway().migrate());
        other.start();
        awaitIt("FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep(4)%'");

        migration(other::join).migrate();

        assertThat(pauses).isNotEmpty();
        assertThat(flyway().info().applied()).hasSize(2);
    }

    @Test
    void whatIsHeldForTooLongEndsTheStartWithALine() throws Exception {
        Files.writeString(folder.resolve("V2__two.sql"), "ALTER TABLE one ADD COLUMN name text;");
        execute("LOCK TABLE one IN ACCESS SHARE MODE");

        assertThatThrownBy(() -> migration(() -> now += Duration.ofMinutes(6).toNanos()).migrate())
                .isInstanceOfSatisfying(NoStart.class, line -> {
                    assertThat(line.exitCode()).isEqualTo(ExitCode.DATABASE_AWAY);
                    assertThat(line).hasMessageContaining("db.example.com:5432/tocsin").hasMessageContaining("within 10 min")
                            .hasMessageContaining("keeps a table locked").hasMessageContaining("pg_stat_activity");
                });
        assertThat(pauses).startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void aMigrationThatIsWrongIsNotTriedAgain() throws Exception {
        Files.writeString(folder.resolve("V2__two.sql"), "ALTER TABLE nowhere ADD COLUMN name text;");

        assertThatThrownBy(() -> migration(() -> {
        }).migrate()).isInstanceOf(FlywayException.class);
        assertThat(pauses).isEmpty();
    }

    /** What happens while it waits. */
    private interface Meanwhile {
        void happens() throws SQLException, InterruptedException;
    }

    private TableMigration migration(Meanwhile meanwhile) {
        return new TableMigration(flyway(), heldTables, SETTINGS, () -> now, pause -> {
            pauses.add(pause);
            try {
                meanwhile.happens();
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    private Flyway flyway() {
        return flyway(database("postgres"));
    }

    private DataSource database(String role) {
        return SharedPostgres.server().getDatabase(role, name);
    }

    private Flyway flyway(DataSource database) {
        FluentConfiguration configuration = Flyway.configure().dataSource(database)
                .locations("filesystem:" + folder);
        heldTables.customize(configuration);
        return configuration.load();
    }

    /** Asked in a transaction of its own each time, since what is going on is not frozen there. */
    private void awaitIt(String rows) throws SQLException, InterruptedException {
        try (Connection looking = database("postgres").getConnection();
                Statement statement = looking.createStatement()) {
            while (true) {
                try (ResultSet found = statement.executeQuery("SELECT count(*) " + rows)) {
                    found.next();
                    if (found.getInt(1) > 0) {
                        return;
                    }
                }
                Thread.sleep(20);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = somebody.createStatement()) {
            statement.execute(sql);
        }
    }
}
