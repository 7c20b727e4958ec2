package dev.tocsin;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.net.URL;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

/** What may not be sent now waits, says why, and goes out when it may. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class WaitingDestinationsTest {

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
    private final String topic = "arn:aws:sns:eu-west-1:123456789012:waiting-" + number;
    private final String team = "TWAITING" + number;
    private final String bot = "waiting-bot-" + number;
    private final String webhook = "waiting-webhook-" + number;
    private final String channel = "C0WAITING" + number;
    private final String webhookPath = "/services/T0/BWAITING" + number + "/s3cr3t";

    @BeforeEach
    void aChannelOfAWorkspaceAndAWebhook() {
        api().body(Map.of("slackTeamId", team, "slackTeamName", "Acme", "botToken", "xoxb-s3cr3t-" + team))
                .post("/api/slack/workspaces").then().statusCode(201);
        configure(Map.of("configurationName", bot, "slackTeamId", team, "slackChannelId", channel, "snsTopicArns",
                List.of(topic)));
        configure(Map.of("configurationName", webhook, "webhookUrl", standIn.url() + webhookPath, "snsTopicArns",
                List.of(topic)));
    }

    @AfterEach
    void nothingStays() {
        standIn.faults().clear();
        api().delete("/api/slack/channels/" + bot);
        api().delete("/api/slack/channels/" + webhook);
        api().delete("/api/slack/workspaces/" + team);
    }

    @Test
    void aRevokedTokenMakesTheWorkspaceWaitAndANewOneBringsEverythingThrough() {
        slackAnswers("token_revoked");
        SnsMessage first = publish("first");

        await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(workspace().getString("state")).isEqualTo("DISABLED"));
        assertThat(workspace().getString("stateReason")).isEqualTo("token_revoked");
        SnsMessage second = publish("second");
        await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(delivery(second, webhook).getString("state"))
                .isEqualTo("DELIVERED"));
        for (SnsMessage message : List.of(first, second)) {
            assertThat(delivery(message, bot).getString("state")).isEqualTo("PENDING");
            assertThat(delivery(message, bot).getString("waitsBecause"))
                    .isEqualTo("the Slack workspace " + team + " is disabled: token_revoked");
        }
        assertThat(delivery(second, bot).getList("attempts")).as("nothing is tried while it waits").isEmpty();
        given().get(wellness).then().statusCode(503).body("checks.find { it.name.startsWith('Slack') }.data." + team,
                equalTo("token_revoked: authorize the workspace again"));
        given().get(readiness).then().statusCode(200);
        api().queryParam("name", team).get("/api/audit").then()
                .body("entries[0].operation", equalTo("disable")).body("entries[0].who", equalTo("delivery"));

        standIn.faults().clear();
        api().body(Map.of("botToken", "xoxb-s3cr3t-" + team)).patch("/api/slack/workspaces/" + team).then().statusCode(200)
                .body("state", equalTo("ENABLED")).body("stateReason", nullValue());

        await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(posted()).hasSize(2));
        assertThat(posted().get(0)).contains("first");
        assertThat(posted().get(1)).contains("second");
        assertThat(delivery(first, bot).getString("waitsBecause")).isNull();
        given().get(wellness).then().body("checks.find { it.name.startsWith('Slack') }.data.any { it.key == '" + team + "' }",
                equalTo(false));
    }

    @Test
    void aRefusalOfAnEarlierTokenDoesNotDisableAWorkspaceThatHasANewOne() {
        standIn.faults().add(slackAnswer("invalid_auth").after(ofSeconds(2)));
        publish("sent with the old token");
        await().atMost(ofSeconds(5)).untilAsserted(() -> api().queryParam("configurationName", bot).get("/api/deliveries")
                .then().body("items[0].state", equalTo("SENDING")));

        api().body(Map.of("botToken", "xoxb-s3cr3t-new-" + team)).patch("/api/slack/workspaces/" + team).then()
                .statusCode(200);

        await().atMost(ofSeconds(15)).untilAsserted(() -> assertThat(posted()).hasSize(1));
        assertThat(workspace().getString("state")).isEqualTo("ENABLED");
    }

    @Test
    void aDisabledConfigurationWaitsWithItsReasonAndGoesOnInOrder() {
        api().body(Map.of("reason", "maintenance until Monday")).post("/api/configurations/" + webhook + "/disable").then()
                .statusCode(200).body("state", equalTo("DISABLED")).body("stateReason", equalTo("maintenance until Monday"));
        SnsMessage first = publish("one");
        SnsMessage second = publish("two");

        await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(posted()).hasSize(2));
        assertThat(delivery(first, webhook).getString("waitsBecause"))
                .isEqualTo("the configuration is disabled: maintenance until Monday");
        assertThat(delivery(first, webhook).getString("nextAttemptAt")).isNull();
        api().queryParam("state", "DISABLED").get("/api/slack/channels").then().body(
                "slackChannelConfigurations.configurationName",
                equalTo(List.of(webhook)));
        assertThat(toWebhook()).isEmpty();

        api().body("").post("/api/configurations/" + webhook + "/enable").then().statusCode(200)
                .body("state", equalTo("ENABLED")).body("stateReason", nullValue());

        await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(toWebhook()).hasSize(2));
        assertThat(toWebhook().get(0)).contains("one");
        assertThat(toWebhook().get(1)).contains("two");
        assertThat(delivery(second, webhook).getString("state")).isEqualTo("DELIVERED");
        api().queryParam("name", webhook).get("/api/audit").then()
                .body("entries[0].before.state", equalTo("DISABLED")).body("entries[0].after.state", equalTo("ENABLED"))
                .body("entries[1].after.stateReason", equalTo("maintenance until Monday"));
    }

    @Test
    void whatWaitedDoesNotCountAsTooOldToBeTried() {
        api().post("/api/configurations/" + webhook + "/disable").then().statusCode(200);
        SnsMessage message = publish("three days in the drawer");
        pool.preparedQuery("""
                UPDATE delivery SET queued_at = now() - interval '3 days' WHERE configuration_name = $1""")
                .execute(Tuple.of(webhook)).await().atMost(ofSeconds(10));
        standIn.faults().add(Fault.answer(webhookPath, 503, ""));

        api().post("/api/configurations/" + webhook + "/enable").then().statusCode(200);

        await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(delivery(message, webhook).getString("state"))
                .isEqualTo("DELIVERED"));
        assertThat(delivery(message, webhook).getList("attempts")).hasSize(2);
    }

    @Test
    void disablingTwiceKeepsTheTimeAndTellsTheAuditOnce() {
        String since = api().post("/api/configurations/" + bot + "/disable").jsonPath().getString("stateSince");
        String again = api().post("/api/configurations/" + bot + "/disable").jsonPath().getString("stateSince");

        assertThat(again).isEqualTo(since);
        api().queryParam("name", bot).get("/api/audit").then().body("entries.findAll { it.operation == 'change' }",
                hasSize(1));
    }

    @Test
    void aReasonThatIsTooLongOrAnotherMemberIsRefused() {
        api().body(Map.of("reason", "x".repeat(256))).post("/api/configurations/" + bot + "/disable").then().statusCode(400)
                .body("errors[0].field", equalTo("reason")).body("errors[0].message", containsString("255"));
        api().body(Map.of("until", "Monday")).post("/api/configurations/" + bot + "/disable").then().statusCode(400);
        api().post("/api/configurations/nothing/disable").then().statusCode(404);
        api().queryParam("state", "OFF").get("/api/slack/channels").then().statusCode(400)
                .body("errors[0].message", containsString("ENABLED, DISABLED or SHUT"));
    }

    @Test
    void listsCanBeNarrowedToAWorkspaceAndAChannel() {
        api().queryParam("slackTeamId", team).get("/api/slack/channels").then()
                .body("slackChannelConfigurations.configurationName", equalTo(List.of(bot)));
        api().queryParam("slackChannelId", channel).queryParam("topicArn", topic).get("/api/slack/channels").then()
                .body("slackChannelConfigurations.configurationName", equalTo(List.of(bot)));
        api().queryParam("state", "DISABLED").get("/api/slack/workspaces").then()
                .body("slackWorkspaces.slackTeamId", not(hasItem(team)));
    }

    private void configure(Map<String, Object> members) {
        api().body(members).post("/api/slack/channels").then().statusCode(201);
    }

    private void slackAnswers(String error) {
        standIn.faults().add(slackAnswer(error).always());
    }

    private Fault slackAnswer(String error) {
        return Fault.answer("/api/chat.postMessage#" + channel, 200, "{\"ok\":false,\"error\":\"" + error + "\"}");
    }

    private JsonPath workspace() {
        return api().get("/api/slack/workspaces/" + team).jsonPath();
    }

    private JsonPath delivery(SnsMessage message, String configuration) {
        String id = api().get("/api/notifications/" + message.messageId()).jsonPath()
                .getString("deliveries.find { it.configurationName == '" + configuration + "' }.id");
        return api().get("/api/deliveries/" + id).jsonPath();
    }

    private SnsMessage publish(String text) {
        SnsMessage message = SnsSigner.with(certificate).sign(SnsMessage.notification(topic, text));
        given().headers(message.headers()).body(message.json()).post("/sns").then().statusCode(200);
        return message;
    }

    private List<String> posted() {
        return accepted("/api/chat.postMessage").stream().filter(body -> body.contains(channel)).toList();
    }

    private List<String> toWebhook() {
        return accepted(webhookPath);
    }

    private List<String> accepted(String path) {
        return standIn.received().all().stream().filter(received -> received.uri().startsWith(path))
                .filter(Received::accepted).map(Received::body).toList();
    }

    private static RequestSpecification api() {
        return given().auth().oauth2(OutsideWorld.ADMIN_TOKEN).contentType(ContentType.JSON);
    }
}
