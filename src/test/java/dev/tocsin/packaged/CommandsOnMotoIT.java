package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.aws.MotoServer;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.PostedMessage;
import dev.tocsin.standin.SlackPerson;
import dev.tocsin.standin.SlackTeams;
import dev.tocsin.standin.SlackTeams.Channel;
import dev.tocsin.standin.SlackTyping;
import dev.tocsin.standin.SnsPublisher;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * What people type in a channel, done by the packaged application in somebody else's idea of AWS: the tables of services, the
 * five protocols, queries and what is shown have to be in a native executable too.
 */
@Tag("moto")
@Tag("long")
class CommandsOnMotoIT {

    private static final String TEAM = "T1";
    private static final String CHANNEL = "COPS";
    private static final SlackPerson JANE = new SlackPerson("U0JANE", "jane", TEAM);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern INSTANCE = Pattern.compile("\\bi-[0-9a-f]{17}\\b");
    private static final String RUN = "tocsin-command-run";
    private static final String JSON = "tocsin-command-json";

    @TempDir
    static Path folder;

    private static MotoServer moto;
    private static Vertx vertx;
    private static SnsPublisher http;
    private static ChatStandIn standIn;
    private static PackagedTocsin tocsin;
    private static SlackTyping typing;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        moto = MotoServer.start("CommandsOnMotoIT", "commands that people type to the packaged application");
        String[] key = moto.run("src/dev/moto/things.py").split(" ");
        vertx = Vertx.vertx();
        http = new SnsPublisher(vertx);
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        standIn.slack().channel(TEAM, new Channel(CHANNEL, "ops", false, false, true));
        Path work = Files.createDirectories(folder.resolve(folder.getFileName() + "-tocsin"));
        tocsin = new PackagedTocsin(work, settings(key[0], key[1])).start();
        typing = standIn.typing(http, URI.create(tocsin.url()));
        standIn.interactAt(http, URI.create(tocsin.url() + "/slack/interactions"));
        made("/api/slack/workspaces", """
                {"slackTeamId": "T1", "slackTeamName": "Acme", "botToken": "xoxb-s3cr3t-T1"}""");
        made("/api/slack/channels", """
                {"configurationName": "ops", "slackTeamId": "T1", "slackChannelId": "COPS", "commands": true,
                 "iamRoleArn": "arn:aws:iam::123456789012:role/tocsin-demo",
                 "guardrailPolicyArns": ["arn:aws:iam::aws:policy/PowerUserAccess"]}""");
    }

    private static Map<String, String> settings(String id, String secret) {
        return Map.of(
                "TOCSIN_SLACK_API_URL", standIn.url() + "/api",
                "TOCSIN_SLACK_SIGNING_SECRET", SlackTeams.SIGNING_SECRET,
                "TOCSIN_COMMANDS_AWS_ENDPOINT_OVERRIDE", moto.url(),
                // All the tests type as one person.
                "TOCSIN_COMMANDS_PER_MINUTE_AND_PERSON", "1000",
                "TOCSIN_COMMANDS_PER_MINUTE_AND_CHANNEL", "1000",
                "AWS_ACCESS_KEY_ID", id,
                "AWS_SECRET_ACCESS_KEY", secret,
                "TOCSIN_SNS_SUBSCRIBE", "never");
    }

    private static void made(String path, String body) throws IOException {
        assertThat(tocsin.api("POST", path, body).statusCode()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        // Without moto nothing was started.
        if (tocsin != null) {
            tocsin.close();
            standIn.close();
            http.close();
            vertx.close();
        }
        if (moto != null) {
            moto.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            query     | cloudwatch describe-alarms --state-value ALARM | checkout-5xx-rate
            query     | cloudformation describe-stacks --stack-name shop-topics | CREATE_COMPLETE
            query     | sns list-topics | shop-events
            query     | rds describe-db-instances | rds
            ec2       | ec2 describe-instances --filters Name=tag:Name,Values=orders-worker | running
            json      | dynamodb describe-table --table-name orders | ACTIVE
            json      | ecs list-clusters | cluster/shop
            json      | logs describe-log-groups --log-group-name-prefix /shop/service-0 | /shop/service-09
            json      | sqs get-queue-attributes --queue-url http://localhost/123456789012/orders --attribute-names All | 45
            rest-json | lambda list-functions | restart-worker
            rest-xml  | s3api list-objects-v2 --bucket shop-invoices | 2026/11/2.pdf
            """)
    void aServiceOfEachProtocolAnswers(String protocol, String command, String expected) {
        assertThat(said(command)).as(protocol).contains(expected);
    }

    @Test
    void whatAwsRefusesIsToldByItsCode() {
        assertThat(said("dynamodb describe-table --table-name nobodys")).contains("ResourceNotFoundException");
        assertThat(said("s3api list-objects-v2 --bucket nobodys")).contains("NoSuchBucket");
        assertThat(said("ec2 describe-instances --instance-ids i-0123456789abcdef0")).contains("InvalidInstanceID.NotFound");
    }

    @Test
    void aQueryChoosesWhatIsShown() {
        String query = "sort_by(MetricAlarms, &AlarmName)[?StateValue=='OK'].AlarmName";

        assertThat(said("cloudwatch describe-alarms --query \"" + query + "\"")).contains("orders-db-cpu")
                .doesNotContain("checkout-5xx-rate");
    }

    @Test
    void helpComesFromTheModels() {
        assertThat(said("help")).contains("alias");
        assertThat(said("lambda help")).contains("invoke");
        assertThat(said("cloudwatch describe-alarms help")).contains("--state-value");
        assertThat(said("cloudwatch describe-alarm")).contains("describe-alarms");
    }

    @Test
    void whatIsNeverAllowedIsNotAsked() {
        assertThat(said("secretsmanager get-secret-value --secret-id shop")).contains("secretsmanager");
        assertThat(said("ssm get-parameter --name /shop/database-password")).contains("ssm:GetParameter");
        assertThat(said("ec2 create-key-pair --key-name k")).contains("ec2:CreateKeyPair").doesNotContain(RUN);
    }

    @Test
    void anInstanceIsStoppedOnceSomebodyPressesRun() throws IOException {
        Matcher found = INSTANCE.matcher(said("ec2 describe-instances"));
        assertThat(found.find()).isTrue();
        PostedMessage asked = mention("ec2 stop-instances --instance-ids " + found.group());
        PostedMessage question = replies(asked, 1).get(0);
        assertThat(shown(question)).contains("ec2 stop-instances", found.group(), RUN);
        assertThat(state()).contains("<name>running</name>");

        click(question, RUN);

        assertThat(shown(replies(asked, 2).get(1))).contains(found.group());
        assertThat(state()).doesNotContain("<name>running</name>").contains("<name>stopp");
        moto.ask("ec2", "Action=StartInstances&Version=2016-11-15&InstanceId.1=" + found.group());
    }

    @Test
    void aFunctionIsInvokedOnceSomebodyPressesRun() {
        PostedMessage asked = mention("lambda invoke --function-name restart-worker --payload {\"queue\":\"orders\"}");

        click(replies(asked, 1).get(0), RUN);

        assertThat(shown(replies(asked, 2).get(1))).contains("200", "orders");
    }

    @Test
    void aLongAnswerIsAFileOnceSomebodyWantsJson() {
        PostedMessage asked = mention("logs describe-log-groups --limit 25");

        click(replies(asked, 1).get(0), JSON);

        // It is posted by itself, and Slack shows what is in it once it has looked at it.
        await().atMost(SOON).until(() -> replies(asked, 2).stream().anyMatch(reply -> reply.content().path("files").path(0)
                .path("preview").asText().contains("logGroups")));
    }

    @Test
    void anAliasIsMadeAndRun() {
        assertThat(said("alias create oncall cloudwatch describe-alarms --state-value $state")).contains("oncall");
        assertThat(said("run oncall OK")).contains("orders-db-cpu").doesNotContain("checkout-5xx-rate");
    }

    private static String said(String words) {
        return shown(replies(mention(words), 1).get(0));
    }

    private static PostedMessage mention(String words) {
        SlackTyping.Typed typed = typing.mention(CHANNEL, JANE, words, Optional.empty());
        assertThat(status(typing.tell(typed))).isEqualTo(200);
        return typed.message();
    }

    private static List<PostedMessage> replies(PostedMessage asked, int count) {
        return await().atMost(SOON).until(() -> standIn.conversations().replies(CHANNEL, asked.ts()).stream()
                .filter(message -> message.author() == PostedMessage.Author.APP).toList(), all -> all.size() >= count);
    }

    private static String shown(PostedMessage message) {
        return standIn.conversations().message(CHANNEL, message.ts()).orElseThrow().content().toString();
    }

    private static void click(PostedMessage message, String action) {
        assertThat(status(standIn.click(CHANNEL, message.ts(), action, JANE))).isEqualTo(200);
    }

    /** Of the instance, as another client of moto sees it. */
    private static String state() throws IOException {
        return moto.ask("ec2", "Action=DescribeInstances&Version=2016-11-15");
    }

    private static int status(Future<SnsPublisher.Reply> reply) {
        try {
            return reply.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS).status();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
