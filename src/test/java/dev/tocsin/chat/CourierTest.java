package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.secret.Secret;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The chats against a real server that answers well, badly, slowly or not at all. */
@QuarkusTest
@TestProfile(ChatsAlone.class)
class CourierTest {

    private static final int PORT = ChatsAlone.PORT;
    private static final int RESETTING_PORT = ChatsAlone.RESETTING_PORT;
    private static final int SILENT_PORT = ChatsAlone.SILENT_PORT;
    private static final String ORIGIN = ChatsAlone.ORIGIN;

    private record Request(String uri, Map<String, List<String>> headers, String body) {
    }

    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private static final List<Request> requests = new CopyOnWriteArrayList<>();
    private static volatile Behaviour behaviour;
    private static HttpServer server;

    private final Chats chats;
    private final Courier courier;

    @Inject
    CourierTest(Chats chats, Courier courier) {
        this.chats = chats;
        this.courier = courier;
    }

    @BeforeAll
    static void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", PORT), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            requests.add(new Request(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            behaviour.answer(exchange);
        });
        server.start();
    }

    @AfterAll
    static void close() {
        server.stop(0);
    }

    @BeforeEach
    void forget() {
        requests.clear();
    }

    @Test
    void postsToASlackWebhook() {
        behaviour = says(200, "ok");
        assertThat(slack(ORIGIN + "/services/T0/B0/s3cr3t0")).isEqualTo(new Delivered(200, Optional.empty()));
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.uri()).isEqualTo("/services/T0/B0/s3cr3t0");
            assertThat(request.headers()).containsEntry("Content-type", List.of("application/json"))
                    .doesNotContainKey("Authorization");
            assertThat(request.body()).contains("\uD83D\uDEA8 CloudWatch Alarm");
        });
    }

    @Test
    void sendsTheTokenOfAChimeWebhookByteForByte() {
        behaviour = says(200, "{\"MessageId\":\"1\"}");
        String path = "/incomingwebhooks/room-0?token=s3cr3tAaBb%3D%3D_=+~%2f";
        assertThat(post("chime-webhook", "", ORIGIN + path)).isEqualTo(new Delivered(200, Optional.empty()));
        assertThat(requests).extracting(Request::uri).containsExactly(path);
    }

    @Test
    void postsToASlackChannelWithTheToken() {
        behaviour = says(200, "{\"ok\":true,\"ts\":\"1.2\"}");
        assertThat(post("slack-channel", "C1", "xoxb-s3cr3t")).isEqualTo(new Delivered(200, Optional.of("1.2")));
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.uri()).isEqualTo("/api/chat.postMessage");
            assertThat(request.headers()).containsEntry("Authorization", List.of("Bearer xoxb-s3cr3t"));
            assertThat(request.body()).contains("\"channel\":\"C1\"", "\"delivery_id\":42");
        });
    }

    @Test
    void doesNotFailOnATokenThatIsNoHeader() {
        behaviour = says(200, "{\"ok\":true}");
        assertThat(post("slack-channel", "C1", "xoxb-s3cr3t\r\nX-Injected: 1")).isInstanceOf(RetryAfter.class);
        assertThat(requests).isEmpty();
    }

    @Test
    void waitsAsLongAsSlackAsks() {
        behaviour = exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "30");
            says(429, "rate_limited").answer(exchange);
        };
        assertThat(slack(ORIGIN + "/services/T0/B0/s3cr3t0")).isEqualTo(new RetryAfter(429,
                "rate limited (HTTP 429), Retry-After 30 s", Optional.of(Duration.ofSeconds(30)), true, false));
    }

    @Test
    void readsTheBodyOfAnError() {
        behaviour = says(410, "channel_is_archived");
        assertThat(slack(ORIGIN + "/services/T0/B0/s3cr3t0"))
                .isEqualTo(new Rejected(410, "HTTP 410: channel_is_archived", Fault.DESTINATION)
                        .with("unarchive the channel in Slack, or name another"));
    }

    @Test
    void followsNoRedirect() {
        behaviour = exchange -> {
            exchange.getResponseHeaders().add("Location", ORIGIN + "/services/T0/B0/s3cr3t1");
            says(302, "").answer(exchange);
        };
        assertThat(slack(ORIGIN + "/services/T0/B0/s3cr3t0")).isInstanceOfSatisfying(Rejected.class,
                rejected -> assertThat(rejected.told()).startsWith("HTTP 302: ").contains("redirects are not followed"));
        assertThat(requests).hasSize(1);
    }

    @Test
    void aRedirectThatLeadsNowhereMeansTheSame() {
        behaviour = says(302, "");
        assertThat(slack(ORIGIN + "/services/T0/B0/s3cr3t0")).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.fault()).isEqualTo(Fault.DESTINATION);
            assertThat(rejected.told()).startsWith("HTTP 302: ").contains("redirects are not followed");
        });
    }

    @Test
    void givesUpOnAServerThatHangs() {
        behaviour = exchange -> sleep(8_000);
        assertThat(slack(ORIGIN + "/services/T0/B0/s3cr3t0")).isEqualTo(silence("no answer from 127.0.0.1 in time", true));
    }

    @Test
    void givesUpOnAnAnswerThatDripsWithoutEnd() {
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 80; i++) {
                exchange.getResponseBody().write('o');
                exchange.getResponseBody().flush();
                sleep(100);
            }
        };
        assertThat(slack(ORIGIN + "/services/T0/B0/s3cr3t0")).isEqualTo(silence("no answer from 127.0.0.1 in time", true));
    }

    @Test
    void stopsReadingAnAnswerThatIsTooLong() {
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[64 * 1024];
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(part);
            }
        };
        assertThat(slack(ORIGIN + "/services/T0/B0/s3cr3t0")).isEqualTo(silence("the answer of 127.0.0.1 is too long", true));
    }

    @Test
    void readsALongAnswerOfTheWebApi() {
        behaviour = says(200, "{\"ok\":true,\"message\":\"" + "\\u00e9".repeat(100_000) + "\",\"ts\":\"1.2\"}");
        assertThat(post("slack-channel", "C1", "xoxb-s3cr3t")).isEqualTo(new Delivered(200, Optional.of("1.2")));
    }

    @Test
    void isUnsureAfterAReset() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", RESETTING_PORT));
            new Thread(() -> readThenReset(socket)).start();
            assertThat(slack("http://127.0.0.1:" + RESETTING_PORT + "/services/T0/B0/s3cr3t0"))
                    .isEqualTo(silence("the connection to 127.0.0.1 broke", true));
        }
    }

    @Test
    void isSureThatNothingWasSentWithoutAConnection() {
        behaviour = says(200, "ok");
        assertThat(slack("http://127.0.0.1:1/services/T0/B0/s3cr3t0"))
                .isEqualTo(silence("the connection to 127.0.0.1 was refused", false));
        assertThat(slack("http://nowhere.invalid/services/T0/B0/s3cr3t0"))
                .isEqualTo(silence("the name nowhere.invalid cannot be resolved", false));
    }

    @Test
    void isSureThatNothingWasSentWithoutAHandshake() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // The system accepts the connection; nobody ever answers.
            socket.bind(new InetSocketAddress("127.0.0.1", SILENT_PORT));
            assertThat(slack("https://127.0.0.1:" + SILENT_PORT + "/services/T0/B0/s3cr3t0"))
                    .isEqualTo(silence("no TLS handshake with 127.0.0.1 in time", false));
        }
    }

    @Test
    void requestsNothingFromAnOriginThatIsNotAllowed() {
        behaviour = says(200, "ok");
        Outcome outcome = slack("http://localhost:" + PORT + "/services/T0/B0/s3cr3t0");
        assertThat(outcome).isInstanceOf(Rejected.class).extracting(o -> ((Rejected) o).fault()).isEqualTo(Fault.DESTINATION);
        assertThat(outcome.toString()).doesNotContain("s3cr3t").contains("http://localhost:" + PORT);
        assertThat(requests).isEmpty();
    }

    @Test
    void knowsEachKindOfChat() {
        assertThat(List.of("slack-webhook", "slack-channel", "chime-webhook"))
                .allMatch(kind -> chats.forKind(kind).isPresent());
        assertThat(chats.forKind("teams")).isEmpty();
    }

    @Test
    void keepsTheSecretsOutOfTheMetrics() {
        behaviour = says(200, "ok");
        courier.carry(ORIGIN + "/services/T0/B0/s3cr3t0?token=s3cr3t", Optional.of(Secret.of("s3cr3t")), "{}").await()
                .atMost(Duration.ofSeconds(5));
        assertThat(Metrics.globalRegistry.getMeters()).extracting(meter -> meter.getId().toString())
                .isNotEmpty().noneMatch(id -> id.contains("s3cr3t"));
    }

    private Outcome slack(String url) {
        return post("slack-webhook", "", url);
    }

    private Outcome post(String kind, String address, String credential) {
        return chats.forKind(kind).orElseThrow()
                .post(new Destination(kind, address, Secret.of(credential)),
                        SampleNotices.posting(SampleNotices.alarm(), Form.FULL))
                .await().atMost(Duration.ofSeconds(20));
    }

    private static RetryAfter silence(String reason, boolean ambiguous) {
        return new RetryAfter(0, reason, Optional.empty(), false, ambiguous);
    }

    private static Behaviour says(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    private static void readThenReset(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[100]);
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
