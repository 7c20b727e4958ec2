package dev.tocsin.configuration.slack;

import static dev.tocsin.configuration.Api.api;
import static dev.tocsin.configuration.Api.unique;
import static dev.tocsin.configuration.Api.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.SlackTeams.Channel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** What Slack knows of a channel decides whether it can be configured, and what it is called. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class SlackChannelLookupTest {

    private static final String CHANNELS = "/api/slack/channels";
    private static final String INFO = "/api/conversations.info";

    ChatStandIn standIn;

    private final String name = unique("lookup");
    private String team;

    @BeforeEach
    void aWorkspace() {
        team = workspace();
    }

    @AfterEach
    void nothingStays() {
        standIn.faults().clear();
    }

    @Test
    void aChannelHasTheNameThatSlackHasForIt() {
        channel(new Channel("C0OPS", "ops-alarms", false, false, false));
        channel(new Channel("C0DBA", "dba", true, false, true));

        configure("https://acme.slack.com/archives/C0OPS").statusCode(201).body("slackChannelName", equalTo("ops-alarms"));
        api().body(Map.of("slackChannelId", "C0DBA")).patch(CHANNELS + "/" + name).then().statusCode(200)
                .body("slackChannelName", equalTo("dba"));
        api().body(Map.of("slackChannelId", "C0OPS", "slackChannelName", "mine")).patch(CHANNELS + "/" + name).then()
                .body("slackChannelName", equalTo("mine"));
        api().body(Map.of("webhookDescription", "x")).patch(CHANNELS + "/" + name).then().statusCode(400);
        api().get(CHANNELS + "/" + name).then().body("slackChannelName", equalTo("mine"));
    }

    @Test
    void aPrivateChannelThatTheAppIsNotInYieldsTheAdviceToInviteIt() {
        channel(new Channel("C0SECRET", "board", true, false, false));

        configure("C0SECRET").statusCode(400).body("errors[0].field", equalTo("slackChannelId"))
                .body("errors[0].message", containsString("/invite @Tocsin")).body("errors[0].rejectedValue",
                        equalTo("C0SECRET"));
    }

    @Test
    void anArchivedChannelIsRefused() {
        channel(new Channel("C0OLD", "old", false, true, true));

        configure("C0OLD").statusCode(400).body("errors[0].message", containsString("archived"));
        configure("C0FINE").statusCode(201);
        api().body(Map.of("slackChannelId", "C0OLD")).patch(CHANNELS + "/" + name).then().statusCode(400)
                .body("errors[0].message", containsString("archived"));
        api().get(CHANNELS + "/" + name).then().body("slackChannelId", equalTo("C0FINE"));
    }

    @Test
    void aChannelOfAnotherWorkspaceIsNoneOfThisOne() {
        configure("D0NOCHANNEL").statusCode(400).body("errors[0].message",
                containsString("no channel of the workspace " + team));
    }

    @Test
    void aRevokedTokenIsSaidAndDisablesTheWorkspace() {
        slackAnswers("token_revoked");

        configure("C0OPS").statusCode(409).body("type", equalTo("urn:problem-type:tocsin:workspace-disabled"))
                .body("detail", containsString("token_revoked"));
        api().get("/api/slack/workspaces/" + team).then().body("state", equalTo("DISABLED"))
                .body("stateReason", equalTo("token_revoked"));
    }

    @Test
    void aTokenThatMayNotAskOrASlackThatIsAwayIsNoHindrance() {
        slackAnswers("missing_scope");
        configure("C0OPS").statusCode(201).body("slackChannelName", nullValue());
        standIn.faults().clear();
        standIn.faults().add(Fault.answer(INFO, 503, ""));

        api().body(Map.of("slackChannelId", "C0OTHER")).patch(CHANNELS + "/" + name).then().statusCode(200)
                .body("slackChannelName", nullValue());
        assertThat(api().get("/api/slack/workspaces/" + team).jsonPath().getString("state")).isEqualTo("ENABLED");
    }

    private void channel(Channel channel) {
        standIn.slack().channel(team, channel);
    }

    private void slackAnswers(String error) {
        standIn.faults().add(Fault.answer(INFO, 200, "{\"ok\":false,\"error\":\"" + error + "\"}"));
    }

    private ValidatableResponse configure(String channelId) {
        return api().body(Map.of("configurationName", name, "slackTeamId", team, "slackChannelId", channelId)).post(CHANNELS)
                .then();
    }
}
