package dev.tocsin.workspace;

import static dev.tocsin.workspace.Visitor.admin;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.SlackEvents;
import dev.tocsin.standin.SlackRequests;
import dev.tocsin.standin.SlackTeams;
import dev.tocsin.standin.SnsPublisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class SlackEventTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String EVENTS = "/slack/events";
    private static final String WORKSPACES = "/api/slack/workspaces/";
    private static final String UNINSTALLED = "{\"type\":\"app_uninstalled\"}";
    private static final String REVOKED = "{\"type\":\"tokens_revoked\",\"tokens\":{\"oauth\":[\"U1\"],\"bot\":[\"U0TOCSIN\"]}}";

    ChatStandIn standIn;

    @Inject
    Pool pool;

    @AfterEach
    void clear() {
        standIn.slack().rotate(false);
        standIn.faults().clear("/api/auth.test");
    }

    @Test
    void answersSlacksChallenge() {
        post("{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1aB10\\\"<\",\"token\":\"x\"}").then().statusCode(200)
                .contentType("application/json").body("challenge", equalTo("3eZbrw1aB10\"<"));
    }

    @Test
    void anUninstalledAppDisablesItsWorkspace() {
        authorized("TGONE");

        post(event("TGONE", UNINSTALLED)).then().statusCode(200);
        post(event("TGONE", UNINSTALLED)).then().statusCode(200);

        admin().get(WORKSPACES + "TGONE").then().body("state", equalTo("DISABLED"))
                .body("stateReason", equalTo("app_uninstalled"));
        admin().queryParam("name", "TGONE").get("/api/audit").then()
                .body("entries.operation", contains("change", "create", "invite"))
                .body("entries[0].who", equalTo("slack")).body("entries[0].whoKind", equalTo("system"))
                .body("entries[0].after", equalTo(Map.of("state", "DISABLED", "stateReason", "app_uninstalled")));
        authorized("TGONE");
        admin().get(WORKSPACES + "TGONE").then().body("state", equalTo("ENABLED"));
    }

    @Test
    void aTeamThatRemovesTheAppAtSlackIsDisabled() throws Exception {
        authorized("TREMOVES");
        Vertx vertx = Vertx.vertx();
        try (SnsPublisher http = new SnsPublisher(vertx)) {
            URI events = URI.create(RestAssured.baseURI + ":" + RestAssured.port + EVENTS);
            SnsPublisher.Reply reply = new SlackEvents(http, events, standIn.slack()).uninstall("TREMOVES")
                    .toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThat(reply.status()).isEqualTo(200);
        } finally {
            vertx.close();
        }
        admin().get(WORKSPACES + "TREMOVES").then().body("state", equalTo("DISABLED"));
    }

    @Test
    void aRevokedBotTokenDisablesAndAPersonsDoesNot() {
        authorized("TREVOKED");

        post(event("TREVOKED", "{\"type\":\"tokens_revoked\",\"tokens\":{\"oauth\":[\"U1\"],\"bot\":[]}}")).then()
                .statusCode(200);
        post(event("TREVOKED", "{\"type\":\"tokens_revoked\",\"tokens\":{\"oauth\":[\"U1\"]}}")).then().statusCode(200);
        admin().get(WORKSPACES + "TREVOKED").then().body("state", equalTo("ENABLED"));

        post(event("TREVOKED", REVOKED)).then().statusCode(200);
        admin().get(WORKSPACES + "TREVOKED").then().body("state", equalTo("DISABLED"))
                .body("stateReason", equalTo("tokens_revoked"));
    }

    @Test
    void whatHappenedBeforeTheWorkspaceWasAuthorizedAnewDoesNotCount() {
        authorized("TBEFORE");
        long minuteAgo = Instant.now().getEpochSecond() - 60;

        post(SlackRequests.event("TBEFORE", UNINSTALLED, minuteAgo)).then().statusCode(200);

        admin().get(WORKSPACES + "TBEFORE").then().body("state", equalTo("ENABLED"));
    }

    @Test
    void whereTokensRotateSlackIsAskedWhetherThePresentOneIsGood() {
        standIn.slack().rotate(true);
        authorized("TROTATED");
        post(event("TROTATED", REVOKED)).then().statusCode(200);
        admin().get(WORKSPACES + "TROTATED").then().body("state", equalTo("ENABLED"));

        standIn.faults().add(Fault.answer("/api/auth.test", 503, ""));
        assertThat(post(event("TROTATED", REVOKED)).statusCode()).isEqualTo(503);
        admin().get(WORKSPACES + "TROTATED").then().body("state", equalTo("ENABLED"));

        standIn.slack().uninstall("TROTATED");
        post(event("TROTATED", REVOKED)).then().statusCode(200);
        admin().get(WORKSPACES + "TROTATED").then().body("state", equalTo("DISABLED"));
    }

    @Test
    void whatHappenedToAnotherAppDoesNotCount() {
        authorized("TOTHERAPP");

        post(event("TOTHERAPP", UNINSTALLED).replace(SlackTeams.APP_ID, "A0OTHER")).then().statusCode(200);
        post(event("TOTHERAPP", REVOKED).replace(SlackTeams.APP_ID, "A0OTHER")).then().statusCode(200);

        admin().get(WORKSPACES + "TOTHERAPP").then().body("state", equalTo("ENABLED"));
    }

    @Test
    void whereItIsNotKnownWhoseTokenItIsSlackIsAskedWhetherItIsGood() {
        authorized("TANYAPP");
        pool.query("UPDATE slack_workspace SET app_id = NULL WHERE slack_team_id = 'TANYAPP'").executeAndAwait();
        post(event("TANYAPP", UNINSTALLED)).then().statusCode(200);
        admin().get(WORKSPACES + "TANYAPP").then().body("state", equalTo("ENABLED"));

        standIn.slack().uninstall("TANYAPP");
        post(event("TANYAPP", UNINSTALLED)).then().statusCode(200);
        admin().get(WORKSPACES + "TANYAPP").then().body("state", equalTo("DISABLED"))
                .body("stateReason", equalTo("app_uninstalled"));
    }

    @Test
    void anEventThatNamesNoAppIsConfirmedBySlack() {
        authorized("TNOAPP");

        post(event("TNOAPP", UNINSTALLED).replaceAll("\"api_app_id\":\"[^\"]*\",", "")).then().statusCode(200);

        admin().get(WORKSPACES + "TNOAPP").then().body("state", equalTo("ENABLED"));
    }

    @Test
    void anOrganisationsInstallationIsFoundByItsId() {
        authorized("E0EVENTS");
        String event = event("TANY", UNINSTALLED).replace("\"type\":\"event_callback\"",
                "\"type\":\"event_callback\",\"authorizations\":[{\"enterprise_id\":\"E0EVENTS\",\"team_id\":null,"
                        + "\"is_enterprise_install\":true}]");

        post(event).then().statusCode(200);

        admin().get(WORKSPACES + "E0EVENTS").then().body("state", equalTo("DISABLED"));
    }

    @Test
    void takesWhatItHasNothingToDoWith() {
        post(event("TUNKNOWN", UNINSTALLED)).then().statusCode(200);
        post(event("TUNKNOWN", "{\"type\":\"message\",\"text\":\"s3cr3t\"}")).then().statusCode(200);
        post("{\"type\":\"app_rate_limited\"}").then().statusCode(200);
        post("{}").then().statusCode(200);
        admin().get(WORKSPACES + "TUNKNOWN").then().statusCode(404);
    }

    @Test
    void refusesWhatIsNotSlacksAndChangesNothing() {
        authorized("TFORGED");
        String body = event("TFORGED", UNINSTALLED);
        long now = Instant.now().getEpochSecond();

        refused(SlackRequests.headers(body, now, "s3cr3t-other"), body);
        refused(SlackRequests.headers(body + " ", now, SlackTeams.SIGNING_SECRET), body);
        refused(SlackRequests.headers(body, now - 400, SlackTeams.SIGNING_SECRET), body);
        refused(SlackRequests.headers(body, now + 400, SlackTeams.SIGNING_SECRET), body);
        refused(Map.of("Content-Type", "application/json"), body);
        refused(Map.of("Content-Type", "application/json"), "not even JSON");
        refused(Map.of("Content-Type", "application/json"), "");
        admin().get(WORKSPACES + "TFORGED").then().body("state", equalTo("ENABLED"));
    }

    @Test
    void saysThatTheBodyIsNoJsonOnlyToSlack() {
        post("not JSON").then().statusCode(400).contentType("application/problem+json");
        post("[]").then().statusCode(400);
        post("").then().statusCode(400);
    }

    @Test
    void timesAndStringsThatCannotBeAreRefused() {
        for (String time : List.of("9223372036854775807", "99999999999999999999", "-1", "1e300", "1.5", "\"now\"", "null",
                "253402300800")) {
            String body = event("TANY", UNINSTALLED).replaceAll("\"event_time\":\\d+", "\"event_time\":" + time);
            post(body).then().statusCode(400).contentType("application/problem+json").body("detail",
                    containsString("event_time"));
        }
        post(event("TANY\\u0000", UNINSTALLED)).then().statusCode(400);
        post(event("TANY", "{\"type\":\"app_uninstalled\",\"a\":[{\"b\":\"\\u0000\"}]}")).then().statusCode(400);
        post("{\"type\":\"url_verification\",\"challenge\":\"\\u0000\"}").then().statusCode(400);
    }

    @Test
    void asksSlackToComeAgainIfTheDatabaseIsTooSlow() {
        authorized("TLOCKED");
        SqlConnection other = pool.getConnection().await().atMost(PATIENCE);
        Transaction transaction = other.begin().await().atMost(PATIENCE);
        try {
            other.preparedQuery("SELECT 1 FROM slack_workspace WHERE slack_team_id = $1 FOR UPDATE")
                    .execute(Tuple.of("TLOCKED")).await().atMost(PATIENCE);
            Response answer = post(event("TLOCKED", UNINSTALLED));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.time()).isLessThan(3_000);
        } finally {
            transaction.rollback().await().atMost(PATIENCE);
            other.close().await().atMost(PATIENCE);
        }

        post(event("TLOCKED", UNINSTALLED)).then().statusCode(200);
        admin().get(WORKSPACES + "TLOCKED").then().body("state", equalTo("DISABLED"));
    }

    private static void authorized(String team) {
        new Visitor().authorize(team).then().statusCode(200);
    }

    private static String event(String team, String event) {
        return SlackRequests.event(team, event, Instant.now().getEpochSecond());
    }

    private static Response post(String body) {
        return given().headers(SlackRequests.headers(body, Instant.now().getEpochSecond(), SlackTeams.SIGNING_SECRET))
                .body(body.getBytes(StandardCharsets.UTF_8)).post(EVENTS);
    }

    private static void refused(Map<String, String> headers, String body) {
        Response answer = given().headers(headers).body(body.getBytes(StandardCharsets.UTF_8)).post(EVENTS);
        answer.then().statusCode(401).contentType("application/problem+json").body("detail", containsString("not Slack's"));
        assertThat(answer.asString()).doesNotContain("s3cr3t");
    }
}
