package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.Vertx;

/** The page's questions find each fault that it speaks of, by the commands that it gives. */
@Tag("long")
class MyMessageDidNotArriveIT {

    private static final Path PAGE = Path.of("docs", "my-message-did-not-arrive.md");
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration WHILE_IT_WAITS = Duration.ofSeconds(8);
    private static final int TRIES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final SigningCertificate certificate = SigningCertificate.good();
    private final Vertx vertx = Vertx.vertx();
    private final ChatStandIn standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
    private PackagedTocsin tocsin;
    private PageOfQuestions page;
    /** What the reader knows. */
    private final Map<String, String> known = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        page = PageOfQuestions.read(PAGE);
        certificate.writeTo(folder.resolve("certificates"));
        Path work = Files.createDirectories(folder.resolve(folder.getFileName() + "-tocsin"));
        tocsin = new PackagedTocsin(work, settings()).publishedAsItIs().start();
        snsReaches(tocsin.url());
        known.putAll(Map.of("TOCSIN", tocsin.url(), "OPERATIONS", tocsin.operationsUrl(), "TOKEN",
                PackagedTocsin.ADMIN_TOKEN, "PUBLIC_URL", tocsin.url()));
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("TOCSIN_SLACK_API_URL", standIn.url() + "/api"),
                Map.entry("TOCSIN_SLACK_WEBHOOK_ORIGINS", standIn.url()),
                Map.entry("TOCSIN_SNS_ENDPOINT_OVERRIDE", standIn.url()),
                Map.entry("TOCSIN_SNS_SIGNING_CERTIFICATES", folder.resolve("certificates").toString()),
                Map.entry("AWS_ACCESS_KEY_ID", "AKIAS3CR3T"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "s3cr3t-aws-key"),
                Map.entry("TOCSIN_DELIVERY_PACE", "100ms"),
                Map.entry("TOCSIN_DELIVERY_FOLD_FOR", "5s"),
                // What fails steps aside at once, and is given up within seconds.
                Map.entry("TOCSIN_DELIVERY_STEP_ASIDE_AFTER", "2"),
                Map.entry("TOCSIN_DELIVERY_LONGEST_PAUSE", "1s"),
                Map.entry("TOCSIN_DELIVERY_LONGEST_BACKOFF", "2s"),
                Map.entry("TOCSIN_DELIVERY_GIVE_UP_AFTER", "8s"));
    }

    @AfterEach
    void stop() {
        tocsin.close();
        standIn.close();
        vertx.close();
    }

    @Test
    void theQuestionsFindEachFaultThatThePageSpeaksOf() throws Exception {
        whatTheTopicBrought();
        howTheTopicIsSubscribed();
        whetherRequestsGetThrough();
        whyItWasRefused();
        whatItWaitsFor();
        whereItIsShown();
        whyItIsDead();

        assertThat(page.untried()).isEmpty();
    }

    private void whatTheTopicBrought() throws Exception {
        channel("heard", "");
        know("heard", "");
        finds(3, "`CONFIRMED...`");
        SnsMessage message = accepted("heard", "The disk of db-7 is full");
        know("heard", message.messageId());
        finds(7, "`DELIVERED...`");

        assertThat(page.ask(1, known)).startsWith("`...-...-");
        assertThat(page.ask(2, known)).contains("`DELIVERED`");
        finds(8, "`hears it...`");
        known.put("NAME", "somebody-else");
        assertThat(page.ask(7, known)).isEqualTo("`none...`");
        assertThat(page.ask(8, known)).isEqualTo("`does not hear it`");

        String handshake = JSON.readTree(tocsin.api("GET", "/api/notifications?topicArn=" + TOPIC + "heard", null).body())
                .at("/items").findParents("state").stream().filter(item -> item.get("state").asText().equals("RECORDED"))
                .findFirst().orElseThrow().get("messageId").asText();
        know("heard", handshake);
        assertThat(page.ask(2, known)).isEqualTo("`RECORDED`");
        know("silent", UUID.randomUUID().toString());
        assertThat(page.ask(1, known)).isEqualTo("nothing");
        assertThat(page.ask(2, known)).startsWith("`No message ...");
        assertThat(page.ask(5, known)).isEqualTo("nothing");
        assertThat(page.ask(1, with("TOKEN", "no-such-token-s3cr3t"))).startsWith("`This needs the role");
    }

    private void howTheTopicIsSubscribed() throws Exception {
        know("unnamed", "");
        assertThat(page.ask(3, known)).startsWith("`No configuration names");
        know("heard", "");
        standIn.sns().setAttribute(subscription("heard"), "FilterPolicy", "{\"team\":[\"ops\"]}");
        finds(3, "`CONFIRMED...It has a filter policy...`");
        standIn.sns().delete(subscription("heard"));
        assertThat(page.ask(3, known)).startsWith("`PENDING_CONFIRMATION; The subscription was deleted");
        finds(3, "`CONFIRMED...`");
        standIn.sns().deny(TOPIC + "heard");
        finds(3, "`CONFIRMED...It cannot be compared with AWS...`");

        snsReaches("http://127.0.0.1:" + closedPort());
        channel("unreached", "");
        know("unreached", "");
        finds(3, "`PENDING_CONFIRMATION; SNS's confirmation has not arrived...`");
        channel("asked", "");
        know("asked", "");
        assertThat(page.ask(3, known)).startsWith("`PENDING_CONFIRMATION; SNS");
        snsReaches(tocsin.url());

        configure("/api/slack/channels", "missing", "\"webhookUrl\": \"" + standIn.url() + "/services/T0/B0/missing\"");
        know("missing", "");
        finds(3, "`FAILED; The topic does not exist...`");
        standIn.sns().createTopic(TOPIC + "denied");
        standIn.sns().deny(TOPIC + "denied");
        configure("/api/slack/channels", "denied", "\"webhookUrl\": \"" + standIn.url() + "/services/T0/B0/denied\"");
        know("denied", "");
        finds(3, "`FAILED...`");
    }

    private void whetherRequestsGetThrough() throws Exception {
        assertThat(page.ask(4, known)).isEqualTo("`400 application/problem+json`");
        assertThat(page.ask(4, with("PUBLIC_URL", "http://127.0.0.1:" + closedPort()))).isEqualTo("`000...`");
        assertThat(inFrontOf(502)).isEqualTo("`50...`");
        assertThat(inFrontOf(403)).isEqualTo("`...`");
    }

    /** Something else than Tocsin answers. */
    private String inFrontOf(int status) throws Exception {
        HttpServer proxy = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        proxy.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        proxy.start();
        try {
            return page.ask(4, with("PUBLIC_URL", "http://127.0.0.1:" + proxy.getAddress().getPort()));
        } finally {
            proxy.stop(0);
        }
    }

    private void whyItWasRefused() throws Exception {
        SnsMessage stray = refused(403, signed(SnsMessage.notification(TOPIC + "unnamed", "stray")));
        SnsMessage late = refused(403,
                signed(SnsMessage.notification(TOPIC + "heard", "late").at(Instant.now().minusSeconds(9_000))));
        SnsMessage changed = refused(403,
                signed(SnsMessage.notification(TOPIC + "heard", "as it was")).with("Message", "changed"));
        String other = refusedAs("x-amz-sns-message-type", "UnsubscribeConfirmation");
        String raw = refusedAs("x-amz-sns-rawdelivery", "true");

        know("unnamed", stray.messageId());
        finds(5, "`UNKNOWN_TOPIC...`");
        assertThat(page.ask(2, known)).isEqualTo("`REFUSED`");
        know("unnamed", "");
        assertThat(page.ask(5, known)).isEqualTo("`UNKNOWN_TOPIC...`");
        know("heard", late.messageId());
        finds(5, "`STALE...`");
        know("heard", changed.messageId());
        finds(5, "`SIGNATURE...`, `CERTIFICATE...`");
        know("heard", other);
        finds(5, "`HEADERS_DISAGREE...`, `MALFORMED...`, `TOO_LARGE...`");
        know("heard", raw);
        finds(5, "`RAW_DELIVERY...`");
    }

    private SnsMessage refused(int status, SnsMessage message) throws IOException {
        assertThat(post(message)).isEqualTo(status);
        return message;
    }

    /** With a header that SNS would not send; the MessageId. */
    private String refusedAs(String header, String value) throws IOException {
        SnsMessage message = signed(SnsMessage.notification(TOPIC + "heard", "other"));
        Map<String, String> headers = new HashMap<>(message.headers());
        headers.put(header, value);
        assertThat(tocsin.post("/sns", headers, message.json()).statusCode()).isEqualTo(400);
        return message.messageId();
    }

    private void whatItWaitsFor() throws Exception {
        channel("failing", "");
        standIn.faults().add(Fault.answer("/services/T0/B0/failing", 503, "").always());
        waits("failing", "`the last ... tries to this destination failed...`");
        finds(9, "`its turn...`");

        channel("quiet", "");
        assertThat(tocsin.api("POST", "/api/configurations/quiet/disable", "{\"reason\": \"maintenance\"}").statusCode())
                .isEqualTo(200);
        waits("quiet", "`the configuration is disabled...`");
        assertThat(page.ask(2, known)).contains("`PENDING`");

        workspaceChannel("barred");
        standIn.slack().revoke("xoxb-s3cr3t-T0BARRED");
        waits("barred", "`the Slack workspace ... is disabled...`");

        channel("gone", "");
        standIn.faults().add(Fault.answer("/services/T0/B0/gone", 404, "no_service").always());
        waits("gone", "`the destination is shut...`");

        channel("again", ", \"foldAfterMessages\": 1");
        waits("again", "`its matter repeats...`", () -> {
            accepted("again", repeated());
            accepted("again", repeated());
            return accepted("again", repeated());
        });

        channel("slowed", "");
        standIn.faults().add(Fault.answer("/services/T0/B0/slowed", 429, "").header("Retry-After", "60"));
        waits("slowed", "`the chat takes no more at the moment...`");

        channel("slow", "");
        waits("slow", "`another message to this destination is being posted...`", () -> {
            standIn.faults().add(Fault.slow("/services/T0/B0/slow", Duration.ofSeconds(4)));
            accepted("slow", "the first");
            return accepted("slow", "the second");
        });

        channel("storm", ", \"digestAfterSeconds\": 1");
        for (int i = 0; i < 40; i++) {
            accepted("storm", "one of many");
        }
        Awaitility.await().atMost(SOON)
                .until(() -> standIn.received().all().stream().anyMatch(one -> one.uri().endsWith("/storm")
                        && one.body().contains("notifications")));
        waits("storm", "`too much waits to be shown one by one...`", () -> {
            for (int i = 0; i < 40; i++) {
                accepted("storm", "one of more");
            }
            return accepted("storm", "the last");
        });
    }

    private void whyItIsDead() throws Exception {
        know("failing", known.get("failing"));
        finds(7, "`DEAD...`");
        know(delivery());
        assertThat(page.ask(10, known)).isEqualTo("`given up after ...`");
        assertThat(page.ask(2, known)).contains("`DEAD`");

        channel("refusing", "");
        standIn.faults().add(Fault.answer("/services/T0/B0/refusing", 400, "invalid_payload").times(2));
        SnsMessage refused = accepted("refusing", "nobody takes this");
        know("refusing", refused.messageId());
        finds(7, "`DEAD...`");
        know(delivery());
        assertThat(page.ask(10, known)).isEqualTo("`...`");
        assertThat(tocsin.api("POST", "/api/deliveries/" + known.get("DELIVERY_ID") + "/redeliver", null).statusCode())
                .isEqualTo(202);
        finds(7, "`DELIVERED...`");

        know("quiet", known.get("quiet"));
        know(delivery());
        Awaitility.await().atMost(SOON).until(() -> page.further(9, known), // counted every 15 seconds
                told -> told.contains("tocsin_lane_backlog{configuration=\"quiet\",} 1.0"));
        assertThat(tocsin.api("DELETE", "/api/slack/channels/quiet", null).statusCode()).isEqualTo(204);
        finds(10, "`the configuration was deleted`");
    }

    private void whereItIsShown() throws Exception {
        SnsMessage single = accepted("heard", "look for me");
        know("heard", single.messageId());
        finds(7, "`DELIVERED...`");
        know(delivery());
        assertThat(page.ask(11, known)).isEqualTo("`shown by itself`");
        assertThat(page.ask(12, known)).isEqualTo("`a webhook`");
        assertThat(page.ask(12, with("NAME", "barred"))).isEqualTo("`no such configuration`");
        know("barred", "");
        assertThat(page.ask(12, known)).isEqualTo("`... in ...`");

        know("again", known.get("again"));
        know(delivery());
        finds(11, "`shown in one message with ... other...`");

        know("storm", known.get("storm"));
        know(delivery());
        finds(11, "`shown in a digest of ... notifications`");
    }

    /** Publishes a message that gets no further, and asks what it waits for. */
    private void waits(String name, String row) throws Exception {
        waits(name, row, () -> accepted(name, "for " + name));
    }

    /** On a slow machine what it waits for may be over before the reader has asked all, so it may be brought about again. */
    private void waits(String name, String row, Callable<SnsMessage> publishing) throws Exception {
        for (int i = 0; i < TRIES; i++) {
            SnsMessage message = publishing.call();
            known.put(name, message.messageId());
            know(name, message.messageId());
            know(delivery());
            boolean isFound = eventually(9, row);
            if (isFound && page.ask(7, known).equals("`PENDING...`, `SENDING...`")) {
                return;
            }
        }
        throw new AssertionError("Question 9 never has " + row + " while what is asked for waits: " + page.ask(9, known));
    }

    private boolean eventually(int question, String row) throws Exception {
        long end = System.nanoTime() + WHILE_IT_WAITS.toNanos();
        while (!page.ask(question, known).equals(row)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(100);
        }
        return true;
    }

    /** Sooner or later, since what is asked for is under way. */
    private void finds(int question, String row) {
        Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(100)).pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(page.ask(question, known)).isEqualTo(row));
    }

    private void know(String name, String messageId) {
        known.putAll(Map.of("TOPIC_ARN", TOPIC + name, "NAME", name, "MESSAGE_ID", messageId));
    }

    private void know(String deliveryId) {
        known.put("DELIVERY_ID", deliveryId);
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> other = new HashMap<>(known);
        other.put(name, value);
        return other;
    }

    private String delivery() throws IOException {
        JsonNode deliveries = JSON.readTree(tocsin.api("GET", "/api/notifications/" + known.get("MESSAGE_ID"), null).body())
                .get("deliveries");
        return deliveries.get(0).get("id").asText();
    }

    private void channel(String name, String more) throws IOException {
        standIn.sns().createTopic(TOPIC + name);
        configure("/api/slack/channels", name,
                "\"webhookUrl\": \"" + standIn.url() + "/services/T0/B0/" + name + "\"" + more);
    }

    private void workspaceChannel(String name) throws IOException {
        assertThat(tocsin.api("POST", "/api/slack/workspaces", """
                {"slackTeamId": "T0BARRED", "botToken": "xoxb-s3cr3t-T0BARRED"}""").statusCode()).isEqualTo(201);
        standIn.sns().createTopic(TOPIC + name);
        configure("/api/slack/channels", name, "\"slackTeamId\": \"T0BARRED\", \"slackChannelId\": \"C0BARRED\"");
    }

    private void configure(String path, String name, String members) throws IOException {
        String body = """
                {"configurationName": "%s", "snsTopicArns": ["%s"], %s}""".formatted(name, TOPIC + name, members);
        assertThat(tocsin.api("POST", path, body).statusCode()).isEqualTo(201);
    }

    private static String repeated() {
        return """
                {"version": "1.0", "source": "custom", "content": {"title": "The disk is full", "description": "again"},
                 "metadata": {"threadId": "disk"}}""";
    }

    private SnsMessage accepted(String topic, String text) throws IOException {
        SnsMessage signed = signed(SnsMessage.notification(TOPIC + topic, text));
        assertThat(post(signed)).isEqualTo(200);
        return signed;
    }

    private SnsMessage signed(SnsMessage message) {
        return SnsSigner.with(certificate).sign(message);
    }

    private int post(SnsMessage message) throws IOException {
        return tocsin.post("/sns", message.headers(), message.json()).statusCode();
    }

    private void snsReaches(String url) {
        standIn.sns().deliver(SnsSigner.with(certificate), URI.create(url + "/sns"));
    }

    private String subscription(String name) {
        return standIn.sns().subscriptions(TOPIC + name).get(0).arn();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
