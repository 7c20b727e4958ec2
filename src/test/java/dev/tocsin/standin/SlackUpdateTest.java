package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.vertx.core.Vertx;

/** What chat.update changes, and what it refuses. */
class SlackUpdateTest {

    private static final String CHANNEL = "C0UPDATES";
    private static final String UPDATE = "chat.update";
    private static final String BLOCKS = "'blocks':[{'type':'divider'}]";
    private static final String ATTACHMENTS = "'attachments':[{'color':'#E01E5A','blocks':[{'type':'divider'}]}]";
    private static final String METADATA = "'metadata':{'event_type':'tocsin','event_payload':{'delivery':'1'}}";

    private static Vertx vertx;
    private static ChatStandIn standIn;
    private static SlackCaller slack;

    private String ts;

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

    @BeforeEach
    void post() throws IOException, InterruptedException {
        ts = slack.call("chat.postMessage",
                "{'channel':'" + CHANNEL + "','text':'ALARM'," + BLOCKS + "," + ATTACHMENTS + "," + METADATA + "}")
                .path("ts").asText();
    }

    @AfterEach
    void lift() {
        standIn.restrictions().lift();
    }

    @Test
    void changesTheMessageInItsPlace() throws Exception {
        int posts = standIn.received().accepted().size();
        JsonNode answer = slack.call(UPDATE, of("'text':'OK'," + BLOCKS));

        assertThat(answer.path("ok").asBoolean()).isTrue();
        assertThat(answer.path("channel").asText()).isEqualTo(CHANNEL);
        assertThat(answer.path("ts").asText()).isEqualTo(ts);
        assertThat(answer.path("text").asText()).isEqualTo("OK");
        assertThat(answer.at("/message/blocks/0/type").asText()).isEqualTo("divider");
        assertThat(message().text()).isEqualTo("OK");
        assertThat(standIn.conversations().updates(CHANNEL, ts)).isEqualTo(1);
        assertThat(standIn.conversations().in(CHANNEL)).extracting(PostedMessage::ts).containsOnlyOnce(ts);
        assertThat(standIn.received().accepted()).as("no message more").hasSize(posts);
        assertThat(standIn.received().all()).last().extracting(Received::room).isEqualTo(UPDATE);
    }

    @Test
    void takesBlocksAwayWhereThereIsTextAlone() throws Exception {
        slack.call(UPDATE, of("'text':'OK'"));
        assertThat(message().content().has("blocks")).isFalse();

        slack.call(UPDATE, of(BLOCKS));
        assertThat(message().content().path("blocks")).hasSize(1);
        assertThat(message().text()).isEqualTo("OK");

        slack.call(UPDATE, of("'attachments':[]"));
        assertThat(message().content().path("blocks")).as("there was no text").hasSize(1);

        slack.call(UPDATE, of("'blocks':[],'text':'bare'"));
        assertThat(message().content().has("blocks")).isFalse();
    }

    @Test
    void leavesAttachmentsAndMetadataThatTheRequestDoesNotName() throws Exception {
        slack.call(UPDATE, of("'text':'OK'"));
        assertThat(message().content().path("attachments")).hasSize(1);
        assertThat(message().content().at("/metadata/event_payload/delivery").asText()).isEqualTo("1");

        slack.call(UPDATE, of("'text':'OK','attachments':[],'metadata':{}"));
        assertThat(message().content().has("attachments")).isFalse();
        assertThat(message().content().has("metadata")).isFalse();
    }

    /** For a message that is posted it is none; what is not said again is not kept. */
    @Test
    void readsTextAsPeopleTypeItUnlessToldOtherwise() throws Exception {
        assertThat(message().content().path("parse").asText()).isEqualTo("none");
        slack.call(UPDATE, of("'text':'@channel'"));
        assertThat(message().content().path("parse").asText()).isEqualTo("client");
        slack.call(UPDATE, of("'text':'@channel','parse':'none','link_names':false"));
        assertThat(message().content().path("parse").asText()).isEqualTo("none");
    }

    @Test
    void showsAsEditedWhatHasAnotherTextAndNoBlocks() throws Exception {
        slack.call(UPDATE, of("'text':'OK'," + BLOCKS));
        assertThat(message().isEdited()).isFalse();
        slack.call(UPDATE, of("'text':'OK'"));
        assertThat(message().isEdited()).as("the same text").isFalse();
        slack.call(UPDATE, of("'text':'OK again'"));
        assertThat(message().isEdited()).isTrue();
    }

    @Test
    void wantsTheChannelsIdAndAMessageOfItsOwn() throws Exception {
        assertThat(slack.error(UPDATE, "{'channel':'#updates','ts':'" + ts + "','text':'x'}")).isEqualTo("channel_not_found");
        assertThat(slack.error(UPDATE, "{'channel':'" + CHANNEL + "','text':'x'}")).isEqualTo("invalid_arguments");
        assertThat(slack.error(UPDATE, "{'channel':'" + CHANNEL + "','ts':'1.000001','text':'x'}"))
                .isEqualTo("message_not_found");
        assertThat(slack.error(UPDATE, "{'channel':'C0OTHER','ts':'" + ts + "','text':'x'}")).isEqualTo("message_not_found");
        assertThat(slack.as("xoxb-s3cr3t-T0OTHER").error(UPDATE, of("'text':'x'"))).isEqualTo("cant_update_message");
        assertThat(slack.form(UPDATE, java.util.Map.of("channel", CHANNEL, "ts", ts, "text", "x")).path("error").asText())
                .isEqualTo("invalid_post_type");
    }

    @Test
    void changesNothingThatAWebhookPosted() throws Exception {
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(standIn.url() + "/services/T0CALLER/B0HOOKED/x"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"by webhook\"}")).build(),
                HttpResponse.BodyHandlers.discarding());
        String posted = standIn.conversations().in("C0HOOKED").get(0).ts();

        assertThat(slack.error(UPDATE, "{'channel':'C0HOOKED','ts':'" + posted + "','text':'x'}"))
                .isEqualTo("cant_update_message");
    }

    @Test
    void doesNotFindWhatSomebodyDeleted() throws Exception {
        standIn.conversations().delete(CHANNEL, ts);

        assertThat(slack.error(UPDATE, of("'text':'x'"))).isEqualTo("message_not_found");
        assertThat(standIn.conversations().message(CHANNEL, ts)).isEmpty();
    }

    @Test
    void refusesContentThatPostingRefusesToo() throws Exception {
        assertThat(slack.error(UPDATE, of(METADATA))).isEqualTo("no_text");
        assertThat(slack.error(UPDATE, of("'text':'','blocks':[],'attachments':[]"))).isEqualTo("no_text");
        assertThat(slack.error(UPDATE, of("'text':'x','blocks':[{'type':'marquee'}]"))).isEqualTo("invalid_blocks");
        assertThat(slack.error(UPDATE, of("'text':'" + "x".repeat(4001) + "'"))).isEqualTo("msg_too_long");
        assertThat(slack.error(UPDATE, of("'text':'x','markdown_text':'x'"))).isEqualTo("markdown_text_conflict");
        assertThat(slack.error(UPDATE, of("'text':'x','metadata':{'event_type':'x'}"))).isEqualTo("invalid_metadata_format");
        assertThat(message().updates()).isZero();
    }

    @Test
    void doesNotReplaceRichTextByWhatIsNone() throws Exception {
        String rich = "'blocks':[{'type':'rich_text','elements':[{'type':'rich_text_section','elements':["
                + "{'type':'text','text':'typed'}]}]}]";
        ts = slack.call("chat.postMessage", "{'channel':'" + CHANNEL + "','text':'typed'," + rich + "}").path("ts").asText();

        assertThat(slack.error(UPDATE, of("'text':'x'," + BLOCKS))).isEqualTo("block_mismatch");
        assertThat(slack.error(UPDATE, of("'text':'x'," + rich))).isEqualTo("ok");
    }

    @Test
    void closesTheWindowInWhichMessagesCanBeEdited() throws Exception {
        standIn.restrictions().closeEditWindow(SlackCaller.TEAM, Duration.ZERO);
        assertThat(slack.error(UPDATE, of("'text':'x'"))).isEqualTo("edit_window_closed");

        standIn.restrictions().closeEditWindow(SlackCaller.TEAM, Duration.ofHours(1));
        assertThat(slack.error(UPDATE, of("'text':'x'"))).isEqualTo("ok");
    }

    @Test
    void changesNothingInAFrozenChannel() throws Exception {
        standIn.restrictions().freeze(CHANNEL);

        assertThat(slack.error(UPDATE, of("'text':'x'"))).isEqualTo("is_inactive");
        assertThat(slack.error("chat.postMessage", "{'channel':'" + CHANNEL + "','text':'x'}")).isEqualTo("is_archived");
    }

    @Test
    void takesSoManyAMinuteFromAWorkspaceForEachMethod() throws Exception {
        standIn.restrictions().updatesPerMinute(2);

        assertThat(slack.error(UPDATE, of("'text':'1'"))).isEqualTo("ok");
        assertThat(slack.error(UPDATE, of("'text':'2'"))).isEqualTo("ok");
        HttpResponse<String> answer = slack.answer(UPDATE, of("'text':'3'"));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 60);
        assertThat(Inquiry.json(answer.body()).path("error").asText()).isEqualTo("ratelimited");

        assertThat(slack.as("xoxb-s3cr3t-T0OTHER").error(UPDATE, of("'text':'x'"))).isEqualTo("cant_update_message");
        assertThat(slack.error("chat.postMessage", "{'channel':'" + CHANNEL + "','text':'x'}")).isEqualTo("ok");
        assertThat(slack.error("chat.delete", "{'channel':'" + CHANNEL + "','ts':'" + ts + "'}")).isEqualTo("ok");
    }

    @Test
    void wantsTheScope() throws Exception {
        standIn.slack().allow("xoxb-s3cr3t-reads-" + SlackCaller.TEAM, "channels:read", "team:read");

        JsonNode answer = slack.as("xoxb-s3cr3t-reads-" + SlackCaller.TEAM).call(UPDATE, of("'text':'x'"));

        assertThat(answer.path("error").asText()).isEqualTo("missing_scope");
        assertThat(answer.path("needed").asText()).isEqualTo("chat:write");
        assertThat(answer.path("provided").asText()).isEqualTo("channels:read,team:read");
    }

    @Test
    void canBeLetFailInOneChannel() throws Exception {
        standIn.faults().add(Fault.answer("/api/chat.update#" + CHANNEL, 200, "{\"ok\":false,\"error\":\"update_failed\"}"));

        assertThat(slack.error(UPDATE, of("'text':'x'"))).isEqualTo("update_failed");
        assertThat(slack.error(UPDATE, of("'text':'x'"))).isEqualTo("ok");
    }

    private String of(String members) {
        return "{'channel':'" + CHANNEL + "','ts':'" + ts + "'," + members + "}";
    }

    private PostedMessage message() {
        return standIn.conversations().message(CHANNEL, ts).orElseThrow();
    }
}
