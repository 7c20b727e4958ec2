package dev.tocsin;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Received;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;

/** What one matter repeats is shown as one message, which says how often; all else is shown as ever. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class FoldTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:fold";

    private final String name = "fold-" + UUID.randomUUID().toString().substring(0, 8);
    private final String webhook = "/services/T0/B0/" + name;
    ChatStandIn standIn;
    SigningCertificate certificate;
    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @AfterEach
    void nothingStays() {
        api().delete("/api/slack/channels/" + name);
    }

    @Test
    void ofTwelveRepeatsFiveAreShownSinglyAndOneMessageSaysTheOtherSeven() {
        configure(5);
        // All of it waits before the first is shown.
        api().post("/api/configurations/" + name + "/disable").then().statusCode(200);
        List<SnsMessage> messages = publish("disk", "ALARM", 12);
        assertThat(delivery(messages.get(11)).getString("state")).isEqualTo("PENDING");
        api().post("/api/configurations/" + name + "/enable").then().statusCode(200);

        awaitKept(messages.get(11));
        JsonPath kept = delivery(messages.get(11));
        assertThat(kept.getString("state")).isEqualTo("PENDING");
        assertThat(kept.getString("reason")).startsWith("folded: ")
                .contains("shown together at " + Instant.now().toString().substring(0, 10));
        assertThat(kept.getList("attempts")).isEmpty();
        messages.forEach(this::awaitDelivered);

        assertThat(posts()).hasSize(6);
        String last = posts().get(5);
        assertThat(last).contains("(7 times in ").contains("disk");
        assertThat(posts().subList(0, 5)).noneMatch(post -> post.contains(" times in "));
        for (SnsMessage message : messages.subList(5, 12)) {
            JsonPath delivery = delivery(message);
            assertThat(delivery.getString("reason")).isEqualTo("shown in one message with 6 others");
            assertThat(last).contains(delivery.getString("postingId"));
            assertThat(delivery.getList("attempts")).hasSize(1);
        }
        assertThat(given().get(metrics).asString()).contains("tocsin_delivery_folded_total{kind=\"slack-webhook\"");
    }

    @Test
    void aMatterThatFlapsIsOneMessageThatSaysSo() {
        configure(2);
        List<SnsMessage> messages = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            messages.addAll(publish("flapping", "ALARM", 1));
            messages.addAll(publish("flapping", "OK", 1));
        }
        messages.forEach(this::awaitDelivered);

        assertThat(posts()).last().asString().contains("times in ").contains("flapping: 9 changes within 15 minutes");
        assertThat(posts().size()).isLessThanOrEqualTo(4);
    }

    @Test
    void whatGetsWorseIsShownAtOnceWithWhatWasKept() {
        configure(1);
        List<SnsMessage> messages = new ArrayList<>(publish("worse", "OK", 3));
        awaitKept(messages.get(2));
        Instant before = Instant.now();
        messages.addAll(publish("worse", "ALARM", 1));
        messages.forEach(this::awaitDelivered);

        assertThat(posts()).hasSize(2).last().asString().contains("(3 times in ");
        assertThat(Instant.parse(delivery(messages.get(3)).getString("attempts[0].startedAt"))).isBefore(before.plusSeconds(2));
    }

    @Test
    void otherMattersGoOn() {
        configure(1);
        List<SnsMessage> kept = publish("first", "ALARM", 2);
        awaitKept(kept.get(1));
        SnsMessage other = publish("second", "ALARM", 1).get(0);
        awaitDelivered(other);

        assertThat(delivery(kept.get(1)).getString("state")).isEqualTo("PENDING");
        awaitDelivered(kept.get(1));
        assertThat(posts()).hasSize(3).last().asString().doesNotContain("times in");
    }

    @Test
    void whatIsSentAgainAndTestsAreShownAtOnce() {
        configure(1);
        List<SnsMessage> messages = publish("again", "ALARM", 2);
        messages.forEach(this::awaitDelivered);
        assertThat(posts()).hasSize(2);

        api().post("/api/deliveries/" + id(messages.get(1)) + "/redeliver").then().statusCode(202);
        await().atMost(ofSeconds(2)).until(() -> posts().size() == 3);
        for (int i = 0; i < 3; i++) {
            api().queryParam("via", "chat").post("/api/configurations/" + name + "/test").then().statusCode(202);
        }
        await().atMost(ofSeconds(2)).until(() -> posts().size() == 6);
    }

    @Test
    void neverIsNever() {
        configure(0);
        publish("never", "ALARM", 12).forEach(this::awaitDelivered);

        assertThat(posts()).hasSize(12).noneMatch(post -> post.contains(" times in "));
    }

    private void configure(Integer foldAfter) {
        Map<String, Object> members = new HashMap<>(Map.of("configurationName", name, "webhookUrl", standIn.url() + webhook,
                "snsTopicArns", List.of(TOPIC), "foldAfterMessages", foldAfter, "digestAfterSeconds", 0));
        api().body(members).post("/api/slack/channels").then().statusCode(201);
    }

    private void awaitKept(SnsMessage message) {
        await().atMost(ofSeconds(20)).pollInterval(ofMillis(50))
                .until(() -> String.valueOf(delivery(message).getString("waitsBecause")).startsWith("its matter repeats"));
    }

    private void awaitDelivered(SnsMessage message) {
        await().atMost(ofSeconds(30)).until(() -> "DELIVERED".equals(delivery(message).getString("state")));
    }

    private JsonPath delivery(SnsMessage message) {
        return api().get("/api/deliveries/" + id(message)).jsonPath();
    }

    private static int id(SnsMessage message) {
        return api().get("/api/notifications/" + message.messageId()).jsonPath().getInt("deliveries[0].id");
    }

    private List<String> posts() {
        return standIn.received().all().stream().filter(received -> received.uri().startsWith(webhook))
                .filter(Received::accepted).map(Received::body).toList();
    }

    private List<SnsMessage> publish(String alarm, String state, int times) {
        List<SnsMessage> messages = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            SnsMessage message = SnsSigner.with(certificate).sign(SnsMessage.notification(TOPIC, alarm(alarm, state)));
            given().headers(message.headers()).body(message.json()).post("/sns").then().statusCode(200);
            messages.add(message);
        }
        return messages;
    }

    /** As CloudWatch publishes it. */
    private String alarm(String alarm, String state) {
        return new JsonObject().put("AlarmName", alarm + " of " + name).put("AlarmDescription", "A test.")
                .put("AWSAccountId", "123456789012").put("NewStateValue", state).put("NewStateReason", "Threshold Crossed")
                .put("StateChangeTime", "2026-11-24T12:00:00.000+0000").put("Region", "EU (Ireland)")
                .put("AlarmArn", "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:" + alarm + "-" + name)
                .put("OldStateValue", state.equals("OK") ? "ALARM" : "OK")
                .put("Trigger", new JsonObject().put("MetricName", "CPUUtilization").put("Namespace", "AWS/EC2")
                        .put("Statistic", "AVERAGE").put("Period", 60).put("EvaluationPeriods", 1).put("Threshold", 80.0)
                        .put("ComparisonOperator", "GreaterThanThreshold"))
                .encode();
    }

    private static RequestSpecification api() {
        return given().auth().oauth2(OutsideWorld.ADMIN_TOKEN).contentType(ContentType.JSON);
    }
}
