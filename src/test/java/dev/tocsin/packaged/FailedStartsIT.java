package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** Whoever starts Tocsin wrongly is told so in a line, and its exit code says which kind of wrong it was. */
class FailedStartsIT {

    private static final int AT_ONCE = 4;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    static Path folder;

    private static final ExecutorService starts = Executors.newFixedThreadPool(AT_ONCE);
    private static EmbeddedPostgres postgres;
    private static ServerSocket taken;

    @BeforeAll
    static void aDatabaseWithPasswordsAndATakenPort() throws Exception {
        taken = new ServerSocket(0);
        postgres = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1").start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE postgres PASSWORD 's3cr3t-right'");
            statement.execute("CREATE ROLE reader LOGIN PASSWORD 's3cr3t-right'");
            statement.execute("CREATE DATABASE changed");
            try (ResultSet file = statement.executeQuery("SHOW hba_file")) {
                file.next();
                Files.writeString(Path.of(file.getString(1)), "host all all all scram-sha-256\n");
            }
        }
        try (Connection connection = postgres.getDatabase("postgres", "changed").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE notification ()");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        starts.shutdownNow();
        postgres.close();
        taken.close();
    }

    /** One of each exit code. */
    @Test
    void eachSaysInALineWhatIsWrongAndWhatToDo() throws Exception {
        String port = String.valueOf(taken.getLocalPort());
        List<Future<String>> answers = new ArrayList<>();
        expect(answers, 78, "tocsin.secrets.key (TOCSIN_SECRETS_KEY) is not base64. Make a key with: openssl rand -base64 32",
                Map.of("TOCSIN_SECRETS_KEY", "s3cr3t!"));
        expect(answers, 71, "quarkus.http.port (QUARKUS_HTTP_PORT): port " + port + " on 127.0.0.1 is taken by another process",
                Map.of("QUARKUS_HTTP_PORT", port));
        expect(answers, 69, "PostgreSQL at 127.0.0.1:1 cannot be reached (Connection refused)",
                Map.of(PackagedTocsin.DATABASE, "postgresql://127.0.0.1:1/tocsin", "TOCSIN_DATABASE_WAIT", "1s"));
        expect(answers, 77, "PostgreSQL at " + db() + " refuses the password of user postgres. Set quarkus.datasource.username",
                Map.of("QUARKUS_DATASOURCE_PASSWORD", "s3cr3t-wrong"));
        expect(answers, 65, "the tables in " + db() + "/changed were made or changed by something other",
                Map.of(PackagedTocsin.DATABASE, "postgresql://" + db() + "/changed"));
        if (PackagedTocsin.isNative()) {
            expect(answers, 78, "no database is configured. Set quarkus.datasource.reactive.url",
                    Map.of(PackagedTocsin.DATABASE, ""));
        } else {
            Path file = Files.writeString(folder.resolve("file"), "");
            expect(answers, 73, "tocsin.embedded.folder (TOCSIN_EMBEDDED_FOLDER): " + file + " cannot be used",
                    Map.of(PackagedTocsin.DATABASE, "", "TOCSIN_EMBEDDED_FOLDER", file.toString()));
        }

        awaitAll(answers);
    }

    /** FailedStartTest has these too, of failures that it makes up. */
    @Test
    @Tag("long")
    void soDoesEachOtherOfTheSameExitCode() throws Exception {
        List<Future<String>> answers = new ArrayList<>();
        expect(answers, 78, "tocsin.sns.max-age (TOCSIN_SNS_MAX_AGE) is no duration. Write it as 500ms, 10s, 5m, 24h or 30d.",
                Map.of("TOCSIN_SNS_MAX_AGE", "s3cr3t"));
        expect(answers, 78, "tocsin.sns.subscribe (TOCSIN_SNS_SUBSCRIBE) has none of the values that it can have.",
                Map.of("TOCSIN_SNS_SUBSCRIBE", "s3cr3t"));
        expect(answers, 78, "tocsin.slack.webhook-origins (TOCSIN_SLACK_WEBHOOK_ORIGINS) must be a list of origins",
                Map.of("TOCSIN_SLACK_WEBHOOK_ORIGINS", "https://hooks.slack.com/services/T0/B0/s3cr3t"));
        expect(answers, 71,
                "quarkus.management.port (QUARKUS_MANAGEMENT_PORT): port " + taken.getLocalPort() + " on 0.0.0.0 is taken",
                Map.of("QUARKUS_MANAGEMENT_PORT", String.valueOf(taken.getLocalPort())));
        expect(answers, 69, "PostgreSQL at db.invalid:5432 cannot be reached (unknown host)",
                Map.of(PackagedTocsin.DATABASE, "postgresql://db.invalid:5432/tocsin", "TOCSIN_DATABASE_WAIT", "0s"));
        expect(answers, 77, "user reader lacks a right to create, read or change Tocsin's tables in " + db() + "/postgres",
                Map.of("QUARKUS_DATASOURCE_USERNAME", "reader"));
        expect(answers, 77, "PostgreSQL at " + db() + " has no database nowhere. Create it",
                Map.of(PackagedTocsin.DATABASE, "postgresql://" + db() + "/nowhere"));

        awaitAll(answers);
    }

    @Test
    void aSignalDuringTheStartEndsItAtOnceAndLeavesNothing() throws Exception {
        List<Future<String>> answers = new ArrayList<>();
        answers.add(starts.submit(() -> {
            PackagedTocsin waiting = tocsin("waiting", Map.of(PackagedTocsin.DATABASE, "postgresql://127.0.0.1:1/tocsin"));
            Process process = waiting.launch();
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> waiting.logged().contains("Tocsin waits up to 60 s"));
            return terminated(process, waiting);
        }));
        signalAfter(answers, 2_000);

        awaitAll(answers);
        nothingIsLeft();
    }

    @Test
    @Tag("long")
    void soDoesASignalSoonerOrLater() throws Exception {
        List<Future<String>> answers = new ArrayList<>();
        signalAfter(answers, 700, 4_000);

        awaitAll(answers);
        nothingIsLeft();
    }

    /** While it starts a PostgreSQL of its own, if it has one. */
    private void signalAfter(List<Future<String>> answers, int... times) {
        for (int millis : PackagedTocsin.isNative() ? new int[0] : times) {
            answers.add(starts.submit(() -> {
                PackagedTocsin starting = tocsin("starting-" + millis, Map.of(PackagedTocsin.DATABASE, ""));
                Process process = starting.launch();
                Thread.sleep(millis);
                return terminated(process, starting);
            }));
        }
    }

    private static void awaitAll(List<Future<String>> answers) throws Exception {
        for (Future<String> answer : answers) {
            assertThat(answer.get(180, TimeUnit.SECONDS)).isEqualTo("as expected");
        }
    }

    private static void nothingIsLeft() {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> assertThat(ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))).noneMatch(line -> line.contains(folder.toString())));
    }

    private static String db() {
        return "127.0.0.1:" + postgres.getPort();
    }

    private void expect(List<Future<String>> answers, int exitCode, String line, Map<String, String> settings) {
        String name = "start-" + NUMBER.incrementAndGet();
        Callable<String> start = () -> {
            PackagedTocsin tocsin = tocsin(name, settings);
            Process process = tocsin.launch();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "it goes on: " + settings.keySet();
            }
            List<String> said = tocsin.logged().lines().filter(one -> one.startsWith("Tocsin did not start: ")).toList();
            boolean asExpected = process.exitValue() == exitCode && said.size() == 1
                    && said.get(0).startsWith("Tocsin did not start: " + line) && !tocsin.logged().contains("\tat ");
            return asExpected ? "as expected" : process.exitValue() + " " + settings.keySet() + "\n" + tocsin.logged();
        };
        answers.add(starts.submit(start));
    }

    private static String terminated(Process process, PackagedTocsin tocsin) throws Exception {
        long begin = System.nanoTime();
        boolean early = process.isAlive();
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return "it goes on";
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        boolean asExpected = early && process.exitValue() == 143 && took.toSeconds() < 15
                && Stream.of("\tat ", "ERROR", "did not start").noneMatch(logged(tocsin)::contains);
        return asExpected ? "as expected" : process.exitValue() + " after " + took + "\n" + tocsin.logged();
    }

    private static String logged(PackagedTocsin tocsin) throws IOException {
        return tocsin.logged();
    }

    private PackagedTocsin tocsin(String name, Map<String, String> own) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "s3cr3t-right",
                "TOCSIN_SECRETS_KEY", GivenDatabase.KEY));
        settings.putAll(own);
        return new PackagedTocsin(Files.createDirectories(folder.resolve(folder.getFileName() + "-" + name)), settings);
    }
}
