package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.Vertx;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Against a database that fails in each way that databases have: SNS gets a 503 and comes again, whatever got a 200 arrives,
 * and all goes on by itself when the database is back. Each test leaves the database as it found it.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseOutageIT {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final String SLACK = "/services/T0/B0/s3cr3t0";
    /** Room for Tocsin's 20 and no more than a handful beside them. */
    private static final String MAX_CONNECTIONS = "26";
    private static final String OF_TOCSIN = "backend_type = 'client backend' AND application_name <> 'PostgreSQL JDBC Driver'";

    private final SigningCertificate certificate = SigningCertificate.good();
    private final Vertx vertx = Vertx.vertx();
    private Path folder;
    private EmbeddedPostgres postgres;
    private ChatStandIn standIn;
    private PackagedTocsin tocsin;

    @BeforeAll
    void start(@TempDir Path given) throws IOException {
        folder = given;
        certificate.writeTo(folder.resolve("certificates"));
        Path work = Files.createDirectories(folder.resolve(folder.getFileName() + "-tocsin"));
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        postgres = postgres(0);
        tocsin = new PackagedTocsin(work, Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "postgres",
                "TOCSIN_SECRETS_KEY", GivenDatabase.KEY,
                "TOCSIN_SLACK_WEBHOOK_ORIGINS", standIn.url(),
                "TOCSIN_DELIVERY_PACE", "20ms",
                // A process that has to wait for the processor for seconds is not to lose its lease.
                "TOCSIN_DELIVERY_LEASE", "8s",
                "TOCSIN_CHAT_TIMEOUT", "3s",
                "TOCSIN_SNS_SIGNING_CERTIFICATES", folder.resolve("certificates").toString())).start();
        assertThat(configure("ops")).isEqualTo(201);
    }

    @AfterEach
    void mend() throws SQLException {
        standIn.faults().clear();
        run("ALTER SYSTEM RESET default_transaction_read_only", "SELECT pg_reload_conf()",
                "SET default_transaction_read_only = off",
                "DROP FUNCTION IF EXISTS full_disk CASCADE");
        await(() -> publish(signed("all is well again")) == 200);
    }

    @AfterAll
    void stop() throws IOException {
        tocsin.close();
        standIn.close();
        vertx.close();
        postgres.close();
    }

    @Test
    void sendsSnsAwayWithA503WhileTheDatabaseIsAwayAndDeliversAfterwards() throws Exception {
        SnsMessage before = signed("before the outage");
        assertThat(publish(before)).isEqualTo(200);

        postgres.close();
        SnsMessage during = signed("during the outage");
        assertThat(publish(during)).isEqualTo(503);
        assertThat(tocsin.api("GET", "/api/notifications", null).statusCode()).isEqualTo(503);
        await(() -> !tocsin.isReady());
        assertThat(tocsin.operations("/q/health/ready").body()).contains("Reactive PostgreSQL connections health check",
                "Connection refused");
        assertThat(tocsin.operations("/q/health/live").statusCode()).as("a restart would not help").isEqualTo(200);
        assertThat(tocsin.operations("/q/health/started").statusCode()).isEqualTo(200);

        postgres = postgres(postgres.getPort());
        await(tocsin::isReady);
        await(() -> publish(during) == 200);
        awaitArrival("before the outage", 1);
        awaitArrival("during the outage", 1);
    }

    @Test
    void sendsSnsAwayWithA503WhileTheDatabaseTakesNoWrites() throws Exception {
        standIn.faults().add(Fault.slow(SLACK, Duration.ofSeconds(1)));
        assertThat(publish(signed("under way when writes end"))).isEqualTo(200);
        await(() -> standIn.received().all().stream().anyMatch(one -> one.body().contains("under way when writes end")));

        run("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
        await(() -> tocsin.operations("/q/health/well").statusCode() == 503);
        SnsMessage during = signed("without writes");
        assertThat(publish(during)).isEqualTo(503);
        assertThat(tocsin.api("GET", "/api/notifications", null).statusCode()).as("what needs no write").isEqualTo(200);
        assertThat(configure("another")).isEqualTo(503);
        await(tocsin::isReady);
        assertThat(tocsin.operations("/q/health/well").body()).contains("PostgreSQL is set to read-only");
        assertThat(tocsin.logged()).contains("Cannot store a message: PostgreSQL takes no writes");

        run("ALTER SYSTEM RESET default_transaction_read_only", "SELECT pg_reload_conf()");
        await(() -> publish(during) == 200);
        awaitArrival("without writes", 1);
        awaitArrival("under way when writes end", 1);
        await(() -> tocsin.operations("/q/health/well").statusCode() == 200);
    }

    @Test
    void sendsSnsAwayWithA503WhileTheDatabaseHasNoConnectionLeft() throws Exception {
        List<Connection> taken = new ArrayList<>();
        try {
            await(() -> takeAllConnections(taken));
            assertThat(publish(signed("without a connection"))).isEqualTo(503);
            assertThat(tocsin.api("GET", "/api/notifications", null).statusCode()).isEqualTo(503);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        await(() -> publish(signed("with a connection again")) == 200);
        awaitArrival("with a connection again", 1);
        assertThat(tocsin.logged()).contains("PostgreSQL has no connection left for us (SQLSTATE 53300)");
    }

    @Test
    void sendsSnsAwayWithA503WhileTheDiskIsFull() throws Exception {
        run("CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                + "RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$",
                "CREATE TRIGGER full_disk BEFORE INSERT ON notification EXECUTE FUNCTION full_disk()");
        SnsMessage during = signed("on a full disk");
        assertThat(publish(during)).isEqualTo(503);
        assertThat(tocsin.logged()).contains("Cannot store a message: PostgreSQL has no room left on its disk");

        run("DROP FUNCTION full_disk CASCADE");
        await(() -> publish(during) == 200);
        awaitArrival("on a full disk", 1);
    }

    /** As a PANIC does it, for instance when its log of writes cannot be written: all connections end, and it recovers. */
    @Test
    void whatGotA200ArrivesThoughTheDatabaseCrashesMeanwhile() throws Exception {
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String text = "across a crash " + i + ".";
            if (i == 10) {
                crash();
            }
            int status = publish(signed(text));
            assertThat(status).isIn(200, 503);
            if (status == 200) {
                accepted.add(text);
            }
        }
        await(() -> publish(signed("after the crash")) == 200);
        for (String text : accepted) {
            await(() -> arrived(text) > 0);
        }
        awaitArrival("after the crash", 1);
    }

    /** What it had committed and not passed on is lost, SNS's 200 notwithstanding; what comes again is new. */
    @Test
    void takesAgainWhatAFailoverToAStandbyThatLaggedHasLost() throws Exception {
        Path data = folder.resolve("data");
        Path standby = folder.resolve("standby");
        postgres.close();
        copy(data, standby);
        postgres = postgres(postgres.getPort());
        SnsMessage lost = signed("not passed on");
        await(() -> publish(lost) == 200);
        awaitArrival("not passed on", 1);
        standIn.faults().add(Fault.slow(SLACK, Duration.ofSeconds(2)).times(1));
        SnsMessage underWay = signed("under way at the failover");
        assertThat(publish(underWay)).isEqualTo(200);

        postgres.close();
        delete(data);
        Files.move(standby, data);
        postgres = postgres(postgres.getPort());

        await(() -> receipt(lost).contains("COMMITTED"));
        await(() -> receipt(underWay).contains("COMMITTED"));
        awaitArrival("not passed on", 2);
        await(() -> arrived("under way at the failover") > 0);
        await(() -> tocsin.api("GET", "/api/notifications/" + underWay.messageId(), null).body().contains("DELIVERED"));
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder().setPort(port).setDataDirectory(folder.resolve("data")).setCleanDataDirectory(false)
                .setServerConfig("max_connections", MAX_CONNECTIONS)
                // What is off here by default loses commits in a crash.
                .setServerConfig("synchronous_commit", "on").start();
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Answers whether none is left in the hands of Tocsin. */
    private boolean takeAllConnections(List<Connection> taken) throws SQLException {
        if (taken.isEmpty()) {
            taken.add(postgres.getPostgresDatabase().getConnection());
        }
        Connection first = taken.get(0);
        try (Statement statement = first.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + OF_TOCSIN);
        }
        try {
            while (true) {
                taken.add(postgres.getPostgresDatabase().getConnection());
            }
        } catch (SQLException full) {
            assertThat(full.getSQLState()).isEqualTo("53300");
        }
        try (Statement statement = first.createStatement();
                ResultSet left = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE " + OF_TOCSIN)) {
            left.next();
            return left.getInt(1) == 0;
        }
    }

    private void crash() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet backend = statement.executeQuery("SELECT pg_backend_pid()")) {
            backend.next();
            assertThat(ProcessHandle.of(backend.getLong(1)).orElseThrow().destroyForcibly()).isTrue();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException fault) {
                    throw new UncheckedIOException(fault);
                }
            });
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private int configure(String name) throws IOException {
        return tocsin.api("POST", "/api/slack/channels", """
                {"configurationName": "%s", "webhookUrl": "%s", "snsTopicArns": ["%s"]}"""
                .formatted(name, standIn.url() + SLACK, TOPIC)).statusCode();
    }

    private SnsMessage signed(String message) {
        return SnsSigner.with(certificate).sign(SnsMessage.notification(TOPIC, message));
    }

    private int publish(SnsMessage message) throws IOException {
        return tocsin.post("/sns", message.headers(), message.json()).statusCode();
    }

    private String receipt(SnsMessage message) throws IOException {
        return tocsin.post("/sns", message.headers(), message.json()).body();
    }

    private void awaitArrival(String text, int times) {
        await(() -> arrived(text) == times);
    }

    private long arrived(String text) {
        return standIn.received().all().stream().filter(one -> one.accepted() && one.body().contains(text)).count();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(condition);
    }
}
