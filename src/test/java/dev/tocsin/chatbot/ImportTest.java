package dev.tocsin.chatbot;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.packaged.PageOfCommands;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.Received;
import dev.tocsin.standin.SlackTeams;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Moving from AWS Chatbot: what its CLI prints and what templates say become configurations that work. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class ImportTest {

    private static final String IMPORT = "/api/configurations/import";
    private static final List<String> TEAMS = List.of("T0MOVEPAY", "T0MOVEPLAT", "T0MOVETPL", "T0MOVESYNTH");

    private static final AtomicInteger TOKENS = new AtomicInteger();

    ChatStandIn standIn;
    @TestHTTPResource("/")
    URL tocsin;

    @AfterEach
    void nothingStays() {
        for (String path : List.of("/api/slack/channels", "/api/chime/webhooks")) {
            api().get(path).jsonPath().<String> getList("findAll { it }." + (path.contains("slack")
                    ? "slackChannelConfigurations"
                    : "webhookConfigurations") + ".configurationName").stream().filter(name -> name.startsWith("move-"))
                    .forEach(name -> api().delete(path + "/" + name).then().statusCode(204));
        }
        TEAMS.forEach(team -> api().delete("/api/slack/workspaces/" + team));
    }

    @Test
    void whatTheCliPrintsBecomesChannelsThatAreSentTo() {
        authorize("T0MOVEPAY");

        Response first = take(Documents.text("slack-channels.json"));

        first.then().statusCode(200).body("items.outcome", contains("CREATED", "CREATED", "REFUSED"))
                .body("items[0].link", equalTo("/api/slack/channels/move-payments-alarms"))
                .body("items[2].source", equalTo("SlackChannelConfigurations[2]"))
                .body("items[2].advice", containsString("Authorize the workspace T0MOVEPLAT (Acme Platform)"))
                .body("toSupply.workspaces", contains("T0MOVEPLAT"))
                .body("notes", contains(containsString("take no commands before you say so")));
        api().get("/api/slack/channels/move-payments-alarms").then().statusCode(200)
                .body("slackTeamId", equalTo("T0MOVEPAY")).body("slackChannelId", equalTo("C0MOVEPAY1"))
                .body("slackChannelName", equalTo("payments-alarms")).body("snsTopicArns.size()", equalTo(2))
                .body("iamRoleArn", equalTo("arn:aws:iam::123456789012:role/service-role/AWSChatbot-role"))
                .body("loggingLevel", equalTo("ERROR"))
                .body("guardrailPolicyArns", contains("arn:aws:iam::aws:policy/ReadOnlyAccess"))
                .body("tags[0].tagKey", equalTo("team")).body("state", equalTo("ENABLED"));
        assertThatItIsSentTo("move-payments-alarms", "C0MOVEPAY1");

        authorize("T0MOVEPLAT");
        take(Documents.text("slack-channels.json")).then().statusCode(200)
                .body("items.outcome", contains("UNCHANGED", "UNCHANGED", "CREATED"))
                .body("toSupply.workspaces", empty());
        api().get("/api/slack/channels/move-platform").then().body("commands", equalTo(false))
                .body("notificationButtons", empty());
        assertThatItIsSentTo("move-platform", "C0MOVEPLAT");
    }

    @Test
    void ofDigestsAwsSaysNothingSoTheyStayAsTheyAre() {
        authorize("T0MOVEPAY");
        take(Documents.text("slack-channels.json")).then().body("items[0].outcome", equalTo("CREATED"));
        String path = "/api/slack/channels/move-payments-alarms";
        assertThat(api().get(path).jsonPath().<Integer> get("digestAfterSeconds")).isNull();
        api().body("{\"digestAfterSeconds\": 60}").patch(path).then().statusCode(200);

        take(Documents.text("slack-channels.json")).then().body("items[0].outcome", equalTo("UNCHANGED"));

        api().get(path).then().body("digestAfterSeconds", equalTo(60));
    }

    @Test
    void whatAwsDisabledIsMadeDisabledAndMayBeEnabledHere() {
        authorize("T0MOVEPAY");
        take(Documents.text("slack-channels.json")).then().statusCode(200);

        api().get("/api/slack/channels/move-payments-deployments").then().statusCode(200)
                .body("state", equalTo("DISABLED")).body("userAuthorizationRequired", equalTo(true))
                .body("stateReason", containsString("Denied by a chat applications policy"));
        api().post("/api/configurations/move-payments-deployments/enable").then().statusCode(200);
        take(Documents.text("slack-channels.json")).then().body("items[1].outcome", equalTo("UNCHANGED"));
        api().get("/api/slack/channels/move-payments-deployments").then().body("state", equalTo("ENABLED"));
    }

    @Test
    void theUrlsOfChimeWebhooksAreSuppliedBesideWhatTheCliPrints() {
        Response first = take(Documents.text("chime-webhooks.json"));

        first.then().statusCode(200).body("items.outcome", contains("REFUSED", "REFUSED"))
                .body("items[0].errors[0].field", equalTo("webhookUrl"))
                .body("items[0].advice", containsString("webhookUrls"))
                .body("toSupply.webhookUrls", contains("move-payments-room", "move-platform-room"));

        ObjectNode document = (ObjectNode) Documents.json(Documents.text("chime-webhooks.json"));
        document.putObject("webhookUrls").put("move-payments-room", chimeUrl("move-payments-room"))
                .put("move-platform-room", "https://chime.example.com/s3cr3t-elsewhere");
        Response second = take(document.toString());
        second.then().statusCode(200).body("items.outcome", contains("CREATED", "REFUSED"))
                .body("items[1].errors[0].field", equalTo("webhookUrl"));
        assertThat(second.asString()).doesNotContain("s3cr3t");
        assertThatItIsSentTo("move-payments-room", "move-payments-room?");

        // The URL is not needed again; another one is a difference.
        take(Documents.text("chime-webhooks.json")).then().body("items[0].outcome", equalTo("UNCHANGED"));
        take(document.toString()).then().body("items[0].outcome", equalTo("UNCHANGED"));
        document.putObject("webhookUrls").put("move-payments-room", chimeUrl("another"));
        Response other = take(document.toString());
        other.then().body("items[0].outcome", equalTo("DIFFERS")).body("items[0].differs", contains("webhookUrl"));
        assertThat(other.asString()).doesNotContain("s3cr3t");
    }

    @Test
    void whatIsThereAlreadyIsLeftAsItIs() {
        authorize("T0MOVEPAY");
        take(Documents.text("slack-channels.json")).then().statusCode(200);
        api().body(Map.of("loggingLevel", "INFO", "snsTopicArns", List.of(), "slackChannelName", "other"))
                .patch("/api/slack/channels/move-payments-alarms").then().statusCode(200);
        String before = api().get("/api/slack/channels/move-payments-alarms").asString();

        take(Documents.text("slack-channels.json")).then().statusCode(200)
                .body("items[0].outcome", equalTo("DIFFERS"))
                .body("items[0].differs", contains("snsTopicArns", "loggingLevel"))
                .body("items[0].link", equalTo("/api/slack/channels/move-payments-alarms"));

        assertThat(api().get("/api/slack/channels/move-payments-alarms").asString()).isEqualTo(before);
        take("{\"WebhookConfigurations\":[{\"ConfigurationName\":\"move-payments-alarms\"}]}").then()
                .body("items[0].outcome", equalTo("DIFFERS")).body("items[0].differs", contains("kind"));
    }

    @Test
    void aDryRunTellsThatSlackRefusesATokenAndDisablesNothing() {
        authorize("T0MOVEPAY");
        standIn.faults().add(Fault.answer("/api/conversations.info", 200, "{\"ok\":false,\"error\":\"token_revoked\"}")
                .times(10));
        try {
            request(Documents.text("slack-channels.json"), ContentType.JSON).queryParam("dryRun", "true").post(IMPORT).then()
                    .statusCode(200).body("items[0].outcome", equalTo("REFUSED"))
                    .body("items[0].advice", containsString("token_revoked"));
        } finally {
            standIn.faults().clear("/api/conversations.info");
        }

        api().get("/api/slack/workspaces/T0MOVEPAY").then().statusCode(200).body("state", equalTo("ENABLED"));
    }

    @Test
    void aDryRunMakesNothing() {
        authorize("T0MOVEPAY");

        request(Documents.text("slack-channels.json"), ContentType.JSON).queryParam("dryRun", "true").post(IMPORT).then()
                .statusCode(200).body("dryRun", equalTo(true))
                .body("items.outcome", contains("WOULD_CREATE", "WOULD_CREATE", "REFUSED"));

        api().get("/api/slack/channels/move-payments-alarms").then().statusCode(404);
        request("{}", ContentType.JSON).queryParam("dryRun", "perhaps").post(IMPORT).then().statusCode(400)
                .body("errors[0].field", equalTo("dryRun"));
    }

    @Test
    void aTemplateInYamlBecomesChannelsThatAreSentTo() {
        authorize("T0MOVETPL");

        Response answer = request(Documents.text("template.yaml"), "application/yaml")
                .queryParam("parameter", "AWS::Region=eu-west-1", "AWS::AccountId=012345678901", "Channel=C0MOVESHOP")
                .post(IMPORT);

        answer.then().statusCode(200)
                .body("items.source", contains("Resources.AlarmChannel", "Resources.CostChannel", "Resources.DeployChannel",
                        "Resources.Room", "Resources.Restart"))
                .body("items.outcome", contains("CREATED", "CREATED", "REFUSED", "REFUSED", "UNSUPPORTED"))
                .body("items[0].notes[0]", containsString("IamRoleArn"))
                .body("items[2].errors[0].field", containsString("Resources.DeployChannel.Properties.SnsTopicArns[0]"))
                .body("toSupply.parameters", contains("DeployTopic", "shared-deployments"));
        api().get("/api/slack/channels/move-shop-alarms-prod").then().statusCode(200)
                .body("snsTopicArns", contains("arn:aws:sns:eu-west-1:012345678901:security",
                        "arn:aws:sns:eu-west-1:012345678901:shop-alarms-prod"))
                .body("slackChannelName", equalTo("channel-c0moveshop"));
        assertThatItIsSentTo("move-shop-alarms-prod", "C0MOVESHOP");
    }

    @Test
    void aTemplateInJsonBecomesAChannelThatIsSentTo() {
        authorize("T0MOVESYNTH");

        request(Documents.text("template.json"), ContentType.JSON)
                .queryParam("parameter", "AWS::Region=eu-west-1", "AWS::AccountId=123456789012").post(IMPORT).then()
                .statusCode(200).body("items.outcome", contains("CREATED"));

        assertThatItIsSentTo("move-synth-alarms", "C0MOVESYNTH");
    }

    @Test
    void oneThatSlackRefusesDoesNotStopTheOthers() {
        authorize("T0MOVEPAY");
        standIn.slack().channel("T0MOVEPAY", new SlackTeams.Channel("C0MOVEPRIV", "secret", true, false, false));

        take("""
                {"SlackChannelConfigurations": [
                  {"ConfigurationName": "move-private", "SlackTeamId": "T0MOVEPAY", "SlackChannelId": "C0MOVEPRIV"},
                  {"ConfigurationName": "move wrong", "SlackTeamId": "T0MOVEPAY", "SlackChannelId": "C0MOVEPAY1",
                   "SnsTopicArns": ["arn:aws:sns:us-east-1:123456789012:orders.fifo"]},
                  {"ConfigurationName": "move-right", "SlackTeamId": "T0MOVEPAY", "SlackChannelId": "C0MOVEPAY1"}]}""").then()
                .statusCode(200).body("items.outcome", contains("REFUSED", "REFUSED", "CREATED"))
                .body("items[0].errors[0].message", containsString("/invite @Tocsin"))
                .body("items[1].errors.field", contains("configurationName", "snsTopicArns[0]"));
    }

    @Test
    void whatCannotBeReadIsAProblemThatSaysWhere() {
        request("a: 1\nb: {s3cr3t", "application/yaml").post(IMPORT).then().statusCode(400)
                .contentType("application/problem+json").body("errors[0].field", equalTo("body"))
                .body("detail", containsString("line")).body("detail", not(containsString("s3cr3t")));
        take("{\"SlackChannelConfigurations\":").then().statusCode(400)
                .body("type", equalTo("urn:problem-type:tocsin:malformed-json"));
        take("{\"SlackChannelConfigurations\":[],\"SlackChannelConfigurations\":[]}").then().statusCode(400);
        take("{}").then().statusCode(400).body("detail", containsString("has nothing to import"));
        take("").then().statusCode(400);
        request("a\0b", "text/plain").post(IMPORT).then().statusCode(415).body("detail", containsString("/openapi"));
        request("{}", ContentType.JSON).queryParam("parameter", "x").post(IMPORT).then().statusCode(400)
                .body("errors[0].field", equalTo("parameter"));
    }

    @Test
    void eachThatIsMadeHasItsEntryInTheAudit() {
        authorize("T0MOVEPAY");
        take(Documents.text("slack-channels.json")).then().statusCode(200);
        take(Documents.text("slack-channels.json")).then().statusCode(200);

        List<Map<String, Object>> entries = api().queryParam("name", "move-payments-deployments")
                .queryParam("kind", "slack-channel").get("/api/audit").jsonPath().getList("entries");
        assertThat(entries.get(0)).containsEntry("operation", "create").containsEntry("who", "admin");
        assertThat(entries.get(0).get("after").toString()).contains("DISABLED");
        assertThat(entries.stream().skip(1).findFirst().map(entry -> entry.get("operation")))
                .isNotEqualTo(Optional.of("create"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "import", "export" })
    void aConfigurationMayHaveTheNameOfAnOperation(String name) {
        authorize("T0MOVEPAY");
        api().body(Map.of("configurationName", name, "slackTeamId", "T0MOVEPAY", "slackChannelId", "C0MOVEPAY1"))
                .post("/api/slack/channels").then().statusCode(201);
        try {
            api().post("/api/configurations/" + name + "/disable").then().statusCode(200).body("state", equalTo("DISABLED"));
            api().post("/api/configurations/" + name + "/test?via=chat").then().statusCode(202);
        } finally {
            api().delete("/api/slack/channels/" + name).then().statusCode(204);
        }
    }

    @Test
    void thePageOnMovingWorksAsItIsWritten(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("slack.json"), Documents.text("slack-channels.json"));
        Files.writeString(folder.resolve("chime.json"), Documents.text("chime-webhooks.json"));
        Files.writeString(folder.resolve("urls.json"), "{\"move-payments-room\": \"" + chimeUrl("moved-room") + "\"}");
        Path aws = Files.writeString(folder.resolve("aws"), """
                #!/bin/sh
                case "$*" in
                "chatbot describe-slack-channel-configurations --region us-east-2") cat slack.json ;;
                "chatbot describe-chime-webhook-configurations --region us-east-2") cat chime.json ;;
                *) exit 252 ;;
                esac
                """);
        assertThat(aws.toFile().setExecutable(true)).isTrue();
        long before = arrived("C0MOVEPAY1");

        PageOfCommands.read(Path.of("docs", "moving-from-aws-chatbot.md")).carryOut(folder,
                Map.of("PATH", folder + ":" + System.getenv("PATH"), "TOCSIN", tocsin.toString().replaceAll("/$", ""), "TOKEN",
                        "s3cr3t-admin-token", "BOT_TOKEN", "xoxb-s3cr3t-" + TOKENS.incrementAndGet() + "-T0MOVEPAY"),
                ofSeconds(60));

        await().atMost(ofSeconds(20)).untilAsserted(() -> assertThat(arrived("C0MOVEPAY1")).isGreaterThan(before));
    }

    /** By a token of its own, because the one of a workspace that was removed is revoked. */
    private void authorize(String team) {
        api().body(Map.of("slackTeamId", team, "botToken", "xoxb-s3cr3t-" + TOKENS.incrementAndGet() + "-" + team))
                .post("/api/slack/workspaces").then()
                .statusCode(201);
    }

    private void assertThatItIsSentTo(String name, String room) {
        long before = arrived(room);
        api().post("/api/configurations/" + name + "/test?via=chat").then().statusCode(202);
        await().atMost(ofSeconds(20)).untilAsserted(() -> assertThat(arrived(room)).as(name).isGreaterThan(before));
    }

    private long arrived(String room) {
        return standIn.received().all().stream().filter(Received::accepted)
                .filter(one -> one.body().contains("\"" + room + "\"") || one.uri().contains(room)).count();
    }

    private String chimeUrl(String room) {
        return standIn.url() + "/incomingwebhooks/" + room + "?token=s3cr3t";
    }

    private static Response take(String document) {
        return request(document, ContentType.JSON).post(IMPORT);
    }

    private static RequestSpecification request(String document, Object contentType) {
        return given().auth().oauth2("s3cr3t-admin-token").contentType(contentType.toString())
                .body(document.getBytes(StandardCharsets.UTF_8));
    }

    private static RequestSpecification api() {
        return given().auth().oauth2("s3cr3t-admin-token").contentType(ContentType.JSON);
    }
}
