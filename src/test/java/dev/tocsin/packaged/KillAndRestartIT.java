package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.Received;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.Vertx;

/** What got a 200 arrives, whatever happens to the process. Each test takes it up as the one before has left it. */
class KillAndRestartIT {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final String SLACK = "/services/T0/B0/s3cr3t0";
    private static final String REPEATS = "/services/T0/B0/s3cr3t1";
    private static final String CHIME = "/incomingwebhooks/room0?token=s3cr3t0";

    @TempDir
    static Path folder;

    private static final SigningCertificate certificate = SigningCertificate.good();
    private static Vertx vertx;
    private static ChatStandIn standIn;
    private static PackagedTocsin tocsin;

    @BeforeAll
    static void start() throws IOException {
        vertx = Vertx.vertx();
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        certificate.writeTo(folder.resolve("certificates"));
        Path work = Files.createDirectories(folder.resolve(folder.getFileName() + "-tocsin"));
        tocsin = new PackagedTocsin(work, settings()).start();
        configure("/api/slack/channels", """
                {"configurationName": "ops", "webhookUrl": "%s", "snsTopicArns": ["%s"], "loggingLevel": "INFO"}"""
                .formatted(standIn.url() + SLACK, TOPIC));
        configure("/api/chime/webhooks",
                """
                        {"configurationName": "ops-room", "webhookUrl": "%s", "webhookDescription": "ops/tocsin", "snsTopicArns": ["%s"]}"""
                        .formatted(standIn.url() + CHIME, TOPIC));
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "TOCSIN_SLACK_WEBHOOK_ORIGINS", standIn.url(),
                "TOCSIN_CHIME_WEBHOOK_ORIGINS", standIn.url(),
                "TOCSIN_SNS_SIGNING_CERTIFICATES", folder.resolve("certificates").toString(),
                "TOCSIN_DELIVERY_PACE", "20ms",
                "TOCSIN_DELIVERY_LEASE", "5s",
                "TOCSIN_DELIVERY_FOLD_FOR", "8s",
                "TOCSIN_CHAT_TIMEOUT", "3s"));
        settings.putAll(Map.of(
                "TOCSIN_CLOUDWATCH_LOGS_REGION", "us-east-1",
                "TOCSIN_CLOUDWATCH_LOGS_ENDPOINT_OVERRIDE", standIn.url(),
                "TOCSIN_SNS_SUBSCRIBE", "never",
                "AWS_ACCESS_KEY_ID", "AKIAS3CR3T",
                "AWS_SECRET_ACCESS_KEY", "s3cr3t-aws-key"));
        return settings;
    }

    @AfterEach
    void forget() {
        standIn.faults().clear();
        standIn.received().clear();
    }

    @AfterAll
    static void stop() {
        tocsin.close();
        standIn.close();
        vertx.close();
    }

    @Test
    void everythingAnswered200ArrivesAfterAKillWhileSlackIsDown() throws Exception {
        standIn.faults().add(Fault.answer(SLACK, 503, "").always());
        List<SnsMessage> accepted = publish(20);
        tocsin.kill();

        standIn.faults().clear();
        tocsin.start();

        assertThat(awaitArrival(SLACK, accepted)).isEqualTo(accepted.stream().map(SnsMessage::messageId).toList());
        awaitArrival(CHIME, accepted);
    }

    @Test
    void everythingAnswered200ArrivesWhenTheKillMeetsPostsInFlight() throws Exception {
        standIn.faults().add(Fault.silence(SLACK).times(1)).add(Fault.takeAndHangUp(CHIME));
        List<SnsMessage> accepted = publish(5);
        Awaitility.await().until(() -> !standIn.received().all().isEmpty());
        tocsin.kill();

        tocsin.start();

        awaitArrival(SLACK, accepted);
        awaitArrival(CHIME, accepted);
        String history = tocsin.api("GET", "/api/notifications/" + accepted.get(0).messageId(), null).body();
        assertThat(history).contains("DELIVERED").containsAnyOf("INTERRUPTED", "FAILED");
    }

    @Test
    void whatIsKeptToBeShownTogetherIsShownSoAfterAKill() throws Exception {
        configure("/api/slack/channels", """
                {"configurationName": "repeats", "webhookUrl": "%s", "snsTopicArns": ["%s"], "foldAfterMessages": 1}"""
                .formatted(standIn.url() + REPEATS, TOPIC + "-repeats"));
        List<SnsMessage> accepted = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            accepted.add(accepted(SnsMessage.notification(TOPIC + "-repeats", """
                    {"version": "1.0", "source": "custom", "content": {"title": "The disk is full", "description": "again"},
                     "metadata": {"threadId": "disk"}}""")));
        }
        String last = "/api/notifications/" + accepted.get(5).messageId();
        Awaitility.await().until(() -> tocsin.api("GET", last, null).body().contains("its matter repeats"));
        tocsin.kill();

        tocsin.start();

        Awaitility.await().atMost(Duration.ofSeconds(30))
                .until(() -> tocsin.api("GET", last, null).body().contains("DELIVERED"));
        assertThat(arrived(REPEATS)).extracting(Received::body).hasSize(2).last().asString().contains("(5 times in ");
        assertThat(tocsin.api("GET", last, null).body()).contains("shown in one message with 4 others")
                .doesNotContain("INTERRUPTED");
    }

    @Test
    void aStopLetsWhatIsInFlightEndAndWritesItsLogEntry() throws Exception {
        int loggedBefore = tocsin.logged().length();
        standIn.faults().add(Fault.slow(SLACK, Duration.ofSeconds(1)));
        List<SnsMessage> accepted = publish(1);
        String id = accepted.get(0).messageId();
        Thread.sleep(300);

        assertThat(tocsin.stop(Duration.ofSeconds(20))).isTrue();
        assertThat(arrived(SLACK)).filteredOn(one -> one.body().contains(id)).hasSize(1);
        assertThat(standIn.logs().events("/aws/chatbot/ops"))
                .filteredOn(entry -> entry.message().contains(id)).hasSize(1);
        tocsin.start();
        Thread.sleep(1_000);

        assertThat(arrived(SLACK)).filteredOn(one -> one.body().contains(id)).hasSize(1);
        assertThat(tocsin.api("GET", "/api/notifications/" + id, null).body()).doesNotContain("INTERRUPTED");
        assertThat(tocsin.logged().substring(loggedBefore)).doesNotContain("left behind");
    }

    private static void configure(String path, String body) throws IOException {
        assertThat(tocsin.api("POST", path, body).statusCode()).isEqualTo(201);
    }

    private List<SnsMessage> publish(int count) throws IOException {
        List<SnsMessage> accepted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SnsMessage message = SnsMessage.notification(TOPIC, "message");
            accepted.add(accepted(message.with("Message", "this is " + message.messageId())));
        }
        return accepted;
    }

    private SnsMessage accepted(SnsMessage message) throws IOException {
        SnsMessage signed = SnsSigner.with(certificate).sign(message);
        assertThat(tocsin.post("/sns", signed.headers(), signed.json()).statusCode()).isEqualTo(200);
        return signed;
    }

    /** The ids in the order in which they first arrived. */
    private List<String> awaitArrival(String path, List<SnsMessage> accepted) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(ids(path, accepted))
                .containsAll(accepted.stream().map(SnsMessage::messageId).toList()));
        return ids(path, accepted);
    }

    private List<String> ids(String path, List<SnsMessage> accepted) {
        return arrived(path).stream()
                .flatMap(received -> accepted.stream().map(SnsMessage::messageId).filter(received.body()::contains))
                .distinct().toList();
    }

    private List<Received> arrived(String path) {
        return standIn.received().all().stream().filter(Received::accepted).filter(one -> one.uri().equals(path)).toList();
    }
}
