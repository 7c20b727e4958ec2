package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/**
 * What somebody can do at {@code /sns} who knows the ARN of a topic or has kept what SNS once signed, and what a wrong clock
 * does, against one application.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StrangersAtSnsIT {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    /** Made-up names that begin so are never answered by the host of certificates; others are refused at once. */
    private static final String SILENT = "dead";
    private static final String REFUSED = "f00d";
    /** Half of what a download that hangs may take. On an idle machine it is some milliseconds. */
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration WHERE_ALL_HANGS = Duration.ofSeconds(15);
    private static final Map<String, String> TO_DOWNLOAD = new ConcurrentHashMap<>();

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static ChatStandIn standIn;
    private static GivenDatabase database;
    private static PackagedTocsin tocsin;
    private static SigningCertificate known;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        known = SigningCertificate.good();
        known.writeTo(certificates());
        database = GivenDatabase.empty();
        Path work = Files.createDirectories(folder.resolve(folder.getFileName() + "-tocsin"));
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.putAll(Map.of(
                "TOCSIN_SLACK_WEBHOOK_ORIGINS", standIn.url(),
                "TOCSIN_SNS_ENDPOINT_OVERRIDE", standIn.url(),
                "TOCSIN_SNS_CERTIFICATES_OVERRIDE", "http://127.0.0.1:" + hostOfCertificates().actualPort(),
                "TOCSIN_SNS_SUBSCRIBE", "never",
                "TOCSIN_SNS_SIGNING_CERTIFICATES", certificates().toString()));
        tocsin = new PackagedTocsin(work, settings).start();
        assertThat(tocsin.api("POST", "/api/slack/channels", """
                {"configurationName": "ops", "webhookUrl": "%s/services/T0/B0/s3cr3t0", "snsTopicArns": ["%s"]}"""
                .formatted(standIn.url(), TOPIC)).statusCode()).isEqualTo(201);
    }

    private static HttpServer hostOfCertificates() throws Exception {
        return vertx.createHttpServer().requestHandler(request -> {
            String file = request.path().substring(1);
            if (TO_DOWNLOAD.containsKey(file)) {
                request.response().end(TO_DOWNLOAD.get(file));
            } else if (!file.contains("-" + SILENT)) {
                request.response().setStatusCode(403).end();
            }
        }).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private static Path certificates() {
        return folder.resolve("certificates");
    }

    @AfterAll
    static void stop() throws Exception {
        tocsin.close();
        standIn.close();
        database.close();
        vertx.close();
    }

    @Test
    @Order(1)
    void takesAnEmptySubjectThatIsSigned() throws IOException {
        assertThat(post(signed(SnsMessage.notification(TOPIC, "x").subject(""))).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void believesAnUnsubscribeConfirmationOnceAndOnlyAboutTheSubscriptionThatItHas() throws IOException {
        confirm("s3cr3t0001");
        assertThat(topic("state")).isEqualTo("CONFIRMED");
        String ours = topic("subscriptionArn");

        assertThat(post(signed(SnsMessage.unsubscribeConfirmation(TOPIC, "s3cr3t0002", TOPIC + ":another"))).statusCode())
                .isEqualTo(200);
        assertThat(topic("state")).isEqualTo("CONFIRMED");

        SnsMessage goodbye = signed(SnsMessage.unsubscribeConfirmation(TOPIC, "s3cr3t0003", ours));
        assertThat(post(goodbye).body()).contains("COMMITTED");
        assertThat(topic("state")).isEqualTo("REMOVED_AT_AWS");

        confirm("s3cr3t0004");
        assertThat(post(goodbye).body()).contains("DUPLICATE");
        assertThat(topic("state")).isEqualTo("CONFIRMED");
    }

    @Test
    @Order(3)
    void takesGenuineMessagesBesideThousandsOfMadeUpCertificates() throws Exception {
        CertificateFlood flood = CertificateFlood.of(vertx, tocsin.url(), TOPIC, REFUSED);
        try {
            // More than the line has room for, so that it is as long as it gets.
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> flood.answered() > 2_000);
            for (int i = 0; i < 5; i++) {
                takesWithin(SOON, inTheFolder());
                takesWithin(SOON, toBeDownloaded());
                takesWithin(SOON, known);
            }
            assertThat(flood.statuses()).containsOnlyKeys(503);
        } finally {
            flood.stop();
        }
        // One when it began, and one a minute.
        assertThat(linesWith("Cannot fetch signing certificate")).hasSizeBetween(1, 3);
        assertThat(linesWith("Refused reason=CERTIFICATE_UNAVAILABLE")).hasSizeBetween(1, 3);
    }

    @Test
    @Order(4)
    void givesAGenuineCertificateItsTurnWhereDownloadsHang() throws Exception {
        CertificateFlood flood = CertificateFlood.of(vertx, tocsin.url(), TOPIC, SILENT);
        try {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> flood.answered() > 50);
            takesWithin(SOON, inTheFolder());
            takesWithin(WHERE_ALL_HANGS, toBeDownloaded());
        } finally {
            flood.stop();
        }
    }

    /** As if the replica's clock ran three hours ahead: the database's goes three hours behind it. */
    @Test
    @Order(5)
    void losesNothingByAClockThatRunsAhead() throws Exception {
        SnsMessage old = signed(SnsMessage.notification(TOPIC, "x").at(Instant.now().minus(Duration.ofHours(2))));
        assertThat(post(old).statusCode()).as("old by both clocks").isEqualTo(403);
        assertThat(tocsin.isReady()).isTrue();

        database.run("CREATE SCHEMA behind",
                "CREATE FUNCTION behind.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS "
                        + "'SELECT pg_catalog.clock_timestamp() - interval ''3 hours'''",
                "ALTER DATABASE " + database.name() + " SET search_path = behind, pg_catalog, public",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                        + "AND datname = current_database()");

        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            HttpResponse<String> answer = post(old);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("sns-clock", "ahead");
        });
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !tocsin.isReady());
        assertThat(tocsin.operations("/q/health/ready").body()).contains("Clock", "ahead");
        assertThat(tocsin.operations("/q/metrics").body()).containsPattern("tocsin_clock_offset_seconds(\\{})? 1\\d{4}\\.");
    }

    private static void confirm(String token) throws IOException {
        assertThat(post(signed(SnsMessage.subscriptionConfirmation(TOPIC, token))).statusCode()).isEqualTo(200);
    }

    private static String topic(String member) throws IOException {
        return JsonPath.from(tocsin.api("GET", "/api/topics/" + TOPIC, null).body()).getString(member);
    }

    private static SigningCertificate inTheFolder() throws IOException {
        SigningCertificate certificate = SigningCertificate.good();
        certificate.writeTo(certificates());
        return certificate;
    }

    private static SigningCertificate toBeDownloaded() {
        SigningCertificate certificate = SigningCertificate.good();
        TO_DOWNLOAD.put(certificate.fileName(), certificate.pem());
        return certificate;
    }

    private static void takesWithin(Duration most, SigningCertificate certificate) throws IOException {
        SnsMessage message = SnsSigner.with(certificate).sign(SnsMessage.notification(TOPIC, "genuine"));
        long start = System.nanoTime();
        assertThat(post(message).statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(most);
    }

    private static SnsMessage signed(SnsMessage message) {
        return SnsSigner.with(known).sign(message);
    }

    private static HttpResponse<String> post(SnsMessage message) throws IOException {
        return tocsin.post("/sns", message.headers(), message.json());
    }

    private static java.util.List<String> linesWith(String words) throws IOException {
        return tocsin.logged().lines().filter(line -> line.contains(words)).toList();
    }
}
