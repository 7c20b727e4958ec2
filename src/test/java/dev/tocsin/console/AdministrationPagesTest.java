package dev.tocsin.console;

import static dev.tocsin.configuration.Api.api;
import static dev.tocsin.configuration.Api.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.configuration.Api;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;

/** Workspaces, access, audit and system, as an administrator's browser asks for them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class AdministrationPagesTest {

    private static final String WORKSPACES = "/console/slack/workspaces";
    private static final String TOKENS = "/console/tokens";
    private static final Pattern ETAG = Pattern.compile("name=\"ifMatch\" value=\"&quot;([0-9-]+)&quot;\"");
    private static final Pattern TOKEN = Pattern.compile("(tocsin_[A-Za-z0-9_-]{43})");

    ChatStandIn standIn;

    private Visit visit;

    @BeforeEach
    void logIn() {
        visit = Visit.by(Api.TOKEN);
    }

    @Test
    void aWorkspaceIsAddedByATokenThatNoPageShows() {
        String team = unique("TADDED").replace("-", "");
        standIn.slack().name(team, "Acme <b>");

        visit.change().formParam("botToken", "xoxb-s3cr3t-" + team).formParam("slackTeamName", "").post(WORKSPACES).then()
                .statusCode(200).header("HX-Location", equalTo(WORKSPACES + "/" + team));

        for (String path : List.of(WORKSPACES, WORKSPACES + "/" + team)) {
            visit.page().get(path).then().statusCode(200).contentType("text/html").body(containsString("Acme &lt;b&gt;"))
                    .body(containsString(team)).body(not(containsString("s3cr3t"))).body(not(containsString("<b>Acme")));
        }
        visit.page().get(WORKSPACES + "?as=csv").then().statusCode(200).contentType("text/csv")
                .body(containsString(team + ",Acme <b>,ENABLED"));
    }

    @Test
    void whatIsWrongWithATokenStandsAtItsField() {
        visit.change().formParam("botToken", "s3cr3t-no-bot-token").post(WORKSPACES).then().statusCode(400)
                .body(containsString("data-field=\"botToken\"")).body(not(containsString("s3cr3t")))
                .body(not(containsString("<html")));
    }

    @Test
    void aWorkspaceIsRenamedAndGivenAnotherToken() {
        String team = Api.workspace();
        String page = WORKSPACES + "/" + team;
        String etag = etag(page);

        visit.change().formParam("slackTeamName", "Payments").formParam("ifMatch", etag).patch(page).then().statusCode(200)
                .header("HX-Location", equalTo(page + "?done=saved"));
        visit.page().get(page).then().body(containsString("Payments"));
        visit.change().formParam("slackTeamName", "Too late").formParam("ifMatch", etag).patch(page).then().statusCode(412)
                .body(containsString("changed since you read it"));
        visit.change().formParam("botToken", "xoxb-s3cr3t-new-" + team).formParam("ifMatch", etag(page)).patch(page).then()
                .statusCode(200);
        visit.change().formParam("botToken", "").patch(page).then().statusCode(400).body(containsString("is required"));
    }

    @Test
    void aWorkspaceIsRemovedAfterItsConfigurations() {
        String team = Api.workspace();
        String page = WORKSPACES + "/" + team;
        String name = unique("user");
        api().body(Map.of("configurationName", name, "slackTeamId", team, "slackChannelId", "C0123456789", "snsTopicArns",
                List.of(Api.TOPIC))).post("/api/slack/channels").then().statusCode(201);

        visit.page().get(page).then().body(containsString("/console/slack/channels/" + name))
                .body(containsString("Configurations that use it (1)")).body(not(containsString("hx-delete")));
        visit.page().get(WORKSPACES).then().body(containsString(page + "#configurations"));
        visit.change().delete(page).then().statusCode(409).body(containsString(name));

        api().delete("/api/slack/channels/" + name).then().statusCode(204);
        visit.page().get(page).then().body(containsString("hx-delete=\"" + page + "\""));
        visit.change().queryParam("ifMatch", "\"0-0\"").delete(page).then().statusCode(412);
        visit.change().queryParam("ifMatch", etag(page)).delete(page).then().statusCode(200)
                .header("HX-Replace-Url", equalTo(WORKSPACES)).body(containsString("Slack has revoked the bot token"));
        visit.page().get(page).then().statusCode(404);
    }

    @Test
    void aTokenThatMayLiveOnIsSaidToWhoeverRemovesItsWorkspace() {
        String team = Api.workspace();
        standIn.faults().add(Fault.answer("/api/auth.revoke", 503, ""));

        visit.change().delete(WORKSPACES + "/" + team).then().statusCode(200).body(containsString("may still be good"))
                .body(containsString("503")).body(not(containsString("Slack has revoked")));
    }

    @Test
    void addToSlackLeadsTheBrowserToALinkOfItsOwn() {
        visit.page().get(WORKSPACES).then().body(containsString("Add to Slack"));
        visit.change().formParam("slackTeamId", "TASKED").post(WORKSPACES + "/install").then().statusCode(200)
                .header("HX-Redirect", startsWith("https://tocsin.test/slack/install?ticket="));
        visit.change().formParam("slackTeamId", "no team").post(WORKSPACES + "/install").then().statusCode(400);
    }

    @Test
    void aTokenIsShownOnce() {
        String name = unique("once");

        Response made = visit.change().formParam("name", name).formParam("role", "editor").formParam("expiresAt", "30")
                .formParam("expiresOn", "").post(TOKENS);
        made.then().statusCode(200).header("Cache-Control", equalTo("no-store")).header("HX-Replace-Url", equalTo(TOKENS));
        String token = Visit.found(TOKEN, made.asString());

        visit.page().get(TOKENS).then().statusCode(200).body(containsString(name)).body(not(containsString(token)));
        RestAssured.given().auth().oauth2(token).get("/api/configurations").then().statusCode(200);
        RestAssured.given().auth().oauth2(token).get("/api/tokens").then().statusCode(403);

        visit.change().delete(TOKENS + "/" + name).then().statusCode(200).header("HX-Location", equalTo(TOKENS));
        visit.page().get(TOKENS).then().body(not(containsString(name)));
    }

    @Test
    void theDayOfATokensEndIsAskedForAtItsField() {
        String name = unique("day");
        visit.change().formParam("name", name).formParam("role", "viewer").formParam("expiresAt", "date")
                .formParam("expiresOn", "").post(TOKENS).then().statusCode(400)
                .body(containsString("data-field=\"expiresOn\""));
        visit.change().formParam("name", name).formParam("role", "viewer").formParam("expiresAt", "date")
                .formParam("expiresOn", "2001-01-01").post(TOKENS).then().statusCode(400)
                .body(containsString("data-field=\"expiresAt\"")).body(containsString("must be in the future"));
        visit.page().get(TOKENS).then().body(not(containsString(name)));
    }

    @Test
    void theAuditShowsWhatWasAndWhatIs() {
        String name = unique("audited");
        api().body(Map.of("configurationName", name, "webhookUrl", Api.slackWebhook(), "snsTopicArns", List.of(Api.TOPIC)))
                .post("/api/slack/channels").then().statusCode(201);
        api().body(Map.of("loggingLevel", "ERROR")).patch("/api/slack/channels/" + name).then().statusCode(200);

        visit.page().queryParam("name", name).get("/console/audit").then().statusCode(200)
                .body(containsString("before: </span>NONE</del>")).body(containsString("after: </span>ERROR</ins>"))
                .body(containsString("href=\"/console/slack/channels/" + name + "\"")).body(not(containsString("s3cr3t")));
        visit.page().queryParam("name", name).queryParam("kind", "").queryParam("as", "json").get("/console/audit").then()
                .statusCode(200).contentType("application/json").body("size()", equalTo(2))
                .body("[0].operation", equalTo("change"));
        visit.page().queryParam("name", name).queryParam("who", "nobody").get("/console/audit").then().statusCode(200)
                .body(containsString("Nothing that was done fits"));
        visit.page().queryParam("kind", "no-kind").get("/console/audit").then().statusCode(400)
                .body(containsString("slack-workspace"));
    }

    @Test
    void theSystemPageTellsEverythingButSecrets() {
        visit.page().get("/console/system").then().statusCode(200).body(containsString("tocsin.api.admin-token"))
                .body(containsString("(hidden)"))
                .body(not(containsString("s3cr3t"))).body(not(containsString("czNjcjN0"))).body(containsString("PostgreSQL"))
                .body(containsString("configurations.yaml")).body(containsString("Stored secrets can be opened"))
                .body(containsString("/openapi"));
        visit.page().get("/console/system/health").then().statusCode(200).body(containsString("id=\"health\""))
                .body(not(containsString("<html")));
    }

    private String etag(String page) {
        return '"' + Visit.found(ETAG, visit.page().get(page).asString()) + '"';
    }
}
