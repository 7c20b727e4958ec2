package dev.tocsin;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.MetricSeries;
import dev.tocsin.standin.MetricsService.MetricName;
import dev.tocsin.standin.PostedMessage;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What is drawn under an alarm: Slack's lines, else CloudWatch's picture, else what the message tells. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class LiveChartsTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/channel";

    private final String id = UUID.randomUUID().toString().replace("-", "").substring(0, 9).toUpperCase(Locale.ROOT);
    private final String name = "charts-" + id;
    private final String team = "T" + id;
    private final String channel = "C" + id;
    private final String topic = "arn:aws:sns:eu-west-1:123456789012:" + name;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    ChatStandIn standIn;
    SigningCertificate certificate;

    @BeforeEach
    void aChannelWithARole() {
        TreeMap<Instant, Double> values = new TreeMap<>();
        for (int minute = 0; minute < 180; minute++) {
            values.put(now.minusSeconds(60L * minute), minute < 3 ? 97.5 : 41.0);
        }
        standIn.metrics().measure(new MetricName("AWS/EC2", "CPUUtilization", Map.of("InstanceId", name)),
                MetricSeries.of(values));
        api().body(Map.of("slackTeamId", team, "slackTeamName", "Acme", "botToken", "xoxb-s3cr3t-" + team))
                .post("/api/slack/workspaces").then().statusCode(201);
        api().body(Map.of("configurationName", name, "slackTeamId", team, "slackChannelId", channel, "snsTopicArns",
                List.of(topic), "iamRoleArn", ROLE)).post("/api/slack/channels").then().statusCode(201);
    }

    @AfterEach
    void nothingStays() {
        standIn.faults().clear();
        standIn.restrictions().lift();
        standIn.metrics().allowAll();
        api().delete("/api/slack/channels/" + name);
        api().delete("/api/slack/workspaces/" + team);
    }

    @Test
    void anAlarmIsPostedAtOnceAndGetsItsChart() {
        publish("ALARM", 0);

        PostedMessage root = awaitRoot("data_visualization");

        assertThat(root.updates()).isEqualTo(1);
        JsonObject chart = chart(root);
        assertThat(chart.getJsonObject("chart").getJsonArray("series").size()).isEqualTo(2);
        assertThat(chart.encode()).contains("97.5", "\"value\":80.0", "CPUUtilization");
        assertThat(root.content().toString()).contains("ALARM: cpu");
    }

    @Test
    void theChartStaysWhenTheMessageChanges() {
        publish("ALARM", 0);
        awaitRoot("data_visualization");

        publish("OK", 60);

        await().atMost(ofSeconds(20)).until(() -> root().content().toString().contains("OK: cpu"));
        assertThat(root().content().toString()).contains("data_visualization");
    }

    @Test
    void aWorkspaceThatKnowsNoChartsGetsAPictureAndIsNotAskedAgain() {
        standIn.restrictions().refuseCharts(team);
        publish("ALARM", 0);

        awaitRoot("slack_file");
        int updates = root().updates();
        publish("OK", 60);
        await().atMost(ofSeconds(20)).until(() -> root().content().toString().contains("OK: cpu"));

        assertThat(root().content().toString()).doesNotContain("data_visualization");
        assertThat(root().updates()).isGreaterThan(updates);
        assertThat(standIn.received().all().stream().filter(one -> one.uri().equals("/api/chat.update"))
                .filter(one -> one.body().contains(channel) && one.body().contains("data_visualization"))).hasSize(1);
    }

    @Test
    void whereCloudWatchRefusesTheAlarmStaysAsItIs() {
        standIn.metrics().deny("GetMetricData");

        publish("ALARM", 0);

        await().atMost(ofSeconds(10)).until(() -> root() != null);
        await().atMost(ofSeconds(15)).until(() -> events().contains("NO_CHART"));
        assertThat(root().content().toString()).contains("ALARM: cpu").doesNotContain("data_visualization");
        assertThat(events()).contains("cloudwatch:GetMetricData");
    }

    @Test
    void aCloudWatchThatHangsHoldsUpNoPost() {
        standIn.faults().add(Fault.silence("/#GetMetricData").always());

        publish("ALARM", 0);

        await().atMost(ofSeconds(3)).until(() -> root() != null);
        assertThat(root().content().toString()).contains("ALARM: cpu");
    }

    private String events() {
        String posting = api().get("/api/deliveries?configurationName=" + name).jsonPath().getString("items[0].postingId");
        return posting == null ? "" : api().get("/api/postings/" + posting).asString();
    }

    private static JsonObject chart(PostedMessage root) {
        JsonArray blocks = new JsonArray(root.content().path("blocks").toString());
        return blocks.stream().map(JsonObject.class::cast)
                .filter(block -> block.getString("type").equals("data_visualization")).findFirst().orElseThrow();
    }

    private PostedMessage awaitRoot(String part) {
        await().atMost(ofSeconds(25)).until(() -> root() != null && root().content().toString().contains(part));
        return root();
    }

    private PostedMessage root() {
        return standIn.conversations().in(channel).stream().filter(message -> message.threadTs().isEmpty()).findFirst()
                .orElse(null);
    }

    private void publish(String state, long afterSeconds) {
        String alarm = new JsonObject().put("AlarmName", "cpu of " + name).put("AWSAccountId", "123456789012")
                .put("NewStateValue", state).put("NewStateReason", "Threshold Crossed").put("Region", "EU (Ireland)")
                .put("StateChangeTime", now.minusSeconds(90 - afterSeconds).toString().replace("Z", ".000+0000"))
                .put("AlarmArn", "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:cpu-" + name)
                .put("OldStateValue", state.equals("OK") ? "ALARM" : "OK")
                .put("Trigger", new JsonObject().put("MetricName", "CPUUtilization").put("Namespace", "AWS/EC2")
                        .put("Statistic", "MAXIMUM").put("Period", 60).put("EvaluationPeriods", 1).put("Threshold", 80.0)
                        .put("Dimensions", new JsonArray().add(new JsonObject().put("name", "InstanceId").put("value", name)))
                        .put("ComparisonOperator", "GreaterThanThreshold"))
                .encode();
        SnsMessage message = SnsSigner.with(certificate).sign(SnsMessage.notification(topic, alarm));
        given().headers(message.headers()).body(message.json()).post("/sns").then().statusCode(200);
    }

    private static RequestSpecification api() {
        return given().auth().oauth2(OutsideWorld.ADMIN_TOKEN).contentType(ContentType.JSON);
    }
}
