package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.Vertx;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Where it is hard to live: nothing can be written, the user has no name, DNS does not answer, memory runs out. What can go on
 * goes on, what cannot says why, and nothing that got a 200 is lost.
 */
@Tag("long")
class HarshPlacesIT {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final String SLACK = "/services/T0/B0/s3cr3t0";
    private static final String SILENT = "127.0.0.77";
    private static final int OUT_OF_MEMORY = 3;

    private final SigningCertificate certificate = SigningCertificate.good();
    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService others = Executors.newCachedThreadPool();
    /** Not below /tmp, which is another one in some places. */
    private Path folder;
    private EmbeddedPostgres postgres;
    private ChatStandIn standIn;

    @BeforeEach
    void start(@TempDir Path given) throws IOException {
        folder = Files.createDirectories(Path.of("target", "harsh-places", given.getFileName().toString()).toAbsolutePath());
        certificate.writeTo(folder.resolve("certificates"));
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        postgres = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1").start();
    }

    @AfterEach
    void stop() throws IOException {
        others.shutdownNow();
        standIn.close();
        vertx.close();
        postgres.close();
    }

    @Test
    void nothingHasToBeWrittenAndTheUserNeedsNoName() throws Exception {
        try (PackagedTocsin tocsin = tocsin(Map.of()).in(HarshPlace.whereNothingCanBeWritten()).start()) {
            deliversWhatItAccepts(tocsin);
            assertThat(tocsin.logged()).doesNotContain("ERROR").doesNotContain("\tat ")
                    .contains("Signatures are checked by Java's own RSA, which takes more time");
        }
    }

    @Test
    void aTmpAndNothingElseIsGoodForFastSignatures() throws Exception {
        try (PackagedTocsin tocsin = tocsin(Map.of()).in(HarshPlace.whereOnlyTmpCanBeWritten()).start()) {
            deliversWhatItAccepts(tocsin);
            assertThat(tocsin.logged()).doesNotContain("ERROR").doesNotContain("\tat ").doesNotContain("Java's own RSA");
        }
    }

    /**
     * Java's own way to look up a name keeps the thread that asks waiting for ten seconds, and event loops are two a processor.
     */
    @Test
    void whereDnsDoesNotAnswerOnlyWhatNeedsItWaits() throws Exception {
        try (DatagramSocket silent = silentServer();
                PackagedTocsin tocsin = tocsin(Map.of("AWS_ACCESS_KEY_ID", "AKIAS3CR3T",
                        "AWS_SECRET_ACCESS_KEY", "s3cr3t-aws-key", "TOCSIN_CHAT_TIMEOUT", "20s",
                        "TOCSIN_SLACK_WEBHOOK_ORIGINS", standIn.url() + ",https://hooks.slack.com"))
                        .in(HarshPlace.whereNamesAreAskedOf(SILENT, folder)).start()) {
            assertThat(silent.isClosed()).isFalse();
            configure(tocsin, "ops", standIn.url() + SLACK);
            for (int i = 0; i < 8; i++) {
                configure(tocsin, "away-" + i,
                        "https://hooks.slack.com/services/T0000000" + i + "/B00000000/s3cr3ts3cr3ts3cr3ts3cr3t");
            }
            List<Future<String>> regions = new ArrayList<>();
            for (String region : List.of("eu-central-1", "us-east-2", "ap-south-1", "sa-east-1")) {
                regions.add(others.submit(() -> tocsin.api("GET", "/api/regions/" + region + "/topics", null).body()));
            }

            long slowest = 0;
            SnsMessage last = null;
            for (int i = 0; i < 20; i++) {
                last = signed("without DNS " + i + ".");
                long begin = System.nanoTime();
                assertThat(publish(tocsin, last)).isEqualTo(200);
                assertThat(tocsin.operations("/q/health/live").statusCode()).isEqualTo(200);
                slowest = Math.max(slowest, Duration.ofNanos(System.nanoTime() - begin).toMillis());
                Thread.sleep(100);
            }

            assertThat(slowest).as("the slowest of twenty, in milliseconds").isLessThan(4_000);
            awaitArrival("without DNS 19.");
            assertThat(tocsin.isReady()).isTrue();
            String history = "/api/notifications/" + last.messageId();
            String first = "/api/deliveries?configurationName=away-0";
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> tocsin.api("GET", first, null).body()
                    .contains("the name hooks.slack.com cannot be resolved"));
            assertThat(tocsin.api("GET", history, null).body()).contains("DELIVERED", "PENDING");
            for (Future<String> region : regions) {
                assertThat(region.get(60, TimeUnit.SECONDS)).containsAnyOf("does DNS work here?", "AWS did not answer in time");
            }
            assertThat(tocsin.logged()).doesNotContain("has been blocked for");
        }
    }

    @Test
    void whoeverRunsOutOfMemorySaysSoEndsAndHasLostNothing() throws Exception {
        PackagedTocsin tocsin = tocsin(Map.of("TOCSIN_DELIVERY_LEASE", "5s", "TOCSIN_CHAT_TIMEOUT", "3s"));
        Queue<SnsMessage> accepted = new ConcurrentLinkedQueue<>();
        try (tocsin) {
            tocsin.start();
            configure(tocsin, "ops", standIn.url() + SLACK);
            assertThat(tocsin.stop(Duration.ofSeconds(30))).isTrue();

            standIn.faults().add(Fault.answer(SLACK, 503, "").always());
            Process process = tocsin.withMemory("-Xmx32m", "-XX:+ExitOnOutOfMemoryError").launch();
            tocsin.awaitListening();
            for (int i = 0; i < 5; i++) {
                SnsMessage message = signed("before memory ran out " + i + ".");
                assertThat(publish(tocsin, message)).isEqualTo(200);
                accepted.add(message);
            }
            for (int i = 0; i < 24; i++) {
                others.submit(() -> publishUntilItEnds(tocsin, process, accepted));
            }
            assertThat(process.waitFor(150, TimeUnit.SECONDS)).as("it ended").isTrue();

            assertThat(process.exitValue()).isEqualTo(OUT_OF_MEMORY);
            assertThat(tocsin.logged()).contains("java.lang.OutOfMemoryError: ");
            standIn.faults().clear();
            tocsin.withMemory("-Xmx128m").start();
            for (SnsMessage message : accepted) {
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> tocsin
                        .api("GET", "/api/notifications/" + message.messageId(), null).body().contains("DELIVERED"));
            }
        }
    }

    private Void publishUntilItEnds(PackagedTocsin tocsin, Process process, Queue<SnsMessage> accepted) {
        String much = "{\"a\": [" + "{\"b\": 1},".repeat(22_000) + "0]}";
        while (process.isAlive()) {
            SnsMessage message = signed(much);
            if (isTaken(tocsin, message)) {
                accepted.add(message);
            }
        }
        return null;
    }

    private static boolean isTaken(PackagedTocsin tocsin, SnsMessage message) {
        try {
            return publish(tocsin, message) == 200;
        } catch (IOException ended) {
            return false;
        }
    }

    private static DatagramSocket silentServer() throws IOException {
        try {
            return new DatagramSocket(new InetSocketAddress(InetAddress.getByName(SILENT), 53));
        } catch (SocketException notAllowed) {
            Assumptions.abort("this test may not listen on port 53");
            throw notAllowed;
        }
    }

    private void deliversWhatItAccepts(PackagedTocsin tocsin) throws IOException {
        configure(tocsin, "ops", standIn.url() + SLACK);
        assertThat(publish(tocsin, signed("from a harsh place."))).isEqualTo(200);
        awaitArrival("from a harsh place.");
        for (String probe : List.of("started", "live", "ready")) {
            assertThat(tocsin.operations("/q/health/" + probe).statusCode()).as(probe).isEqualTo(200);
        }
    }

    private void awaitArrival(String text) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> standIn.received().all().stream()
                .anyMatch(one -> one.accepted() && one.body().contains(text)));
    }

    private static void configure(PackagedTocsin tocsin, String name, String url) throws IOException {
        assertThat(tocsin.api("POST", "/api/slack/channels", """
                {"configurationName": "%s", "webhookUrl": "%s", "snsTopicArns": ["%s"]}""".formatted(name, url, TOPIC))
                .statusCode()).isEqualTo(201);
    }

    private SnsMessage signed(String message) {
        return SnsSigner.with(certificate).sign(SnsMessage.notification(TOPIC, message));
    }

    private static int publish(PackagedTocsin tocsin, SnsMessage message) throws IOException {
        return tocsin.post("/sns", message.headers(), message.json()).statusCode();
    }

    private PackagedTocsin tocsin(Map<String, String> own) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "postgres",
                "TOCSIN_SECRETS_KEY", GivenDatabase.KEY,
                "TOCSIN_SLACK_WEBHOOK_ORIGINS", standIn.url(),
                "TOCSIN_SNS_SIGNING_CERTIFICATES", folder.resolve("certificates").toString(),
                "TOCSIN_SNS_SUBSCRIBE", "never",
                "TOCSIN_DELIVERY_PACE", "20ms"));
        settings.putAll(own);
        return new PackagedTocsin(Files.createDirectories(folder.resolve(folder.getFileName() + "-tocsin")), settings);
    }
}
