package dev.tocsin.command;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.OutsideWorld;
import dev.tocsin.aws.call.ActingRole;
import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.aws.call.AwsCall;
import dev.tocsin.aws.call.AwsCalls;
import dev.tocsin.chat.ActionButton;
import dev.tocsin.chat.ActionButtons;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.PostedMessage;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SlackPerson;
import dev.tocsin.standin.SlackTeams.Channel;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsPublisher;
import dev.tocsin.standin.SnsSigner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The way from a button below a notification to the answer in its thread. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class OfferFlowTest {

    private static final String ADMIN_TOKEN = "s3cr3t-admin-token";
    private static final String ROLE = "arn:aws:iam::123456789012:role/on-call";
    private static final String LOGS = "tocsin-offer-.show-logs";
    private static final String TOKEN = "1a2b3c4d-573f-4ea7-a67e-s3cr3t-4711";
    private static final List<String> ALL = List.of("SHOW_LOGS", "ALARM_HISTORY", "RETRY_STAGE", "APPROVE");

    private final String id = UUID.randomUUID().toString().replace("-", "").substring(0, 9).toUpperCase(Locale.ROOT);
    private final String team = "T" + id;
    private final String channel = "C" + id;
    private final String name = "offers-" + id;
    private final String topic = "arn:aws:sns:eu-west-1:123456789012:" + name;
    private final SlackPerson jane = new SlackPerson("U" + id, "jane.doe", team);
    private final Vertx vertx = Vertx.vertx();
    private final SnsPublisher http = new SnsPublisher(vertx);
    private final List<AwsCall> called = new CopyOnWriteArrayList<>();
    private final List<ActingRole> roles = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<AwsAnswer>> answers = new ConcurrentHashMap<>();
    ChatStandIn standIn;
    SigningCertificate certificate;
    @Inject
    Pool pool;
    @Inject
    ActionButtons buttons;
    @Inject
    AwsCalls aws;

    @BeforeEach
    void aChannelWithButtons() {
        Pretend.toBe(AwsCalls.class, new Aws());
        QuarkusMock.installMockForType(new RawMessages(), CommandMessages.class);
        standIn.interactAt(http, URI.create(RestAssured.baseURI + ":" + RestAssured.port).resolve("/slack/interactions"));
        standIn.slack().channel(team, new Channel(channel, "ops", false, false, true));
        api().body(Map.of("slackTeamId", team, "slackTeamName", "Acme", "botToken", "xoxb-s3cr3t-" + team))
                .post("/api/slack/workspaces").then().statusCode(201);
        api().body(Map.of("configurationName", name, "slackTeamId", team, "slackChannelId", channel, "snsTopicArns",
                List.of(topic), "charts", false, "commands", true, "iamRoleArn", ROLE, "notificationButtons", ALL))
                .post("/api/slack/channels").then().statusCode(201);
        awaitButtons(1);
    }

    @AfterEach
    void nothingStays() {
        api().delete("/api/custom-actions/restart-" + id);
        api().delete("/api/slack/channels/" + name);
        api().delete("/api/slack/workspaces/" + team);
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** As {@code AwsCalls}. */
    public final class Aws {
        public Uni<AwsAnswer> call(AwsCall call, ActingRole as) {
            called.add(call);
            roles.add(as);
            return Uni.createFrom().item(() -> answers.getOrDefault(call.operation().name(), new ArrayDeque<>()).poll())
                    .onItem().ifNull().continueWith(done("{}"));
        }
    }

    @Test
    void theLogsOfAnAlarmAreShownInItsThread() {
        answer("StartQuery", "{\"queryId\": \"q-1\"}");
        answer("GetQueryResults", "{\"status\": \"Running\", \"results\": []}");
        answer("GetQueryResults", """
                {"status": "Complete", "results": [[{"field": "@timestamp", "value": "2026-11-28 10:00:01.000"},
                  {"field": "@message", "value": "boom in the orders"}, {"field": "@ptr", "value": "x"}]]}""");
        publish(alarm("ALARM", "2026-11-28T10:00:00.000+0000"));
        PostedMessage message = awaitMessage(LOGS);
        assertThat(shown(message)).contains("tocsin-offer-.show-error-logs", "tocsin-offer-.alarm-history")
                .doesNotContain("logs query", "start-query");

        assertThat(click(message, LOGS)).isEqualTo(200);

        PostedMessage reply = awaitReplies(message, 1).get(0);
        assertThat(reply.text()).contains("logs start-query", "/aws/lambda/orders", "boom in the orders");
        assertThat(shown(reply)).contains("logsV2:logs-insights");
        assertThat(called).extracting(call -> call.operation().name()).containsExactly("StartQuery", "GetQueryResults",
                "GetQueryResults");
        assertThat(called.get(1).parameters().toString()).isEqualTo("{\"queryId\":\"q-1\"}");
        assertThat(called).allSatisfy(call -> assertThat(call.region()).isEqualTo("eu-west-1"));
        assertThat(roles).allSatisfy(role -> assertThat(role.roleArn()).isEqualTo(ROLE));
        assertThat(roles.get(0).sessionTags()).containsEntry("slack-user", jane.id());
        given().header("Authorization", "Bearer " + ADMIN_TOKEN).queryParam("slackChannelId", channel).get("/api/commands")
                .then().statusCode(200).body("items[0].source", equalTo("BUTTON"));

        publish(alarm("OK", "2026-11-28T10:12:00.000+0000"));
        await().atMost(ofSeconds(15)).until(() -> shown(message).contains("OK: orders"));
        assertThat(shown(message)).contains(LOGS);
    }

    @Test
    void aQueryThatDoesNotEndIsStoppedAndTold() {
        answer("StartQuery", "{\"queryId\": \"q-1\"}");
        for (int i = 0; i < 40; i++) {
            answer("GetQueryResults", "{\"status\": \"Running\", \"results\": []}");
        }
        AtomicLong now = new AtomicLong();
        QuarkusMock.installMockForType(new LogsQueries(aws, () -> now.getAndAdd(ofSeconds(5).toNanos())), LogsQueries.class);
        publish(alarm("ALARM", "2026-11-28T10:00:00.000+0000"));
        PostedMessage message = awaitMessage(LOGS);

        click(message, "tocsin-offer-.show-error-logs");

        assertThat(awaitReplies(message, 1).get(0).text()).contains("longer than 12 seconds, so it was stopped");
        AwsCall last = called.get(called.size() - 1);
        assertThat(last.operation().name()).isEqualTo("StopQuery");
        assertThat(last.parameters().toString()).isEqualTo("{\"queryId\":\"q-1\"}");
        // After 5, 10 and 15 seconds.
        assertThat(called).extracting(call -> call.operation().name()).filteredOn("GetQueryResults"::equals).hasSize(3);
    }

    @Test
    void anApprovalIsGivenOnceItIsRunAndItsTokenIsNeverShown() {
        String state = """
                {"stageStates": [{"stageName": "Prod", "latestExecution": {"pipelineExecutionId": "e-1"}, "actionStates": [
                  {"actionName": "Approve", "latestExecution": {"status": "InProgress", "token": "%s"}}]}]}""".formatted(TOKEN);
        answer("GetPipelineState", state);
        publish(Samples.body("developer/codepipeline-approval.json"));
        PostedMessage message = awaitMessage("tocsin-offer-.reject");

        click(message, "tocsin-offer-.approve");
        PostedMessage question = awaitReplies(message, 1).get(0);
        assertThat(question.text()).contains("put-approval-result", "Approved in Slack by jane.doe (" + jane.id() + ")");
        assertThat(called).isEmpty();

        click(question, "tocsin-command-run");
        awaitReplies(message, 2);
        assertThat(called).extracting(call -> call.operation().name()).containsExactly("GetPipelineState",
                "PutApprovalResult");
        assertThat(called.get(1).parameters().path("token").asText()).isEqualTo(TOKEN);
        assertThat(called.get(1).parameters().path("result").path("status").asText()).isEqualTo("Approved");
        assertThat(standIn.conversations().in(channel)).allSatisfy(one -> assertThat(shown(one)).doesNotContain(TOKEN));
        assertThat(text("SELECT text || normalized FROM chat_command WHERE slack_team_id = '" + team + "'"))
                .doesNotContain(TOKEN);
    }

    @Test
    void whatIsNotWaitingAnyMoreIsNotAnswered() {
        answer("GetPipelineState", "{\"stageStates\": []}");
        publish(Samples.body("developer/codepipeline-approval.json"));
        PostedMessage message = awaitMessage("tocsin-offer-.reject");
        click(message, "tocsin-offer-.reject");
        click(awaitReplies(message, 1).get(0), "tocsin-command-run");

        assertThat(awaitReplies(message, 2).get(1).text()).contains("ApprovalNotWaiting");
        assertThat(called).extracting(call -> call.operation().name()).containsExactly("GetPipelineState");
    }

    @Test
    void aCustomActionIsGivenWithTheValuesOfTheNotification() {
        api().body(Map.of("actionName", "restart-" + id, "configurationName", name, "buttonText", "Restart", "commandText",
                "lambda invoke --function-name restart --payload {\"alarm\": \"$AlarmName\"} --region $Region"))
                .post("/api/custom-actions").then().statusCode(201);
        awaitButtons(2);
        publish(alarm("ALARM", "2026-11-28T10:00:00.000+0000"));
        PostedMessage message = awaitMessage("tocsin-offer-restart-" + id);

        click(message, "tocsin-offer-restart-" + id);

        assertThat(awaitReplies(message, 1).get(0).text()).startsWith("Run lambda invoke").contains("orders-" + name);
    }

    @Test
    void whatIsSwitchedOffSinceIsToldToWhoeverPressesItAlone() {
        publish(alarm("ALARM", "2026-11-28T10:00:00.000+0000"));
        PostedMessage message = awaitMessage(LOGS);
        api().body(Map.of("notificationButtons", List.of("ALARM_HISTORY"))).patch("/api/slack/channels/" + name).then()
                .statusCode(200);

        assertThat(click(message, LOGS)).isEqualTo(200);
        assertThat(awaitWhisper(1)).contains("switched off");
        api().body(Map.of("commands", false, "notificationButtons", List.of())).patch("/api/slack/channels/" + name).then()
                .statusCode(200);
        assertThat(click(message, LOGS)).isEqualTo(200);
        assertThat(awaitWhisper(2)).contains("not taken in this channel");
        run("DELETE FROM delivery d USING notification n WHERE n.id = d.notification_id AND n.topic_arn = '" + topic + "'");
        assertThat(click(message, LOGS)).isEqualTo(200);
        assertThat(awaitWhisper(3)).contains("older than what is kept");
        assertThat(called).isEmpty();
        assertThat(text("SELECT count(*) FROM chat_command WHERE slack_team_id = '" + team + "'")).isEqualTo("0");
    }

    @Test
    void aMessageDoesNotWaitForCustomActionsThatTheDatabaseHoldsBack() {
        api().body(Map.of("actionName", "restart-" + id, "configurationName", name, "buttonText", "Restart", "commandText",
                "help")).post("/api/custom-actions").then().statusCode(201);
        SqlConnection holding = pool.getConnection().await().atMost(ofSeconds(5));
        try {
            holding.query("BEGIN").execute().await().atMost(ofSeconds(5));
            holding.query("LOCK TABLE custom_action IN ACCESS EXCLUSIVE MODE").execute().await().atMost(ofSeconds(5));
            long asked = System.nanoTime();

            List<ActionButton> below = buttons.below(configuration(), alarm()).await().atMost(ofSeconds(5));

            assertThat(below).extracting(ActionButton::name).contains(".alarm-history");
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(ofSeconds(2));
        } finally {
            holding.query("ROLLBACK").execute().await().atMost(ofSeconds(5));
            holding.close().await().atMost(ofSeconds(5));
        }
    }

    private long configuration() {
        return Long.parseLong(text("SELECT id FROM configuration WHERE configuration_name = '" + name + "'"));
    }

    private static Notice alarm() {
        return Notice.of("cloudwatch-alarm", Severity.HIGH, "ALARM").region("eu-west-1")
                .resource("arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a").build();
    }

    private void awaitButtons(int count) {
        await().atMost(ofSeconds(25)).until(() -> buttons.below(configuration(), alarm()).await().atMost(ofSeconds(5))
                .size() >= count);
    }

    private void answer(String operation, String json) {
        answers.computeIfAbsent(operation, none -> new ArrayDeque<>()).add(done(json));
    }

    private static AwsAnswer done(String json) {
        return new AwsAnswer.Done(json(json));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As CloudWatch publishes it. */
    private String alarm(String state, String at) {
        return new JsonObject().put("AlarmName", "orders").put("AWSAccountId", "123456789012").put("NewStateValue", state)
                .put("NewStateReason", "Threshold Crossed").put("StateChangeTime", at).put("Region", "EU (Ireland)")
                .put("AlarmArn", "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:orders-" + name)
                .put("OldStateValue", state.equals("OK") ? "ALARM" : "OK")
                .put("Trigger", new JsonObject().put("MetricName", "Errors").put("Namespace", "AWS/Lambda")
                        .put("Statistic", "SUM").put("Period", 60).put("EvaluationPeriods", 1).put("Threshold", 1.0)
                        .put("ComparisonOperator", "GreaterThanThreshold")
                        .put("Dimensions", new JsonArray()
                                .add(new JsonObject().put("name", "FunctionName").put("value", "orders"))))
                .encode();
    }

    private void publish(String body) {
        SnsMessage message = SnsSigner.with(certificate).sign(SnsMessage.notification(topic, body));
        given().headers(message.headers()).body(message.json()).post("/sns").then().statusCode(200);
    }

    private PostedMessage awaitMessage(String button) {
        await().atMost(ofSeconds(15)).until(() -> standIn.conversations().in(channel).stream()
                .anyMatch(message -> shown(message).contains(button)));
        return standIn.conversations().in(channel).stream().filter(message -> shown(message).contains(button)).findFirst()
                .orElseThrow();
    }

    private List<PostedMessage> awaitReplies(PostedMessage message, int count) {
        await().atMost(ofSeconds(30)).until(() -> replies(message).size() >= count);
        return replies(message);
    }

    private List<PostedMessage> replies(PostedMessage message) {
        return standIn.conversations().replies(channel, message.ts()).stream()
                .filter(one -> one.author() == PostedMessage.Author.APP).toList();
    }

    private String awaitWhisper(int number) {
        await().atMost(ofSeconds(15)).until(() -> standIn.conversations().ephemeral(channel).size() >= number);
        return standIn.conversations().ephemeral(channel).get(number - 1).text();
    }

    private String shown(PostedMessage message) {
        return standIn.conversations().message(channel, message.ts()).map(one -> one.content().toString()).orElse("");
    }

    private int click(PostedMessage message, String action) {
        Future<SnsPublisher.Reply> reply = standIn.click(channel, message.ts(), action, jane);
        try {
            return reply.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS).status();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String text(String sql) {
        var rows = pool.preparedQuery(sql).execute(Tuple.tuple()).await().atMost(ofSeconds(10));
        return rows.size() == 0 ? "" : String.valueOf(rows.iterator().next().getValue(0));
    }

    private void run(String sql) {
        pool.preparedQuery(sql).execute(Tuple.tuple()).await().atMost(ofSeconds(10));
    }

    private static RequestSpecification api() {
        return given().header("Authorization", "Bearer " + ADMIN_TOKEN).contentType(ContentType.JSON);
    }
}
