package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.vertx.core.Vertx;

/** Replies, what becomes of them without their message, and messages that are deleted or seen by one person alone. */
class SlackThreadsTest {

    private static Vertx vertx;
    private static ChatStandIn standIn;
    private static SlackCaller slack;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        slack = SlackCaller.of(standIn);
    }

    @AfterAll
    static void stop() {
        standIn.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void lift() {
        standIn.restrictions().lift();
    }

    @Test
    void keepsRepliesInTheThreadAndShowsBroadcastOnesInTheChannelToo() throws Exception {
        String root = slack.post("C0THREAD", "ALARM");
        JsonNode reply = reply("C0THREAD", root, "it got worse", "");
        String broadcast = reply("C0THREAD", root, "ALARM again", ",'reply_broadcast':true").path("ts").asText();

        assertThat(reply.at("/message/thread_ts").asText()).isEqualTo(root);
        assertThat(standIn.conversations().replies("C0THREAD", root)).extracting(PostedMessage::text)
                .containsExactly("it got worse", "ALARM again");
        assertThat(standIn.conversations().in("C0THREAD")).extracting(PostedMessage::ts).containsExactly(root, broadcast);
    }

    /** slack-go/slack#1571, langchain-ai/open-swe#2753. */
    @Test
    void postsRepliesToWhatIsNotThereInTheChannelAndSaysSoByNoThread() throws Exception {
        String root = slack.post("C0LONELY", "ALARM");
        String reply = reply("C0LONELY", root, "a reply", "").path("ts").asText();
        standIn.conversations().delete("C0LONELY", reply);
        standIn.conversations().delete("C0LONELY", root);

        for (String gone : new String[] { root, "1.000001" }) {
            JsonNode answer = reply("C0LONELY", gone, "too late", ",'reply_broadcast':true");
            assertThat(answer.path("ok").asBoolean()).isTrue();
            assertThat(answer.path("message").has("thread_ts")).isFalse();
        }
        assertThat(standIn.conversations().in("C0LONELY")).hasSize(2).noneMatch(PostedMessage::isBroadcast);
    }

    @Test
    void keepsAThreadWhoseMessageIsDeletedWhileThereAreReplies() throws Exception {
        String root = slack.post("C0TOMB", "ALARM");
        reply("C0TOMB", root, "a reply", "");
        standIn.conversations().delete("C0TOMB", root);

        assertThat(reply("C0TOMB", root, "another", "").at("/message/thread_ts").asText()).isEqualTo(root);
        assertThat(standIn.conversations().replies("C0TOMB", root)).hasSize(2);
        assertThat(standIn.conversations().message("C0TOMB", root)).isEmpty();
    }

    @Test
    void hasChannelsWithoutThreadsAndChannelsWithNothingElse() throws Exception {
        String root = slack.post("C0STRICT", "ALARM");
        String reply = "{'channel':'C0STRICT','thread_ts':'" + root + "','text':'x'}";

        standIn.restrictions().forbidReplies("C0STRICT");
        assertThat(slack.error("chat.postMessage", reply)).isEqualTo("restricted_action_non_threadable_channel");
        assertThat(slack.error("chat.postMessage", "{'channel':'C0STRICT','text':'x'}")).isEqualTo("ok");

        standIn.restrictions().lift();
        standIn.restrictions().allowOnlyReplies("C0STRICT");
        assertThat(slack.error("chat.postMessage", reply)).isEqualTo("ok");
        assertThat(slack.error("chat.postMessage", "{'channel':'C0STRICT','text':'x'}"))
                .isEqualTo("restricted_action_thread_only_channel");
    }

    @Test
    void broadcastsAnOldReplyOnlyWithoutChangingIt() throws Exception {
        String root = slack.post("C0LATER", "ALARM");
        String reply = reply("C0LATER", root, "a reply", "").path("ts").asText();
        String of = "{'channel':'C0LATER','ts':'%s','reply_broadcast':true%s}";

        assertThat(slack.error("chat.update", of.formatted(root, ""))).isEqualTo("cant_broadcast_message");
        assertThat(slack.error("chat.update", of.formatted(reply, ",'text':'x'")))
                .isEqualTo("no_dual_broadcast_content_update");
        assertThat(slack.error("chat.update", of.formatted(reply, ""))).isEqualTo("ok");
        assertThat(standIn.conversations().in("C0LATER")).extracting(PostedMessage::text).containsExactly("ALARM", "a reply");
    }

    @Test
    void deletesTheAppsOwnMessages() throws Exception {
        String ts = slack.post("C0DELETE", "ALARM");
        String delete = "{'channel':'C0DELETE','ts':'" + ts + "'}";

        assertThat(slack.as("xoxb-s3cr3t-T0OTHER").error("chat.delete", delete)).isEqualTo("cant_delete_message");
        assertThat(slack.error("chat.delete", delete)).isEqualTo("ok");
        assertThat(slack.error("chat.delete", delete)).isEqualTo("message_not_found");
    }

    @Test
    void linksToMessagesByAFormAlone() throws Exception {
        String root = slack.post("C0LINKS", "ALARM");
        String reply = reply("C0LINKS", root, "a reply", "").path("ts").asText();

        assertThat(slack.form("chat.getPermalink", Map.of("channel", "C0LINKS", "message_ts", root)).path("permalink").asText())
                .isEqualTo(standIn.url() + "/archives/C0LINKS/p" + root.replace(".", ""));
        assertThat(
                slack.form("chat.getPermalink", Map.of("channel", "C0LINKS", "message_ts", reply)).path("permalink").asText())
                .endsWith(reply.replace(".", "") + "?thread_ts=" + root + "&cid=C0LINKS");
        assertThat(
                slack.form("chat.getPermalink", Map.of("channel", "C0LINKS", "message_ts", "1.000001")).path("error").asText())
                .isEqualTo("message_not_found");
        assertThat(slack.error("chat.getPermalink", "{'channel':'C0LINKS','message_ts':'" + root + "'}"))
                .as("it takes no JSON").isEqualTo("channel_not_found");
    }

    @Test
    void showsOnePersonWhatNobodyElseSees() throws Exception {
        JsonNode answer = slack.call("chat.postEphemeral", "{'channel':'C0QUIET','user':'U0ANN','text':'Only you'}");

        assertThat(answer.path("message_ts").asText()).matches("[0-9]{10}\\.[0-9]{6}");
        assertThat(standIn.conversations().ephemeral("C0QUIET")).singleElement()
                .satisfies(message -> assertThat(message.onlyFor()).contains("U0ANN"));
        assertThat(standIn.conversations().in("C0QUIET")).isEmpty();
        assertThat(slack.error("chat.update", "{'channel':'C0QUIET','ts':'" + answer.path("message_ts").asText()
                + "','text':'x'}")).isEqualTo("message_not_found");
        assertThat(slack.error("chat.postEphemeral", "{'channel':'C0QUIET','text':'x'}")).isEqualTo("invalid_arguments");
        assertThat(slack.error("chat.postEphemeral", "{'channel':'C0QUIET','user':'ann','text':'x'}"))
                .isEqualTo("user_not_in_channel");
    }

    @Test
    void postsByTheChannelsNameAndAnswersItsId() throws Exception {
        standIn.slack().channel(SlackCaller.TEAM, new SlackTeams.Channel("C0KNOWN", "on-duty", false, false, true));

        assertThat(slack.call("chat.postMessage", "{'channel':'#on-duty','text':'x'}").path("channel").asText())
                .isEqualTo("C0KNOWN");
        assertThat(slack.call("chat.postMessage", "{'channel':'#ops','text':'x'}").path("channel").asText())
                .isEqualTo("C0OPS");
    }

    @Test
    void postsWhereTheAppIsOrWhereItsScopeLets() throws Exception {
        SlackCaller bare = slack.as("xoxb-s3cr3t-bare-T0BARE");
        standIn.slack().allow("xoxb-s3cr3t-bare-T0BARE", "chat:write");
        standIn.slack().channel("T0BARE", new SlackTeams.Channel("C0IN", "in", false, false, true));

        assertThat(bare.error("chat.postMessage", "{'channel':'C0IN','text':'x'}")).isEqualTo("ok");
        assertThat(bare.error("chat.postMessage", "{'channel':'C0OUT','text':'x'}")).isEqualTo("not_in_channel");
        standIn.slack().allow("xoxb-s3cr3t-bare-T0BARE", "team:read");
        assertThat(bare.error("chat.postMessage", "{'channel':'C0IN','text':'x'}")).isEqualTo("missing_scope");
    }

    private static JsonNode reply(String channel, String root, String text, String more) throws Exception {
        return slack.call("chat.postMessage",
                "{'channel':'" + channel + "','thread_ts':'" + root + "','text':'" + text + "'" + more + "}");
    }
}
