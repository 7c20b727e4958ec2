package dev.tocsin.command;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.OutsideWorld;
import dev.tocsin.aws.MotoServer;
import dev.tocsin.aws.call.AwsCalls;
import dev.tocsin.aws.call.CallsOfMoto;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.PostedMessage;
import dev.tocsin.standin.SlackPerson;
import dev.tocsin.standin.SlackTeams.Channel;
import dev.tocsin.standin.SlackTyping;
import dev.tocsin.standin.SnsPublisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** What people type in a channel, done by the whole application in somebody else's idea of AWS, and answered in the thread. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
@Tag("moto")
@Tag("long")
class CommandsOnMotoTest {

    private static final String ADMIN_TOKEN = "s3cr3t-admin-token";
    private static final String ROLE = "arn:aws:iam::123456789012:role/tocsin-demo";
    private static final Pattern INSTANCE = Pattern.compile("\\bi-[0-9a-f]{17}\\b");
    private static final String RUN = "tocsin-command-run";
    private static final String MORE = "tocsin-command-more";
    private static final String JSON = "tocsin-command-json";

    private static MotoServer moto;
    private static AwsCalls calls;
    private static List<String> ourselves;

    private final String id = UUID.randomUUID().toString().replace("-", "").substring(0, 9).toUpperCase(Locale.ROOT);
    private final String team = "T" + id;
    private final String channel = "C" + id;
    private final SlackPerson jane = new SlackPerson("U" + id, "jane", team);
    private final Vertx vertx = Vertx.vertx();
    private final SnsPublisher http = new SnsPublisher(vertx);
    ChatStandIn standIn;
    private SlackTyping typing;

    @BeforeAll
    static void startMoto() throws IOException, InterruptedException {
        moto = MotoServer.start("CommandsOnMotoTest", "commands that people type");
        String[] key = moto.run("src/dev/moto/things.py").split(" ");
        ourselves = List.of(System.getProperty("aws.accessKeyId"), System.getProperty("aws.secretAccessKey"));
        be(key[0], key[1]);
        calls = CallsOfMoto.at(moto.url());
    }

    @AfterAll
    static void stopMoto() {
        if (calls != null) {
            CallsOfMoto.close(calls);
            be(ourselves.get(0), ourselves.get(1));
        }
        if (moto != null) {
            moto.close();
        }
    }

    private static void be(String id, String secret) {
        System.setProperty("aws.accessKeyId", id);
        System.setProperty("aws.secretAccessKey", secret);
    }

    @BeforeEach
    void aChannelThatTakesCommands() {
        QuarkusMock.installMockForType(calls, AwsCalls.class);
        URI tocsin = URI.create(RestAssured.baseURI + ":" + RestAssured.port);
        typing = standIn.typing(http, tocsin);
        standIn.interactAt(http, tocsin.resolve("/slack/interactions"));
        standIn.slack().channel(team, new Channel(channel, "ops", false, false, true));
        made("/api/slack/workspaces",
                Map.of("slackTeamId", team, "slackTeamName", "Acme", "botToken", "xoxb-s3cr3t-" + team));
        made("/api/slack/channels", Map.of("configurationName", "ops-" + id, "slackTeamId", team, "slackChannelId", channel,
                "iamRoleArn", ROLE, "guardrailPolicyArns", List.of("arn:aws:iam::aws:policy/PowerUserAccess"), "commands",
                true));
    }

    @AfterEach
    void nothingStays() {
        api().delete("/api/slack/channels/ops-" + id);
        api().delete("/api/slack/workspaces/" + team);
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void alarmsThatWentOffAreATable() {
        PostedMessage answer = answer(mention("cloudwatch describe-alarms --state-value ALARM"));

        JsonNode table = answer.content().path("blocks").findParents("rows").get(0);
        assertThat(table.path("type").asText()).isIn("table", "data_table");
        assertThat(table.path("rows").path(0).toString()).contains("Alarm", "State");
        assertThat(table.toString()).contains("checkout-5xx-rate", "orders-queue-age", "ALARM")
                .doesNotContain("orders-db-cpu");
    }

    @Test
    void anInstanceIsStoppedOnceSomebodyPressesRun() throws IOException {
        String instance = instance();
        PostedMessage asked = mention("ec2 stop-instances --instance-ids " + instance);
        PostedMessage question = answer(asked);
        assertThat(question.content().toString()).contains("ec2 stop-instances", instance, RUN);
        assertThat(states()).containsExactly("running");

        assertThat(click(question, RUN)).isEqualTo(200);

        assertThat(awaitReplies(asked, 2).get(1).content().toString()).contains(instance);
        assertThat(states()).doesNotContain("running").isSubsetOf("stopping", "stopped");
        await().atMost(ofSeconds(15)).until(() -> !shown(question).contains(RUN));
    }

    @Test
    void aFunctionIsInvokedOnceSomebodyPressesRun() {
        PostedMessage asked = mention("lambda invoke --function-name restart-worker --payload {\"queue\":\"orders\"}");

        assertThat(click(answer(asked), RUN)).isEqualTo(200);

        assertThat(awaitReplies(asked, 2).get(1).content().toString()).contains("200").contains("orders");
    }

    @Test
    void whatIsNeverAllowedIsNotAsked() {
        assertThat(said("ssm get-parameter --name /shop/database-password")).contains("ssm:GetParameter");
        assertThat(said("secretsmanager get-secret-value --secret-id shop")).contains("secretsmanager");
        assertThat(said("lambda get-function --function-name restart-worker")).contains("lambda:GetFunction");
    }

    @Test
    void whatTheRoleMayNotIsToldWithTheActionThatIsMissing() throws IOException {
        moto.post("/moto-api/reset-auth", "0");
        try {
            assertThat(said("cloudwatch describe-alarms --alarm-names orders-db-cpu")).contains("orders-db-cpu");
            assertThat(said("sqs list-queues")).contains("AccessDenied", "sqs:ListQueues");
        } finally {
            moto.post("/moto-api/reset-auth", "inf");
        }
    }

    @Test
    void whatIsMistypedIsAnsweredWithTheNearest() {
        assertThat(said("cloudwatch describe-alarms --state-vlaue ALARM")).contains("--state-value");
        assertThat(said("cloudwatch describe-alarm")).contains("describe-alarms");
        assertThat(said("cloudwach describe-alarms")).contains("cloudwatch");
        assertThat(said("cloudwatch describe-alarms --query MetricAlarms[")).contains("query");
    }

    @Test
    void whatIsMissingIsAskedForAndCompletedInTheThread() {
        PostedMessage asked = mention("dynamodb describe-table");
        assertThat(answer(asked).content().toString()).contains("table-name");

        mention("--table-name orders", Optional.of(asked.ts()));

        assertThat(awaitReplies(asked, 2).get(1).content().toString()).contains("orders", "ACTIVE");
    }

    @Test
    void anAliasIsMadeAndRun() {
        assertThat(said("alias create oncall cloudwatch describe-alarms --state-value $state")).contains("oncall");
        assertThat(said("run oncall OK")).contains("orders-db-cpu").doesNotContain("checkout-5xx-rate");
        assertThat(said("alias list")).contains("oncall", "$state");
        assertThat(said("alias delete oncall")).contains("oncall");
        assertThat(said("run oncall OK")).contains("no alias");
    }

    @Test
    void helpComesFromTheModels() {
        assertThat(said("help")).contains("alias");
        assertThat(said("cloudwatch describe-alarms help")).contains("--state-value");
    }

    @Test
    void aQueryChoosesWhatIsShown() {
        assertThat(said("cloudwatch describe-alarms --query \"MetricAlarms[?StateValue=='OK'].AlarmName\""))
                .contains("orders-db-cpu").doesNotContain("checkout-5xx-rate");
    }

    @Test
    void moreGoesOnAndJsonIsAFile() {
        PostedMessage asked = mention("logs describe-log-groups --limit 25 --log-group-name-prefix /shop/");
        PostedMessage first = answer(asked);
        assertThat(shown(first)).contains("/shop/service-01", MORE).doesNotContain("/shop/service-26");

        click(first, MORE);
        PostedMessage second = awaitReplies(asked, 2).get(1);
        assertThat(shown(second)).contains("/shop/service-26", MORE).doesNotContain("/shop/service-25");
        click(second, MORE);
        assertThat(shown(awaitReplies(asked, 3).get(2))).contains("/shop/service-60").doesNotContain(MORE);

        click(first, JSON);
        await().atMost(ofSeconds(15)).until(() -> replies(asked).stream().anyMatch(reply -> reply.content().path("files")
                .path(0).path("preview").asText().contains("logGroups")));
    }

    @Test
    void servicesOfAllProtocolsAnswer() {
        assertThat(said("s3api list-objects-v2 --bucket shop-invoices")).contains("2026/11/1.pdf", "2026/11/2.pdf");
        assertThat(said("sqs get-queue-attributes --queue-url http://localhost/123456789012/orders --attribute-names All"))
                .contains("Visibility timeout", "45");
        assertThat(said("ecs list-clusters")).contains("cluster/shop");
        assertThat(said("cloudformation describe-stacks --stack-name shop-topics")).contains("CREATE_COMPLETE");
        assertThat(said("dynamodb describe-table --table-name nobodys")).contains("ResourceNotFoundException");
    }

    @Test
    void aSlashCommandIsAnsweredInTheChannel() {
        assertThat(status(typing.slash(channel, jane, "cloudwatch describe-alarms --state-value OK"))).isEqualTo(200);

        await().atMost(ofSeconds(15)).until(() -> !standIn.conversations().in(channel).isEmpty());
        PostedMessage asked = standIn.conversations().in(channel).get(0);
        assertThat(asked.text()).contains("<@" + jane.id() + ">", "describe-alarms");
        assertThat(answer(asked).content().toString()).contains("orders-db-cpu");
    }

    private String instance() {
        Matcher found = INSTANCE.matcher(said("ec2 describe-instances"));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    /** As another client of moto sees it. */
    private static List<String> states() throws IOException {
        String all = moto.ask("ec2", "Action=DescribeInstances&Version=2016-11-15");
        return Pattern.compile("<instanceState>\\s*<code>\\d+</code>\\s*<name>([a-z-]+)</name>").matcher(all).results()
                .map(match -> match.group(1)).toList();
    }

    /** The first answer to it. */
    private String said(String words) {
        return shown(answer(mention(words)));
    }

    private PostedMessage mention(String words) {
        return mention(words, Optional.empty());
    }

    private PostedMessage mention(String words, Optional<String> thread) {
        SlackTyping.Typed typed = typing.mention(channel, jane, words, thread);
        assertThat(status(typing.tell(typed))).isEqualTo(200);
        return typed.message();
    }

    private PostedMessage answer(PostedMessage asked) {
        return awaitReplies(asked, 1).get(0);
    }

    private List<PostedMessage> awaitReplies(PostedMessage asked, int count) {
        await().atMost(ofSeconds(20)).until(() -> replies(asked).size() >= count);
        return replies(asked);
    }

    private List<PostedMessage> replies(PostedMessage asked) {
        return standIn.conversations().replies(channel, asked.ts()).stream()
                .filter(message -> message.author() == PostedMessage.Author.APP).toList();
    }

    private String shown(PostedMessage message) {
        return standIn.conversations().message(channel, message.ts()).orElseThrow().content().toString();
    }

    private int click(PostedMessage message, String action) {
        return status(standIn.click(channel, message.ts(), action, jane));
    }

    private static int status(Future<SnsPublisher.Reply> reply) {
        try {
            return reply.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS).status();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void made(String path, Map<String, ?> body) {
        api().body(body).post(path).then().statusCode(201);
    }

    private static RequestSpecification api() {
        return given().header("Authorization", "Bearer " + ADMIN_TOKEN).contentType(ContentType.JSON);
    }
}
