package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.vertx.core.Vertx;

/** Reading channels and threads back. */
class SlackHistoryTest {

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

    @Test
    void answersTheNewestFirstPageByPage() throws Exception {
        open("C0PAGES", false, true);
        List<String> posted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            posted.add(0, slack.post("C0PAGES", "message " + i));
        }

        JsonNode first = history("C0PAGES", Map.of("limit", "2"));
        JsonNode second = history("C0PAGES", Map.of("limit", "2", "cursor", cursor(first)));
        JsonNode third = history("C0PAGES", Map.of("limit", "2", "cursor", cursor(second)));

        List<String> read = new ArrayList<>(names(first));
        read.addAll(names(second));
        read.addAll(names(third));
        assertThat(read).isEqualTo(posted);
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(third.path("has_more").asBoolean()).isFalse();
        assertThat(third.has("response_metadata")).isFalse();
        assertThat(history("C0PAGES", Map.of("cursor", "made-up")).path("error").asText()).isEqualTo("invalid_cursor");
        assertThat(history("C0PAGES", Map.of("limit", "many")).path("error").asText()).isEqualTo("invalid_limit");
    }

    @Test
    void answersWhatIsNewerThanAMoment() throws Exception {
        open("C0SINCE", false, true);
        String first = slack.post("C0SINCE", "first");
        String second = slack.post("C0SINCE", "second");

        assertThat(names(history("C0SINCE", Map.of("oldest", first)))).containsExactly(second);
        assertThat(names(history("C0SINCE", Map.of("oldest", first, "inclusive", "true")))).containsExactly(second, first);
        assertThat(names(history("C0SINCE", Map.of("latest", second)))).containsExactly(first);
        assertThat(names(history("C0SINCE", Map.of("oldest", "0")))).hasSize(2);
        assertThat(names(history("C0SINCE", Map.of("oldest", second.substring(0, 10))))).as("whole seconds").contains(second);
        assertThat(history("C0SINCE", Map.of("oldest", "yesterday")).path("error").asText()).isEqualTo("invalid_ts_oldest");
    }

    @Test
    void showsMetadataToThoseWhoAsk() throws Exception {
        open("C0META", false, true);
        slack.call("chat.postMessage", "{'channel':'C0META','text':'x','metadata':{'event_type':'tocsin',"
                + "'event_payload':{'delivery':'d-1'}}}");

        assertThat(history("C0META", Map.of()).at("/messages/0").has("metadata")).isFalse();
        assertThat(history("C0META", Map.of("include_all_metadata", "true"))
                .at("/messages/0/metadata/event_payload/delivery").asText()).isEqualTo("d-1");
    }

    @Test
    void leavesThreadsToTheThreadsAndSaysHowLongTheyAre() throws Exception {
        open("C0DEEP", false, true);
        String root = slack.post("C0DEEP", "ALARM");
        String reply = reply("C0DEEP", root, "a reply", "");
        String broadcast = reply("C0DEEP", root, "again", ",'reply_broadcast':true");

        JsonNode history = history("C0DEEP", Map.of());
        assertThat(names(history)).containsExactly(broadcast, root);
        assertThat(history.at("/messages/0/subtype").asText()).isEqualTo("thread_broadcast");
        assertThat(history.at("/messages/1/reply_count").asInt()).isEqualTo(2);
        assertThat(history.at("/messages/1/latest_reply").asText()).isEqualTo(broadcast);

        assertThat(names(replies("C0DEEP", Map.of("ts", root)))).containsExactly(root, reply, broadcast);
        assertThat(names(replies("C0DEEP", Map.of("ts", reply)))).containsExactly(root, reply, broadcast);
        JsonNode first = replies("C0DEEP", Map.of("ts", root, "limit", "2"));
        assertThat(names(first)).containsExactly(root, reply);
        assertThat(names(replies("C0DEEP", Map.of("ts", root, "limit", "2", "cursor", cursor(first)))))
                .containsExactly(broadcast);
        assertThat(replies("C0DEEP", Map.of("ts", "1.000001")).path("error").asText()).isEqualTo("thread_not_found");
    }

    @Test
    void keepsThePlaceOfADeletedMessageThatHasReplies() throws Exception {
        open("C0LEFT", false, true);
        String alone = slack.post("C0LEFT", "alone");
        String root = slack.post("C0LEFT", "ALARM");
        reply("C0LEFT", root, "a reply", "");
        standIn.conversations().delete("C0LEFT", alone);
        standIn.conversations().delete("C0LEFT", root);

        JsonNode history = history("C0LEFT", Map.of());
        assertThat(names(history)).containsExactly(root);
        assertThat(history.at("/messages/0/subtype").asText()).isEqualTo("tombstone");
        assertThat(history.toString()).doesNotContain("ALARM");
    }

    @Test
    void showsWhatTheMessageSaysNow() throws Exception {
        open("C0NOW", false, true);
        String ts = slack.post("C0NOW", "ALARM");
        slack.call("chat.update", "{'channel':'C0NOW','ts':'" + ts + "','text':'OK'}");

        JsonNode message = history("C0NOW", Map.of()).at("/messages/0");
        assertThat(message.path("text").asText()).isEqualTo("OK");
        assertThat(message.has("edited")).isTrue();
    }

    @Test
    void isForMembersWithTheScopeOfTheChannelsKind() throws Exception {
        open("C0PUBLIC", false, false);
        open("C0PRIVATE", true, true);
        open("C0OURS", false, true);
        SlackCaller publicAlone = slack.as("xoxb-s3cr3t-p-" + SlackCaller.TEAM);
        standIn.slack().allow("xoxb-s3cr3t-p-" + SlackCaller.TEAM, "channels:history");

        assertThat(history("C0PUBLIC", Map.of()).path("error").asText()).isEqualTo("not_in_channel");
        assertThat(publicAlone.form("conversations.history", Map.of("channel", "C0OURS")).path("ok").asBoolean()).isTrue();
        JsonNode refused = publicAlone.form("conversations.history", Map.of("channel", "C0PRIVATE"));
        assertThat(refused.path("error").asText()).isEqualTo("missing_scope");
        assertThat(refused.path("needed").asText()).isEqualTo("groups:history");
        assertThat(slack.form("conversations.history", Map.of("channel", "nowhere")).path("error").asText())
                .isEqualTo("channel_not_found");
    }

    private static void open(String channel, boolean isPrivate, boolean isMember) {
        standIn.slack().channel(SlackCaller.TEAM, new SlackTeams.Channel(channel, channel, isPrivate, false, isMember));
    }

    private static String reply(String channel, String root, String text, String more) throws Exception {
        return slack.call("chat.postMessage",
                "{'channel':'" + channel + "','thread_ts':'" + root + "','text':'" + text + "'" + more + "}").path("ts")
                .asText();
    }

    private static JsonNode history(String channel, Map<String, String> more) throws Exception {
        return ask("conversations.history", channel, more);
    }

    private static JsonNode replies(String channel, Map<String, String> more) throws Exception {
        return ask("conversations.replies", channel, more);
    }

    private static JsonNode ask(String method, String channel, Map<String, String> more) throws Exception {
        Map<String, String> form = new HashMap<>(more);
        form.put("channel", channel);
        return slack.form(method, form);
    }

    private static String cursor(JsonNode page) {
        return page.at("/response_metadata/next_cursor").asText();
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("messages").forEach(message -> names.add(message.path("ts").asText()));
        return names;
    }
}
