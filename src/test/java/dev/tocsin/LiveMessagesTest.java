package dev.tocsin;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.PostedMessage;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** One message for each matter, which changes with it and has what happened in its thread. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class LiveMessagesTest {

    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");

    private final String id = UUID.randomUUID().toString().replace("-", "").substring(0, 9).toUpperCase(java.util.Locale.ROOT);
    private final String name = "live-" + id;
    private final String team = "T" + id;
    private final String channel = "C" + id;
    private final String topic = "arn:aws:sns:eu-west-1:123456789012:" + name;
    ChatStandIn standIn;
    SigningCertificate certificate;
    @Inject
    Pool pool;

    @BeforeEach
    void aChannelOfAWorkspace() {
        api().body(Map.of("slackTeamId", team, "slackTeamName", "Acme", "botToken", "xoxb-s3cr3t-" + team))
                .post("/api/slack/workspaces").then().statusCode(201);
        configure(Map.of());
    }

    private void configure(Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(Map.of("configurationName", name, "slackTeamId", team, "slackChannelId",
                channel, "snsTopicArns", List.of(topic), "foldAfterMessages", 0, "charts", false));
        members.putAll(more);
        api().body(members).post("/api/slack/channels").then().statusCode(201);
    }

    @AfterEach
    void nothingStays() {
        standIn.faults().clear();
        standIn.restrictions().lift();
        api().delete("/api/slack/channels/" + name);
        api().delete("/api/slack/workspaces/" + team);
    }

    @Test
    void anAlarmAndItsOkAreOneMessageWithALineInItsThread() {
        publish("disk", "ALARM", 0);
        publish("disk", "OK", 720);

        PostedMessage root = awaitShown("OK: disk");
        assertThat(roots()).hasSize(1);
        assertThat(root.updates()).isEqualTo(1);
        assertThat(root.content().toString()).contains("Was ALARM", "for 12 minutes");
        List<PostedMessage> replies = replies(root);
        assertThat(replies).hasSize(1);
        assertThat(replies.get(0).isBroadcast()).isFalse();
        assertThat(replies.get(0).content().toString()).contains("ALARM \u2192 OK after 12 minutes");
    }

    @Test
    void whatAlarmsAgainIsSeenInTheChannelAndInTheSameMessage() {
        publish("cpu", "ALARM", 0);
        publish("cpu", "OK", 60);
        publish("cpu", "ALARM", 120);

        awaitReplies(2);
        PostedMessage root = awaitShown("ALARM: cpu");
        assertThat(replies(root)).extracting(PostedMessage::isBroadcast).containsExactly(false, true);
        assertThat(roots()).hasSize(1);
    }

    @Test
    void whatAlarmsAgainAfterLongIsANewMessageWithALinkToTheLast() {
        publish("late", "ALARM", 0);
        publish("late", "OK", 60);
        PostedMessage first = awaitShown("OK: late");

        publish("late", "ALARM", 60 + 3_700);

        await().atMost(ofSeconds(10)).until(() -> roots().size() == 2);
        assertThat(roots().get(1).content().toString()).contains("p" + first.ts().replace(".", ""));
    }

    @Test
    void anOlderStateChangesNothingAndIsTold() {
        publish("order", "ALARM", 0);
        publish("order", "OK", 60);
        awaitShown("OK: order");

        publish("order", "ALARM", 30);

        awaitReplies(2);
        PostedMessage root = roots().get(0);
        assertThat(replies(root).get(1).content().toString()).contains("ALARM earlier");
        assertThat(root.content().toString()).contains("OK: order");
        await().until(() -> database("SELECT standing || ' ' || deliveries FROM posting p").equals("OK 3"));
    }

    @Test
    void otherMattersHaveTheirOwnMessages() {
        publish("one", "ALARM", 0);
        publish("two", "ALARM", 0);

        await().atMost(ofSeconds(10)).until(() -> roots().size() == 2);
    }

    @Test
    void whereItIsSwitchedOffEachIsAMessageThatSaysHowLongItWas() {
        api().body(Map.of("liveMessages", false)).patch("/api/slack/channels/" + name).then().statusCode(200);
        publish("off", "ALARM", 0);
        publish("off", "OK", 720);

        await().atMost(ofSeconds(10)).until(() -> roots().size() == 2);
        assertThat(roots().get(1).content().toString()).contains("OK: off", "Was ALARM", "for 12 minutes");
    }

    @Test
    void aMessageThatSomebodyDeletedIsPostedAnew() {
        publish("deleted", "ALARM", 0);
        await().atMost(ofSeconds(10)).until(() -> roots().size() == 1);
        String ts = roots().get(0).ts();
        standIn.conversations().delete(channel, ts);

        publish("deleted", "OK", 60);

        PostedMessage anew = awaitShown("OK: deleted");
        assertThat(anew.ts()).isNotEqualTo(ts);
        assertThat(roots()).hasSize(1);

        publish("deleted", "ALARM", 120);
        awaitReplies(1);
        assertThat(replies(anew).get(0).isBroadcast()).isTrue();
    }

    @Test
    void aMessageWithAThreadThatSomebodyDeletedIsPostedAnewOnceThereIsNews() {
        publish("gone", "ALARM", 0);
        publish("gone", "OK", 60);
        String ts = awaitShown("OK: gone").ts();
        standIn.conversations().delete(channel, ts);

        publish("gone", "ALARM", 120);

        await().atMost(ofSeconds(25)).until(() -> roots().stream().anyMatch(root -> !root.ts().equals(ts)
                && root.content().toString().contains("ALARM: gone")));
        assertThat(database("SELECT count(*) FROM posting p WHERE p.gone_because = 'message_not_found'")).isEqualTo("1");
    }

    @Test
    void whereMessagesStayAsTheyAreAllIsInTheThread() {
        standIn.restrictions().closeEditWindow(team, Duration.ZERO);
        publish("frozen", "ALARM", 0);
        publish("frozen", "OK", 60);
        await().atMost(ofSeconds(10))
                .until(() -> "edit_window_closed".equals(database("SELECT p.frozen_because FROM posting p")));

        publish("frozen", "ALARM", 120);

        awaitReplies(2);
        PostedMessage root = roots().get(0);
        assertThat(root.content().toString()).contains("ALARM: frozen");
        assertThat(replies(root).get(1).isBroadcast()).isTrue();
    }

    @Test
    void whereNothingCanBeSaidInThreadsTheMessageChangesAndWhatCallsForPeopleIsPosted() {
        standIn.restrictions().forbidReplies(channel);
        publish("threadless", "ALARM", 0);
        SnsMessage ok = publish("threadless", "OK", 60);

        awaitShown("OK: threadless");
        awaitDelivered(ok);
        assertThat(roots()).hasSize(1);

        publish("threadless", "ALARM", 120);
        await().atMost(ofSeconds(10)).until(() -> roots().size() == 2);
    }

    @Test
    void aWorkspaceThatIsAskedTooOftenIsAskedLaterAndPostsGoOn() {
        standIn.faults().add(Fault.answer("/api/chat.update", 429, "{\"ok\":false,\"error\":\"ratelimited\"}").times(1));
        publish("limited", "ALARM", 0);
        publish("limited", "OK", 60);
        SnsMessage other = publish("other", "ALARM", 0);

        awaitDelivered(other);
        awaitShown("OK: limited");
    }

    @Test
    void theHistorySaysInWhichMessageEachIsShown() {
        SnsMessage alarm = publish("history", "ALARM", 0);
        SnsMessage ok = publish("history", "OK", 60);
        awaitDelivered(alarm);
        awaitDelivered(ok);

        assertThat(delivery(alarm).getString("postingId")).isNotNull().isEqualTo(delivery(ok).getString("postingId"));
    }

    private SnsMessage publish(String alarm, String state, long afterSeconds) {
        SnsMessage message = SnsSigner.with(certificate)
                .sign(SnsMessage.notification(topic, alarm(alarm, state, START.plusSeconds(afterSeconds))));
        given().headers(message.headers()).body(message.json()).post("/sns").then().statusCode(200);
        return message;
    }

    /** As CloudWatch publishes it. */
    private String alarm(String alarm, String state, Instant at) {
        return new JsonObject().put("AlarmName", alarm + " of " + name).put("AlarmDescription", "A test.")
                .put("AWSAccountId", "123456789012").put("NewStateValue", state).put("NewStateReason", "Threshold Crossed")
                .put("StateChangeTime", at.toString().replace("Z", ".000+0000")).put("Region", "EU (Ireland)")
                .put("AlarmArn", "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:" + alarm + "-" + name)
                .put("OldStateValue", state.equals("OK") ? "ALARM" : "OK")
                .put("Trigger", new JsonObject().put("MetricName", "CPUUtilization").put("Namespace", "AWS/EC2")
                        .put("Statistic", "AVERAGE").put("Period", 60).put("EvaluationPeriods", 1).put("Threshold", 80.0)
                        .put("ComparisonOperator", "GreaterThanThreshold"))
                .encode();
    }

    private List<PostedMessage> roots() {
        return standIn.conversations().in(channel).stream()
                .filter(message -> message.threadTs().isEmpty() && !message.isDeleted()).toList();
    }

    private List<PostedMessage> replies(PostedMessage root) {
        return standIn.conversations().replies(channel, root.ts());
    }

    private void awaitReplies(int count) {
        await().atMost(ofSeconds(15)).until(() -> !roots().isEmpty() && replies(roots().get(0)).size() == count);
    }

    private PostedMessage awaitShown(String title) {
        await().atMost(ofSeconds(20)).until(() -> roots().stream().anyMatch(root -> shows(root, title)));
        return roots().stream().filter(root -> shows(root, title)).findFirst().orElseThrow();
    }

    private static boolean shows(PostedMessage root, String title) {
        return root.content().toString().contains(title) && (root.updates() > 0 || title.startsWith("ALARM"));
    }

    private void awaitDelivered(SnsMessage message) {
        await().atMost(ofSeconds(15)).until(() -> "DELIVERED".equals(delivery(message).getString("state")));
    }

    private JsonPath delivery(SnsMessage message) {
        String delivery = api().get("/api/notifications/" + message.messageId()).jsonPath().getString("deliveries[0].id");
        return api().get("/api/deliveries/" + delivery).jsonPath();
    }

    /** Of the postings of this configuration, which are named {@code p}. */
    private String database(String sql) {
        String of = " p.configuration_id = (SELECT c.id FROM configuration c WHERE c.configuration_name = $1)";
        return pool.preparedQuery(sql + (sql.contains("WHERE") ? " AND" : " WHERE") + of).execute(Tuple.of(name))
                .await().atMost(ofSeconds(10)).iterator().next().getValue(0) + "";
    }

    private static RequestSpecification api() {
        return given().auth().oauth2(OutsideWorld.ADMIN_TOKEN).contentType(ContentType.JSON);
    }
}
