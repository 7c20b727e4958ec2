package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
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

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** Replicas that migrate at the same time, beside somebody who holds a table, and until they are stopped in the middle. */
@Tag("long")
class MigratingStartsIT {

    /** The last migration but some that change a table of the queue. */
    private static final String OLDER = "13";
    private static final String APPLIED = "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank";
    private static final String HELD = "The tables are not migrated yet: somebody keeps a table locked";

    @TempDir
    Path folder;

    private final List<PackagedTocsin> started = new ArrayList<>();
    private EmbeddedPostgres postgres;

    @BeforeEach
    void prepare() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterEach
    void stop() throws IOException {
        started.forEach(PackagedTocsin::close);
        postgres.close();
    }

    @Test
    void twoReplicasMayMigrateAnEmptyDatabaseAtOnce() throws Exception {
        PackagedTocsin one = tocsin("one");
        PackagedTocsin other = tocsin("other");
        one.launch();
        other.launch();

        for (PackagedTocsin replica : started) {
            await().atMost(Duration.ofSeconds(90)).until(replica::isReady);
            assertThat(replica.logged()).doesNotContain(" ERROR ", "\tat ", "did not start");
        }
        assertThat(texts(APPLIED)).doesNotHaveDuplicates().contains("1", OLDER).isEqualTo(migrationsOfThisVersion());
    }

    @Test
    void aStartThatIsStoppedInTheMiddleOfAMigrationLeavesNothingToMend() throws Exception {
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).locations("classpath:db/migration").target(OLDER).load()
                .migrate();
        PackagedTocsin stopped = tocsin("stopped");
        try (Connection backup = postgres.getPostgresDatabase().getConnection()) {
            backup.setAutoCommit(false);
            try (Statement statement = backup.createStatement()) {
                statement.execute("LOCK TABLE delivery, lane IN ACCESS SHARE MODE");
            }

            stopped.launch();
            await().atMost(Duration.ofSeconds(60)).until(() -> waitsForALock());
            assertThat(stopped.stop(Duration.ofSeconds(10))).as("ended by SIGTERM").isTrue();
            assertThat(texts(APPLIED)).last().isEqualTo(OLDER);

            stopped.launch();
            await().atMost(Duration.ofSeconds(60)).until(() -> stopped.logged().contains(HELD));
            assertThat(stopped.logged()).doesNotContain("did not start", "\tat ", " ERROR ");
            // The startup probe of Kubernetes goes on asking; nobody sends requests there.
            assertThat(probed(stopped)).isEqualTo("refused");
            // Whoever comes after the migration waits behind it, and only for so long.
            long begin = System.nanoTime();
            texts("SELECT count(*) FROM delivery");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
            backup.rollback();
        }
        await().atMost(Duration.ofSeconds(60)).until(stopped::isReady);
        assertThat(texts(APPLIED)).doesNotHaveDuplicates().isEqualTo(migrationsOfThisVersion());
    }

    private PackagedTocsin tocsin(String name) throws IOException {
        Path work = Files.createDirectories(folder.resolve(folder.getFileName() + "-" + name));
        PackagedTocsin tocsin = new PackagedTocsin(work, Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "postgres",
                "TOCSIN_SECRETS_KEY", GivenDatabase.KEY));
        started.add(tocsin);
        return tocsin;
    }

    private static String probed(PackagedTocsin tocsin) throws IOException {
        try {
            return String.valueOf(tocsin.operations("/q/health/started").statusCode());
        } catch (ConnectException refused) {
            return "refused";
        }
    }

    private boolean waitsForALock() throws SQLException {
        return !texts("SELECT pid::text FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%ALTER TABLE%'")
                .isEmpty();
    }

    private static List<String> migrationsOfThisVersion() {
        return MigrationFiles.versions().stream().map(String::valueOf).toList();
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
