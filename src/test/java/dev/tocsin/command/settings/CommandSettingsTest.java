package dev.tocsin.command.settings;

import static dev.tocsin.configuration.Api.api;
import static dev.tocsin.configuration.Api.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.configuration.Api;
import dev.tocsin.console.Visit;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** People's roles and custom actions, by the API and in the console, asked of the running application. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class CommandSettingsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PEOPLE = "/api/command-people";
    private static final String ACTIONS = "/api/custom-actions";
    private static final String ROLE = "arn:aws:iam::123456789012:role/people/ada";

    @Inject
    PersonRoles roles;
    @Inject
    CommandPlaces places;
    ChatStandIn standIn;

    private String team;
    private String channel;

    @BeforeEach
    void aChannelThatWantsUserRoles() {
        team = Api.workspace();
        channel = unique("commanded");
        api().body(Map.of("configurationName", channel, "slackTeamId", team, "slackChannelId", "C0COMMANDS", "commands", true,
                "userAuthorizationRequired", true, "notificationButtons", List.of("APPROVE"))).post("/api/slack/channels")
                .then()
                .statusCode(201);
    }

    @Test
    void whatTheApiIsToldIsWhereCommandsMayBeGiven() {
        List<CommandPlace> found = places.in(team, "C0COMMANDS").await().atMost(PATIENCE);
        assertThat(found).singleElement().satisfies(place -> {
            assertThat(place.configurationName()).isEqualTo(channel);
            assertThat(place.wantsOwnRole()).isTrue();
        });
        api().post("/api/configurations/" + channel + "/disable").then().statusCode(200);
        assertThat(places.in(team, "C0COMMANDS").await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void whoeverHasLoggedInAsksAndAnAdministratorApproves() {
        Visit ada = Visit.by(token("viewer"));
        String link = link();
        ada.page().get(link).then().statusCode(200).body(containsString("ada &lt;b&gt;"), containsString("U0ADA"),
                containsString(channel), containsString("Ask for it"), not(containsString("<b>")));
        ada.change().formParam("roleArn", "no role").post(link).then().statusCode(400)
                .body(containsString("data-field=\"roleArn\""));
        ada.change().formParam("roleArn", " " + ROLE + " ").post(link).then().statusCode(200)
                .body(containsString("The role is asked for"));
        ada.change().formParam("roleArn", ROLE).post(link).then().statusCode(403).body(containsString("used already"));
        ada.page().get(link).then().statusCode(403).body(containsString("Give a command in Slack again"));
        assertThat(role()).isEmpty();

        Response waiting = api().queryParam("configurationName", channel).queryParam("waiting", "true").get(PEOPLE);
        waiting.then().statusCode(200).body("people", hasSize(1)).body("people[0].slackUserId", equalTo("U0ADA"))
                .body("people[0].askedRoleArn", equalTo(ROLE)).body("people[0].askedBy", endsWith("(token)"))
                .body("people[0]", not(hasKey("roleArn")));
        String id = waiting.path("people[0].id");
        ada.page().get("/console/command-people?configurationName=" + channel).then().statusCode(200)
                .body(containsString(ROLE), not(containsString("Decide")));
        ada.change().formParam("roleArn", ROLE).post("/console/command-people/" + id + "/approve").then().statusCode(403);
        api().body(Map.of("roleArn", ROLE + "x")).post(PEOPLE + "/" + id + "/approve").then().statusCode(409);

        Visit admin = Visit.by(Api.TOKEN);
        admin.page().get("/console/command-people?waiting=true").then().body(containsString("hx-post=\"/console/command-people/"
                + id + "/approve\""));
        admin.change().formParam("roleArn", ROLE).post("/console/command-people/" + id + "/approve").then().statusCode(200);
        assertThat(role()).contains(ROLE);
        await().atMost(PATIENCE).until(() -> standIn.conversations().ephemeral("C0COMMANDS").stream()
                .anyMatch(told -> told.text().contains("Your role for commands of " + channel + " is approved")));
        api().queryParam("name", channel + "/U0ADA").get("/api/audit").then()
                .body("entries.operation", contains("change", "create")).body("entries.kind[0]", equalTo("command-person"))
                .body("entries[0].after.roleArn", equalTo(ROLE));
        admin.change().delete("/console/command-people/" + id).then().statusCode(200);
        assertThat(role()).isEmpty();
    }

    @Test
    void anAdministratorOnlyAsksByALinkToo() {
        Visit admin = Visit.by(Api.TOKEN);
        String link = link();
        admin.page().get(link).then().body(containsString("Ask for it"));
        admin.change().formParam("roleArn", ROLE).post(link).then().statusCode(200)
                .body(containsString("The role is asked for"));
        assertThat(role()).isEmpty();
    }

    @Test
    void nobodyAsksWithoutLoggingInOrFromAnotherSite() {
        String link = link();
        Visit.by(Api.TOKEN).part().formParam("roleArn", ROLE).post(link).then().statusCode(403);
        given().redirects().follow(false).header("Accept", "text/html").get(link).then()
                .statusCode(302).header("Location", containsString("/console/login?then="));
        assertThat(role()).isEmpty();
    }

    @Test
    void administratorsGiveAndTakeRolesByTheApi() {
        api().body(Map.of("configurationName", channel, "slackUserId", "U0ADA", "roleArn", ROLE)).post(PEOPLE).then()
                .statusCode(200).body("slackTeamId", equalTo(team)).body("slackUserName", equalTo("U0ADA"))
                .body("grantedBy", equalTo("admin (bootstrap-token)"));
        assertThat(role()).contains(ROLE);
        api().body(Map.of("configurationName", channel, "slackUserId", "ada", "roleArn", "ada")).post(PEOPLE).then()
                .statusCode(400).body("errors.field", contains("slackUserId", "roleArn"));
        api().queryParam("waiting", "perhaps").get(PEOPLE).then().statusCode(400).body("errors.field", contains("waiting"));

        String id = api().queryParam("slackUserId", "U0ADA").queryParam("configurationName", channel).get(PEOPLE)
                .path("people[0].id");
        api().delete(PEOPLE + "/" + id).then().statusCode(204);
        api().delete(PEOPLE + "/" + id).then().statusCode(404);
        assertThat(role()).isEmpty();
    }

    @Test
    void aCustomActionLivesFromCreationToDeletion() {
        String name = unique("action");
        Map<String, Object> members = Map.of("actionName", name, "configurationName", channel, "buttonText", "History",
                "commandText", "cloudwatch describe-alarm-history --alarm-name $AlarmName", "notificationType",
                "cloudwatch-alarm", "criteria",
                List.of(Map.of("variableName", "State", "operator", "EQUALS", "value", "ALARM")));
        Response created = api().body(members).post(ACTIONS);
        created.then().statusCode(201).header("Location", endsWith(ACTIONS + "/" + name))
                .body("criteria[0].value", equalTo("ALARM"));
        assertThat(api().get(ACTIONS + "/" + name).asString()).isEqualTo(created.asString());
        api().body(members).post(ACTIONS).then().statusCode(409);
        api().queryParam("configurationName", channel).get(ACTIONS).then().body("customActions.actionName", contains(name));

        api().body("{\"configurationName\": null, \"criteria\": []}").patch(ACTIONS + "/" + name).then().statusCode(200)
                .body("configurationName", nullValue()).body("criteria", equalTo(List.of()))
                .body("buttonText", equalTo("History"));
        api().body(Map.of("notificationType", "alarms", "commandText", "$a $b $c $d $e $f")).patch(ACTIONS + "/" + name).then()
                .statusCode(400).body("errors.field", contains("commandText", "notificationType"));
        api().body(Map.of("criteria", List.of(Map.of("variableName", "State", "operator", "LIKE"))))
                .patch(ACTIONS + "/" + name).then().statusCode(400);
        api().delete(ACTIONS + "/" + name).then().statusCode(204);
        api().get(ACTIONS + "/" + name).then().statusCode(404);
    }

    @Test
    void aCustomActionIsAddedAndChangedByItsForms() {
        Visit visit = Visit.by(Api.TOKEN);
        String name = unique("typed");
        visit.page().get("/console/custom-actions").then().statusCode(200).body(containsString("name=\"actionName\""));
        visit.change().formParams(Map.of("actionName", name, "buttonText", "Do <b>", "commandText", "help $Region",
                "configurationName", "", "notificationType", "")).formParam("variableName", "$State", "Region", "", "", "")
                .formParam("value", "ALARM", "", "", "", "").post("/console/custom-actions").then().statusCode(200)
                .header("HX-Location", equalTo("/console/custom-actions?done=saved"));
        api().get(ACTIONS + "/" + name).then().body("criteria.variableName", contains("State", "Region"))
                .body("criteria.operator", contains("EQUALS", "HAS_VALUE")).body("configurationName", nullValue());
        visit.page().get("/console/custom-actions").then().body(containsString("Do &lt;b&gt;"), not(containsString("Do <b>")));
        String page = "/console/custom-actions/" + name;
        visit.page().get(page).then().statusCode(200).body(containsString("value=\"State\""), containsString("help $Region"));
        visit.change().formParams(Map.of("buttonText", "Do", "commandText", " ")).patch(page).then().statusCode(400)
                .body(containsString("data-field=\"commandText\""));
        visit.change().formParams(Map.of("buttonText", "Do", "commandText", "help")).patch(page).then().statusCode(200);
        api().get(ACTIONS + "/" + name).then().body("commandText", equalTo("help")).body("criteria", equalTo(List.of()));
        Visit.by(token("viewer")).page().get(page).then().statusCode(200)
                .body(containsString("<dt>Command</dt>"), not(containsString("hx-patch")));
        visit.page().get("/console/custom-actions?as=csv").then().statusCode(200).body(containsString(name + ",,Do,help"));
        visit.change().delete(page).then().statusCode(200);
        api().get(ACTIONS + "/" + name).then().statusCode(404);
    }

    private String link() {
        String url = roles.link(team, "U0ADA", "ada <b>", channel).await().atMost(PATIENCE);
        assertThat(url).startsWith("https://console.tocsin.test/console/command-people/link/");
        return url.substring("https://console.tocsin.test".length());
    }

    private Optional<String> role() {
        return roles.roleOf(team, "U0ADA", channel).await().atMost(PATIENCE);
    }

    private static String token(String role) {
        return api().body(Map.of("name", unique("commanding-" + role), "role", role)).post("/api/tokens").path("token");
    }
}
