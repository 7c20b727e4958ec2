package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.vertx.core.Vertx;

/** A picture on its way into a message. */
class SlackFilesTest {

    private static final byte[] PNG = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13 };
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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
    void asUsual() {
        standIn.files().readyAfter(Duration.ofMillis(1500));
    }

    @Test
    void isUsableOnlySomeTimeAfterItIsComplete() throws Exception {
        standIn.files().readyAfter(Duration.ofHours(1));
        String early = completed();

        JsonNode refused = slack.call("chat.postMessage", picture(early));
        assertThat(refused.path("error").asText()).isEqualTo("invalid_blocks");
        assertThat(refused.at("/response_metadata/messages/0").asText())
                .isEqualTo("[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]");
        JsonNode waiting = slack.form("files.info", Map.of("file", early));
        assertThat(waiting.at("/file/mimetype").asText()).isEmpty();

        standIn.files().readyAfter(Duration.ZERO);
        String ready = completed();
        assertThat(slack.form("files.info", Map.of("file", ready)).at("/file/mimetype").asText()).isEqualTo("image/png");
        assertThat(slack.error("chat.postMessage", picture(ready))).isEqualTo("ok");
    }

    @Test
    void comesIntoAMessageByAnUpdate() throws Exception {
        standIn.files().readyAfter(Duration.ZERO);
        String ts = slack.post("C0PICTURE", "ALARM");

        assertThat(slack.error("chat.update", picture(completed()).replace("{'channel'", "{'ts':'" + ts + "','channel'")))
                .isEqualTo("ok");
        assertThat(standIn.conversations().message("C0PICTURE", ts).orElseThrow().content().at("/blocks/0/type").asText())
                .isEqualTo("image");
    }

    @Test
    void isNeitherShownNorCompletedBeforeItIsUploaded() throws Exception {
        String id = announced().path("file_id").asText();

        assertThat(slack.error("files.completeUploadExternal", "{'files':[{'id':'" + id + "'}]}")).isEqualTo("file_not_found");
        assertThat(slack.error("files.completeUploadExternal", "{'files':[]}")).isEqualTo("invalid_arguments");
        assertThat(slack.error("chat.postMessage", picture(id))).isEqualTo("invalid_blocks");
    }

    @Test
    void isUploadedOnceToTheUrlThatWasGiven() throws Exception {
        JsonNode announced = announced();

        assertThat(announced.path("file_id").asText()).matches("F[A-Z0-9]{8,}");
        assertThat(upload(announced)).isEqualTo(200);
        assertThat(upload(announced)).isEqualTo(404);
        assertThat(standIn.files().content(announced.path("file_id").asText())).contains(PNG);
    }

    @Test
    void isAnnouncedByAFormAlone() throws Exception {
        assertThat(slack.error("files.getUploadURLExternal", "{'filename':'chart.png','length':12}"))
                .isEqualTo("invalid_arguments");
        assertThat(slack.form("files.getUploadURLExternal", Map.of("filename", "chart.png", "length", "0")).path("error")
                .asText()).isEqualTo("invalid_arguments");
    }

    @Test
    void isRefusedUnderAnIdThatIsNone() throws Exception {
        for (String id : new String[] { "F123", "https://files.slack.com/F012345678", "F0UNKNOWN01" }) {
            assertThat(slack.error("chat.postMessage", picture(id))).as(id).isEqualTo("invalid_blocks");
        }
    }

    @Test
    void belongsToTheWorkspaceThatUploadedIt() throws Exception {
        standIn.files().readyAfter(Duration.ZERO);
        String id = completed();

        assertThat(slack.as("xoxb-s3cr3t-T0OTHER").error("chat.postMessage", picture(id))).isEqualTo("invalid_blocks");
        assertThat(slack.as("xoxb-s3cr3t-T0OTHER").form("files.info", Map.of("file", id)).path("error").asText())
                .isEqualTo("file_not_found");
    }

    @Test
    void isGoneOnceItIsDeleted() throws Exception {
        standIn.files().readyAfter(Duration.ZERO);
        String id = completed();
        assertThat(get("/stand-in/slack/files/" + id)).isEqualTo(200);

        assertThat(slack.error("files.delete", "{'file':'" + id + "'}")).isEqualTo("ok");

        assertThat(slack.error("files.delete", "{'file':'" + id + "'}")).isEqualTo("file_deleted");
        assertThat(slack.error("chat.postMessage", picture(id))).isEqualTo("invalid_blocks");
        assertThat(standIn.files().isDeleted(id)).isTrue();
        assertThat(get("/stand-in/slack/files/" + id)).isEqualTo(404);
        assertThat(slack.error("files.delete", "{'file':'F0UNKNOWN01'}")).isEqualTo("file_not_found");
    }

    @Test
    void wantsTheScopes() throws Exception {
        SlackCaller bare = slack.as("xoxb-s3cr3t-nofiles-" + SlackCaller.TEAM);
        standIn.slack().allow("xoxb-s3cr3t-nofiles-" + SlackCaller.TEAM, "chat:write");

        assertThat(bare.form("files.getUploadURLExternal", Map.of("filename", "x", "length", "1")).path("needed").asText())
                .isEqualTo("files:write");
        assertThat(bare.form("files.info", Map.of("file", "F0UNKNOWN01")).path("needed").asText()).isEqualTo("files:read");
        assertThat(bare.call("files.delete", "{'file':'F0UNKNOWN01'}").path("needed").asText()).isEqualTo("files:write");
    }

    private static String completed() throws Exception {
        JsonNode announced = announced();
        assertThat(upload(announced)).isEqualTo(200);
        String id = announced.path("file_id").asText();
        assertThat(slack.call("files.completeUploadExternal", "{'files':[{'id':'" + id + "','title':'5xx'}]}")
                .at("/files/0/id").asText()).isEqualTo(id);
        return id;
    }

    private static JsonNode announced() throws Exception {
        return slack.form("files.getUploadURLExternal", Map.of("filename", "chart.png", "length", "" + PNG.length));
    }

    private static int upload(JsonNode announced) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(announced.path("upload_url").asText()))
                .header("Content-Type", "application/octet-stream").POST(HttpRequest.BodyPublishers.ofByteArray(PNG)).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static int get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(standIn.url() + path)).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String picture(String id) {
        return "{'channel':'C0PICTURE','text':'x','blocks':[{'type':'image','slack_file':{'id':'" + id
                + "'},'alt_text':'5xx'}]}";
    }
}
