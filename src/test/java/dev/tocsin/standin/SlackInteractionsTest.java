package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/** A click, as the app hears of it and as it may answer. */
class SlackInteractionsTest {

    private static final SlackPerson ANN = new SlackPerson("U0ANN", "ann", SlackCaller.TEAM);
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String BUTTONS = "{'channel':'C0CLICKS','text':'ALARM','blocks':[{'type':'actions','block_id':'life',"
            + "'elements':[{'type':'button','action_id':'acknowledge','value':'p-1','style':'primary',"
            + "'text':{'type':'plain_text','text':'Acknowledge'}}]}],'attachments':[{'color':'#E01E5A','blocks':["
            + "{'type':'actions','elements':[{'type':'button','text':{'type':'plain_text','text':'Nameless'}}]}]}]}";

    private record Heard(Map<String, String> headers, String body) {
        JsonNode payload() {
            return Inquiry.json(URLDecoder.decode(body.substring("payload=".length()), StandardCharsets.UTF_8));
        }
    }

    private static final Queue<Heard> HEARD = new ConcurrentLinkedQueue<>();
    private static Vertx vertx;
    private static SnsPublisher http;
    private static HttpServer app;
    private static ChatStandIn standIn;
    private static SlackCaller slack;

    private String ts;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        http = new SnsPublisher(vertx);
        app = vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
            Map<String, String> headers = new java.util.HashMap<>();
            request.headers()
                    .forEach(header -> headers.put(header.getKey().toLowerCase(java.util.Locale.ROOT), header.getValue()));
            HEARD.add(new Heard(headers, body.toString()));
            request.response().end();
        })).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        standIn.interactAt(http, URI.create("http://127.0.0.1:" + app.actualPort() + "/slack/interactions"));
        slack = SlackCaller.of(standIn);
    }

    @AfterAll
    static void stop() {
        standIn.close();
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void post() throws Exception {
        HEARD.clear();
        ts = slack.call("chat.postMessage", BUTTONS).path("ts").asText();
    }

    @Test
    void tellsWhoPressedWhatWhere() {
        assertThat(click("acknowledge")).isEqualTo(200);

        Heard heard = HEARD.remove();
        assertThat(heard.headers()).containsEntry("content-type", "application/x-www-form-urlencoded");
        JsonNode payload = heard.payload();
        assertThat(payload.path("type").asText()).isEqualTo("block_actions");
        assertThat(payload.path("user").toString())
                .isEqualTo("{\"id\":\"U0ANN\",\"username\":\"ann\",\"name\":\"ann\",\"team_id\":\"T0CALLER\"}");
        assertThat(payload.at("/team/id").asText()).isEqualTo(SlackCaller.TEAM);
        assertThat(payload.at("/channel/id").asText()).isEqualTo("C0CLICKS");
        assertThat(payload.at("/container/type").asText()).isEqualTo("message");
        assertThat(payload.at("/container/message_ts").asText()).isEqualTo(ts);
        assertThat(payload.at("/message/ts").asText()).isEqualTo(ts);
        assertThat(payload.at("/message/text").asText()).isEqualTo("ALARM");
        assertThat(payload.at("/actions/0/action_id").asText()).isEqualTo("acknowledge");
        assertThat(payload.at("/actions/0/block_id").asText()).isEqualTo("life");
        assertThat(payload.at("/actions/0/value").asText()).isEqualTo("p-1");
        assertThat(payload.at("/actions/0/action_ts").asText()).matches("[0-9]{10}\\.[0-9]{6}");
        assertThat(payload.path("trigger_id").asText()).isNotEmpty();
        assertThat(payload.path("response_url").asText()).startsWith(standIn.url() + "/actions/");
    }

    @Test
    void signsAsSlackDoes() {
        // Slack's own example, by way of its documentation on verifying requests.
        String body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url="
                + "https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        assertThat(SlackRequests.formHeaders(body, 1531420618, "8f742231b10e8888abcd99yyyzzz85a5")).containsEntry(
                "X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");

        click("acknowledge");
        Heard heard = HEARD.remove();
        long timestamp = Long.parseLong(heard.headers().get("x-slack-request-timestamp"));
        assertThat(heard.headers()).containsEntry("x-slack-signature",
                SlackRequests.formHeaders(heard.body(), timestamp, SlackTeams.SIGNING_SECRET).get("X-Slack-Signature"));
    }

    @Test
    void namesAButtonThatTheAppDidNotName() {
        String id = standIn.conversations().message("C0CLICKS", ts).orElseThrow().content()
                .at("/attachments/0/blocks/0/elements/0/action_id").asText();
        assertThat(id).isNotEmpty();

        assertThat(click(id)).isEqualTo(200);

        JsonNode payload = HEARD.remove().payload();
        assertThat(payload.at("/container/type").asText()).isEqualTo("message_attachment");
        assertThat(payload.at("/actions/0/block_id").asText()).isNotEmpty();
    }

    @Test
    void pressesOnlyWhatTheMessageShowsNow() throws Exception {
        slack.call("chat.update", "{'channel':'C0CLICKS','ts':'" + ts + "','text':'OK'}");
        assertThatThrownBy(() -> click("acknowledge")).hasMessageContaining("has no acknowledge, but ");

        standIn.conversations().delete("C0CLICKS", ts);
        assertThatThrownBy(() -> click("acknowledge")).hasMessageContaining("There is no message");
        assertThat(HEARD).isEmpty();
    }

    @Test
    void takesAnswersFiveTimes() throws Exception {
        click("acknowledge");
        String url = HEARD.remove().payload().path("response_url").asText();

        assertThat(answer(url, "{'text':'Only for you'}").statusCode()).isEqualTo(200);
        assertThat(standIn.conversations().ephemeral("C0CLICKS")).extracting(PostedMessage::onlyFor)
                .contains(Optional.of("U0ANN"));
        answer(url, "{'text':'Acknowledged','replace_original':true}");
        assertThat(standIn.conversations().message("C0CLICKS", ts).orElseThrow().text()).isEqualTo("Acknowledged");
        answer(url, "{'text':'For all','response_type':'in_channel'}");
        assertThat(standIn.conversations().in("C0CLICKS")).extracting(PostedMessage::text).contains("For all");
        assertThat(answer(url, "{'text':''}").statusCode()).isEqualTo(400);
        answer(url, "{'delete_original':true}");
        assertThat(standIn.conversations().message("C0CLICKS", ts)).isEmpty();

        HttpResponse<String> sixth = answer(url, "{'text':'Once more'}");
        assertThat(sixth.statusCode()).isEqualTo(404);
        assertThat(sixth.body()).contains("used_url");
    }

    @Test
    void takesAnswersForHalfAnHour() {
        long[] now = { 1_700_000_000_000L };
        SlackConversations conversations = new SlackConversations(() -> now[0]);
        SlackResponseUrls urls = new SlackResponseUrls(conversations, () -> now[0]);
        PostedMessage message = conversations.add("T0", "C0", PostedMessage.Author.APP, Optional.empty(), false,
                Optional.empty(), JsonNodeFactory.instance.objectNode().put("text", "ALARM"));
        String path = urls.issue(message, ANN);

        now[0] += Duration.ofMinutes(30).toMillis() - 1;
        assertThat(urls.answer(inquiry(path)).status()).isEqualTo(200);
        now[0] += 1;
        assertThat(urls.answer(inquiry(path)).body()).contains("expired_url");
        assertThat(urls.answer(inquiry("/actions/T0/unknown")).status()).isEqualTo(404);
    }

    @Test
    void isPressedOnThePageToo() throws Exception {
        HttpResponse<String> pressed = CLIENT.send(HttpRequest.newBuilder(URI.create(standIn.url()
                + "/stand-in/slack/click?channel=C0CLICKS&ts=" + ts + "&action=acknowledge"))
                .POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(Inquiry.json(pressed.body()).path("status").asInt()).isEqualTo(200);
        assertThat(HEARD.remove().payload().at("/user/team_id").asText()).isEqualTo(SlackCaller.TEAM);
    }

    private int click(String action) {
        return standIn.click("C0CLICKS", ts, action, ANN).toCompletionStage().toCompletableFuture().join().status();
    }

    private static Inquiry inquiry(String path) {
        return new Inquiry("POST", path, path, Map.of(), Map.of("content-type", "application/json"), "{\"text\":\"x\"}",
                Inquiry.json("{\"text\":\"x\"}"));
    }

    private static HttpResponse<String> answer(String url, String singleQuoted) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(singleQuoted.replace('\'', '"'))).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
