package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

import dev.tocsin.start.ExitCode;
import dev.tocsin.start.NoStart;

/** Nobody but Tocsin's user gets into its database, and nobody else's program is started. */
@SuppressWarnings("try") // nobody interrupts these tests
class EmbeddedPostgresTest {

    @TempDir
    static Path unpacked;

    @TempDir
    Path folder;

    @Test
    void admitsOnlyByTheGeneratedPasswordAndOnlyOverLoopback() throws Exception {
        try (PostgresServer server = started()) {
            assertThatThrownBy(() -> connect(server.url(), null)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connect(server.url(), "postgres")).isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(answer(server, "SELECT string_agg(type || auth_method, ',') FROM pg_hba_file_rules"))
                    .isEqualTo("hostscram-sha-256");
            assertThat(answer(server, "SHOW unix_socket_directories")).isEmpty();
            assertThat(answer(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(answer(server, "SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres'"))
                    .startsWith("SCRAM-SHA-256");
            assertThat(answer(server, "SHOW fsync") + answer(server, "SHOW synchronous_commit")).isEqualTo("onon");
            assertThat(Files.readString(Path.of("/proc/net/unix"))).doesNotContain(".s.PGSQL." + port(server));
        }
    }

    @Test
    void keepsItsFilesAndItsProgramsToItsUser() throws Exception {
        try (PostgresServer server = started()) {
            assertThat(modes("postgres", "postgres-programs")).containsOnly("rwx------");
            assertThat(modes("postgres-password", "pg_service.conf", "postgres.log")).containsOnly("rw-------");
            assertThat(Files.readString(folder.resolve("pg_service.conf"))).contains("port=" + port(server),
                    "password=" + server.password(), "user=postgres", "dbname=postgres", "[tocsin]");
            assertThat(postmaster().info().command().orElseThrow()).startsWith(unpacked.toRealPath().toString());
        }
        assertThat(folder.resolve("pg_service.conf")).doesNotExist();
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Tag("long")
    @Test
    void aFolderThatAdmittedEverybodyIsConvertedWithItsData() throws Exception {
        Path data = folder.resolve("postgres");
        try (var trusting = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder().setDataDirectory(data)
                .setCleanDataDirectory(false).start();
                Connection connection = trusting.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 'as it was'::text AS state");
        }
        assertThat(Files.readString(data.resolve("pg_hba.conf"))).contains("trust");

        try (PostgresServer server = started()) {
            assertThat(answer(server, "SELECT state FROM kept")).isEqualTo("as it was");
            assertThatThrownBy(() -> connect(server.url(), null)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connect(server.url(), "postgres")).isInstanceOf(SQLException.class);
            assertThat(Files.readString(data.resolve("pg_hba.conf"))).doesNotContain("trust");
        }
        String password = Files.readString(folder.resolve("postgres-password"));
        try (PostgresServer again = started()) {
            assertThat(answer(again, "SELECT state FROM kept")).isEqualTo("as it was");
            assertThat(again.password()).isEqualTo(password);
        }
    }

    @Tag("long")
    @Test
    void anArchiveOfItsStoppedFolderStartsElsewhereWithItsData() throws Exception {
        Path here = Files.createDirectory(folder.resolve("here"));
        String password;
        try (PostgresServer server = started(here.resolve(".tocsin"))) {
            run(server, "CREATE TABLE kept AS SELECT 'as it was'::text AS state");
            password = server.password();
        }
        Matcher command = Pattern.compile("^tar .*$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("docs", "backup.md")));
        assertThat(command.find()).isTrue();

        shell(here, command.group());
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        shell(elsewhere, "tar -xzf ../here/tocsin-folder.tar.gz");

        assertThat(elsewhere.resolve(".tocsin/postgres-programs")).doesNotExist();
        try (PostgresServer server = started(elsewhere.resolve(".tocsin"))) {
            assertThat(answer(server, "SELECT state FROM kept")).isEqualTo("as it was");
            assertThat(server.password()).isEqualTo(password);
        }
    }

    private static void shell(Path folder, String command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).inheritIO().start().waitFor()).as(command)
                .isZero();
    }

    private static void run(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server.url(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aLostPasswordIsMadeAnew() throws Exception {
        String lost;
        try (PostgresServer server = started()) {
            lost = server.password();
        }
        Files.delete(folder.resolve("postgres-password"));

        try (PostgresServer server = started()) {
            assertThat(server.password()).isNotEqualTo(lost);
            assertThatThrownBy(() -> connect(server.url(), lost)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void takesAwayThatOthersMayWriteIntoTheFolder() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        OwnFolder.prepare(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwxr-xr-x");
        OwnFolder.prepare(folder.resolve("new/one"));
        assertThat(modes("new", "new/one")).containsOnly("rwx------");
    }

    @Test
    void refusesAFolderThatIsNotItsOwnOrCannotBeWritten() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        for (Path bad : new Path[] { Path.of("/proc/tocsin"), folder.resolve("file"), folder.resolve("file/below") }) {
            assertThatThrownBy(() -> new ZonkyPostgres().prepare(bad)).isInstanceOfSatisfying(NoStart.class, failure -> {
                assertThat(failure.exitCode()).isEqualTo(ExitCode.FOLDER_UNUSABLE);
                assertThat(failure.getMessage()).contains("TOCSIN_EMBEDDED_FOLDER", bad.toString(), "cannot be used");
            });
        }
        if (System.getProperty("user.name").equals("root")) {
            Path others = Files.createDirectory(folder.resolve("others"));
            Files.setAttribute(others, "unix:uid", 65534);
            assertThatThrownBy(() -> OwnFolder.prepare(others)).isInstanceOf(NoStart.class)
                    .hasMessageContaining("belongs to nobody");
        }
    }

    @Test
    void refusesAFolderThatAnotherUsesAndADatabaseOfAnotherVersion() throws Exception {
        try (PostgresServer first = new ZonkyPostgres().prepare(folder)) {
            assertThatThrownBy(() -> new ZonkyPostgres().prepare(folder)).isInstanceOf(NoStart.class)
                    .hasMessageContainingAll("another Tocsin uses " + folder, "TOCSIN_EMBEDDED_FOLDER");
        }
        Files.createDirectory(folder.resolve("postgres"));
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "16\n");
        assertThatThrownBy(this::started).isInstanceOf(NoStart.class).hasMessageContainingAll("PostgreSQL 16", "PostgreSQL 17");
    }

    @Tag("long")
    @Test
    void closedInTheMiddleOfItsStartItLeavesNoProcessAndStartsNextTime() throws Exception {
        for (int millis : new int[] { 100, 1_500, 2_500 }) {
            // Unpacks its own.
            PostgresServer server = new ZonkyPostgres().prepare(folder);
            CompletableFuture<Void> start = CompletableFuture.runAsync(() -> start(server));
            Thread.sleep(millis);
            server.close();
            try {
                start.get(20, TimeUnit.SECONDS);
            } catch (ExecutionException interrupted) {
                assertThat(interrupted).hasRootCauseInstanceOf(InterruptedException.class);
            }
            Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> processes().isEmpty());
        }
        started().close();
    }

    private static void start(PostgresServer server) {
        try {
            server.start();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With programs that all tests share, because unpacking them takes longer than the rest. */
    private PostgresServer started() throws Exception {
        return started(folder);
    }

    private static PostgresServer started(Path folder) throws Exception {
        if (!Files.exists(folder.resolve("postgres-programs"))) {
            Files.createDirectories(folder);
            Files.createSymbolicLink(folder.resolve("postgres-programs"), unpacked);
        }
        PostgresServer server = new ZonkyPostgres().prepare(folder);
        try {
            server.start();
        } catch (NoStart failure) {
            server.close();
            throw failure;
        }
        return server;
    }

    private java.util.List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString())).toList();
    }

    private ProcessHandle postmaster() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(0).strip()))
                .orElseThrow();
    }

    private Stream<String> modes(String... names) {
        return Stream.of(names).map(folder::resolve).map(path -> {
            try {
                return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static String port(PostgresServer server) {
        return server.url().replaceAll(".*:(\\d+)/.*", "$1");
    }

    private static String answer(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server.url(), server.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection connect(String url, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        if (password != null) {
            properties.setProperty("password", password);
        }
        return new Driver().connect("jdbc:" + url, properties);
    }
}
