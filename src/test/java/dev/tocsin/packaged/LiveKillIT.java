package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.PostedMessage;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SlackTeams.Channel;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** A process that is killed between what Slack took and what is written of it leaves one message, which is right afterwards. */
@Tag("long")
class LiveKillIT {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:live";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");

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
        made("/api/slack/workspaces", """
                {"slackTeamId": "T1", "slackTeamName": "Acme", "botToken": "xoxb-s3cr3t-T1"}""");
        for (String channel : List.of("CPOST", "CREPLY", "CUPDATE")) {
            // Only there can it look whether a message was posted.
            standIn.slack().channel("T1", new Channel(channel, "ops", false, false, true));
            made("/api/slack/channels", """
                    {"configurationName": "%s", "slackTeamId": "T1", "slackChannelId": "%s", "snsTopicArns": ["%s-%s"],
                     "charts": false}""".formatted(channel.toLowerCase(java.util.Locale.ROOT), channel, TOPIC, channel));
        }
    }

    /**
     * Four seconds of the lease are for finding out whether it was posted before: half of what it outlasts a post by. A JVM
     * that
     * has just started on a busy machine takes a second and more for its first call, and after that it would post once more.
     */
    private static Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "TOCSIN_SLACK_API_URL", standIn.url() + "/api",
                "TOCSIN_SNS_SIGNING_CERTIFICATES", folder.resolve("certificates").toString(),
                "TOCSIN_SNS_SUBSCRIBE", "never",
                "TOCSIN_DELIVERY_PACE", "20ms",
                "TOCSIN_LIVE_CHANGE_EVERY", "1s",
                "TOCSIN_DELIVERY_LEASE", "12s",
                "TOCSIN_CHAT_TIMEOUT", "3s"));
    }

    private static void made(String path, String body) throws IOException {
        assertThat(tocsin.api("POST", path, body).statusCode()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        tocsin.close();
        standIn.close();
        vertx.close();
    }

    @Test
    void killedBetweenThePostAndItsRecordThereIsOneMessageThatGoesOn() throws Exception {
        standIn.faults().add(Fault.takeAndSilence("/api/chat.postMessage#CPOST"));
        String alarm = publish("CPOST", "ALARM", 0);
        await().atMost(SOON).until(() -> roots("CPOST").size() == 1);
        tocsin.kill();

        tocsin.start();

        awaitDelivered(alarm);
        assertThat(tocsin.api("GET", "/api/notifications/" + alarm, null).body()).contains("INTERRUPTED",
                "an earlier try had posted it");
        publish("CPOST", "OK", 60);
        await().atMost(SOON).until(() -> roots("CPOST").get(0).content().toString().contains("OK: disk"));
        assertThat(roots("CPOST")).hasSize(1);
        assertThat(replies("CPOST")).hasSize(1);
    }

    @Test
    void killedBetweenALineInTheThreadAndItsRecordTheLineIsThereOnce() throws Exception {
        publish("CREPLY", "ALARM", 0);
        await().atMost(SOON).until(() -> roots("CREPLY").size() == 1);
        awaitDelivered(publish("CREPLY", "INSUFFICIENT_DATA", 30));
        standIn.faults().add(Fault.takeAndSilence("/api/chat.postMessage#CREPLY"));
        String ok = publish("CREPLY", "OK", 60);
        await().atMost(SOON).until(() -> replies("CREPLY").size() == 2);
        tocsin.kill();

        tocsin.start();

        awaitDelivered(ok);
        assertThat(tocsin.api("GET", "/api/notifications/" + ok, null).body()).contains("an earlier try had posted it");
        await().atMost(SOON).until(() -> roots("CREPLY").get(0).content().toString().contains("OK: disk"));
        assertThat(replies("CREPLY")).hasSize(2);
        assertThat(roots("CREPLY")).hasSize(1);
    }

    @Test
    void killedBetweenAChangeAndItsRecordTheMessageIsRight() throws Exception {
        publish("CUPDATE", "ALARM", 0);
        await().atMost(SOON).until(() -> roots("CUPDATE").size() == 1);
        standIn.faults().add(Fault.takeAndSilence("/api/chat.update"));
        awaitDelivered(publish("CUPDATE", "OK", 60));
        await().atMost(SOON).until(() -> roots("CUPDATE").get(0).updates() == 1);
        tocsin.kill();

        tocsin.start();
        awaitDelivered(publish("CUPDATE", "ALARM", 90));

        await().atMost(SOON).until(() -> roots("CUPDATE").get(0).content().toString().contains("ALARM: disk"));
        assertThat(roots("CUPDATE")).hasSize(1);
        assertThat(replies("CUPDATE")).hasSize(2);
    }

    private static List<PostedMessage> roots(String channel) {
        return standIn.conversations().in(channel).stream().filter(message -> message.threadTs().isEmpty()).toList();
    }

    private static List<PostedMessage> replies(String channel) {
        return standIn.conversations().replies(channel, roots(channel).get(0).ts());
    }

    private static void awaitDelivered(String messageId) {
        await().atMost(SOON).until(() -> tocsin.api("GET", "/api/notifications/" + messageId, null).body()
                .contains("\"state\":\"DELIVERED\""));
    }

    /** As CloudWatch publishes it. */
    private static String publish(String channel, String state, long afterSeconds) throws IOException {
        String alarm = new JsonObject().put("AlarmName", "disk").put("AWSAccountId", "123456789012")
                .put("NewStateValue", state).put("NewStateReason", "Threshold Crossed").put("Region", "EU (Ireland)")
                .put("StateChangeTime", START.plusSeconds(afterSeconds).toString().replace("Z", ".000+0000"))
                .put("AlarmArn", "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:disk-" + channel)
                .put("OldStateValue", state.equals("ALARM") ? "OK" : "ALARM")
                .put("Trigger", new JsonObject().put("MetricName", "DiskUsed").put("Namespace", "Acme").put("Threshold", 80.0)
                        .put("Statistic", "AVERAGE").put("Period", 60).put("EvaluationPeriods", 1)
                        .put("ComparisonOperator", "GreaterThanThreshold"))
                .encode();
        SnsMessage signed = SnsSigner.with(certificate).sign(SnsMessage.notification(TOPIC + "-" + channel, alarm));
        assertThat(tocsin.post("/sns", signed.headers(), signed.json()).statusCode()).isEqualTo(200);
        return signed.messageId();
    }
}
