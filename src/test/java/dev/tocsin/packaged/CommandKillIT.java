package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.PostedMessage;
import dev.tocsin.standin.SlackPerson;
import dev.tocsin.standin.SlackTeams;
import dev.tocsin.standin.SlackTeams.Channel;
import dev.tocsin.standin.SlackTyping;
import dev.tocsin.standin.SnsPublisher;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * A process that is killed in the middle of commands: what only reads is done again and answered once, what changes something
 * is not, and whoever asked learns of it.
 */
@Tag("long")
class CommandKillIT {

    private static final String TEAM = "T1";
    private static final String CHANNEL = "COPS";
    private static final SlackPerson JANE = new SlackPerson("U0JANE", "jane", TEAM);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String READING = "ec2 describe-instances";
    private static final Pattern STATE = Pattern.compile("\"state\":\"([A-Z]+)\"");
    private static final String CHANGING = "ec2 stop-instances --instance-ids i-0123456789abcdef0";

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static SnsPublisher http;
    private static ChatStandIn standIn;
    private static HeldAws aws;
    private static PackagedTocsin tocsin;
    private static SlackTyping typing;

    @BeforeAll
    static void start() throws IOException {
        vertx = Vertx.vertx();
        http = new SnsPublisher(vertx);
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        standIn.slack().channel(TEAM, new Channel(CHANNEL, "ops", false, false, true));
        aws = new HeldAws();
        Path work = Files.createDirectories(folder.resolve(folder.getFileName() + "-tocsin"));
        tocsin = new PackagedTocsin(work, settings()).start();
        typing = standIn.typing(http, URI.create(tocsin.url()));
        standIn.interactAt(http, URI.create(tocsin.url() + "/slack/interactions"));
        made("/api/slack/workspaces", """
                {"slackTeamId": "T1", "slackTeamName": "Acme", "botToken": "xoxb-s3cr3t-T1"}""");
        made("/api/slack/channels", """
                {"configurationName": "ops", "slackTeamId": "T1", "slackChannelId": "COPS", "commands": true,
                 "iamRoleArn": "arn:aws:iam::123456789012:role/on-call",
                 "guardrailPolicyArns": ["arn:aws:iam::aws:policy/PowerUserAccess"]}""");
    }

    private static Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "TOCSIN_SLACK_API_URL", standIn.url() + "/api",
                "TOCSIN_SLACK_SIGNING_SECRET", SlackTeams.SIGNING_SECRET,
                "TOCSIN_COMMANDS_AWS_ENDPOINT_OVERRIDE", aws.url(),
                // Until it is killed nothing may have been given up, and afterwards no lease may lapse while it works.
                "TOCSIN_COMMANDS_AWS_TIMEOUT", "10s",
                "TOCSIN_COMMANDS_LEASE", "20s",
                "AWS_ACCESS_KEY_ID", "AKIAS3CR3T",
                "AWS_SECRET_ACCESS_KEY", "s3cr3t-aws-key",
                "TOCSIN_SNS_SUBSCRIBE", "never",
                "TOCSIN_CHAT_TIMEOUT", "5s"));
    }

    private static void made(String path, String body) throws IOException {
        assertThat(tocsin.api("POST", path, body).statusCode()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        tocsin.close();
        aws.close();
        standIn.close();
        http.close();
        vertx.close();
    }

    @BeforeEach
    void nothingWasAsked() {
        aws.forget();
    }

    @Test
    void whatOnlyReadsIsAskedAgainAndWhatChangesSomethingIsNot() throws Exception {
        PostedMessage changing = mention(CHANGING);
        await().atMost(SOON).until(() -> replies(changing).size() == 1);
        aws.hold("StopInstances");
        aws.hold("DescribeInstances");
        await().atMost(SOON).until(() -> status(standIn.click(CHANNEL, replies(changing).get(0).ts(), "tocsin-command-run",
                JANE)) == 200);
        PostedMessage reading = mention(READING);
        await().atMost(SOON).until(() -> aws.asked("StopInstances") == 1 && aws.asked("DescribeInstances") == 1);
        tocsin.kill();
        aws.release("StopInstances");
        aws.release("DescribeInstances");

        tocsin.start();

        await().atMost(SOON).until(() -> replies(reading).size() == 1 && replies(changing).size() == 2);
        assertThat(replies(reading).get(0).content().toString()).contains("running");
        assertThat(replies(changing).get(1).content().toString()).contains("may or may not have happened", "not repeated");
        await().atMost(SOON).until(() -> states().equals(Set.of("DONE", "INTERRUPTED")));
        answered(mention(READING));
        assertThat(aws.asked("DescribeInstances")).isEqualTo(3);
        assertThat(aws.asked("StopInstances")).isOne();
        assertThat(replies(changing)).hasSize(2);
        assertThat(replies(reading)).hasSize(1);
    }

    @Test
    void whatSlackHasIsNotPostedAgainHoweverOftenItAsks() throws Exception {
        standIn.faults().add(Fault.takeAndSilence("/api/chat.postMessage#" + CHANNEL));
        SlackTyping.Typed typed = typing.mention(CHANNEL, JANE, READING, Optional.empty());
        assertThat(List.of(status(typing.tell(typed)), status(typing.tell(typed)))).containsOnly(200);
        await().atMost(SOON).until(() -> replies(typed.message()).size() == 1);
        tocsin.kill();

        tocsin.start();

        assertThat(status(typing.tell(typed))).isEqualTo(200);
        await("it looks for its answer").atMost(SOON).until(() -> standIn.received().all().stream()
                .anyMatch(one -> one.uri().startsWith("/api/conversations.replies")));
        answered(mention(READING));
        assertThat(replies(typed.message())).hasSize(1);
        assertThat(aws.asked("DescribeInstances")).isEqualTo(2);
    }

    private static void answered(PostedMessage asked) {
        await().atMost(SOON).until(() -> replies(asked).size() == 1);
    }

    private static PostedMessage mention(String words) {
        SlackTyping.Typed typed = typing.mention(CHANNEL, JANE, words, Optional.empty());
        assertThat(status(typing.tell(typed))).isEqualTo(200);
        return typed.message();
    }

    private static List<PostedMessage> replies(PostedMessage asked) {
        return standIn.conversations().replies(CHANNEL, asked.ts()).stream()
                .filter(message -> message.author() == PostedMessage.Author.APP).toList();
    }

    /** Of the two newest commands. */
    private static Set<String> states() throws IOException {
        return STATE.matcher(tocsin.api("GET", "/api/commands?maxResults=2", null).body()).results()
                .map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static int status(Future<SnsPublisher.Reply> reply) {
        try {
            return reply.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS).status();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
