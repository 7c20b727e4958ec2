package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.MetricSeries;
import dev.tocsin.standin.MetricsService.MetricName;
import dev.tocsin.standin.PostedMessage;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What is drawn under an alarm, by the packaged application: a native executable too has to know CBOR, in which the
 * SDK's client asks CloudWatch.
 */
@Tag("long")
class AlarmChartIT {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:charts";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MINUTES);

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
        tocsin = new PackagedTocsin(work, Map.of(
                "TOCSIN_SLACK_API_URL", standIn.url() + "/api",
                "TOCSIN_CLOUDWATCH_ENDPOINT_OVERRIDE", standIn.url(),
                "TOCSIN_SNS_SIGNING_CERTIFICATES", folder.resolve("certificates").toString(),
                "TOCSIN_SNS_SUBSCRIBE", "never",
                "AWS_ACCESS_KEY_ID", "AKIAS3CR3T",
                "AWS_SECRET_ACCESS_KEY", "s3cr3t-aws-key")).start();
        for (String team : new String[] { "TLINES", "TPICTURE" }) {
            made("/api/slack/workspaces", """
                    {"slackTeamId": "%1$s", "slackTeamName": "%1$s", "botToken": "xoxb-s3cr3t-%1$s"}""".formatted(team));
            made("/api/slack/channels", """
                    {"configurationName": "%1$s", "slackTeamId": "%1$s", "slackChannelId": "C%1$s",
                     "snsTopicArns": ["%2$s-%1$s"], "iamRoleArn": "arn:aws:iam::123456789012:role/channel"}"""
                    .formatted(team, TOPIC));
        }
        TreeMap<Instant, Double> values = new TreeMap<>();
        for (int minute = 0; minute < 180; minute++) {
            values.put(NOW.minusSeconds(60L * minute), minute < 3 ? 97.5 : 41.0);
        }
        standIn.metrics().measure(new MetricName("AWS/EC2", "CPUUtilization", Map.of("InstanceId", "i-1")),
                MetricSeries.of(values));
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
    void anAlarmGetsTheLinesOfItsMetric() throws IOException {
        publish("TLINES");

        assertThat(awaited("TLINES", "data_visualization")).contains("97.5", "\"value\":80.0", "CPUUtilization");
    }

    @Test
    void whereSlackKnowsNoLinesAnAlarmGetsAPicture() throws IOException {
        standIn.restrictions().refuseCharts("TPICTURE");

        publish("TPICTURE");

        assertThat(awaited("TPICTURE", "slack_file")).doesNotContain("data_visualization");
        assertThat(standIn.files().content(standIn.files().completed().get(0)).orElseThrow()).startsWith(0x89, 'P', 'N', 'G');
    }

    private static String awaited(String team, String part) {
        return await().atMost(SOON).until(() -> standIn.conversations().in("C" + team).stream()
                .filter(message -> message.threadTs().isEmpty()).map(PostedMessage::content).map(Object::toString)
                .findFirst().orElse(""), content -> content.contains(part));
    }

    private static void publish(String team) throws IOException {
        String alarm = new JsonObject().put("AlarmName", "cpu").put("AWSAccountId", "123456789012")
                .put("NewStateValue", "ALARM").put("NewStateReason", "Threshold Crossed").put("Region", "EU (Ireland)")
                .put("StateChangeTime", NOW.minusSeconds(90).toString().replace("Z", ".000+0000"))
                .put("AlarmArn", "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:cpu-" + team).put("OldStateValue", "OK")
                .put("Trigger", new JsonObject().put("MetricName", "CPUUtilization").put("Namespace", "AWS/EC2")
                        .put("Statistic", "MAXIMUM").put("Period", 60).put("EvaluationPeriods", 1).put("Threshold", 80.0)
                        .put("Dimensions", new JsonArray().add(new JsonObject().put("name", "InstanceId").put("value", "i-1")))
                        .put("ComparisonOperator", "GreaterThanThreshold"))
                .encode();
        SnsMessage signed = SnsSigner.with(certificate).sign(SnsMessage.notification(TOPIC + "-" + team, alarm));
        assertThat(tocsin.post("/sns", signed.headers(), signed.json()).statusCode()).isEqualTo(200);
    }
}
