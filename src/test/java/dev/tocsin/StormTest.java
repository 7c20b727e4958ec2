package dev.tocsin;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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

/**
 * What would take a destination too long to show one by one is shown in a few messages, and each notification says in which.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class StormTest {

    private static final int MESSAGES = 40;
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:storm";
    private static final String WEBHOOK = "/services/T0/B0/storm";

    ChatStandIn standIn;
    SigningCertificate certificate;
    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @AfterEach
    void nothingStays() {
        api().delete("/api/slack/channels/storm");
    }

    @Test
    void aStormIsShownInAFewDigestsAndEachNotificationSaysInWhich() {
        api().body(Map.of("configurationName", "storm", "webhookUrl", standIn.url() + WEBHOOK, "snsTopicArns", List.of(TOPIC),
                "digestAfterSeconds", 1)).post("/api/slack/channels").then().statusCode(201);
        // All of it waits before the first is shown.
        api().post("/api/configurations/storm/disable").then().statusCode(200);
        List<SnsMessage> messages = IntStream.range(0, MESSAGES).mapToObj(number -> publish("message number " + number))
                .toList();
        await().atMost(ofSeconds(30)).until(() -> given().get(metrics).asString().contains("tocsin_delivery_storms 1.0"));
        api().post("/api/configurations/storm/enable").then().statusCode(200);

        messages.forEach(
                message -> await().atMost(ofSeconds(30)).until(() -> "DELIVERED".equals(delivery(message).getString("state"))));

        List<String> posts = posts();
        assertThat(posts).hasSize(1).allMatch(post -> post.contains(MESSAGES + " notifications in "));
        JsonPath last = delivery(messages.get(MESSAGES - 1));
        String posting = last.getString("postingId");
        assertThat(posting).isNotNull();
        assertThat(last.getString("reason")).matches("shown in a digest of \\d+ notifications");
        assertThat(last.getString("attempts[-1].reason")).startsWith("shown in a digest of ");
        assertThat(posts).filteredOn(post -> post.contains(posting)).hasSize(1);
        List<String> shown = shown("postingId", posting);
        assertThat(last.getString("reason")).contains("digest of " + shown.size() + " ");
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(messages.stream().map(message -> message.messageId().toString()).toList());
    }

    private List<String> shown(String parameter, String value) {
        return api().queryParam("configurationName", "storm").queryParam(parameter, value).queryParam("maxResults", 100)
                .get("/api/deliveries").jsonPath().getList("items.messageId");
    }

    private JsonPath delivery(SnsMessage message) {
        int id = api().get("/api/notifications/" + message.messageId()).jsonPath().getInt("deliveries[0].id");
        return api().get("/api/deliveries/" + id).jsonPath();
    }

    private List<String> posts() {
        return standIn.received().all().stream().filter(received -> received.uri().startsWith(WEBHOOK))
                .filter(Received::accepted).map(Received::body).toList();
    }

    private SnsMessage publish(String text) {
        SnsMessage message = SnsSigner.with(certificate).sign(SnsMessage.notification(TOPIC, text));
        given().headers(message.headers()).body(message.json()).post("/sns").then().statusCode(200);
        return message;
    }

    private static RequestSpecification api() {
        return given().auth().oauth2(OutsideWorld.ADMIN_TOKEN).contentType(ContentType.JSON);
    }
}
