package dev.tocsin.command;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tocsin.OutsideWorld;
import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.command.settings.CommandPlace;
import dev.tocsin.command.slack.CommandBlocks;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.PostedMessage;
import dev.tocsin.standin.SlackPerson;
import dev.tocsin.standin.SlackTeams.Channel;
import dev.tocsin.standin.SlackTyping;
import dev.tocsin.standin.SnsPublisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** The way of a command from what somebody types in Slack to the answer in its thread. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class CommandFlowTest {

    private static final String ADMIN_TOKEN = "s3cr3t-admin-token";
    private static final String ACCOUNT = "123456789012";

    private final String id = UUID.randomUUID().toString().replace("-", "").substring(0, 9).toUpperCase(Locale.ROOT);
    private final String team = "T" + id;
    private final String channel = "C" + id;
    private final SlackPerson jane = new SlackPerson("U" + id, "jane.doe", team);
    private final SlackPerson joe = new SlackPerson("U2" + id, "joe", team);
    private final Vertx vertx = Vertx.vertx();
    private final SnsPublisher http = new SnsPublisher(vertx);
    ChatStandIn standIn;
    @Inject
    Pool pool;
    @Inject
    CommandHousekeeping housekeeping;
    @Inject
    CommandPresses presses;
    private FakeSurroundings around;
    private SlackTyping typing;

    @BeforeEach
    void aChannelThatTakesCommands() {
        around = FakeSurroundings.installed();
        URI tocsin = URI.create(RestAssured.baseURI + ":" + RestAssured.port);
        typing = standIn.typing(http, tocsin);
        standIn.interactAt(http, tocsin.resolve("/slack/interactions"));
        standIn.slack().channel(team, new Channel(channel, "ops", false, false, true));
        api().body(Map.of("slackTeamId", team, "slackTeamName", "Acme", "botToken", "xoxb-s3cr3t-" + team))
                .post("/api/slack/workspaces").then().statusCode(201);
        allow(FakeSurroundings.place("ops", ACCOUNT));
    }

    @AfterEach
    void nothingStays() {
        standIn.faults().clear("/api/chat.postMessage#" + channel);
        api().delete("/api/slack/workspaces/" + team);
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatOnlyReadsIsAnsweredInItsThreadAtOnce() {
        PostedMessage asked = mention(jane, "cloudwatch describe-alarms --StateValue ALARM");

        PostedMessage answer = awaitReplies(asked, 1).get(0);

        assertThat(answer.text()).isEqualTo("cloudwatch describe-alarms --StateValue ALARM as ops in " + ACCOUNT
                + ", us-east-1: {\"Region\":\"us-east-1\"}");
        assertThat(around.operations()).containsExactly("DescribeAlarms {\"StateValue\":\"ALARM\"}");
        assertThat(around.called.get(0).role().roleArn()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":role/ops");
        assertThat(around.called.get(0).role().guardrailPolicyArns()).containsExactly("arn:aws:iam::aws:policy/ReadOnlyAccess");
        assertThat(around.called.get(0).role().sessionName()).isEqualTo("chatbot-session-" + jane.id());
        assertThat(around.called.get(0).role().sessionTags()).isEqualTo(Map.of("slack-user", jane.id(), "slack-team", team,
                "slack-channel", channel, "configuration", "ops"));
        awaitState(asked, "DONE");
        String command = command(asked);
        admin().queryParam("slackChannelId", channel).get("/api/commands").then().statusCode(200).body("items", hasSize(1))
                .body("items[0].id", equalTo(command)).body("items[0].service", equalTo("cloudwatch"))
                .body("items[0].result", equalTo("ok")).body("items[0].account", equalTo(ACCOUNT));
        admin().get("/api/commands/" + command).then().statusCode(200).body("source", equalTo("MENTION"))
                .body("slackUserId", equalTo(jane.id())).body("changes", equalTo(false));
        admin().queryParam("name", command).get("/api/audit").then().body("entries", hasSize(1))
                .body("entries[0].operation", equalTo("run")).body("entries[0].kind", equalTo("command"))
                .body("entries[0].whoKind", equalTo("slack")).body("entries[0].after.slackChannelId", equalTo(channel))
                .body("entries[0].after.roleArn", equalTo("arn:aws:iam::" + ACCOUNT + ":role/ops"))
                .body("entries[0].after.normalized", equalTo("cloudwatch describe-alarms --StateValue ALARM"));
    }

    @Test
    void aTableIsDrawnWithLettersWhereSlackRefusesIt() {
        around.answer("DescribeAlarms", () -> Uni.createFrom().item(new AwsAnswer.Done(
                JsonNodeFactory.instance.objectNode().put("shown", FakeMessages.TABLE))));
        standIn.faults().add(Fault.answer("/api/chat.postMessage#" + channel, 200,
                "{\"ok\":false,\"error\":\"invalid_blocks\"}"));

        PostedMessage answer = awaitReplies(mention(jane, "cloudwatch describe-alarms"), 1).get(0);

        assertThat(shown(answer)).contains("```\\na cell\\n```", CommandBlocks.JSON).doesNotContain("\"table\"");
        standIn.faults().clear("/api/chat.postMessage#" + channel);
    }

    @Test
    void whatSlackSaysThriceIsCarriedOutOnce() {
        SlackTyping.Typed typed = typing.mention(channel, jane, "cloudwatch describe-alarms", Optional.empty());
        Stream.of(1, 2, 3).map(i -> typing.tell(typed)).toList().forEach(reply -> assertThat(status(reply)).isEqualTo(200));

        awaitReplies(typed.message(), 1);
        assertThat(status(typing.tell(typed))).isEqualTo(200);
        awaitState(typed.message(), "DONE");
        assertThat(around.called).hasSize(1);
        assertThat(replies(typed.message())).hasSize(1);
    }

    @Test
    void whatChangesSomethingRunsOnceSomebodyPressesRun() {
        PostedMessage asked = mention(jane, "ec2 stop-instances --InstanceIds i-1");
        PostedMessage question = awaitReplies(asked, 1).get(0);
        assertThat(question.text()).isEqualTo("Run ec2 stop-instances --InstanceIds i-1 in " + ACCOUNT + " us-east-1?");
        awaitState(asked, "ASKING");
        assertThat(around.called).isEmpty();

        assertThat(click(question, "tocsin-command-run", joe)).isEqualTo(200);
        await().atMost(ofSeconds(10)).until(() -> !standIn.conversations().ephemeral(channel).isEmpty());
        assertThat(standIn.conversations().ephemeral(channel).get(0).text()).contains("Only whoever gave the command");
        assertThat(around.called).isEmpty();

        assertThat(click(question, "tocsin-command-run", jane)).isEqualTo(200);
        PostedMessage answer = awaitReplies(asked, 2).get(1);
        assertThat(answer.text()).contains("stop-instances").contains("asked by " + jane.id() + " run by " + jane.id());
        await().atMost(ofSeconds(10)).until(() -> shown(question).contains("Run by"));
        assertThat(shown(question)).doesNotContain("tocsin-command-run");
        awaitState(asked, "DONE");
        assertThat(around.operations()).containsExactly("StopInstances {\"InstanceIds\":\"i-1\"}");
        admin().queryParam("name", command(asked)).get("/api/audit").then()
                .body("entries.operation", equalTo(List.of("run", "approve")));
    }

    @Test
    void thoseWhoMayApproveMayPressRunAndGroupsCount() {
        CommandPlace place = FakeSurroundings.place("ops", ACCOUNT);
        allow(new CommandPlace(1, "ops", place.roleArn(), List.of(), false, List.of(), List.of("S0APPROVERS")));
        standIn.people().group(team, "S0APPROVERS", joe.id());
        PostedMessage asked = mention(jane, "ec2 stop-instances --InstanceIds i-1");
        PostedMessage question = awaitReplies(asked, 1).get(0);

        assertThat(click(question, "tocsin-command-run", joe)).isEqualTo(200);

        awaitReplies(asked, 2);
        assertThat(around.called.get(0).role().sessionName()).isEqualTo("chatbot-session-" + jane.id());
        assertThat(around.called.get(0).role().sessionTags()).containsEntry("slack-approver", joe.id());
        awaitState(asked, "DONE");
        admin().get("/api/commands/" + command(asked)).then().body("decidedBy", equalTo(joe.id()));
    }

    @Test
    void whatIsCancelledOrNotAnsweredIsNotRun() {
        PostedMessage one = mention(jane, "ec2 stop-instances --InstanceIds i-1");
        PostedMessage other = mention(jane, "cloudwatch delete-alarms --AlarmNames a");
        PostedMessage question = awaitReplies(one, 1).get(0);
        PostedMessage unanswered = awaitReplies(other, 1).get(0);
        awaitState(one, "ASKING");
        awaitState(other, "ASKING");

        assertThat(click(question, "tocsin-command-cancel", jane)).isEqualTo(200);
        run("UPDATE chat_command SET expires_at = now() - interval '1 second' WHERE asked_ts = '" + other.ts() + "'");

        await().atMost(ofSeconds(10)).until(() -> shown(question).contains("Cancelled by"));
        await().atMost(ofSeconds(10)).until(() -> shown(unanswered).contains("Nobody has answered this in time"));
        awaitState(one, "CANCELLED");
        awaitState(other, "EXPIRED");
        assertThat(around.called).isEmpty();
        admin().queryParam("name", command(other)).get("/api/audit").then()
                .body("entries.operation", equalTo(List.of("expire")));
    }

    @Test
    void whatIsTooLongToBeShownWholeIsRefusedAndNoPressRunsIt() {
        PostedMessage asked = mention(jane, "ec2 stop-instances --InstanceIds " + "i".repeat(FakeMessages.LONGEST));
        assertThat(awaitReplies(asked, 1).get(0).text()).contains("too long");
        awaitState(asked, "REFUSED");

        Optional<String> told = presses
                .press(new PressedButton(UUID.fromString(command(asked)), PressedButton.Kind.RUN, Optional.empty()),
                        new ButtonPresser(team, channel, asked.ts(), jane.id(), jane.name(), "press-" + id))
                .await().atMost(ofSeconds(5));

        assertThat(told).hasValueSatisfying(words -> assertThat(words).contains("answered already"));
        assertThat(around.called).isEmpty();
    }

    @Test
    void whatIsNeverAllowedIsToldWithoutAQuestion() {
        PostedMessage asked = mention(jane, "ec2 create-key-pair --KeyName k");

        assertThat(awaitReplies(asked, 1).get(0).content().toString()).contains("Forbidden")
                .doesNotContain("tocsin-command-run");
        awaitState(asked, "DONE");
        assertThat(around.called).isEmpty();
    }

    @Test
    void whatIsMissingIsAskedForAndCompletedInTheThread() {
        PostedMessage asked = mention(jane, "ec2 stop-instances");
        assertThat(awaitReplies(asked, 1).get(0).text()).isEqualTo("It lacks instance-ids");
        awaitState(asked, "ASKING");

        tell(typing.mention(channel, jane, "InstanceIds i-7", Optional.of(asked.ts())));

        await().atMost(ofSeconds(10)).until(() -> replies(asked).stream()
                .anyMatch(reply -> reply.text().startsWith("Run ec2 stop-instances --InstanceIds i-7 in")));
        awaitState(asked, "CONTINUED");
    }

    @Test
    void whereSeveralAccountsShareAChannelItIsAskedWhichOneAndThatIsRemembered() {
        allow(FakeSurroundings.place("ops", ACCOUNT), FakeSurroundings.place("prod", "210987654321"));
        PostedMessage asked = mention(jane, "cloudwatch describe-alarms");
        PostedMessage question = awaitReplies(asked, 1).get(0);
        assertThat(shown(question)).contains("tocsin-command-account-" + ACCOUNT);

        assertThat(click(question, "tocsin-command-account-210987654321", jane)).isEqualTo(200);

        assertThat(awaitReplies(asked, 2).get(1).text()).contains("ops in 210987654321");
        await().atMost(ofSeconds(10)).until(() -> shown(question).contains("For 210987654321"));
        assertThat(around.defaults.get(channel).account()).contains("210987654321");
        PostedMessage again = mention(jane, "cloudwatch describe-alarms");
        assertThat(awaitReplies(again, 1).get(0).text()).contains("ops in 210987654321");
    }

    @Test
    void aSlashCommandIsAnsweredAtOnceAndThenUnderAMessageOfItsOwn() throws Exception {
        SnsPublisher.Reply reply = typing.slash(channel, jane, "cloudwatch describe-alarms --Password s3cr3t-word-1 ")
                .toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("ephemeral").contains("On it");
        await().atMost(ofSeconds(10)).until(() -> standIn.conversations().in(channel).size() == 1);
        PostedMessage root = standIn.conversations().in(channel).get(0);
        assertThat(root.text()).startsWith("<@" + jane.id() + "> asked: `cloudwatch describe-alarms")
                .doesNotContain("s3cr3t-word-1");
        awaitReplies(root, 1);
        await().atMost(ofSeconds(10)).until(() -> "DONE".equals(state("source = 'SLASH'")));
        String all = admin().queryParam("slackChannelId", channel).get("/api/commands").asString()
                + admin().queryParam("kind", "command").get("/api/audit").asString();
        assertThat(all).contains("describe-alarms").doesNotContain("s3cr3t-word-1");
        assertThat(text("SELECT text FROM chat_command WHERE source = 'SLASH' AND slack_team_id = '" + team + "'"))
                .doesNotContain("s3cr3t-word-1");
    }

    @Test
    void aSlashCommandWhereTheAppIsNotIsAnsweredAlone() {
        standIn.slack().channel(team, new Channel("G" + id, "private", true, false, false));
        around.places.put(team + "/G" + id, List.of(FakeSurroundings.place("ops", ACCOUNT)));

        typing.slash("G" + id, jane, "cloudwatch describe-alarms");

        await().atMost(ofSeconds(10)).untilAsserted(() -> {
            assertThat(standIn.conversations().ephemeral("G" + id)).anyMatch(whisper -> whisper.text().contains("/invite"));
            admin().queryParam("slackChannelId", "G" + id).get("/api/commands").then()
                    .body("items[0].unansweredBecause", equalTo("channel_not_found"));
        });
    }

    @Test
    void helpAndWhatIsUnclearAreAnsweredAndAliasesBelongToTheChannel() {
        assertThat(awaitReplies(mention(jane, "help"), 1).get(0).text()).isEqualTo("This is the help.");
        assertThat(awaitReplies(mention(jane, "bananas"), 1).get(0).text()).isEqualTo("Nothing is called `bananas`.");
        assertThat(awaitReplies(mention(jane, "alias create al cloudwatch describe-alarms"), 1).get(0).text())
                .contains("`run al` now runs");
        assertThat(awaitReplies(mention(joe, "run al"), 1).get(0).text()).contains("cloudwatch describe-alarms as ops");
        assertThat(awaitReplies(mention(joe, "alias list"), 1).get(0).text()).contains("`al` runs");
        assertThat(awaitReplies(mention(joe, "alias delete al"), 1).get(0).text()).contains("is gone");
        assertThat(awaitReplies(mention(joe, "run al"), 1).get(0).text()).contains("There is no alias al");
        assertThat(awaitReplies(mention(joe, "set default-account 999999999999"), 1).get(0).text())
                .contains("No configuration of this channel is for the account 999999999999").contains(ACCOUNT);
        assertThat(awaitReplies(mention(joe, "set default-account " + ACCOUNT), 1).get(0).text()).contains("From now on");
    }

    @Test
    void whoMayNotIsToldAlone() {
        CommandPlace place = FakeSurroundings.place("ops", ACCOUNT);
        allow(new CommandPlace(1, "ops", place.roleArn(), List.of(), false, List.of(joe.id(), "S0NOBODY"), List.of()));
        standIn.people().group(team, "S0NOBODY");
        mention(jane, "cloudwatch describe-alarms");
        assertThat(awaitWhisper(1)).contains("not among the people");

        around.places.clear();
        mention(joe, "cloudwatch describe-alarms");
        assertThat(awaitWhisper(2)).contains("not taken in this channel");

        allow(place);
        standIn.people().deactivate(team, joe.id());
        mention(joe, "cloudwatch describe-alarms");
        assertThat(awaitWhisper(3)).contains("no active member");
        assertThat(around.called).isEmpty();
    }

    @Test
    void whereGroupsCannotBeSeenNobodyIsLetInByThem() {
        standIn.slack().allow("xoxb-s3cr3t-" + team, "chat:write", "channels:history", "usergroups:read");
        CommandPlace place = FakeSurroundings.place("ops", ACCOUNT);
        allow(new CommandPlace(1, "ops", place.roleArn(), List.of(), false, List.of("S0UNKNOWN"), List.of()));

        mention(jane, "cloudwatch describe-alarms");

        assertThat(awaitWhisper(1)).contains("user group").contains("usergroups:read");
    }

    @Test
    void whoNeedsARoleOfTheirOwnIsToldWhereToSayWhichAlone() {
        allow(new CommandPlace(1, "ops", Optional.empty(), List.of(), true, List.of(), List.of()));
        PostedMessage asked = mention(jane, "cloudwatch describe-alarms");

        assertThat(awaitWhisper(1)).contains("https://console.tocsin.test/s3cr3t-link/" + jane.id());
        awaitState(asked, "REFUSED");
        assertThat(replies(asked)).isEmpty();
        assertThat(text("SELECT concat(say, reason) FROM chat_command WHERE asked_ts = '" + asked.ts() + "'"))
                .doesNotContain("s3cr3t-link");

        around.roles.put(jane.id(), "arn:aws:iam::" + ACCOUNT + ":role/jane");
        assertThat(awaitReplies(mention(jane, "cloudwatch describe-alarms"), 1).get(0).text()).contains("as jane in");
    }

    @Test
    void strangersOfASharedChannelAreRefused() {
        SlackTyping.Typed typed = typing.mention(channel, jane, "cloudwatch describe-alarms", Optional.empty());
        SlackTyping.Typed strange = new SlackTyping.Typed(typed.message(),
                typed.event().replace("\"is_ext_shared_channel\":false", "\"is_ext_shared_channel\":true").replace(
                        "\"team\":\"" + team + "\"", "\"team\":\"T0GUESTS\""));
        tell(strange);

        assertThat(awaitWhisper(1)).contains("only the people of that workspace");
        assertThat(around.called).isEmpty();
    }

    @Test
    void moreAndJsonFollowFromAnAnswer() {
        around.page("DescribeAlarms", "next-1");
        PostedMessage asked = mention(jane, "cloudwatch describe-alarms");
        PostedMessage first = awaitReplies(asked, 1).get(0);
        assertThat(shown(first)).contains("tocsin-command-more");

        assertThat(click(first, "tocsin-command-more", joe)).isEqualTo(200);
        PostedMessage second = awaitReplies(asked, 2).get(1);
        assertThat(around.operations()).containsExactly("DescribeAlarms {}", "DescribeAlarms {\"NextToken\":\"next-1\"}");
        assertThat(around.called.get(1).role().sessionName()).isEqualTo("chatbot-session-" + joe.id());

        assertThat(click(first, "tocsin-command-more", jane)).isEqualTo(200);
        await().atMost(ofSeconds(10)).until(() -> !standIn.conversations().ephemeral(channel).isEmpty());
        assertThat(standIn.conversations().ephemeral(channel).get(0).text()).contains("already");

        assertThat(click(second, "tocsin-command-json", jane)).isEqualTo(200);
        await().atMost(ofSeconds(10)).until(() -> !standIn.files().completed().isEmpty());
        await().atMost(ofSeconds(10)).until(() -> standIn.files().completed().stream()
                .anyMatch(file -> new String(standIn.files().content(file).orElseThrow(), StandardCharsets.UTF_8)
                        .contains("{\"all\":")));
        assertThat(around.called.get(2).call().parameters().toString()).contains("next-1");
    }

    @Test
    void whoMayNotUseTheConfigurationOfAnAnswerGetsNoMoreOfItFromAnother() {
        CommandPlace staging = FakeSurroundings.place("staging", ACCOUNT);
        allow(new CommandPlace(1, "staging", staging.roleArn(), List.of(), false, List.of(jane.id()), List.of()));
        around.page("DescribeAlarms", "next-1");
        PostedMessage asked = mention(jane, "cloudwatch describe-alarms");
        PostedMessage answer = awaitReplies(asked, 1).get(0);
        allow(new CommandPlace(1, "staging", staging.roleArn(), List.of(), false, List.of(jane.id()), List.of()),
                FakeSurroundings.place("prod", "210987654321"));

        assertThat(click(answer, "tocsin-command-more", joe)).isEqualTo(200);
        assertThat(awaitWhisper(1)).contains("This is for staging");
        run("UPDATE chat_command SET result_json = '{\"kept\":1}' WHERE slack_team_id = '" + team + "' AND source = 'MENTION'");
        assertThat(click(answer, "tocsin-command-json", joe)).isEqualTo(200);
        assertThat(awaitWhisper(2)).contains("This is for staging");
        assertThat(around.called).hasSize(1);
        assertThat(standIn.files().completed().stream()
                .filter(file -> new String(standIn.files().content(file).orElseThrow(), StandardCharsets.UTF_8)
                        .contains("kept")))
                .isEmpty();
    }

    @Test
    void whereNoFileMayBePutTheBeginningIsPosted() {
        standIn.slack().allow("xoxb-s3cr3t-" + team, "chat:write", "channels:history");
        PostedMessage asked = mention(jane, "cloudwatch describe-alarms");
        PostedMessage answer = awaitReplies(asked, 1).get(0);

        assertThat(click(answer, "tocsin-command-json", jane)).isEqualTo(200);

        assertThat(awaitReplies(asked, 3).get(2).text()).contains("{\"all\":").contains("missing_scope")
                .contains("files:write");
    }

    @Test
    void whoTypesTooMuchIsToldOnceAndNotCarriedOut() {
        List<PostedMessage> all = Stream.generate(() -> mention(jane, "cloudwatch describe-alarms")).limit(23).toList();

        all.forEach(message -> await().atMost(ofSeconds(20)).until(() -> isOver(message)));
        assertThat(around.called).hasSize(20);
        assertThat(standIn.conversations().ephemeral(channel)).hasSizeBetween(1, 3)
                .allSatisfy(whisper -> assertThat(whisper.text()).contains("too many commands"));
    }

    @Test
    void whatSlackDoesNotTakeNowIsSaidLaterAndOnce() {
        standIn.faults().add(Fault.answer("/api/chat.postMessage#" + channel, 503, ""));
        standIn.faults().add(new Fault("/api/chat.postMessage#" + channel, 1, Fault.Then.ANSWER, 429, "",
                Map.of("Retry-After", "1"), Duration.ZERO));
        PostedMessage asked = mention(jane, "cloudwatch describe-alarms");

        await().atMost(ofSeconds(20)).until(() -> replies(asked).size() == 1);
        awaitState(asked, "DONE");
        assertThat(around.called).hasSize(1);
    }

    @Test
    void anAnswerThatSlackTookWithoutSayingSoIsThereOnce() {
        standIn.faults().add(Fault.takeAndHangUp("/api/chat.postMessage#" + channel));
        PostedMessage asked = mention(jane, "cloudwatch describe-alarms");

        await().atMost(ofSeconds(20)).until(() -> text("SELECT coalesce(answer_ts, '') FROM chat_command WHERE asked_ts = '"
                + asked.ts() + "'").length() > 5);
        assertThat(replies(asked)).hasSize(1);
    }

    @Test
    void whatAwsRefusesIsAnsweredAndKept() {
        around.answer("DescribeAlarms", () -> Uni.createFrom().item(new AwsAnswer.Refused("AccessDenied", "no", 403,
                Optional.of("cloudwatch:DescribeAlarms"), false)));
        PostedMessage asked = mention(jane, "cloudwatch describe-alarms");

        assertThat(awaitReplies(asked, 1).get(0).text()).contains("AccessDenied");
        admin().queryParam("slackChannelId", channel).queryParam("state", "DONE").get("/api/commands").then()
                .body("items.result", hasItem("AccessDenied"));
    }

    @Test
    void aChangeOfWhichNobodyKnowsIsToldAndNotRepeated() {
        around.answer("StopInstances", () -> Uni.createFrom().failure(new IllegalStateException("a fault of ours")));
        PostedMessage asked = mention(jane, "ec2 stop-instances --InstanceIds i-1");
        click(awaitReplies(asked, 1).get(0), "tocsin-command-run", jane);

        assertThat(awaitReplies(asked, 2).get(1).text()).contains("may or may not have happened")
                .contains("ec2 describe-instances");
        awaitState(asked, "INTERRUPTED");
        assertThat(around.called).hasSize(1);
    }

    @Test
    void aChangeAtWhichAwsFailedMayHaveHappened() {
        around.answer("StopInstances",
                () -> Uni.createFrom().item(new AwsAnswer.Failed("InternalFailure", "", 500, true, false)));
        PostedMessage asked = mention(jane, "ec2 stop-instances --InstanceIds i-1");
        click(awaitReplies(asked, 1).get(0), "tocsin-command-run", jane);

        awaitReplies(asked, 2);
        awaitState(asked, "INTERRUPTED");
        assertThat(around.called).hasSize(1);
    }

    @Test
    void aReplicaThatIsGoneIsStoodInForAndAChangeIsNotRepeated() {
        around.answer("DescribeAlarms", () -> Uni.createFrom().nothing());
        around.answer("StopInstances", () -> Uni.createFrom().nothing());
        PostedMessage reading = mention(jane, "cloudwatch describe-alarms");
        PostedMessage changing = mention(jane, "ec2 stop-instances --InstanceIds i-1");
        click(awaitReplies(changing, 1).get(0), "tocsin-command-run", jane);
        await().atMost(ofSeconds(10)).until(() -> around.called.size() == 2);
        around.answers.clear();

        run("UPDATE chat_command SET leased_until = now() - interval '1 second' WHERE slack_team_id = '" + team
                + "' AND leased_until IS NOT NULL");

        assertThat(awaitReplies(reading, 1).get(0).text()).contains("describe-alarms");
        assertThat(awaitReplies(changing, 2).get(1).text()).contains("the process ended").contains("not repeated");
        awaitState(changing, "INTERRUPTED");
        awaitState(reading, "DONE");
        assertThat(around.operations()).containsExactlyInAnyOrder("DescribeAlarms {}", "DescribeAlarms {}",
                "StopInstances {\"InstanceIds\":\"i-1\"}");
    }

    @Test
    void whatNobodyCanCarryOutIsTriedAgainAndThenTold() {
        PostedMessage asked = mention(jane, "boom");

        await().atMost(ofSeconds(30)).until(() -> replies(asked).size() == 1);
        assertThat(replies(asked).get(0).text()).contains("could not be carried out");
        awaitState(asked, "INTERRUPTED");
    }

    @Test
    void whatIsNotPlainlyAPersonsIsLeftAlone() {
        for (String wrong : List.of("\"type\":\"app_mention\",\"bot_id\":\"B1\"",
                "\"type\":\"app_mention\",\"edited\":{\"user\":\"U1\"}",
                "\"type\":\"app_mention\",\"subtype\":\"bot_message\"")) {
            SlackTyping.Typed typed = typing.mention(channel, jane, "help", Optional.empty());
            tell(new SlackTyping.Typed(typed.message(), typed.event().replace("\"type\":\"app_mention\"", wrong)));
        }
        SlackTyping.Typed typed = typing.mention(channel, jane, "help", Optional.empty());
        tell(new SlackTyping.Typed(typed.message(), typed.event().replace(team, "T0NOBODY")));
        tell(new SlackTyping.Typed(typed.message(), typed.event().replace("\"user\":\"" + jane.id(), "\"user\":\"U0TOCSIN")));
        admin().queryParam("slackUserId", jane.id()).get("/api/commands").then().body("items", hasSize(0));
        given().header("X-Slack-Signature", "v0=00").header("X-Slack-Request-Timestamp", "1").body("x").post("/slack/commands")
                .then().statusCode(401);
    }

    private void allow(CommandPlace... places) {
        around.places.put(team + "/" + channel, List.of(places));
    }

    private PostedMessage mention(SlackPerson person, String words) {
        SlackTyping.Typed typed = typing.mention(channel, person, words, Optional.empty());
        tell(typed);
        return typed.message();
    }

    private void tell(SlackTyping.Typed typed) {
        assertThat(status(typing.tell(typed))).isEqualTo(200);
    }

    private int click(PostedMessage message, String action, SlackPerson person) {
        return status(standIn.click(channel, message.ts(), action, person));
    }

    private static int status(Future<SnsPublisher.Reply> reply) {
        try {
            return reply.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS).status();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<PostedMessage> replies(PostedMessage asked) {
        return standIn.conversations().replies(channel, asked.ts()).stream()
                .filter(message -> message.author() == PostedMessage.Author.APP).toList();
    }

    private List<PostedMessage> awaitReplies(PostedMessage asked, int count) {
        await().atMost(ofSeconds(15)).until(() -> replies(asked).size() >= count);
        return replies(asked);
    }

    private String awaitWhisper(int number) {
        await().atMost(ofSeconds(15)).until(() -> standIn.conversations().ephemeral(channel).size() >= number);
        return standIn.conversations().ephemeral(channel).get(number - 1).text();
    }

    private String shown(PostedMessage message) {
        return standIn.conversations().message(channel, message.ts()).orElseThrow().content().toString();
    }

    private void awaitState(PostedMessage asked, String state) {
        await().atMost(ofSeconds(15)).until(() -> state.equals(state("asked_ts = '" + asked.ts() + "'"))
                && text("SELECT due_at IS NULL FROM chat_command WHERE asked_ts = '" + asked.ts() + "'").equals("true"));
    }

    private boolean isOver(PostedMessage asked) {
        return List.of("DONE", "REFUSED").contains(state("asked_ts = '" + asked.ts() + "'"))
                && text("SELECT due_at IS NULL FROM chat_command WHERE asked_ts = '" + asked.ts() + "'").equals("true");
    }

    private String state(String where) {
        return text("SELECT state FROM chat_command WHERE slack_team_id = '" + team + "' AND source <> 'MORE' AND " + where
                + " ORDER BY seq LIMIT 1");
    }

    private String command(PostedMessage asked) {
        return text("SELECT id FROM chat_command WHERE asked_ts = '" + asked.ts() + "' AND slack_team_id = '" + team + "'");
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

    private static RequestSpecification admin() {
        return given().header("Authorization", "Bearer " + ADMIN_TOKEN);
    }
}
