package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.benchmark.Ending;
import dev.tocsin.benchmark.Folders;
import dev.tocsin.benchmark.PostgresPrograms;
import dev.tocsin.chaos.Ballast;
import dev.tocsin.chaos.FragilePostgres;
import dev.tocsin.embedded.UnpackedPostgres;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.Vertx;

/**
 * Two replicas on a PostgreSQL whose disk, a small one of its own, gets full while messages come in and posts are under way:
 * SNS gets a 503 and comes again, and whatever got a 200 is shown once.
 */
@Tag("long")
class FullDiskIT {

    private static final int LANES = 4;
    private static final int MORE_THAN_FITS_INTO_PAGES = 200;
    private static final Pattern NAME = Pattern.compile("number (\\d+)\\.");
    /** So that a few of them fill a page. */
    private static final String LONG_TEXT = "The disk of this very database is full. ".repeat(40);

    private final SigningCertificate certificate = SigningCertificate.good();
    private final Vertx vertx = Vertx.vertx();
    private final Ending ending = new Ending();
    private final List<PackagedTocsin> replicas = new ArrayList<>();
    private final Sender sender = new Sender();
    private SmallDisk disk;
    private FragilePostgres postgres;
    private ChatStandIn standIn;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Folders.letAllRead(folder);
        disk = SmallDisk.in(Files.createDirectory(folder.resolve("disk")), "250m");
        PostgresPrograms programs = PostgresPrograms.in(UnpackedPostgres.programsIn(folder.resolve("postgres")), folder,
                ending);
        Path results = Files.createDirectories(Path.of("target", "full-disk"));
        Files.deleteIfExists(results.resolve("postgres.log"));
        postgres = new FragilePostgres(programs, disk.path(), results, ending, Optional.of(new Ballast(disk.path())));
        postgres.start();
        certificate.writeTo(folder.resolve("certificates"));
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        Map<String, String> settings = Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://" + postgres.address(),
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "postgres",
                "TOCSIN_SECRETS_KEY", GivenDatabase.KEY,
                "TOCSIN_SLACK_WEBHOOK_ORIGINS", standIn.url(),
                "TOCSIN_DELIVERY_PACE", "20ms",
                "TOCSIN_DELIVERY_DIGEST_AFTER", "0",
                "TOCSIN_DELIVERY_LEASE", "12s",
                // So long that no post is repeated for being slow, as the first ones are on a busy machine.
                "TOCSIN_CHAT_TIMEOUT", "9s",
                "TOCSIN_SNS_SIGNING_CERTIFICATES", folder.resolve("certificates").toString());
        for (String name : List.of("a", "b")) {
            Path work = Files.createDirectories(folder.resolve(folder.getFileName() + "-" + name));
            replicas.add(new PackagedTocsin(work, settings).start());
        }
        for (int lane = 0; lane < LANES; lane++) {
            configure(lane);
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        sender.close();
        replicas.forEach(PackagedTocsin::close);
        if (standIn != null) {
            standIn.close();
        }
        vertx.close();
        ending.run();
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void whatIsPostedOnAFullDiskIsSettledWhenThereIsRoomAndNotPostedTwice() throws Exception {
        leaveRoomInTheLogOfWrites();
        chatsAnswerAfter(Duration.ofSeconds(1));
        sender.begin();
        await(() -> sender.taken().size() > MORE_THAN_FITS_INTO_PAGES);

        postgres.takeItsRoom();
        await(() -> sender.statuses().containsKey(503));
        standIn.faults().clear();
        // Longer than a lease, so that another replica might take the lanes of what was posted.
        await(() -> lanesWhoseLeaseHasLapsed() > 0 && count("DELIVERED") < shown().size());
        assertThat(replicas).allSatisfy(replica -> assertThat(replica.isReady()).isTrue());
        assertThat(logged()).contains("Cannot store a message: PostgreSQL has no room left on its disk (SQLSTATE 53100)");
        assertThat(postgres.isAlive()).isTrue();

        postgres.giveItRoom();
        sender.end();
        allIsShownOnce();
    }

    @Test
    void whatGotA200IsShownOnceThoughTheLogOfWritesFillsTheDiskAndPostgresPanics() throws Exception {
        chatsAnswerAfter(Duration.ofMillis(200));
        sender.begin();
        await(() -> shown().size() > 20);

        postgres.fillItsLog();
        await(() -> !postgres.isAlive());
        assertThat(postgres.logged()).containsPattern("PANIC: .*No space left on device");
        assertThatThrownBy(postgres::start).as("a start without room").isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No space left on device");
        await(() -> sender.statuses().containsKey(503));

        postgres.giveItRoom();
        postgres.start();
        sender.end();
        allIsShownOnce();
    }

    /**
     * As a database has it that has run for a while: files that were used before. And no checkpoint comes in between, which
     * needs room of its own.
     */
    private void leaveRoomInTheLogOfWrites() throws SQLException {
        postgres.execute("ALTER SYSTEM SET checkpoint_timeout = '1h'", "SELECT pg_reload_conf()");
        for (int file = 0; file < 4; file++) {
            postgres.execute("SELECT pg_logical_emit_message(false, 'ballast', '-')", "SELECT pg_switch_wal()");
        }
        postgres.execute("CHECKPOINT");
    }

    private void allIsShownOnce() {
        await(() -> shown().keySet().containsAll(sender.taken()) && count("PENDING") == 0);
        assertThat(shown().keySet()).isEqualTo(sender.taken());
        assertThat(shown()).allSatisfy((name, times) -> assertThat(times).as(name).isEqualTo(1));
        assertThat(sender.statuses().keySet()).as("answers to SNS").containsExactly(200, 503);
    }

    private long lanesWhoseLeaseHasLapsed() throws SQLException {
        return postgres.count("SELECT count(*) FROM lane WHERE leased_until < now() - interval '2 seconds'");
    }

    private long count(String state) throws SQLException {
        return postgres.count("SELECT count(*) FROM delivery WHERE state = '" + state + "'");
    }

    private String logged() throws IOException {
        return replicas.get(0).logged() + replicas.get(1).logged();
    }

    /** How often each message was. */
    private Map<String, Integer> shown() {
        Map<String, Integer> shown = new TreeMap<>();
        standIn.received().all().stream().filter(one -> one.accepted())
                .forEach(one -> shown.merge(name(one.body()), 1, Integer::sum));
        return shown;
    }

    private static String name(String text) {
        Matcher name = NAME.matcher(text);
        return name.find() ? name.group(1) : text;
    }

    private void chatsAnswerAfter(Duration time) {
        for (int lane = 0; lane < LANES; lane++) {
            standIn.faults().add(Fault.slow(path(lane), time).always());
        }
    }

    private void configure(int lane) throws IOException {
        assertThat(replicas.get(0).api("POST", "/api/slack/channels", """
                {"configurationName": "ops%d", "webhookUrl": "%s", "snsTopicArns": ["%s"]}"""
                .formatted(lane, standIn.url() + path(lane), topic(lane))).statusCode()).isEqualTo(201);
    }

    private static String path(int lane) {
        return "/services/T0/B" + lane + "/s3cr3t0";
    }

    private static String topic(int lane) {
        return "arn:aws:sns:eu-west-1:123456789012:alarms" + lane;
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(50)).until(condition);
    }

    /** Publishes to all topics in turns, by both replicas, and again what was not answered 200. */
    private final class Sender {

        private static final int MOST_WAITING = 50;

        private final Map<Integer, Integer> statuses = new TreeMap<>();
        private final Set<String> taken = new TreeSet<>();
        private final Thread thread = new Thread(this::publish, "sns");
        private volatile boolean ends;
        private volatile boolean isClosed;
        private volatile Exception failure;

        void begin() {
            thread.start();
        }

        /** Publishes nothing new, and waits until all is taken. */
        void end() throws InterruptedException {
            ends = true;
            thread.join(Duration.ofSeconds(90).toMillis());
            assertThat(failure).isNull();
            assertThat(thread.isAlive()).as("something is not taken").isFalse();
        }

        synchronized Map<Integer, Integer> statuses() {
            return new TreeMap<>(statuses);
        }

        synchronized Set<String> taken() {
            return new TreeSet<>(taken);
        }

        private void publish() {
            List<SnsMessage> waiting = new ArrayList<>();
            try {
                for (int number = 0; !isClosed && !(ends && waiting.isEmpty()); number++) {
                    if (!ends && waiting.size() < MOST_WAITING) {
                        waiting.add(SnsSigner.with(certificate).sign(SnsMessage.notification(topic(number % LANES),
                                "number " + number + ". " + LONG_TEXT)));
                    }
                    SnsMessage message = waiting.get(number % waiting.size());
                    if (post(replicas.get(number % 2), message) == 200) {
                        waiting.remove(message);
                    }
                }
            } catch (IOException | RuntimeException broken) {
                failure = broken;
            }
        }

        private int post(PackagedTocsin replica, SnsMessage message) throws IOException {
            int status = replica.post("/sns", message.headers(), message.json()).statusCode();
            synchronized (this) {
                statuses.merge(status, 1, Integer::sum);
                if (status == 200) {
                    taken.add(name(message.json()));
                }
            }
            return status;
        }

        void close() throws InterruptedException {
            isClosed = true;
            thread.join();
        }
    }
}
