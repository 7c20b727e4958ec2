package dev.tocsin;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.Received;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;

/** From what SNS posts to what Slack and Chime show, over real HTTP, real signatures and a real Postgres. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class MainJobTest {

    private static final int CLOSED = -1;

    private static int counter;

    ChatStandIn standIn;
    SigningCertificate certificate;
    @Inject
    Pool pool;
    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    private final int number = ++counter;
    private final String topic = "arn:aws:sns:eu-west-1:123456789012:alarms-" + number;
    private final String slack = "main-slack-" + number;
    private final String chime = "main-chime-" + number;
    private final String slackPath = "/services/T0/B" + number + "/s3cr3t" + number;
    private final String chimePath = "/incomingwebhooks/room" + number + "?token=s3cr3t" + number;

    @BeforeEach
    void aConfigurationOfEachKind() {
        api().body(Map.of("configurationName", slack, "webhookUrl", standIn.url() + slackPath, "snsTopicArns", List.of(topic)))
                .post("/api/slack/channels").then().statusCode(201);
        api().body(
                Map.of("configurationName", chime, "webhookUrl", standIn.url() + chimePath, "webhookDescription", "ops/tocsin",
                        "snsTopicArns", List.of(topic)))
                .post("/api/chime/webhooks").then().statusCode(201);
    }

    @AfterEach
    void noFaultStays() {
        standIn.faults().clear();
        sql("DROP FUNCTION IF EXISTS look_never_" + number + "() CASCADE");
    }

    @Test
    void aNotificationReachesSlackAndChime() {
        SnsMessage message = signed(SnsMessage.notification(topic, "the disk of db-7 is full").subject("Disk"));

        publish(message).statusCode(200).body("receipt", equalTo("COMMITTED"));

        assertThat(delivered(slackPath, 1).get(0).body()).contains("the disk of db-7 is full", "Disk", "attachments");
        assertThat(delivered(chimePath, 1).get(0).body()).contains("the disk of db-7 is full", "/md");
        history(message, "DELIVERED");
        api().get("/api/notifications/" + message.messageId()).then()
                .body("state", equalTo("DELIVERED")).body("notice.family", equalTo("text"))
                .body("deliveries.configurationName", equalTo(List.of(slack, chime)))
                .body("deliveries[0].attempts", hasSize(1))
                .body("deliveries[0].attempts[0].outcome", equalTo("DELIVERED"))
                .body("deliveries[0].attempts[0].status", equalTo(200));
    }

    @Test
    void whatCameIsFoundByItsWordsAndListedWithItsTitle() {
        SnsMessage message = signed(SnsMessage.notification(topic, "ERROR: the payments-db-" + number + "x is unreachable"));
        publish(message).statusCode(200);

        await().atMost(ofSeconds(10)).until(() -> api().queryParam("text", "DB-" + number + "x payments")
                .queryParam("severity", "HIGH", "CRITICAL").queryParam("from", Instant.now().minusSeconds(600).toString())
                .queryParam("family", "text").queryParam("configurationName", slack).get("/api/notifications").jsonPath()
                .getList("items.messageId", String.class), equalTo(List.of(message.messageId())));
        api().queryParam("topicArn", topic).get("/api/notifications").then()
                .body("items.title", equalTo(List.of("ERROR: the payments-db-" + number + "x is unreachable")))
                .body("items.severity", equalTo(List.of("HIGH")));
        api().queryParam("configurationName", chime).get("/api/deliveries").then()
                .body("items.title", equalTo(List.of("ERROR: the payments-db-" + number + "x is unreachable")));
    }

    @Test
    void aDuplicateIsAnswered200AndDeliveredOnce() throws InterruptedException {
        SnsMessage message = signed(SnsMessage.notification(topic, "once"));

        publish(message).statusCode(200).body("receipt", equalTo("COMMITTED"));
        publish(message).statusCode(200).body("receipt", equalTo("DUPLICATE"));
        history(message, "DELIVERED");
        publish(message).statusCode(200).body("receipt", equalTo("DUPLICATE"));

        Thread.sleep(500);
        assertThat(accepted(slackPath)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/plain; charset=UTF-8", "application/json", "application/octet-stream", "x/y" })
    void anyContentTypeWillDo(String contentType) {
        SnsMessage message = signed(SnsMessage.notification(topic, "Grüße"));
        given().contentType(contentType).body(message.json().getBytes(StandardCharsets.UTF_8)).post("/sns")
                .then()
                .statusCode(200);
        assertThat(delivered(slackPath, 1).get(0).body()).contains("Grüße");
    }

    @Test
    void aTopicThatNoConfigurationNamesIsRefusedThoughItsSignatureIsGenuine() {
        String foreign = "arn:aws:sns:eu-west-1:999999999999:foreign-" + number;
        SnsMessage message = signed(SnsMessage.notification(foreign, "hello"));

        publish(message).statusCode(403).contentType("application/problem+json")
                .body("type", equalTo("urn:problem-type:tocsin:sns-unknown-topic")).body("detail", containsString(foreign));

        refused(message, "UNKNOWN_TOPIC");
    }

    @Test
    void aChangedMessageIsRefusedCountedAndRemembered() {
        double before = metric("tocsin_sns_refused_total{reason=\"signature\"}");
        SnsMessage message = signed(SnsMessage.notification(topic, "pay 1")).with("Message", "pay 1000");

        publish(message).statusCode(403).body("title", equalTo("The signature does not match"));

        assertThat(metric("tocsin_sns_refused_total{reason=\"signature\"}")).isEqualTo(before + 1);
        refused(message, "SIGNATURE");
    }

    @Test
    void aCertificateThatCannotBeFetchedIsOurFault() {
        SigningCertificate unknown = SigningCertificate.good();
        publish(SnsSigner.with(unknown).sign(SnsMessage.notification(topic, "hello"))).statusCode(503)
                .body("type", equalTo("urn:problem-type:tocsin:sns-certificate-unavailable"));
    }

    @Test
    void anOldMessageIsRefused() {
        publish(signed(SnsMessage.notification(topic, "old").at(Instant.now().minus(Duration.ofHours(2))))).statusCode(403)
                .body("type", equalTo("urn:problem-type:tocsin:sns-stale"));
    }

    @Test
    void headersMustSayWhatTheBodySays() {
        SnsMessage message = signed(SnsMessage.notification(topic, "hello"));
        given().header("x-amz-sns-message-id", UUID.randomUUID().toString()).body(message.json()).post("/sns").then()
                .statusCode(400).body("type", equalTo("urn:problem-type:tocsin:sns-headers-disagree"));
    }

    @Test
    void rawDeliveryIsRefusedWithTheWayToTurnItOff() {
        String messageId = UUID.randomUUID().toString();
        given().header("x-amz-sns-rawdelivery", "true").header("x-amz-sns-topic-arn", topic)
                .header("x-amz-sns-message-id", messageId).body("{\"AlarmName\":\"disk\"}").post("/sns").then()
                .statusCode(400).body("detail", containsString("RawMessageDelivery"));

        await().atMost(ofSeconds(10)).until(() -> api().get("/api/notifications/" + messageId).statusCode() == 200);
        api().get("/api/notifications/" + messageId).then().body("state", equalTo("REFUSED")).body("topicArn", equalTo(topic))
                .body("refusals[0].reason", equalTo("RAW_DELIVERY"));
    }

    @Test
    void whatHeadersSayOfARefusedMessageIsKeptOnlyInItsForm() {
        String odd = "arn:aws:sns:eu-west-1:123456789012:" + number + "\u00e4 <b>";
        given().header("x-amz-sns-rawdelivery", "true").header("x-amz-sns-topic-arn", odd)
                .header("x-amz-sns-message-id", "not-a-uuid").body("{}").post("/sns").then().statusCode(400);

        await().atMost(ofSeconds(10)).until(() -> api().queryParam("maxResults", 100).get("/api/refusals").jsonPath()
                .getString("items.find { it.reason == 'RAW_DELIVERY' && it.topicArn == null }.detail") != null);
    }

    @Test
    void whatIsLargerThanAnSnsMessageIsRefused() throws IOException {
        // By its length alone: a client that goes on writing may find its connection closed before it reads the answer.
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("POST /sns HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3145728\r\n\r\n{"
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 413 ")
                    .contains("application/problem+json", "2 MiB");
        }
    }

    @Test
    void aBodyInChunksWillDoIfItIsNotLargerThanAnSnsMessage() throws Exception {
        SnsMessage message = signed(SnsMessage.notification(topic, "hello"));

        assertThat(postInChunks(message.json().getBytes(StandardCharsets.UTF_8))).isEqualTo(200);
        assertThat(postInChunks(new byte[3 * 1024 * 1024])).isIn(413, CLOSED);
        assertThat(delivered(slackPath, 1)).hasSize(1);
    }

    @Test
    void nothingButAPostIsTaken() {
        given().get("/sns").then().statusCode(405).header("Allow", "POST").contentType("application/problem+json");
    }

    @Test
    void aMessageOf256KiBIsDeliveredCutVisibly() {
        SnsMessage message = signed(SnsMessage.notification(topic, "long line of text\n".repeat(262_144 / 18)));
        publish(message).statusCode(200);
        assertThat(delivered(slackPath, 1).get(0).body()).contains("cut");
        assertThat(delivered(chimePath, 1).get(0).body()).contains("cut");
    }

    @Test
    void waitsForAsLongAsSlackAsksAndTellsSo() {
        standIn.faults().add(Fault.answer(slackPath, 429, "rate_limited").header("Retry-After", "2"));
        SnsMessage message = signed(SnsMessage.notification(topic, "hello"));
        publish(message).statusCode(200);

        JsonPath history = history(message, "DELIVERED");

        assertThat(history.<String> getList("deliveries[0].attempts.outcome")).containsExactly("RATE_LIMITED", "DELIVERED");
        assertThat(history.<Integer> getList("deliveries[0].attempts.status")).containsExactly(429, 200);
        assertThat(history.<String> getList("deliveries[1].attempts.outcome")).containsExactly("DELIVERED");
        Instant first = Instant.parse(history.getString("deliveries[0].attempts[0].startedAt"));
        Instant second = Instant.parse(history.getString("deliveries[0].attempts[1].startedAt"));
        assertThat(Duration.between(first, second)).isGreaterThanOrEqualTo(ofSeconds(2));
    }

    @Test
    void waitsWithTheReasonWhenTheChannelIsArchived() {
        standIn.faults().add(Fault.answer(slackPath, 410, "channel_is_archived"));
        SnsMessage message = signed(SnsMessage.notification(topic, "hello"));
        publish(message).statusCode(200);
        await().until(() -> history(message).getString("deliveries[0].waitsBecause") != null
                && "DELIVERED".equals(history(message).getString("deliveries[1].state")));

        JsonPath history = history(message);

        assertThat(history.getString("deliveries[0].state")).isEqualTo("PENDING");
        assertThat(history.getString("deliveries[0].reason")).contains("410", "channel_is_archived");
        assertThat(history.getString("deliveries[0].waitsBecause")).contains("shut", "channel_is_archived", "unarchive");
    }

    @Test
    void triesThePlainFormOnceWhenSlackRefusesTheContentAndIsThenDead() {
        standIn.faults().add(Fault.answer(slackPath, 400, "invalid_blocks").times(2));
        SnsMessage message = signed(SnsMessage.notification(topic, "hello"));
        publish(message).statusCode(200);

        JsonPath history = history(message, "DEAD");

        assertThat(history.<String> getList("deliveries[0].attempts.outcome")).containsExactly("REJECTED", "REJECTED");
        assertThat(history.getString("deliveries[0].form")).isEqualTo("PLAIN");
        assertThat(history.getString("deliveries[0].reason")).contains("400", "invalid_blocks");
    }

    @Test
    void arrivesInPlainFormWhenOnlyTheFullOneIsRefused() {
        standIn.faults().add(Fault.answer(slackPath, 400, "invalid_blocks"));
        SnsMessage message = signed(SnsMessage.notification(topic, "the disk of db-7 is full"));
        publish(message).statusCode(200);

        history(message, "DELIVERED");

        Received plain = accepted(slackPath).get(0);
        assertThat(plain.json().has("attachments")).isFalse();
        assertThat(plain.json().path("text").asText()).contains("the disk of db-7 is full");
    }

    @Test
    void keepsTheOrderThroughFailures() {
        standIn.faults().add(Fault.answer(slackPath, 503, "").times(2)).add(Fault.hangUp(slackPath));
        List<SnsMessage> messages = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> signed(SnsMessage.notification(topic, "message " + i))).toList();
        messages.forEach(message -> publish(message).statusCode(200));

        List<Received> received = delivered(slackPath, 6);

        for (int i = 0; i < 6; i++) {
            assertThat(received.get(i).body()).contains("message " + i);
        }
        JsonPath history = history(messages.get(0), "DELIVERED");
        assertThat(history.<String> getList("deliveries[0].attempts.outcome"))
                .containsExactly("FAILED", "FAILED", "FAILED", "DELIVERED");
    }

    @Test
    void keepsThePaceOfOneDestinationAndHoldsUpNoOther() {
        standIn.faults().add(Fault.slow(slackPath, ofSeconds(1)));
        for (int i = 0; i < 10; i++) {
            publish(signed(SnsMessage.notification(topic, "message " + i))).statusCode(200);
        }
        List<Received> room = delivered(chimePath, 10);
        List<Received> channel = delivered(slackPath, 10);

        // A burst of two, then one per 100 ms.
        assertThat(Duration.between(room.get(0).at(), room.get(9).at())).isGreaterThanOrEqualTo(Duration.ofMillis(700));
        assertThat(room.get(1).at()).isBefore(channel.get(0).at());
    }

    @Test
    void sendsASettledDeliveryAgainWhenAsked() {
        standIn.faults().add(Fault.answer(slackPath, 400, "invalid_blocks").times(2));
        SnsMessage message = signed(SnsMessage.notification(topic, "again"));
        publish(message).statusCode(200);
        int delivery = history(message, "DEAD").getInt("deliveries[0].id");

        api().post("/api/deliveries/" + delivery + "/redeliver").then().statusCode(202);

        JsonPath history = history(message, "DELIVERED");
        assertThat(history.<String> getList("deliveries[0].attempts.outcome")).containsExactly("REJECTED", "REJECTED",
                "DELIVERED");
        api().post("/api/deliveries/999999999/redeliver").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void sendsAMessageToOneMoreConfigurationOnceHoweverOftenItIsAsked() {
        String other = slack + "-other";
        String otherPath = slackPath + "other";
        api().body(Map.of("configurationName", other, "webhookUrl", standIn.url() + otherPath, "snsTopicArns", List.of()))
                .post("/api/slack/channels").then().statusCode(201);
        SnsMessage message = signed(SnsMessage.notification(topic, "for the others too"));
        publish(message).statusCode(200);
        history(message, "DELIVERED");
        // Read by now, so that it has to be found by the new delivery too.
        await().atMost(ofSeconds(10)).until(() -> api().queryParam("text", "others too").queryParam("topicArn", topic)
                .get("/api/notifications").jsonPath().getList("items").size() == 1);
        standIn.faults().add(Fault.answer(otherPath, 429, "").header("Retry-After", "2"));

        List<String> locations = IntStream.range(0, 8).parallel()
                .mapToObj(i -> api().queryParam("configurationName", other)
                        .post("/api/notifications/" + message.messageId() + "/deliver").then().statusCode(202).extract()
                        .header("Location"))
                .distinct().toList();

        assertThat(locations).hasSize(1);
        assertThat(delivered(otherPath, 1).get(0).body()).contains("for the others too");
        assertThat(history(message, "DELIVERED").<String> getList("deliveries.configurationName"))
                .containsExactly(slack, chime, other);
        api().queryParam("configurationName", other).get("/api/deliveries").then()
                .body("items.messageId", equalTo(List.of(message.messageId())));
        api().queryParam("configurationName", other).queryParam("text", "others").get("/api/notifications").then()
                .body("items.messageId", equalTo(List.of(message.messageId())));
        String delivery = locations.get(0).substring(locations.get(0).lastIndexOf('/') + 1);
        api().queryParam("kind", "delivery").queryParam("name", delivery).get("/api/audit").then()
                .body("entries.operation", equalTo(List.of("deliver")))
                .body("entries[0].after", equalTo(Map.of("messageId", message.messageId(), "configurationName", other)));
        api().queryParam("configurationName", other).post("/api/notifications/" + message.messageId() + "/deliver").then()
                .statusCode(409).body("type", equalTo("urn:problem-type:tocsin:already-delivered"))
                .body("detail", containsString("/api/deliveries/" + delivery + "/redeliver"));
        assertThat(accepted(otherPath)).hasSize(1);
        // The answer may be a second old.
        await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(destination(other)).containsEntry("light", "OK")
                .extractingByKey("lastDelivered").extracting("messageId").isEqualTo(message.messageId()));
        api().get("/api/overview").then().statusCode(200).body("destinations.OK", greaterThanOrEqualTo(1))
                .body("lastHour.count", greaterThanOrEqualTo(1)).body("topics.CONFIRMED", notNullValue());
    }

    @Test
    void saysWhatCannotBeSentElsewhere() {
        SnsMessage message = signed(SnsMessage.notification(topic, "here"));
        publish(message).statusCode(200);
        String path = "/api/notifications/" + message.messageId() + "/deliver";

        api().post(path).then().statusCode(400).body("errors.field", equalTo(List.of("configurationName")));
        api().queryParam("configurationName", "unknown").post(path).then().statusCode(404)
                .body("detail", equalTo("There is no configuration unknown."));
        api().queryParam("configurationName", slack).post("/api/notifications/" + UUID.randomUUID() + "/deliver").then()
                .statusCode(404);
        api().queryParam("configurationName", slack).post("/api/notifications/1/deliver").then().statusCode(400)
                .body("errors.field", equalTo(List.of("messageId")));
        api().queryParam("configurationName", slack).queryParam("topicArn", "other").post(path).then().statusCode(404);
    }

    /** The list has those of this class's other tests too. */
    private static Map<String, Object> destination(String name) {
        return api().get("/api/destinations").then().statusCode(200).extract().jsonPath()
                .<Map<String, Object>> getList("destinations").stream()
                .filter(one -> name.equals(one.get("configurationName"))).findAny().orElseThrow();
    }

    @Test
    void doesNotSendAgainWhatIsStillUnderWay() {
        standIn.faults().add(Fault.answer(slackPath, 429, "").header("Retry-After", "60"));
        SnsMessage message = signed(SnsMessage.notification(topic, "waiting"));
        publish(message).statusCode(200);
        await().until(() -> history(message).getInt("deliveries[0].attempts.size()") == 1);
        JsonPath history = history(message);

        api().post("/api/deliveries/" + history.getInt("deliveries[0].id") + "/redeliver").then().statusCode(409)
                .body("type", equalTo("urn:problem-type:tocsin:still-pending"));
        assertThat(Instant.parse(history.getString("deliveries[0].nextAttemptAt"))).isAfter(Instant.now().plusSeconds(30));
        assertThat(history.getString("deliveries[0].reason")).contains("429");
        assertThat(history.getString("deliveries[0].waitsBecause")).contains("rate limit");
    }

    @Test
    void buriesWhatWaitsForAConfigurationThatIsDeleted() {
        standIn.faults().add(Fault.answer(slackPath, 429, "").header("Retry-After", "60"));
        SnsMessage message = signed(SnsMessage.notification(topic, "too late"));
        publish(message).statusCode(200);
        await().until(() -> history(message).getInt("deliveries[0].attempts.size()") == 1);

        api().delete("/api/slack/channels/" + slack).then().statusCode(204);

        JsonPath history = history(message, "DEAD");
        assertThat(history.getString("deliveries[0].reason")).contains("deleted");
        assertThat(history.getString("deliveries[0].configurationName")).isEqualTo(slack);
        api().post("/api/deliveries/" + history.getInt("deliveries[0].id") + "/redeliver").then().statusCode(409);
    }

    @Test
    void takesUpWhatAKilledSenderLeft() {
        standIn.faults().add(Fault.answer(slackPath, 429, "").header("Retry-After", "60"));
        SnsMessage message = signed(SnsMessage.notification(topic, "left behind"));
        publish(message).statusCode(200);
        await().until(() -> history(message).getInt("deliveries[0].attempts.size()") == 1);
        int delivery = history(message).getInt("deliveries[0].id");
        standIn.faults().clear();

        // As a sender leaves it that was killed between claim and settlement, its lease lapsed.
        sql("UPDATE delivery SET attempts = attempts + 1 WHERE id = " + delivery);
        sql("UPDATE lane SET delivery_id = " + delivery
                + ", lease = gen_random_uuid(), leased_until = now() + interval '1 second', "
                + "not_before = now() WHERE configuration_id = (SELECT configuration_id FROM delivery WHERE id = " + delivery
                + ")");
        assertThat(history(message).getString("deliveries[0].state")).isEqualTo("SENDING");

        JsonPath history = history(message, "DELIVERED");
        assertThat(history.<String> getList("deliveries[0].attempts.outcome"))
                .containsExactly("RATE_LIMITED", "INTERRUPTED", "DELIVERED");
    }

    @Test
    void confirmsTheSubscriptionOfAKnownTopicByARequestOfItsOwn() {
        onlyMessagesTellOfTheSubscription();
        SnsMessage confirmation = signed(SnsMessage.subscriptionConfirmation(topic, "s3cr3t5eaf00d")
                .with("SubscribeURL", "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=s3cr3t"));

        publish(confirmation).statusCode(200);

        List<Received> asked = standIn.received().all().stream()
                .filter(request -> request.body().contains("ConfirmSubscription")
                        && request.body().contains("alarms-" + number + "&"))
                .toList();
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).body()).contains("TopicArn=arn%3Aaws%3Asns%3Aeu-west-1%3A123456789012%3Aalarms-" + number);
        assertThat(asked.get(0).uri()).isEqualTo("/");
        api().get("/api/notifications/" + confirmation.messageId()).then().body("state", equalTo("RECORDED"))
                .body("type", equalTo("SubscriptionConfirmation"));
        assertThat(subscription()).isEqualTo("CONFIRMED");
    }

    @Test
    void confirmsNothingForAForeignTopic() {
        publish(signed(SnsMessage.subscriptionConfirmation("arn:aws:sns:eu-west-1:999999999999:theirs", "s3cr3tf0e1")))
                .statusCode(403);
        assertThat(standIn.received().all()).noneMatch(request -> (request.uri() + request.body()).contains("s3cr3tf0e1"));
    }

    @Test
    void asksSnsToComeAgainWhileTheConfirmationFails() {
        onlyMessagesTellOfTheSubscription();
        standIn.faults().add(Fault.answer("/#ConfirmSubscription", 500, ""));
        SnsMessage confirmation = signed(SnsMessage.subscriptionConfirmation(topic, "s3cr3t5eaf00d"));
        publish(confirmation).statusCode(503);
        publish(confirmation).statusCode(200);
        assertThat(subscription()).isEqualTo("CONFIRMED");
    }

    @Test
    void remembersThatSnsRefusedTheToken() {
        onlyMessagesTellOfTheSubscription();
        publish(signed(SnsMessage.subscriptionConfirmation(topic, "invalid"))).statusCode(200);
        assertThat(subscription()).isEqualTo("FAILED");
    }

    @Test
    void recordsAnUnsubscribeConfirmationAndNeverConfirmsIt() {
        onlyMessagesTellOfTheSubscription();
        SnsMessage goodbye = signed(SnsMessage.unsubscribeConfirmation(topic, "s3cr3tbadcafe"));
        publish(goodbye).statusCode(200);

        assertThat(subscription()).isEqualTo("REMOVED_AT_AWS");
        assertThat(standIn.received().all()).noneMatch(request -> (request.uri() + request.body()).contains("s3cr3tbadcafe"));
        api().get("/api/notifications/" + goodbye.messageId()).then().body("type", equalTo("UnsubscribeConfirmation"));
    }

    @Test
    void believesAnUnsubscribeConfirmationOnlyAboutTheSubscriptionThatItHas() {
        onlyMessagesTellOfTheSubscription();
        publish(signed(SnsMessage.subscriptionConfirmation(topic, "s3cr3t5eaf00d"))).statusCode(200);
        String ours = api().get("/api/topics/" + topic).jsonPath().getString("subscriptionArn");

        publish(signed(SnsMessage.unsubscribeConfirmation(topic, "s3cr3tbadcafe", topic + ":another"))).statusCode(200);
        assertThat(subscription()).isEqualTo("CONFIRMED");

        publish(signed(SnsMessage.unsubscribeConfirmation(topic, "s3cr3tbadcafe", ours))).statusCode(200);
        assertThat(subscription()).isEqualTo("REMOVED_AT_AWS");
    }

    @Test
    void aSubscriptionsMessageThatComesAgainMovesNothing() {
        onlyMessagesTellOfTheSubscription();
        SnsMessage hello = signed(SnsMessage.subscriptionConfirmation(topic, "s3cr3t5eaf00d"));
        publish(hello).statusCode(200).body("receipt", equalTo("COMMITTED"));
        SnsMessage goodbye = signed(SnsMessage.unsubscribeConfirmation(topic, "s3cr3tbadcafe",
                api().get("/api/topics/" + topic).jsonPath().getString("subscriptionArn")));
        publish(goodbye).statusCode(200).body("receipt", equalTo("COMMITTED"));

        publish(hello).statusCode(200).body("receipt", equalTo("DUPLICATE"));
        assertThat(subscription()).as("an old hello").isEqualTo("REMOVED_AT_AWS");
        assertThat(standIn.received().all().stream().filter(request -> request.body().contains("ConfirmSubscription")
                && request.body().contains("alarms-" + number + "&"))).as("confirmed once").hasSize(1);

        publish(signed(SnsMessage.subscriptionConfirmation(topic, "s3cr3t5eaf00e"))).statusCode(200);
        publish(goodbye).statusCode(200).body("receipt", equalTo("DUPLICATE"));
        assertThat(subscription()).as("an old goodbye").isEqualTo("CONFIRMED");
    }

    @Test
    void aGoodbyeThatWasOnItsWayWhileTheSubscriptionWasRestoredComesTooLate() {
        onlyMessagesTellOfTheSubscription();
        publish(signed(SnsMessage.subscriptionConfirmation(topic, "s3cr3t5eaf00d"))).statusCode(200);
        String ours = api().get("/api/topics/" + topic).jsonPath().getString("subscriptionArn");

        publish(signed(SnsMessage.unsubscribeConfirmation(topic, "s3cr3tbadcafe", ours)
                .at(Instant.now().minus(Duration.ofMinutes(20))))).statusCode(200);

        assertThat(subscription()).isEqualTo("CONFIRMED");
    }

    @Test
    void takesAnEmptySubjectForNone() {
        SnsMessage message = signed(SnsMessage.notification(topic, "the disk of db-7 is full").subject(""));
        publish(message).statusCode(200);

        history(message, "DELIVERED");
        api().get("/api/notifications/" + message.messageId()).then().body("subject", nullValue());
        assertThat(accepted(slackPath).get(0).body()).contains("the disk of db-7 is full");
    }

    /** Whatever the replica's clock says. */
    @Test
    void theHistoryHasTheDatabasesTimes() {
        SnsMessage message = signed(SnsMessage.notification(topic, "hello"));
        publish(message).statusCode(200);
        JsonPath history = history(message, "DELIVERED");

        Instant started = Instant.parse(history.getString("deliveries[0].attempts[0].startedAt"));
        assertThat(started).isBetween(Instant.parse(history.getString("receivedAt")),
                Instant.parse(history.getString("deliveries[0].settledAt")));
    }

    @Test
    void showsNoSecretAnywhere() {
        SnsMessage message = signed(SnsMessage.notification(topic, "hello"));
        publish(message).statusCode(200);
        history(message, "DELIVERED");

        for (String path : List.of("/api/notifications/" + message.messageId(), "/api/notifications", "/api/deliveries",
                "/api/refusals", "/api/slack/channels", "/api/chime/webhooks", "/openapi")) {
            api().get(path).then().statusCode(200).body(not(containsString("s3cr3t")))
                    .body(not(containsString("Unsubscribe&")));
        }
        assertThat(metrics()).doesNotContain("s3cr3t");
    }

    @Test
    void listsPageByPage() {
        List<SnsMessage> messages = java.util.stream.IntStream.range(0, 3)
                .mapToObj(i -> signed(SnsMessage.notification(topic, "page " + i))).toList();
        messages.forEach(message -> publish(message).statusCode(200));

        JsonPath first = api().queryParam("topicArn", topic).queryParam("maxResults", 2).get("/api/notifications").jsonPath();
        JsonPath second = api().queryParam("topicArn", topic).queryParam("maxResults", 2)
                .queryParam("nextToken", first.getString("nextToken")).get("/api/notifications").jsonPath();

        assertThat(first.<String> getList("items.messageId"))
                .containsExactly(messages.get(2).messageId(), messages.get(1).messageId());
        assertThat(second.<String> getList("items.messageId")).containsExactly(messages.get(0).messageId());
        assertThat(second.getString("nextToken")).isNull();
        api().queryParam("maxResults", 101).get("/api/notifications").then().statusCode(400);
        api().queryParam("state", "GONE").get("/api/deliveries").then().statusCode(400).body("detail", containsString("state"));
        api().get("/api/notifications/" + UUID.randomUUID()).then().statusCode(404);
        api().get("/api/notifications/x").then().statusCode(400);
    }

    @Test
    void measuresEachStep() {
        publish(signed(SnsMessage.notification(topic, "measured"))).statusCode(200);
        delivered(slackPath, 1);
        await().untilAsserted(() -> assertThat(metrics()).contains("tocsin_sns_received_total{type=\"Notification\"}",
                "tocsin_sns_committed_total", "tocsin_sns_duplicates_total", "tocsin_intake_commit_seconds_count",
                "tocsin_delivery_delivered_total{kind=\"slack-webhook\"}", "tocsin_delivery_latency_seconds_count"));
    }

    // ---- the outside world

    private SnsMessage signed(SnsMessage message) {
        return SnsSigner.with(certificate).sign(message);
    }

    private static ValidatableResponse publish(SnsMessage message) {
        return given().headers(message.headers()).body(message.json()).post("/sns").then();
    }

    /** With no length announced. The server may close the connection before all is sent. */
    private static int postInChunks(byte[] body) throws InterruptedException {
        HttpRequest chunked = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/sns"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))).build();
        try {
            return HttpClient.newHttpClient().send(chunked, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return CLOSED;
        }
    }

    private static RequestSpecification api() {
        return given().header("Authorization", "Bearer " + OutsideWorld.ADMIN_TOKEN).contentType("application/json");
    }

    private List<Received> accepted(String path) {
        return standIn.received().all().stream().filter(Received::accepted).filter(one -> one.uri().equals(path)).toList();
    }

    private List<Received> delivered(String path, int count) {
        try {
            return standIn.received().await(all -> accepted(path).size() >= count, ofSeconds(15)).stream()
                    .filter(Received::accepted).filter(one -> one.uri().equals(path)).toList();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("not delivered: " + e.getMessage(), e);
        }
    }

    private static JsonPath history(SnsMessage message) {
        return api().get("/api/notifications/" + message.messageId()).jsonPath();
    }

    private static JsonPath history(SnsMessage message, String state) {
        await().atMost(ofSeconds(15)).until(() -> state.equals(history(message).getString("state")));
        return history(message);
    }

    /** Refusals are kept a little later than they are answered. */
    private static void refused(SnsMessage message, String reason) {
        await().atMost(ofSeconds(5)).until(() -> "REFUSED".equals(history(message).getString("state")));
        assertThat(history(message).getString("refusals[0].reason")).isEqualTo(reason);
    }

    private String metrics() {
        return given().get(metrics).asString();
    }

    private double metric(String series) {
        return metrics().lines().filter(line -> line.startsWith(series)).findFirst()
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).orElse(0.0);
    }

    /**
     * The stand-in does not know the topic, so whenever Tocsin compares it with AWS, which it does each second here and
     * whenever
     * a configuration has come to name it, it finds that there is none. No look at it that begins from now on outlives a
     * message.
     */
    private void onlyMessagesTellOfTheSubscription() {
        sql("""
                CREATE FUNCTION look_never_%1$d() RETURNS trigger LANGUAGE plpgsql
                    AS 'BEGIN NEW.next_check_at := ''infinity''; RETURN NEW; END';
                CREATE TRIGGER look_never_%1$d BEFORE INSERT OR UPDATE ON subscription
                FOR EACH ROW WHEN (NEW.topic_arn = '%2$s') EXECUTE FUNCTION look_never_%1$d()""".formatted(number, topic));
    }

    private String subscription() {
        return pool.query("SELECT state FROM subscription WHERE topic_arn = '" + topic + "'").executeAndAwait().iterator()
                .next()
                .getString(0);
    }

    private void sql(String statement) {
        pool.query(statement).executeAndAwait();
    }
}
