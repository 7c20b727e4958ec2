package dev.tocsin.configuration;

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

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.secret.SecretSealer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SlackWorkspaceApiTest {

    private static final String WORKSPACES = "/api/slack/workspaces";

    @Inject
    Pool pool;

    @Inject
    SecretSealer sealer;

    @Test
    void livesFromCreationToDeletion() {
        Response created = api().body(Map.of("slackTeamId", "TLIFE", "slackTeamName", "Acme", "botToken", "xoxb-s3cr3t-1"))
                .post(WORKSPACES);
        created.then().statusCode(201).header("Location", endsWith(WORKSPACES + "/TLIFE")).header("ETag", notNullValue())
                .body("slackTeamName", equalTo("Acme")).body("state", equalTo("ENABLED"));
        assertThat(created.asString() + api().get(WORKSPACES + "/TLIFE").asString() + api().get(WORKSPACES).asString())
                .contains("TLIFE").doesNotContain("s3cr3t").doesNotContain("botToken");
        assertThat(token("TLIFE")).isEqualTo("xoxb-s3cr3t-1");

        api().body(Map.of("botToken", "xoxb-s3cr3t-2")).patch(WORKSPACES + "/TLIFE").then().statusCode(200)
                .body("slackTeamName", equalTo("Acme"));
        assertThat(token("TLIFE")).isEqualTo("xoxb-s3cr3t-2");
        api().header("If-Match", created.header("ETag")).body(Map.of("slackTeamName", "Other"))
                .patch(WORKSPACES + "/TLIFE").then().statusCode(412);

        api().delete(WORKSPACES + "/TLIFE").then().statusCode(204);
        api().get(WORKSPACES + "/TLIFE").then().statusCode(404);
    }

    @Test
    void isNamedByItsIdIfItHasNoName() {
        api().body(Map.of("slackTeamId", "TNAMELESS", "botToken", "xoxb-s3cr3t")).post(WORKSPACES).then().statusCode(201)
                .body("slackTeamName", equalTo("TNAMELESS"));
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

        api().body(Map.of("slackTeamId", team, "botToken", "xoxb-s3cr3t")).post(WORKSPACES).then().statusCode(409)
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
