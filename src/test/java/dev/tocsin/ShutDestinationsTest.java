package dev.tocsin;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** What is for a destination that refuses everything waits, says why and what to do, and goes out when it opens. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class ShutDestinationsTest {

    private static final String ARCHIVED = "the destination is shut: is_archived: unarchive the channel in Slack, or name "
            + "another";

    private static int counter;

    ChatStandIn standIn;
    SigningCertificate certificate;
    @Inject
    Pool pool;
    @TestHTTPResource(value = "/health/well", management = true)
    URL wellness;
    @TestHTTPResource(value = "/health/ready", management = true)
    URL readiness;

    private final int number = ++counter;
    private final String name = "shut-" + number;
    private final String topic = "arn:aws:sns:eu-west-1:123456789012:" + name;
    private final String team = "TSHUT" + number;
    private final String channel = "C0SHUT" + number;
    private final String chime = "/incomingwebhooks/shut-" + number + "?token=s3cr3t";
    private final String teams = "/powerautomate/automations/direct/workflows/0123456789abcdef0123456789abcdef"
            + "/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=s3cr3tshut" + number;

    @AfterEach
    void nothingStays() {
        standIn.faults().clear();
        List.of("slack/channels/", "chime/webhooks/", "teams/webhooks/").forEach(kind -> api().delete("/api/" + kind + name));
        api().delete("/api/slack/workspaces/" + team);
    }

    @Test
    void whatIsForAnArchivedChannelWaitsAndGoesOutInOrderWhenItIsUnarchived() {
        aChannel();
        archived(channel);
        List<SnsMessage> messages = List.of(publish("first"), publish("second"), publish("third"));
        awaitShut(messages.get(0));

        JsonPath first = delivery(messages.get(0));
        assertThat(first.getString("state")).isEqualTo("PENDING");
        assertThat(first.getString("attempts[0].outcome")).isEqualTo("REJECTED");
        assertThat(first.getString("attempts[0].reason")).startsWith("is_archived");
        assertThat(first.getString("waitsBecause")).isEqualTo(ARCHIVED);
        assertThat(delivery(messages.get(1)).getString("waitsBecause")).isEqualTo(ARCHIVED);
        assertThat(delivery(messages.get(1)).getList("attempts")).as("only the oldest tries").isEmpty();
        assertThat(List.of(first, delivery(messages.get(1)))).as("when it is tried next")
                .allSatisfy(waiting -> assertThat(Instant.parse(waiting.getString("nextAttemptAt")))
                        .isBetween(Instant.now().plus(Duration.ofMinutes(8)), Instant.now().plus(Duration.ofMinutes(11))));

        standIn.faults().clear();
        theTimeOfTheNextTryComes();

        awaitDelivered(messages.get(2));
        assertThat(posted(channel)).hasSize(3);
        assertThat(posted(channel).get(0)).contains("first");
        assertThat(posted(channel).get(1)).contains("second");
        assertThat(posted(channel).get(2)).contains("third");
        messages.forEach(message -> assertThat(delivery(message).getString("state")).isEqualTo("DELIVERED"));
        assertThat(delivery(messages.get(0)).<String> getList("attempts.outcome")).containsExactly("REJECTED", "DELIVERED");
    }

    @Test
    void whatIsShutShowsEverywhereAndIsInTheAudit() {
        aChannel();
        archived(channel);
        awaitShut(publish("hello"));

        for (String path : List.of("/api/slack/channels/" + name, "/api/configurations")) {
            String place = path.endsWith(name) ? "" : "configurations.find { it.configurationName == '" + name + "' }.";
            api().get(path).then().statusCode(200).body(place + "state", equalTo("SHUT"))
                    .body(place + "stateReason", equalTo("is_archived"))
                    .body(place + "stateAdvice", containsString("unarchive"))
                    .body(place + "stateSince", notNullValue());
        }
        for (String path : List.of("/api/slack/channels", "/api/configurations")) {
            String names = path.endsWith("channels") ? "slackChannelConfigurations" : "configurations";
            api().queryParam("state", "SHUT").get(path).then().body(names + ".configurationName", hasItem(name));
            api().queryParam("state", "ENABLED").get(path).then().body(names + ".configurationName", not(hasItem(name)));
            api().queryParam("state", "DISABLED").get(path).then().body(names + ".configurationName", not(hasItem(name)));
        }
        given().get(wellness).then().statusCode(503).body("checks.find { it.name.startsWith('Destinations') }.data['" + name
                + "']", containsString("is_archived: unarchive the channel in Slack, or name another (shut since "));
        given().get(readiness).then().statusCode(200);
        api().queryParam("name", name).get("/api/audit").then().body("entries[0].operation", equalTo("shut"))
                .body("entries[0].who", equalTo("delivery")).body("entries[0].after.reason", equalTo("is_archived"))
                .body("entries[0].after.advice", containsString("unarchive"));

        Instant shutSince = Instant.parse(channelNow().getString("stateSince"));
        standIn.faults().clear();
        theTimeOfTheNextTryComes();

        await().atMost(ofSeconds(10)).until(() -> "ENABLED".equals(channelNow().getString("state")));
        assertThat(channelNow().getString("stateReason")).isNull();
        assertThat(channelNow().getString("stateAdvice")).isNull();
        assertThat(Instant.parse(channelNow().getString("stateSince"))).as("since it takes messages again").isAfter(shutSince);
        api().queryParam("name", name).get("/api/audit").then().body("entries[0].operation", equalTo("open"))
                .body("entries[0].who", equalTo("delivery"));
        given().get(wellness).then().body("checks.find { it.name.startsWith('Destinations') }.data.any { it.key == '" + name
                + "' }", equalTo(false));
    }

    @Test
    void anotherChannelOpensItAtOnce() {
        aChannel();
        archived(channel);
        SnsMessage message = publish("hello");
        awaitShut(message);

        api().body(Map.of("slackChannelId", "C1OTHER" + number)).patch("/api/slack/channels/" + name).then().statusCode(200)
                .body("state", equalTo("ENABLED")).body("stateReason", nullValue()).body("stateAdvice", nullValue());

        awaitDelivered(message);
        assertThat(posted("C1OTHER" + number)).hasSize(1);
        api().queryParam("name", name).get("/api/audit").then().body("entries[0].operation", equalTo("change"))
                .body("entries[0].before.state", equalTo("SHUT")).body("entries[0].after.state", equalTo("ENABLED"));
    }

    @Test
    void enablingItTriesItAtOnceAndARefusalShutsItAgain() {
        aChannel();
        archived(channel);
        SnsMessage message = publish("hello");
        awaitShut(message);

        api().post("/api/configurations/" + name + "/enable").then().statusCode(200).body("state", equalTo("ENABLED"));
        await().atMost(ofSeconds(10)).until(() -> delivery(message).getList("attempts").size() == 2
                && "SHUT".equals(channelNow().getString("state")));

        standIn.faults().clear();
        api().post("/api/configurations/" + name + "/enable").then().statusCode(200).body("state", equalTo("ENABLED"));
        awaitDelivered(message);
    }

    @Test
    void aTestMessageTriesItAtOnce() {
        aChannel();
        archived(channel);
        SnsMessage message = publish("hello");
        awaitShut(message);
        standIn.faults().clear();

        api().queryParam("via", "chat").post("/api/configurations/" + name + "/test").then().statusCode(202);

        awaitDelivered(message);
        await().atMost(ofSeconds(10)).until(() -> posted(channel).size() == 2);
        assertThat(posted(channel).get(0)).as("in order").contains("hello");
        assertThat(channelNow().getString("state")).isEqualTo("ENABLED");
    }

    @Test
    void whatIsForADisabledWorkspaceIsNoMatterOfTheDestination() {
        aChannel();
        archived(channel);
        awaitShut(publish("hello"));
        api().body(Map.of("reason", "quiet, please")).post("/api/configurations/" + name + "/disable").then()
                .body("state", equalTo("DISABLED")).body("stateReason", equalTo("quiet, please"))
                .body("stateAdvice", nullValue());
        given().get(wellness).then().body("checks.find { it.name.startsWith('Destinations') }.data.any { it.key == '" + name
                + "' }", equalTo(false));
    }

    @Test
    void whatIsForAChimeWebhookThatIsGoneWaitsUntilItHasANewUrl() {
        api().body(Map.of("configurationName", name, "webhookUrl", standIn.url() + chime, "webhookDescription", "Room",
                "snsTopicArns", List.of(topic))).post("/api/chime/webhooks").then().statusCode(201);
        aGoneWebhookWaitsForANewUrl("/api/chime/webhooks/" + name, chime, chime.replace("shut-", "shut-new-"));
    }

    @Test
    void whatIsForATeamsWorkflowThatIsGoneWaitsUntilItHasANewUrl() {
        api().body(Map.of("configurationName", name, "webhookUrl", standIn.url() + teams, "envelope", "MESSAGE",
                "snsTopicArns", List.of(topic))).post("/api/teams/webhooks").then().statusCode(201);
        aGoneWebhookWaitsForANewUrl("/api/teams/webhooks/" + name, teams, teams.replace("s3cr3tshut", "s3cr3tnew"));
    }

    private void aGoneWebhookWaitsForANewUrl(String configuration, String gone, String anew) {
        standIn.faults().add(Fault.answer(gone, 410, "").always());
        List<SnsMessage> messages = List.of(publish("first"), publish("second"));
        awaitShut(messages.get(0));
        assertThat(delivery(messages.get(0)).getString("state")).isEqualTo("PENDING");
        assertThat(delivery(messages.get(1)).getString("waitsBecause")).startsWith("the destination is shut: HTTP 410: ");
        api().get(configuration).then().body("state", equalTo("SHUT")).body("stateReason", equalTo("HTTP 410"))
                .body("stateAdvice", notNullValue());

        api().body(Map.of("webhookUrl", standIn.url() + anew)).patch(configuration).then().statusCode(200)
                .body("state", equalTo("ENABLED")).body("stateAdvice", nullValue());

        awaitDelivered(messages.get(1));
        assertThat(accepted(anew)).hasSize(2);
        assertThat(accepted(anew).get(0)).contains("first");
        assertThat(accepted(anew).get(1)).contains("second");
        messages.forEach(message -> assertThat(delivery(message).getString("state")).isEqualTo("DELIVERED"));
    }

    private void aChannel() {
        api().body(Map.of("slackTeamId", team, "slackTeamName", "Acme", "botToken", "xoxb-s3cr3t-" + team))
                .post("/api/slack/workspaces").then().statusCode(201);
        api().body(Map.of("configurationName", name, "slackTeamId", team, "slackChannelId", channel, "snsTopicArns",
                List.of(topic))).post("/api/slack/channels").then().statusCode(201);
    }

    private void archived(String id) {
        standIn.faults().add(Fault.answer("/api/chat.postMessage#" + id, 200, "{\"ok\":false,\"error\":\"is_archived\"}")
                .always());
    }

    private void theTimeOfTheNextTryComes() {
        pool.preparedQuery("""
                UPDATE lane SET not_before = now()
                WHERE configuration_id = (SELECT id FROM configuration WHERE configuration_name = $1)""")
                .execute(Tuple.of(name)).await().atMost(ofSeconds(10));
    }

    private void awaitShut(SnsMessage message) {
        await().atMost(ofSeconds(10)).until(() -> {
            String why = delivery(message).getString("waitsBecause");
            return why != null && why.startsWith("the destination is shut");
        });
    }

    private void awaitDelivered(SnsMessage message) {
        await().atMost(ofSeconds(15)).until(() -> "DELIVERED".equals(delivery(message).getString("state")));
    }

    private JsonPath channelNow() {
        return api().get("/api/slack/channels/" + name).jsonPath();
    }

    private JsonPath delivery(SnsMessage message) {
        int id = api().get("/api/notifications/" + message.messageId()).jsonPath().getInt("deliveries[0].id");
        return api().get("/api/deliveries/" + id).jsonPath();
    }

    private SnsMessage publish(String text) {
        SnsMessage message = SnsSigner.with(certificate).sign(SnsMessage.notification(topic, text));
        given().headers(message.headers()).body(message.json()).post("/sns").then().statusCode(200);
        return message;
    }

    private List<String> posted(String id) {
        return accepted("/api/chat.postMessage").stream().filter(body -> body.contains("\"" + id + "\"")).toList();
    }

    private List<String> accepted(String path) {
        return standIn.received().all().stream().filter(received -> received.uri().startsWith(path))
                .filter(Received::accepted).map(Received::body).toList();
    }

    private static RequestSpecification api() {
        return given().auth().oauth2(OutsideWorld.ADMIN_TOKEN).contentType(ContentType.JSON);
    }
}
