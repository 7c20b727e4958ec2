package dev.tocsin.configuration.workspaces;

import static dev.tocsin.configuration.Api.api;
import static dev.tocsin.configuration.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.configuration.Api;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.SlackTeams;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class SlackWorkspaceApiTest {

    private static final String WORKSPACES = "/api/slack/workspaces";

    ChatStandIn standIn;

    @Inject
    Pool pool;

    @Inject
    SecretSealer sealer;

    @Test
    void livesFromCreationToDeletion() {
        Response created = api()
                .body(Map.of("slackTeamId", "TLIFE", "slackTeamName", "Acme", "botToken", "xoxb-s3cr3t-1-TLIFE"))
                .post(WORKSPACES);
        created.then().statusCode(201).header("Location", endsWith(WORKSPACES + "/TLIFE")).header("ETag", notNullValue())
                .body("slackTeamName", equalTo("Acme")).body("state", equalTo("ENABLED"));
        assertThat(created.asString() + api().get(WORKSPACES + "/TLIFE").asString() + api().get(WORKSPACES).asString())
                .contains("TLIFE").doesNotContain("s3cr3t").doesNotContain("botToken");
        assertThat(token("TLIFE")).isEqualTo("xoxb-s3cr3t-1-TLIFE");

        api().body(Map.of("botToken", "xoxb-s3cr3t-2-TLIFE")).patch(WORKSPACES + "/TLIFE").then().statusCode(200)
                .body("slackTeamName", equalTo("Acme"));
        assertThat(token("TLIFE")).isEqualTo("xoxb-s3cr3t-2-TLIFE");
        api().header("If-Match", created.header("ETag")).body(Map.of("slackTeamName", "Other"))
                .patch(WORKSPACES + "/TLIFE").then().statusCode(412);

        api().delete(WORKSPACES + "/TLIFE").then().statusCode(204);
        api().get(WORKSPACES + "/TLIFE").then().statusCode(404);
    }

    @Test
    void isWhatSlackSaysThatTheTokenBelongsTo() {
        standIn.slack().name("TASKED", "Acme <&>");

        api().body(Map.of("botToken", "xoxb-s3cr3t-TASKED")).post(WORKSPACES).then().statusCode(201)
                .body("slackTeamId", equalTo("TASKED")).body("slackTeamName", equalTo("Acme <&>"))
                .body("botUserId", equalTo(SlackTeams.BOT_USER_ID)).body("scopes", hasItem("chat:write"));
    }

    @Test
    void isRefusedIfTheTokenBelongsToAnother() {
        Response refused = api().body(Map.of("slackTeamId", "TMINE", "botToken", "xoxb-s3cr3t-TTHEIRS")).post(WORKSPACES);
        refused.then().statusCode(400).body("errors.field", contains("slackTeamId"))
                .body("errors[0].message", containsString("TTHEIRS")).body("errors[0].rejectedValue", equalTo("TMINE"));
        assertThat(refused.asString()).doesNotContain("s3cr3t");

        String team = Api.workspace();
        api().body(Map.of("botToken", "xoxb-s3cr3t-TTHEIRS")).patch(WORKSPACES + "/" + team).then().statusCode(400)
                .body("errors.field", contains("botToken")).body("errors[0].message", containsString("TTHEIRS"))
                .body("errors[0].message", containsString(team));
        assertThat(token(team)).isEqualTo("xoxb-s3cr3t-" + team);
    }

    @Test
    void takesNoTokenThatSlackRefuses() {
        String team = Api.workspace();
        standIn.slack().revoke("xoxb-s3cr3t-gone-" + team);

        api().body(Map.of("botToken", "xoxb-s3cr3t-gone-" + team)).patch(WORKSPACES + "/" + team).then().statusCode(400)
                .body("errors.field", contains("botToken")).body("errors[0].message", containsString("token_revoked"));
        api().body(Map.of("botToken", "xoxb-s3cr3t-gone-" + team)).post(WORKSPACES).then().statusCode(400)
                .body("errors[0].message", containsString("token_revoked"));
        api().body(Map.of("botToken", "xoxb-s3cr3t-" + team)).patch(WORKSPACES + "/TNOBODY").then().statusCode(404);
    }

    @Test
    void storesNothingWhileSlackCannotBeAsked() {
        standIn.faults().add(Fault.answer("/api/auth.test", 503, ""));
        api().body(Map.of("botToken", "xoxb-s3cr3t-TAWAY")).post(WORKSPACES).then().statusCode(503)
                .body("detail", containsString("Nothing was stored")).body("detail", containsString("503"));

        standIn.faults().add(Fault.answer("/api/auth.test", 429, "").header("Retry-After", "7"));
        api().body(Map.of("botToken", "xoxb-s3cr3t-TAWAY")).post(WORKSPACES).then().statusCode(503)
                .body("detail", containsString("7 s"));
        api().get(WORKSPACES + "/TAWAY").then().statusCode(404);
    }

    @Test
    void isEnabledAgainByANewToken() {
        String team = Api.workspace();
        pool.preparedQuery("UPDATE slack_workspace SET state = 'DISABLED', state_reason = 'token_revoked', "
                + "refresh_token_sealed = 'v1:x', token_expires_at = now() + interval '9 hours' WHERE slack_team_id = $1")
                .execute(Tuple.of(team)).await().indefinitely();
        api().body(Map.of("slackTeamName", "Acme")).patch(WORKSPACES + "/" + team).then().statusCode(200)
                .body("state", equalTo("DISABLED")).body("stateReason", equalTo("token_revoked"));

        api().body(Map.of("botToken", "xoxb-s3cr3t-new-" + team)).patch(WORKSPACES + "/" + team).then().statusCode(200)
                .body("state", equalTo("ENABLED")).body("stateReason", nullValue()).body("tokenExpiresAt", nullValue());
    }

    @Test
    void leavesNoTokenBehindThatSlackWouldTake() {
        String team = Api.workspace();
        String token = "xoxb-s3cr3t-" + team;

        assertThat(standIn.slack().isGood(token)).isTrue();
        api().delete(WORKSPACES + "/" + team).then().statusCode(204);
        assertThat(standIn.slack().isGood(token)).isFalse();
    }

    @Test
    void isRemovedAlsoWhereSlackHasForgottenItsToken() {
        String team = Api.workspace();
        standIn.slack().revoke("xoxb-s3cr3t-" + team);

        api().delete(WORKSPACES + "/" + team).then().statusCode(204);
    }

    @Test
    void isRemovedWhileSlackIsAwayAndTheAnswerSaysSo() {
        String team = Api.workspace();
        standIn.faults().add(Fault.answer("/api/auth.revoke", 503, ""));

        Response removed = api().delete(WORKSPACES + "/" + team);
        removed.then().statusCode(200).body("slackTeamId", equalTo(team)).body("tokenRevoked", equalTo(false))
                .body("reason", containsString("503"));
        assertThat(removed.asString()).doesNotContain("s3cr3t");
        api().get(WORKSPACES + "/" + team).then().statusCode(404);
    }

    @Test
    void staysWhileConfigurationsUseIt() {
        String team = Api.workspace();
        String name = unique("user");
        api().body(Map.of("configurationName", name, "slackTeamId", team, "slackChannelId", "C1")).post("/api/slack/channels")
                .then().statusCode(201);

        api().delete(WORKSPACES + "/" + team).then().statusCode(409)
                .body("type", equalTo("urn:problem-type:tocsin:in-use")).body("configurations", contains(name))
                .body("detail", containsString(name));
        api().delete("/api/slack/channels/" + name).then().statusCode(204);
        api().delete(WORKSPACES + "/" + team).then().statusCode(204);
    }

    @Test
    void isAddedOnce() {
        String team = Api.workspace();

        api().body(Map.of("slackTeamId", team, "botToken", "xoxb-s3cr3t-other-" + team)).post(WORKSPACES).then().statusCode(409)
                .body("detail", containsString("PATCH"));
        assertThat(token(team)).isEqualTo("xoxb-s3cr3t-" + team);
    }

    @Test
    void isListedInPages() {
        Api.workspace();
        Api.workspace();

        Response first = api().queryParam("maxResults", 1).get(WORKSPACES);
        first.then().statusCode(200).body("slackWorkspaces", hasSize(1)).body("nextToken", notNullValue());
        String firstTeam = first.path("slackWorkspaces[0].slackTeamId");
        String secondTeam = api().queryParam("maxResults", 1).queryParam("nextToken", first.path("nextToken").toString())
                .get(WORKSPACES).path("slackWorkspaces[0].slackTeamId");
        assertThat(secondTeam).isNotEqualTo(firstTeam);
        api().get(WORKSPACES).then().body("slackWorkspaces.slackTeamId", hasItem(secondTeam));
    }

    @Test
    void refusesWhatIsNoBotTokenWithoutRepeatingIt() {
        for (String token : List.of("", "s3cr3t", "xoxp-s3cr3t", "xoxb-s3cr3t with blanks")) {
            Response refused = api().body(Map.of("slackTeamId", "TBAD", "botToken", token)).post(WORKSPACES);
            refused.then().statusCode(400).body("errors.field", contains("botToken"));
            assertThat(refused.asString()).doesNotContain("s3cr3t").doesNotContain("rejectedValue");
        }
        api().body(Map.of("slackTeamId", "not a team")).post(WORKSPACES).then().statusCode(400)
                .body("errors.field", contains("slackTeamId", "botToken"));
    }

    private String token(String team) {
        String sealed = pool.preparedQuery("SELECT bot_token_sealed FROM slack_workspace WHERE slack_team_id = $1")
                .execute(Tuple.of(team)).await().indefinitely().iterator().next().getString(0);
        assertThat(sealed).startsWith("v1:").doesNotContain("s3cr3t");
        return sealer.open(sealed, "workspace:" + team).reveal();
    }
}
