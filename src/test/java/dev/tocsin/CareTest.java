package dev.tocsin;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.console.Visit;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.PostedMessage;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SlackPerson;
import dev.tocsin.standin.SlackRequests;
import dev.tocsin.standin.SlackTeams;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsPublisher;
import dev.tocsin.standin.SnsSigner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;

/** The way of a click from Slack to the message that shows it, and of the same by the API and the console. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class CareTest {

    private static final String INTERACTIONS = "/slack/interactions";

    private final String id = UUID.randomUUID().toString().replace("-", "").substring(0, 9).toUpperCase(java.util.Locale.ROOT);
    private final String name = "care-" + id;
    private final String team = "T" + id;
    private final String channel = "C" + id;
    private final String topic = "arn:aws:sns:eu-west-1:123456789012:" + name;
    private final SlackPerson jane = new SlackPerson("U" + id, "jane.doe", team);
    private final Vertx vertx = Vertx.vertx();
    private final SnsPublisher http = new SnsPublisher(vertx);
    ChatStandIn standIn;
    SigningCertificate certificate;
    @Inject
    Pool pool;

    @BeforeEach
    void aChannelOfAWorkspace() {
        api().body(Map.of("slackTeamId", team, "slackTeamName", "Acme", "botToken", "xoxb-s3cr3t-" + team))
                .post("/api/slack/workspaces").then().statusCode(201);
        configure(name, Map.of());
        standIn.interactAt(http, URI.create(RestAssured.baseURI + ":" + RestAssured.port + INTERACTIONS));
    }

    private void configure(String configuration, Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(Map.of("configurationName", configuration, "slackTeamId", team,
                "slackChannelId", channel, "snsTopicArns", List.of(topic), "foldAfterMessages", 0, "charts", false));
        members.putAll(more);
        api().body(members).post("/api/slack/channels").then().statusCode(201);
    }

    @AfterEach
    void nothingStays() {
        api().delete("/api/slack/channels/" + name);
        api().delete("/api/slack/channels/" + name + "-ops");
        api().delete("/api/slack/workspaces/" + team);
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aClickShowsWhoTakesCareOfItInTheMessageAndInItsThread() throws Exception {
        publish("ALARM", 0);
        PostedMessage alarm = awaitRoot();

        assertThat(click(alarm, "tocsin-acknowledge", jane)).isEqualTo(200);

        awaitShown(alarm, "Acknowledged by jane.doe");
        await().atMost(ofSeconds(15)).until(() -> replies(alarm).size() == 1);
        PostedMessage line = replies(alarm).get(0);
        assertThat(line.content().toString()).contains("Acknowledged by jane.doe");
        assertThat(line.isBroadcast()).isFalse();
        assertThat(root(alarm).content().toString()).doesNotContain("tocsin-acknowledge");
        String posting = posting();
        api().get("/api/postings/" + posting).then().statusCode(200)
                .body("acknowledged.name", equalTo("jane.doe"))
                .body("acknowledged.id", equalTo("slack:" + team + "/" + jane.id()))
                .body("events.what", hasItem("ACKNOWLEDGED"))
                .body("deliveries.shownAs", equalTo(List.of("REPLY", "MESSAGE")));
        api().queryParam("name", posting).get("/api/audit").then().body("entries", hasSize(1))
                .body("entries[0].who", equalTo(team + "/" + jane.id() + " jane.doe"))
                .body("entries[0].whoKind", equalTo("slack")).body("entries[0].operation", equalTo("acknowledge"))
                .body("entries[0].after.configurationName", equalTo(name));
    }

    @Test
    void aSecondClickChangesNothingAndTellsWhoeverClickedAlone() throws Exception {
        publish("ALARM", 0);
        PostedMessage alarm = awaitRoot();
        String payload = payload(alarm, "tocsin-acknowledge", jane);
        assertThat(post(payload, SlackTeams.SIGNING_SECRET, 0).statusCode()).isEqualTo(200);

        String joes = payload(alarm, "tocsin-acknowledge", new SlackPerson("U2" + id, "joe", team));
        assertThat(post(joes, SlackTeams.SIGNING_SECRET, 0).statusCode()).isEqualTo(200);
        // The very same request once more, as somebody who has seen it could send it.
        assertThat(post(payload, SlackTeams.SIGNING_SECRET, 0).statusCode()).isEqualTo(200);

        await().atMost(ofSeconds(10)).until(() -> answers().size() == 1);
        assertThat(answers().get(0)).contains("jane.doe has acknowledged it already.").contains("ephemeral");
        api().get("/api/postings/" + posting()).then().body("acknowledged.name", equalTo("jane.doe"))
                .body("events.findAll { it.what == 'ACKNOWLEDGED' }", hasSize(1));
    }

    @Test
    void whatIsOverNeedsNobodyAndThePersonIsTold() throws Exception {
        publish("ALARM", 0);
        PostedMessage alarm = awaitRoot();
        String payload = payload(alarm, "tocsin-acknowledge", jane);
        publish("OK", 60);
        await().atMost(ofSeconds(15)).until(() -> "OVER".equals(view().getString("phase")));

        assertThat(post(payload, SlackTeams.SIGNING_SECRET, 0).statusCode()).isEqualTo(200);

        await().atMost(ofSeconds(10)).until(() -> answers().size() == 1);
        assertThat(answers().get(0)).contains("It is over by itself: OK.");
        api().get("/api/postings/" + posting()).then().body("acknowledged", nullValue());
    }

    @Test
    void peopleOfOtherWorkspacesAreRefusedAndTold() throws Exception {
        publish("ALARM", 0);
        PostedMessage alarm = awaitRoot();

        assertThat(click(alarm, "tocsin-acknowledge", new SlackPerson("U9", "guest", "T9GUESTS"))).isEqualTo(200);

        await().atMost(ofSeconds(10)).until(() -> !standIn.conversations().ephemeral(channel).isEmpty());
        assertThat(standIn.conversations().ephemeral(channel).get(0).text()).contains("only the people of that workspace");
        api().get("/api/postings/" + posting()).then().body("acknowledged", nullValue()).body("events", hasSize(0));
    }

    @Test
    void aPressUnderAnotherMessageOrOfAnotherWorkspaceChangesNothing() throws Exception {
        publish("ALARM", 0);
        PostedMessage alarm = awaitRoot();
        String good = payload(alarm, "tocsin-acknowledge", jane);
        for (String wrong : List.of(good.replace("\"message_ts\":\"" + alarm.ts(), "\"message_ts\":\"1700000000.000001"),
                good.replace("\"channel_id\":\"" + channel, "\"channel_id\":\"C0OTHER"),
                good.replace("\"" + team + "\"", "\"T0OTHER\""))) {
            assertThat(wrong).isNotEqualTo(good);
            assertThat(post(wrong, SlackTeams.SIGNING_SECRET, 0).statusCode()).isEqualTo(200);
        }
        assertThat(post(good.replace(posting(), UUID.randomUUID().toString()), SlackTeams.SIGNING_SECRET, 0).statusCode())
                .isEqualTo(200);

        await().atMost(ofSeconds(10)).until(() -> answers().size() == 4);
        api().get("/api/postings/" + posting()).then().body("acknowledged", nullValue());
    }

    @Test
    void whatSlackDidNotSignIsRefusedAndChangesNothing() throws Exception {
        publish("ALARM", 0);
        String payload = payload(awaitRoot(), "tocsin-acknowledge", jane);

        refused(post(payload, "s3cr3t-other", 0));
        refused(post(payload, SlackTeams.SIGNING_SECRET, -400));
        refused(post(payload, SlackTeams.SIGNING_SECRET, 400));
        refused(given().contentType("application/x-www-form-urlencoded").body(form(payload)).post(INTERACTIONS));
        Map<String, String> ofAnother = SlackRequests.formHeaders(form(payload) + "&x=1", Instant.now().getEpochSecond(),
                SlackTeams.SIGNING_SECRET);
        refused(given().headers(ofAnother).body(form(payload)).post(INTERACTIONS));

        api().get("/api/postings/" + posting()).then().body("acknowledged", nullValue());
    }

    @Test
    void whateverElseIsPressedIsTakenAndLeftAlone() {
        assertThat(post("{\"type\":\"block_actions\",\"actions\":[{\"action_id\":\"open-runbook\"}]}",
                SlackTeams.SIGNING_SECRET, 0).statusCode()).isEqualTo(200);
        assertThat(post("{\"type\":\"view_submission\"}", SlackTeams.SIGNING_SECRET, 0).statusCode()).isEqualTo(200);
        assertThat(post("no JSON", SlackTeams.SIGNING_SECRET, 0).statusCode()).isEqualTo(400);
    }

    @Test
    void aPressUnderTheMessageOfADeletedConfigurationSaysSo() throws Exception {
        publish("ALARM", 0);
        String payload = payload(awaitRoot(), "tocsin-acknowledge", jane);
        api().delete("/api/slack/channels/" + name).then().statusCode(204);

        assertThat(post(payload, SlackTeams.SIGNING_SECRET, 0).statusCode()).isEqualTo(200);

        await().atMost(ofSeconds(10)).until(() -> answers().size() == 1);
        assertThat(answers().get(0)).contains("was deleted");
    }

    @Test
    void aNameCallsNobodyAndPosesAsNobody() throws Exception {
        publish("ALARM", 0);
        PostedMessage alarm = awaitRoot();

        click(alarm, "tocsin-acknowledge", new SlackPerson(jane.id(), "<!channel> *admin*\u202e" + "x".repeat(500), team));

        awaitShown(alarm, "Acknowledged by");
        await().atMost(ofSeconds(15)).until(() -> replies(alarm).size() == 1);
        for (PostedMessage message : List.of(root(alarm), replies(alarm).get(0))) {
            assertThat(message.content().toString()).doesNotContain("<!channel>").contains("&lt;!channel&gt;")
                    .doesNotContain("\u202e").doesNotContain("x".repeat(100));
        }
    }

    @Test
    void whileTheDatabaseIsTooSlowSlackMarksThePressAsFailed() throws Exception {
        publish("ALARM", 0);
        String payload = payload(awaitRoot(), "tocsin-acknowledge", jane);
        SqlConnection other = pool.getConnection().await().atMost(ofSeconds(10));
        Transaction transaction = other.begin().await().atMost(ofSeconds(10));
        try {
            other.preparedQuery("SELECT 1 FROM posting WHERE id = $1 FOR UPDATE")
                    .execute(Tuple.of(UUID.fromString(posting()))).await().atMost(ofSeconds(10));
            Response answer = post(payload, SlackTeams.SIGNING_SECRET, 0);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.time()).isLessThan(3_000);
        } finally {
            transaction.rollback().await().atMost(ofSeconds(10));
            other.close().await().atMost(ofSeconds(10));
        }

        assertThat(post(payload, SlackTeams.SIGNING_SECRET, 0).statusCode()).isEqualTo(200);
        await().atMost(ofSeconds(10)).until(() -> "jane.doe".equals(view().getString("acknowledged.name")));
    }

    @Test
    void theSameByTheApi() {
        publish("ALARM", 0);
        PostedMessage alarm = awaitRoot();
        String posting = posting();
        api().queryParam("configurationName", name).queryParam("phase", "OPEN").queryParam("acknowledged", "false")
                .get("/api/postings").then().body("items.id", equalTo(List.of(posting)))
                .body("items[0].state", equalTo("ALARM"));
        api().get("/api/overview").then().body("untaken.count", equalTo(untaken()));

        api().post("/api/postings/" + posting + "/acknowledge").then().statusCode(204);
        api().post("/api/postings/" + posting + "/acknowledge").then().statusCode(204);
        awaitShown(alarm, "Acknowledged by admin");
        api().queryParam("configurationName", name).queryParam("phase", "OPEN").queryParam("acknowledged", "false")
                .get("/api/postings").then().body("items", hasSize(0));

        api().post("/api/postings/" + posting + "/resolve").then().statusCode(204);
        awaitShown(alarm, "Resolved by admin");
        api().get("/api/postings/" + posting).then().body("phase", equalTo("OVER"));
        api().post("/api/postings/" + posting + "/acknowledge").then().statusCode(409)
                .contentType("application/problem+json").body("detail", containsString("admin has resolved it"));

        api().post("/api/postings/" + posting + "/reopen").then().statusCode(204);
        api().get("/api/postings/" + posting).then().body("phase", equalTo("OPEN")).body("acknowledged", nullValue());
        await().atMost(ofSeconds(15)).until(() -> replies(alarm).size() == 3);
        api().queryParam("name", posting).get("/api/audit").then()
                .body("entries.operation", equalTo(List.of("reopen", "resolve", "acknowledge")));
    }

    @Test
    void whatThereIsNotIsAnsweredSo() {
        api().post("/api/postings/" + UUID.randomUUID() + "/acknowledge").then().statusCode(404);
        api().post("/api/postings/7/acknowledge").then().statusCode(400);
        api().get("/api/postings/" + UUID.randomUUID()).then().statusCode(404);
        api().queryParam("phase", "x").get("/api/postings").then().statusCode(400);
    }

    @Test
    void theSameInTheConsole() {
        SnsMessage message = publish("ALARM", 0);
        PostedMessage alarm = awaitRoot();
        String page = "/console/postings/" + posting();
        Visit visit = Visit.by(OutsideWorld.ADMIN_TOKEN);
        assertThat(visit.page().get("/console/notifications/" + message.messageId()).asString())
                .contains("Posted as <a href=\"" + page + "\">");
        assertThat(visit.page().get("/console/postings?phase=OPEN&acknowledged=false&configurationName=" + name).asString())
                .contains(page).contains("nobody yet");
        assertThat(visit.page().get(page).asString()).contains("hx-post=\"" + page + "/acknowledge\"").contains("Posted");

        visit.change().post(page + "/acknowledge").then().statusCode(200).header("HX-Location", page);

        awaitShown(alarm, "Acknowledged by admin");
        assertThat(visit.page().get(page).asString()).contains("by admin, in the console")
                .doesNotContain(page + "/acknowledge").contains(page + "/resolve");
        await().atMost(ofSeconds(15)).until(() -> visit.page().get(page).asString().contains("In its thread"));
        assertThat(visit.page().get("/console").asString()).contains("/console/postings?phase=OPEN&amp;acknowledged=false");
        assertThat(visit.page().get("/console/postings?as=csv").asString()).contains("acknowledgedBy");
        remarkIsFoundInTheHistory(visit);
    }

    private void remarkIsFoundInTheHistory(Visit visit) {
        await().atMost(ofSeconds(15)).until(() -> api().queryParam("family", "tocsin-remark")
                .queryParam("configurationName", name).get("/api/notifications").jsonPath().getList("items").size() == 1);
        String remark = api().queryParam("family", "tocsin-remark").queryParam("configurationName", name)
                .get("/api/notifications").jsonPath().getString("items[0].messageId");
        assertThat(visit.page().get("/console/notifications?family=tocsin-remark").asString())
                .contains("Acknowledged by admin").contains("Tocsin itself");
        assertThat(visit.page().get("/console/notifications/" + remark).asString())
                .contains("None: Tocsin itself says this").contains("Posted in the thread of");
    }

    @Test
    void whoDoesNotAcknowledgeIsRemindedAndThenOthersAreTold() {
        api().delete("/api/slack/channels/" + name);
        configure(name + "-ops", Map.of("slackChannelId", "C0OPS" + id, "snsTopicArns", List.of()));
        configure(name, Map.of("remindEveryMinutes", 10, "escalateAfterMinutes", 30, "escalateTo", name + "-ops"));
        publish("ALARM", 0);
        PostedMessage alarm = awaitRoot();
        await().atMost(ofSeconds(10)).until(() -> view().getString("remindsAt") != null);

        later("remind_at");
        await().atMost(ofSeconds(20)).until(() -> replies(alarm).size() == 1);
        assertThat(replies(alarm).get(0).content().toString()).contains("Still ALARM").contains("nobody has acknowledged it");
        assertThat(replies(alarm).get(0).isBroadcast()).isTrue();

        later("escalate_at");
        await().atMost(ofSeconds(20)).until(() -> standIn.conversations().in("C0OPS" + id).size() == 2);
        assertThat(standIn.conversations().in("C0OPS" + id).get(0).content().toString()).contains("ALARM: disk");
        assertThat(standIn.conversations().in("C0OPS" + id).get(1).content().toString()).contains("Escalated from " + name);
        await().atMost(ofSeconds(20)).until(() -> replies(alarm).size() == 2);
        assertThat(view().getList("events.what", String.class)).contains("REMINDED", "ESCALATED");
    }

    private void later(String column) {
        pool.preparedQuery("UPDATE posting SET " + column + " = now() WHERE id = $1")
                .execute(Tuple.of(UUID.fromString(posting())))
                .await().atMost(ofSeconds(10));
    }

    private int untaken() {
        return api().queryParam("phase", "OPEN").queryParam("acknowledged", "false").queryParam("maxResults", 100)
                .get("/api/postings").jsonPath().getList("items").size();
    }

    private int click(PostedMessage message, String action, SlackPerson person) throws Exception {
        return standIn.click(channel, message.ts(), action, person).toCompletionStage().toCompletableFuture()
                .get(20, TimeUnit.SECONDS).status();
    }

    /** As Slack says it of a button that the message shows now. */
    private String payload(PostedMessage message, String action, SlackPerson person) {
        return new JsonObject().put("type", "block_actions")
                .put("user", new JsonObject().put("id", person.id()).put("username", person.name()).put("team_id",
                        person.team()))
                .put("container", new JsonObject().put("type", "message").put("message_ts", message.ts()).put("channel_id",
                        channel))
                .put("team", new JsonObject().put("id", team)).putNull("enterprise").put("is_enterprise_install", false)
                .put("response_url", standIn.url() + "/actions/" + team + "/" + id)
                .put("actions", new io.vertx.core.json.JsonArray().add(new JsonObject().put("action_id", action)
                        .put("type", "button").put("value", posting()).put("action_ts", "1700000000.5")))
                .encode();
    }

    private static String form(String payload) {
        return "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8);
    }

    private static Response post(String payload, String secret, int secondsOff) {
        String form = form(payload);
        return given().headers(SlackRequests.formHeaders(form, Instant.now().getEpochSecond() + secondsOff, secret))
                .body(form).post(INTERACTIONS);
    }

    private static void refused(Response answer) {
        answer.then().statusCode(401).contentType("application/problem+json").body("detail", containsString("not Slack's"));
        assertThat(answer.asString()).doesNotContain("s3cr3t");
    }

    /** What Slack was told for somebody alone. */
    private List<String> answers() {
        return standIn.received().all().stream().filter(one -> one.uri().equals("/actions/" + team + "/" + id))
                .map(one -> one.body()).toList();
    }

    private SnsMessage publish(String state, long afterSeconds) {
        Instant at = Instant.now().minusSeconds(7_200).plusSeconds(afterSeconds)
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        String alarm = new JsonObject().put("AlarmName", "disk of " + name).put("AWSAccountId", "123456789012")
                .put("NewStateValue", state).put("NewStateReason", "Threshold Crossed")
                .put("StateChangeTime", at.toString().replace("Z", ".000+0000")).put("Region", "EU (Ireland)")
                .put("AlarmArn", "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:disk-" + name)
                .put("OldStateValue", state.equals("OK") ? "ALARM" : "OK").encode();
        SnsMessage message = SnsSigner.with(certificate).sign(SnsMessage.notification(topic, alarm));
        given().headers(message.headers()).body(message.json()).post("/sns").then().statusCode(200);
        return message;
    }

    private PostedMessage awaitRoot() {
        await().atMost(ofSeconds(15)).until(() -> !standIn.conversations().in(channel).isEmpty() && posting() != null);
        return standIn.conversations().in(channel).get(0);
    }

    private PostedMessage root(PostedMessage message) {
        return standIn.conversations().message(channel, message.ts()).orElseThrow();
    }

    private List<PostedMessage> replies(PostedMessage message) {
        return standIn.conversations().replies(channel, message.ts());
    }

    private void awaitShown(PostedMessage message, String words) {
        await().atMost(ofSeconds(15)).until(() -> root(message).content().toString().contains(words));
    }

    private String posting() {
        List<String> found = api().queryParam("configurationName", name).get("/api/postings").jsonPath().getList("items.id",
                String.class);
        return found.isEmpty() ? byChannel() : found.get(0);
    }

    /** Of a configuration that was deleted. */
    private String byChannel() {
        var rows = pool.preparedQuery("SELECT id FROM posting WHERE channel = $1 AND phase IS NOT NULL")
                .execute(Tuple.of(channel)).await().atMost(ofSeconds(10));
        return rows.size() == 0 ? null : rows.iterator().next().getUUID("id").toString();
    }

    private io.restassured.path.json.JsonPath view() {
        return api().get("/api/postings/" + posting()).jsonPath();
    }

    private static RequestSpecification api() {
        return given().auth().oauth2(OutsideWorld.ADMIN_TOKEN).contentType(ContentType.JSON);
    }
}
