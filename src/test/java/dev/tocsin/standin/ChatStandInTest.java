package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.vertx.core.Vertx;

class ChatStandInTest {

    private static final String SLACK = "/services/T0/B0/s3cr3t0";
    private static final String CHIME = "/incomingwebhooks/room-0?token=s3cr3t0";
    private static final String TEXT = "{\"text\":\"Hello\"}";

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static ChatStandIn standIn;

    @BeforeAll
    static void start() {
        standIn = ChatStandIn.start(VERTX, ChatStandIn.Options.forTests());
    }

    @AfterAll
    static void stop() {
        standIn.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void forget() {
        standIn.faults().clear();
        standIn.received().clear();
    }

    @Test
    void takesWhatSlackTakes() throws Exception {
        HttpResponse<String> answer = post(SLACK, TEXT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(standIn.received().accepted()).singleElement().satisfies(received -> {
            assertThat(received.kind()).isEqualTo(Received.Kind.SLACK_WEBHOOK);
            assertThat(received.room()).isEqualTo("T0/B0");
            assertThat(received.json().path("text").asText()).isEqualTo("Hello");
            assertThat(received.toString()).doesNotContain("s3cr3t");
        });
    }

    @Test
    void servesTheScriptsThatDrawMessagesAndNothingBesideThem() throws Exception {
        assertThat(get("/")).satisfies(page -> assertThat(page.body()).contains("/stand-in/drawing/drawing.css"));
        assertThat(get("/stand-in/drawing/index.js")).satisfies(script -> {
            assertThat(script.statusCode()).isEqualTo(200);
            assertThat(script.headers().firstValue("Content-Type")).contains("text/javascript;charset=utf-8");
            assertThat(script.headers().firstValue("Content-Security-Policy")).isPresent();
        });
        for (String path : List.of("/stand-in/drawing/", "/stand-in/drawing/none.js", "/stand-in/drawing/page.js",
                "/stand-in/slack.js", "/stand-in/drawing/../../application.properties")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void leadsToTheConsoleOfTheTocsinBehindIt() throws Exception {
        try (ChatStandIn alone = ChatStandIn.start(VERTX, ChatStandIn.Options.forTests())) {
            URI console = URI.create(alone.url() + "/stand-in/console");
            assertThat(CLIENT.send(HttpRequest.newBuilder(console).build(), HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(404);

            alone.offer(URI.create("http://localhost:8080/console/"));

            HttpResponse<String> answer = CLIENT.send(HttpRequest.newBuilder(console).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location")).contains("http://localhost:8080/console/");
        }
    }

    @Test
    void refusesInSlacksWords() throws Exception {
        assertThat(post(SLACK, "{\"text\":").body()).isEqualTo("invalid_payload");
        assertThat(post(SLACK, "{}")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("no_text");
        });
        assertThat(post("/services/T0/B0", TEXT)).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo("no_service");
        });
        assertThat(standIn.received().accepted()).isEmpty();
        assertThat(standIn.received().all()).hasSize(3);
    }

    @Test
    void postsThroughTheWebApi() throws Exception {
        HttpResponse<String> answer = send(request("/api/chat.postMessage", "{\"channel\":\"C0OPS\",\"text\":\"Hello\"}")
                .setHeader("Authorization", "Bearer xoxb-s3cr3t"));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode json = Inquiry.json(answer.body());
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("channel").asText()).isEqualTo("C0OPS");
        assertThat(json.path("ts").asText()).matches("[0-9]{10}\\.[0-9]{6}");
        assertThat(standIn.received().accepted()).singleElement().extracting(Received::room).isEqualTo("C0OPS");
    }

    @Test
    void refusesThroughTheWebApiWithStatus200() throws Exception {
        assertThat(error(request("/api/auth.test", "{}"))).isEqualTo("not_authed");
        assertThat(error(request("/api/auth.test", "{}").setHeader("Authorization", "Bearer s3cr3t")))
                .isEqualTo("invalid_auth");
        assertThat(error(request("/api/chat.postMessage", "{\"channel\":\"nowhere\",\"text\":\"x\"}")
                .setHeader("Authorization", "Bearer xoxb-s3cr3t"))).isEqualTo("channel_not_found");
        assertThat(error(request("/api/chat.postMessage", "{\"channel\":\"C0OPS\"}")
                .setHeader("Authorization", "Bearer xoxb-s3cr3t"))).isEqualTo("no_text");
    }

    @Test
    void takesWhatChimeTakes() throws Exception {
        HttpResponse<String> answer = post(CHIME, content("x".repeat(4096)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Inquiry.json(answer.body()).path("MessageId").asText()).hasSize(36);
        assertThat(Inquiry.json(answer.body()).path("RoomId").asText()).hasSize(36);
        assertThat(standIn.received().accepted()).hasSize(1);
    }

    @Test
    void refusesWithChimesStatuses() throws Exception {
        assertThat(post(CHIME, content("ä".repeat(2048) + "x")).statusCode()).as("4,097 bytes").isEqualTo(413);
        assertThat(post(CHIME, "Hello").statusCode()).isEqualTo(400);
        assertThat(post("/incomingwebhooks/room-0", content("x")).statusCode()).isEqualTo(403);
        assertThat(standIn.received().accepted()).isEmpty();
    }

    @Test
    void confirmsASubscriptionTwiceWithTheSameArn() throws Exception {
        String confirm = "/?Action=ConfirmSubscription&TopicArn=arn%3Aaws%3Asns%3Aeu-west-1%3A123456789012%3Aalarms&Token=";

        String first = get(confirm + "s3cr3t").body();

        assertThat(first).contains("<ConfirmSubscriptionResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">")
                .containsPattern("<SubscriptionArn>arn:aws:sns:eu-west-1:123456789012:alarms:[0-9a-f-]{36}</SubscriptionArn>");
        assertThat(get(confirm + "s3cr3t").body().lines().filter(line -> line.contains("SubscriptionArn")))
                .isEqualTo(first.lines().filter(line -> line.contains("SubscriptionArn")).toList());
        assertThat(get(confirm + "invalid")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("<Code>InvalidParameter</Code>", "Invalid parameter: Token");
        });
    }

    @Test
    void goesWrongAsOftenAsToldAndOnlyWhereTold() throws Exception {
        standIn.faults().add(Fault.answer("/services/T0/B0", 429, "rate_limited").header("Retry-After", "7").times(2));

        assertThat(post("/services/T0/B1/s3cr3t0", TEXT).statusCode()).isEqualTo(200);
        assertThat(post(SLACK, TEXT)).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        });
        assertThat(post(SLACK, TEXT).statusCode()).isEqualTo(429);
        assertThat(post(SLACK, TEXT).statusCode()).isEqualTo(200);
        assertThat(standIn.received().accepted()).hasSize(2);
    }

    @Test
    void goesWrongForOneChannelOfTheWebApi() throws Exception {
        standIn.faults().add(Fault.answer("/api/chat.postMessage#C0BAD", 503, "").always());

        assertThat(postMessage("C0GOOD").statusCode()).isEqualTo(200);
        assertThat(postMessage("C0BAD").statusCode()).isEqualTo(503);
        standIn.faults().clear("/api/");
        assertThat(postMessage("C0BAD").statusCode()).isEqualTo(200);
    }

    @Test
    void cutsTheConnectionBeforeOrAfterItTakesTheMessage() {
        standIn.faults().add(Fault.hangUp(SLACK)).add(Fault.takeAndHangUp(SLACK));

        assertThatThrownBy(() -> post(SLACK, TEXT)).isInstanceOf(IOException.class);
        assertThat(standIn.received().accepted()).isEmpty();
        assertThatThrownBy(() -> post(SLACK, TEXT)).isInstanceOf(IOException.class);
        assertThat(standIn.received().accepted()).hasSize(1);
    }

    @Test
    void answersLateOrNever() throws Exception {
        standIn.faults().add(Fault.slow(SLACK, Duration.ofMillis(200))).add(Fault.silence(SLACK));
        long start = System.nanoTime();

        assertThat(post(SLACK, TEXT).statusCode()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThatThrownBy(() -> send(request(SLACK, TEXT).timeout(Duration.ofMillis(300))))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void takesFaultsFromCurl() throws Exception {
        HttpResponse<String> programmed = post("/stand-in/faults",
                "{\"path\":\"/incomingwebhooks\",\"status\":503,\"body\":\"later\",\"headers\":{\"X-Why\":\"test\"}}");

        assertThat(programmed.statusCode()).isEqualTo(201);
        assertThat(post(CHIME, content("x"))).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("X-Why")).contains("test");
        });
        assertThat(post("/stand-in/faults", "{\"path\":\"/\",\"then\":\"explode\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesMoreThanOneMessageASecondIfPaced() throws Exception {
        try (ChatStandIn paced = ChatStandIn.start(VERTX, new ChatStandIn.Options(0, true, Map.of()))) {
            HttpResponse<String> last = null;
            for (int i = 0; i < 5; i++) {
                last = CLIENT.send(HttpRequest.newBuilder(URI.create(paced.url() + SLACK))
                        .POST(HttpRequest.BodyPublishers.ofString(TEXT)).build(), HttpResponse.BodyHandlers.ofString());
            }

            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void waitsForMessages() throws Exception {
        CLIENT.sendAsync(request(SLACK, TEXT).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(standIn.received().awaitAccepted(1, Duration.ofSeconds(5))).hasSize(1);
        assertThatThrownBy(() -> standIn.received().awaitAccepted(2, Duration.ofMillis(50)))
                .isInstanceOf(TimeoutException.class).hasMessageContaining("SLACK_WEBHOOK")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void keepsTheLastThousandMessages() {
        ReceivedMessages received = new ReceivedMessages();
        for (int i = 0; i < ReceivedMessages.CAPACITY + 1; i++) {
            received.add(sequence -> new Received(sequence, null, Received.Kind.SNS, "", "", Map.of(), "", null, 200, "",
                    true));
        }

        assertThat(received.all()).hasSize(ReceivedMessages.CAPACITY).first().extracting(Received::sequence).isEqualTo(2L);
    }

    @Test
    void listsMessagesWithoutTheSecretsOfTheirUrls() throws Exception {
        post(SLACK, TEXT);

        assertThat(get("/stand-in/messages").body()).contains("\"room\":\"T0/B0\"", "Hello").doesNotContain("s3cr3t");
        assertThat(get("/stand-in/messages?after=" + standIn.received().all().get(0).sequence()).body())
                .doesNotContain("Hello");
    }

    @Test
    void servesThePageUnderAStrictPolicy() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.body()).contains("<h1>Tocsin</h1>");
        assertThat(page.headers().firstValue("Content-Security-Policy")).get().asString().startsWith("default-src 'none'");
        assertThat(get("/stand-in/page.js").statusCode()).isEqualTo(200);
        assertThat(get("/stand-in/../application-dev.properties").statusCode()).isEqualTo(404);
    }

    @Test
    void keepsOtherWebPagesOut() throws Exception {
        assertThat(send(request("/stand-in/faults", "{\"path\":\"/\"}").setHeader("Origin", "https://example.com"))
                .statusCode()).isEqualTo(403);
        assertThat(standIn.faults().pending()).isEmpty();
    }

    @Test
    void showsWhatWasWrittenToCloudWatchLogs() throws Exception {
        for (String[] step : new String[][] { { "CreateLogGroup", "" }, { "CreateLogStream", "" },
                { "PutLogEvents",
                        ",\"logEvents\":[{\"timestamp\":" + System.currentTimeMillis() + ",\"message\":\"hello\"}]" } }) {
            HttpRequest.Builder signed = request("/", "{\"logGroupName\":\"shown\",\"logStreamName\":\"s\"" + step[1] + "}")
                    .setHeader("Content-Type", "application/x-amz-json-1.1").header("X-Amz-Target", "Logs_20140328." + step[0])
                    .header("Authorization", "AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/logs/aws4_request");
            assertThat(send(signed).statusCode()).isEqualTo(200);
        }
        assertThat(get("/stand-in/logs?group=shown").body()).isEqualTo("hello\n");
        assertThat(get("/stand-in/logs?group=another").body()).isEmpty();
    }

    private static HttpResponse<String> postMessage(String channel) throws Exception {
        return send(request("/api/chat.postMessage", "{\"channel\":\"" + channel + "\",\"text\":\"x\"}")
                .setHeader("Authorization", "Bearer xoxb-s3cr3t"));
    }

    private static String content(String text) {
        return "{\"Content\":\"" + text + "\"}";
    }

    private static String error(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Inquiry.json(answer.body()).path("ok").asBoolean(true)).isFalse();
        return Inquiry.json(answer.body()).path("error").asText();
    }

    private static HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(standIn.url() + path)).setHeader("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path, body));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(standIn.url() + path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
