package dev.tocsin.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tocsin.chat.Form;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PreviewApiTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:preview";

    @Inject
    Pool pool;
    @Inject
    Previews previews;

    @Test
    void showsWhatEachChatWouldBeSent() {
        preview(Map.of("subject", "Disk", "message", "The disk of db-7 is full")).statusCode(200)
                .body("family", equalTo("text")).body("notice.title", equalTo("Disk"))
                .body("notice.texts[0].plain", equalTo("The disk of db-7 is full"))
                .body("slack.attachments[0].fallback", containsString("The disk of db-7 is full"))
                .body("chime.Content", containsString("The disk of db-7 is full"));
    }

    /** As a page asks for it, which shows one destination. */
    @Test
    void showsWhatEachKindOfDestinationWouldBeSent() {
        Notice notice = Notice.of("text", Severity.HIGH, "Disk").text("The disk of db-7 is full").build();

        assertThat(previews.byKind(notice, Form.FULL)).containsOnlyKeys("chime-webhook", "slack-channel", "slack-webhook",
                "teams-webhook", "teams-webhook-card");
        assertThat(previews.byKind(notice, Form.FULL).get("slack-channel"))
                .isEqualTo(previews.byChat(notice).get("slack"));
        assertThat(previews.byKind(notice, Form.FULL).get("slack-channel").has("attachments")).isTrue();
        assertThat(previews.byKind(notice, Form.PLAIN).get("slack-channel").has("attachments")).isFalse();
    }

    static Stream<String> samples() {
        List<String> all = Samples.names();
        return IntStream.range(0, all.size()).filter(i -> i % 10 == 0).mapToObj(all::get);
    }

    /** The interpreters that the application has are those that its tests find as classes, in the same order. */
    @ParameterizedTest
    @MethodSource("samples")
    void understandsASampleAsItsTestDoes(String name) {
        var message = Samples.sample(name);
        var request = new java.util.HashMap<String, Object>(Map.of("message", message.body(), "topicArn", message.topicArn(),
                "messageAttributes", message.attributes()));
        message.subject().ifPresent(subject -> request.put("subject", subject));

        preview(request).statusCode(200).body("family", equalTo(Samples.interpreted(name).family()))
                .body("notice.title", equalTo(Samples.interpreted(name).title()));
    }

    @Test
    void showsAStoredNotificationAndStoresNothing() {
        UUID id = stored(TOPIC, "Notification", "{\"AlarmName\": \"disk\", \"NewStateValue\": \"ALARM\"}");
        long before = notifications();

        preview(Map.of("messageId", id.toString())).statusCode(200).body("family", equalTo("cloudwatch-alarm"))
                .body("notice.title", equalTo("ALARM: disk")).body("notice.severity", equalTo("HIGH"))
                .body("slack.attachments[0].color", equalTo("#E76A3C")).body("chime.Content", containsString("ALARM: disk"));

        assertThat(notifications()).isEqualTo(before);
    }

    @Test
    void asksWhichTopicWhereSeveralBroughtTheSameId() {
        UUID id = stored(TOPIC + "-a", "Notification", "of a");
        store(id, TOPIC + "-b", "Notification", "of b");

        invalid(Map.of("messageId", id.toString()), "topicArn").body("detail", containsString(TOPIC + "-a"))
                .body("detail", containsString(TOPIC + "-b"));
        preview(Map.of("messageId", id.toString(), "topicArn", TOPIC + "-b")).statusCode(200)
                .body("notice.title", equalTo("of b"));
    }

    @Test
    void doesNotFindWhatWasNeverForAChat() {
        UUID confirmation = stored(TOPIC, "SubscriptionConfirmation", "You have chosen to subscribe");

        for (UUID id : List.of(confirmation, UUID.randomUUID())) {
            preview(Map.of("messageId", id.toString())).statusCode(404).contentType("application/problem+json")
                    .body("type", equalTo("urn:problem-type:tocsin:not-found")).body("detail", containsString(id.toString()));
        }
    }

    @Test
    void showsNoSecretOfTheMessage() {
        String body = """
                {"approval": {"pipelineName": "shop", "token": "s3cr3t-4f1c-9a", "approvalReviewLink": "https://x.example/s3cr3t-4f1c-9a"},
                 "environment": [{"name": "DB_PASSWORD", "value": "s3cr3t-hunter-2"}],
                 "note": "see https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=s3cr3t now"}""";

        preview(Map.of("message", body)).statusCode(200).body(containsString("shop")).body(not(containsString("s3cr3t")));
        preview(Map.of("messageId", stored(TOPIC, "Notification", body).toString())).statusCode(200)
                .body(containsString("shop")).body(not(containsString("s3cr3t")));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = { "{} => message", "{\"message\": \"\"} => message",
            "{\"message\": null, \"messageId\": null} => message", "{\"subject\": \"x\"} => message",
            "{\"message\": \"x\", \"messageId\": \"165545c9-2a5c-472c-8df2-7ff2be2b3b1b\"} => messageId",
            "{\"messageId\": \"17\"} => messageId", "{\"message\": 17} => message", "{\"message\": {\"a\": 1}} => message",
            "{\"message\": \"x\", \"subject\": [\"x\"]} => subject", "{\"message\": \"x\", \"topicArn\": \" \"} => topicArn",
            "{\"message\": \"x\", \"messageAttributes\": [\"x\"]} => messageAttributes",
            "{\"message\": \"x\", \"messageAttributes\": {\"n\": 1}} => messageAttributes.n",
            "{\"message\": \"x\", \"messageAttributes\": {\"n\": null}} => messageAttributes.n",
            "{\"message\": \"x\", \"Message\": \"x\"} => Message", "[] => body" })
    void saysWhichMemberIsAtFault(String body, String field) {
        invalid(body, field);
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        invalid(Map.of("messageId", "x", "subject", "x", "messageAttributes", Map.of()), "messageId")
                .body("errors.field", hasItems("messageId", "subject", "messageAttributes"));
        invalid(Map.of("message", "x", "subject", "x".repeat(257)), "subject");
    }

    @Test
    void takesAsMuchAsSnsDoes() {
        preview(Map.of("message", "x".repeat(262_144))).statusCode(200).body("chime.Content", containsString("cut"));
        invalid(Map.of("message", "ä".repeat(131_072), "messageAttributes", Map.of("a", "")), "message")
                .body("detail", containsString("262144"));
        preview(Map.of("message", "x".repeat(3 * 1024 * 1024))).statusCode(413).contentType("application/problem+json");
    }

    @Test
    void wantsJson() {
        preview("").statusCode(400).body("errors[0].field", equalTo("body"));
        preview("{\"message\":").statusCode(400).body("type", equalTo("urn:problem-type:tocsin:malformed-json"));
        given().auth().oauth2(token()).contentType(ContentType.TEXT).body("x").post("/api/preview").then().statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void isForTheAdministrator() {
        given().contentType(ContentType.JSON).body("{\"message\": \"x\"}").header("X-Forwarded-For", "192.0.2.1")
                .post("/api/preview").then().statusCode(401).contentType("application/problem+json");
    }

    private static ValidatableResponse invalid(Object body, String field) {
        return preview(body).statusCode(400).contentType("application/problem+json")
                .body("type", equalTo("urn:problem-type:tocsin:invalid-request")).body("errors.field", hasItem(field));
    }

    private static ValidatableResponse preview(Object body) {
        return given().auth().oauth2(token()).contentType(ContentType.JSON).body(body).post("/api/preview").then();
    }

    private static String token() {
        return ConfigProvider.getConfig().getValue("tocsin.api.admin-token", String.class);
    }

    private UUID stored(String topic, String type, String message) {
        UUID id = UUID.randomUUID();
        store(id, topic, type, message);
        return id;
    }

    private void store(UUID id, String topic, String type, String message) {
        pool.preparedQuery("INSERT INTO notification (topic_arn, message_id, type, message, published_at) "
                + "VALUES ($1, $2, $3, convert_to($4, 'UTF8'), $5)")
                .execute(Tuple.of(topic, id, type, message, OffsetDateTime.now(ZoneOffset.UTC))).await().indefinitely();
    }

    private long notifications() {
        return pool.query("SELECT count(*) FROM notification").execute().await().indefinitely().iterator().next().getLong(0);
    }
}
