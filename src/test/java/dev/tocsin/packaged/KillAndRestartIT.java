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
    private static final String IN_FLIGHT = "/services/T0/B0/s3cr3t2";
    private static final String CHIME = "/incomingwebhooks/room0?token=s3cr3t0";

    private static final Duration SOON = Duration.ofSeconds(60);

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
        tocsin = new PackagedTocsin(work, settings()).withItsOwnDatabase().start();
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
                "TOCSIN_DELIVERY_LEASE", "8s",
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

    /** One kill meets what waits, what is under way and what is kept, each at a destination of its own. */
    @Test
    void everythingAnswered200ArrivesAfterAKill() throws Exception {
        listen("repeats", REPEATS, ", \"foldAfterMessages\": 1");
        listen("in-flight", IN_FLIGHT, "");
        standIn.faults().add(Fault.answer(SLACK, 503, "").always()).add(Fault.silence(IN_FLIGHT).times(1))
                .add(Fault.takeAndHangUp(CHIME));
        List<SnsMessage> waiting = publish(TOPIC, 20);
        List<SnsMessage> kept = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            kept.add(accepted(SnsMessage.notification(TOPIC + "-repeats", """
                    {"version": "1.0", "source": "custom", "content": {"title": "The disk is full", "description": "again"},
                     "metadata": {"threadId": "disk"}}""")));
        }
        Awaitility.await().atMost(SOON).until(() -> history(kept.get(5)).contains("its matter repeats"));
        List<SnsMessage> underWay = publish(TOPIC + "-in-flight", 2);
        Awaitility.await().atMost(SOON).until(() -> standIn.received().all().stream()
                .anyMatch(one -> one.uri().equals(IN_FLIGHT)));
        tocsin.kill();

        standIn.faults().clear();
        tocsin.start();

        assertThat(awaitArrival(SLACK, waiting)).isEqualTo(waiting.stream().map(SnsMessage::messageId).toList());
        awaitArrival(CHIME, waiting);
        awaitArrival(IN_FLIGHT, underWay);
        assertThat(history(underWay.get(0))).contains("DELIVERED").containsAnyOf("INTERRUPTED", "FAILED");
        Awaitility.await().atMost(SOON).until(() -> history(kept.get(5)).contains("DELIVERED"));
        assertThat(arrived(REPEATS)).extracting(Received::body).hasSize(2).last().asString().contains("(5 times in ");
        assertThat(history(kept.get(5))).contains("shown in one message with 4 others").doesNotContain("INTERRUPTED");
    }

    @Test
    void aStopLetsWhatIsInFlightEndAndWritesItsLogEntry() throws Exception {
        // On a slow machine the first entry of a process alone takes longer than a stop waits for the last one.
        String first = publish(TOPIC, 1).get(0).messageId();
        Awaitility.await().atMost(SOON).until(() -> standIn.logs().events("/aws/chatbot/ops").stream()
                .anyMatch(entry -> entry.message().contains(first)));
        int loggedBefore = tocsin.logged().length();
        standIn.faults().add(Fault.slow(SLACK, Duration.ofSeconds(1)));
        String id = publish(TOPIC, 1).get(0).messageId();
        Awaitility.await().atMost(SOON).until(() -> standIn.faults().pending().isEmpty());

        assertThat(tocsin.stop(Duration.ofSeconds(20))).isTrue();
        assertThat(arrived(SLACK)).filteredOn(one -> one.body().contains(id)).hasSize(1);
        assertThat(standIn.logs().events("/aws/chatbot/ops"))
                .filteredOn(entry -> entry.message().contains(id)).hasSize(1);
        tocsin.start();
        awaitArrival(SLACK, publish(TOPIC, 1));

        assertThat(arrived(SLACK)).filteredOn(one -> one.body().contains(id)).hasSize(1);
        assertThat(tocsin.api("GET", "/api/notifications/" + id, null).body()).doesNotContain("INTERRUPTED");
        assertThat(tocsin.logged().substring(loggedBefore)).doesNotContain("left behind");
    }

    /** To a topic of that name. */
    private static void listen(String name, String path, String more) throws IOException {
        configure("/api/slack/channels", """
                {"configurationName": "%s", "webhookUrl": "%s", "snsTopicArns": ["%s"]%s}"""
                .formatted(name, standIn.url() + path, TOPIC + "-" + name, more));
    }

    private static String history(SnsMessage message) throws IOException {
        return tocsin.api("GET", "/api/notifications/" + message.messageId(), null).body();
    }

    private static void configure(String path, String body) throws IOException {
        assertThat(tocsin.api("POST", path, body).statusCode()).isEqualTo(201);
    }

    private List<SnsMessage> publish(String topic, int count) throws IOException {
        List<SnsMessage> accepted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SnsMessage message = SnsMessage.notification(topic, "message");
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
        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(ids(path, accepted))
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
