package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Chromium.Scheme;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** Draws payloads in a browser, under the console's policy, with the scripts of {@code web/drawing}. */
class DrawingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final Pattern FILE = Pattern.compile("/(?:drawing/[a-z]+|probe)\\.(js|css|html)");
    private static final Pattern REPORT = Pattern.compile("<pre id=\"report\">(.*?)</pre>", Pattern.DOTALL);
    /** Names of the drawing's own making; whatever else a drawing holds came from a message. */
    private static final List<String> TAGS = List.of("div", "span", "p", "a", "b", "i", "s", "br", "hr", "pre", "code", "ul",
            "ol", "li", "dl", "dt", "dd", "table", "tr", "th", "td", "blockquote", "button", "svg", "polyline");
    private static final List<String> ATTRIBUTES = List.of("class", "style", "href", "title", "target", "rel", "type", "start",
            "tabindex", "aria-expanded", "viewBox", "preserveAspectRatio", "role", "aria-label", "points");
    private static final String HOSTILE = "<img src=x onerror=alert(1)> \"><script>alert(2)</script> <b>not bold</b>"
            + " [click](javascript:alert(3)) <javascript:alert(4)|click> \u202egpj.exe\u202c \u2066left\u2069 \u05d0\u05d1 end";
    private static final String SHOWN_TURNS = "U+202Egpj.exeU+202C U+2066leftU+2069";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** One for all tests: to start one takes longer than they do. */
    private static Optional<ChromeDriver> browser;
    private static Vertx vertx;
    private static HttpServer server;
    private static ArrayNode payloads;

    @BeforeEach
    void nothingYet() {
        payloads = JsonNodeFactory.instance.arrayNode();
    }

    @BeforeAll
    static void serve() {
        browser = Chromium.installed().map(installed -> installed.open(Scheme.LIGHT));
        vertx = Vertx.vertx();
        server = vertx.createHttpServer().requestHandler(DrawingTest::answer).listen(0, "127.0.0.1").toCompletionStage()
                .toCompletableFuture().join();
    }

    @AfterAll
    static void stop() {
        browser.ifPresent(ChromeDriver::quit);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void drawsWhateverAMessageSaysAsText() throws Exception {
        drawsAsText(20);
    }

    @Test
    @Tag("long")
    void drawsWhateverManyMessagesSayAsText() throws Exception {
        drawsAsText(60);
    }

    private void drawsAsText(int notices) throws Exception {
        nastyNotices(notices);
        JsonNode report = report(Scheme.LIGHT);

        assertThat(words(report, "tags")).isNotEmpty().isSubsetOf(TAGS);
        assertThat(words(report, "attributes")).isSubsetOf(ATTRIBUTES);
        assertThat(words(report, "schemes")).contains("https:").isSubsetOf("http:", "https:", "mailto:");
        assertThat(words(report, "rels")).containsExactly("noopener noreferrer");
        assertThat(words(report, "violations")).isEmpty();
        assertThat(words(report, "undrawn")).isEmpty();
        assertThat(words(report, "unreachable")).isEmpty();
    }

    @Test
    void showsWhatWouldTurnTheDirectionOfText() throws Exception {
        hostilePayloads();
        JsonNode report = report(Scheme.LIGHT);

        assertThat(words(report, "turning")).isEmpty();
        assertThat(words(report, "tags")).isSubsetOf(TAGS);
        assertThat(words(report, "attributes")).isSubsetOf(ATTRIBUTES);
        assertThat(words(report, "schemes")).isSubsetOf("https:");
        assertThat(words(report, "violations")).isEmpty();
        assertThat(words(report, "texts")).allSatisfy(text -> assertThat(text).contains(SHOWN_TURNS, "onerror=alert(1)"));
        assertThat(words(report, "texts").get(0)).contains(HOSTILE.substring(0, HOSTILE.indexOf(" [")));
    }

    @Test
    void staysInsideANarrowPageAndIsReadableInBothSchemes() throws Exception {
        goldenPayloads();
        hostilePayloads();
        nastyNotices(20);
        for (Scheme scheme : Scheme.values()) {
            JsonNode report = report(scheme);

            assertThat(report.path("dark").asBoolean()).isEqualTo(scheme == Scheme.DARK);
            assertThat(words(report, "wide")).isEmpty();
            assertThat(words(report, "faint")).as("%s: less contrast than 4.5", scheme).isEmpty();
        }
    }

    @Test
    void foldsWhatIsLongAndLetsTheKeyboardScroll() throws Exception {
        add("slack", text("text", "A line\n".repeat(200)));
        add("slack", text("text", "```" + "A line of a log\n".repeat(200) + "```"));
        add("slack", text("text", "Short"));
        JsonNode report = report(Scheme.LIGHT);

        assertThat(report.path("folded").asInt()).isOne();
        assertThat(words(report, "unreachable")).isEmpty();
        assertThat(words(report, "attributes")).contains("tabindex");
    }

    @Test
    void showsThePayloadOfWhatItCannotDraw() throws Exception {
        add("slack-webhook", JSON.readTree("{\"blocks\":[{\"type\":\"context\",\"note\":\"<i>kept</i>\"}]}"));
        add("pager", text("text", "<i>kept</i>"));
        add("chime", JsonNodeFactory.instance.nullNode());
        add("teams-webhook-card", JSON.readTree("{\"type\":\"AdaptiveCard\",\"body\":[]}"));
        JsonNode report = report(Scheme.LIGHT);

        assertThat(words(report, "undrawn")).containsExactly("0", "1", "2");
        assertThat(words(report, "texts").get(0)).contains("as Slack would", "<i>kept</i>");
        assertThat(words(report, "texts").get(1)).contains("no such chat", "<i>kept</i>");
        assertThat(words(report, "tags")).isSubsetOf("div", "p", "pre");
    }

    @Test
    void drawsAChartsLinesAndTellsThemToThoseWhoDoNotSeeThem() throws Exception {
        add("slack-channel", chart("5xx", "line", "{'name':'5xx','data':[" + points(2, 118, 4) + "]},"
                + "{'name':'Threshold','data':[" + points(25, 25, 25) + "]}"));
        for (Scheme scheme : Scheme.values()) {
            JsonNode report = report(scheme);

            assertThat(report.path("charts")).singleElement().satisfies(drawn -> {
                assertThat(drawn.path("words").asText()).isEqualTo("Chart of 5xx, 10:00 to 10:02. 5xx: 2 to 118, last 4."
                        + " Threshold: 25 to 25, last 25.");
                assertThat(drawn.path("lines")).hasSize(2);
                assertThat(drawn.at("/lines/0").asText()).isEqualTo("0.00,98.67 50.00,21.33 100.00,97.33");
            });
            assertThat(words(report, "texts").get(0)).contains("5xx", "150", "75", "10:00", "10:02", "Threshold",
                    "Count · UTC");
            assertThat(words(report, "faint")).isEmpty();
            assertThat(words(report, "wide")).isEmpty();
            assertThat(words(report, "violations")).isEmpty();
        }
    }

    @Test
    void drawsAChartBelowNothingAndOneOfASinglePoint() throws Exception {
        add("slack-channel", chart("Temperature", "area", "{'name':'t','data':[" + points(-5, 5, -20) + "]}"));
        add("slack-channel", JSON.readTree(chart("One", "line", "{'name':'t','data':[{'label':'10:00','value':0}]}").toString()
                .replace(",\"10:01\",\"10:02\"", "")));
        JsonNode report = report(Scheme.LIGHT);

        assertThat(report.at("/charts/0/lines/0").asText()).isEqualTo("0.00,40.00 50.00,0.00 100.00,100.00");
        assertThat(report.at("/charts/1/lines/0").asText()).isEqualTo("50.00,100.00 51.00,100.00");
        assertThat(words(report, "undrawn")).isEmpty();
    }

    @Test
    void tellsInWordsWhatItDoesNotDraw() throws Exception {
        add("slack-channel", chart("By colour", "bar", "{'name':'red','data':[" + points(1, 2, 3) + "]}"));
        JsonNode report = report(Scheme.LIGHT);

        assertThat(report.path("charts")).isEmpty();
        assertThat(words(report, "texts").get(0)).contains("By colour", "red, 10:01: 2");
    }

    @Test
    void drawsATable() throws Exception {
        add("slack-channel", JSON.readTree("{\"blocks\":[{\"type\":\"table\",\"column_settings\":[{\"align\":\"left\"},"
                + "{\"align\":\"right\"}],\"rows\":[[{\"type\":\"raw_text\",\"text\":\"Function\"},{\"type\":\"raw_text\","
                + "\"text\":\"Memory\"}],[{\"type\":\"raw_text\",\"text\":\"<b>orders</b> &amp; *more* :fire:\"},"
                + "{\"type\":\"rich_text\",\"elements\":[{\"type\":\"rich_text_section\",\"elements\":[{\"type\":\"text\","
                + "\"text\":\"128\"}]}]}],[{\"type\":\"raw_text\",\"text\":\"" + "wide".repeat(200) + "\"},"
                + "{\"type\":\"raw_text\",\"text\":\"-\"}]]}]}"));
        JsonNode report = report(Scheme.LIGHT);

        assertThat(words(report, "tags")).contains("table", "tr", "th", "td").isSubsetOf(TAGS);
        assertThat(words(report, "texts").get(0)).contains("FunctionMemory", "<b>orders</b> &amp; *more* :fire:", "128");
        assertThat(words(report, "wide")).isEmpty();
        assertThat(words(report, "undrawn")).isEmpty();
        assertThat(words(report, "unreachable")).isEmpty();
    }

    /** Here nobody would be told. */
    @Test
    void letsNobodyPressAnythingNorFetchesAPicture() throws Exception {
        add("slack-channel", JSON.readTree("{\"blocks\":[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\","
                + "\"action_id\":\"acknowledge\",\"text\":{\"type\":\"plain_text\",\"text\":\"Acknowledge\"}}]},"
                + "{\"type\":\"image\",\"slack_file\":{\"id\":\"F012345678\"},\"alt_text\":\"The chart\"}]}"));
        JsonNode report = report(Scheme.LIGHT);

        assertThat(words(report, "tags")).doesNotContain("button", "img");
        assertThat(words(report, "texts").get(0)).contains("Acknowledge", "The chart");
    }

    // ---- payloads

    private static void nastyNotices(int seeds) {
        for (int seed = 0; seed < seeds; seed++) {
            Posting posting = new NastyNotices(seed).posting(seed % 4 == 0 ? Form.PLAIN : Form.FULL);
            for (ChatUnderTest chat : EveryChat.CHATS) {
                JsonNode payload = chat.render(posting);
                add(payload.has("Content") ? "chime" : payload.path("type").asText().equals("message") ? "teams" : "slack",
                        payload);
            }
        }
    }

    /** As no renderer makes them. */
    private static void hostilePayloads() throws IOException {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.withArray("blocks").addObject().put("type", "header").set("text", text("text", HOSTILE));
        add("slack-channel", header);
        add("slack-webhook", text("text", HOSTILE));
        add("slack", text("text", "<https://example.com/" + HOSTILE.replaceAll("[<>|]", "") + "|x> " + HOSTILE));
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.withArray("attachments").addObject().put("title", HOSTILE).put("title_link", "javascript:alert(5)")
                .put("color", "red;background:url(x)").withArray("fields").addObject().put("title", HOSTILE)
                .put("value", HOSTILE);
        add("slack", fields);
        add("chime-webhook", text("Content", HOSTILE));
        add("chime-webhook", text("Content", "/md # " + HOSTILE + "\n\n" + ">".repeat(3000) + "\n\n| a | b |\n|---|---|\n| "
                + HOSTILE + " | " + "wide".repeat(100) + "|"));
        add("slack-channel", JSON.readTree(chart("T", "line", "{'name':'S','data':[" + points(1, 2, 3) + "]}").toString()
                .replace("\"T\"", JSON.writeValueAsString(HOSTILE)).replace("\"S\"", JSON.writeValueAsString(HOSTILE))));
        ObjectNode card = text("type", "AdaptiveCard");
        card.withArray("body").addObject().put("type", "TextBlock").put("text", HOSTILE).put("style", "\"><script>");
        card.withArray("body").addObject().put("type", "FactSet").withArray("facts").addObject().put("title", HOSTILE)
                .put("value", "x".repeat(300));
        card.withArray("actions").addObject().put("type", "Action.OpenUrl").put("title", HOSTILE)
                .put("url", "data:text/html,x");
        add("teams-webhook-card", card);
    }

    private static JsonNode chart(String title, String type, String series) throws IOException {
        return JSON
                .readTree(("{'text':'x','blocks':[{'type':'data_visualization','title':'" + title + "','chart':{'type':'" + type
                        + "','series':[" + series + "],'axis_config':{'categories':['10:00','10:01','10:02'],'x_label':'UTC',"
                        + "'y_label':'Count'}}}]}").replace('\'', '"'));
    }

    private static String points(double... values) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            points.append(i == 0 ? "" : ",").append("{'label':'10:0").append(i).append("','value':").append(values[i])
                    .append('}');
        }
        return points.toString();
    }

    private static void goldenPayloads() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/chat"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(file.getParent().getFileName().toString(), JSON.readTree(Files.readString(file)));
            }
        }
    }

    private static ObjectNode text(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }

    private static void add(String kind, JsonNode payload) {
        payloads.addObject().put("kind", kind).set("payload", payload);
    }

    // ---- the page

    private JsonNode report(Scheme scheme) throws IOException {
        assumeTrue(browser.isPresent(), () -> {
            System.err.println("DrawingTest is SKIPPED: there is no chromium and chromedriver on the PATH");
            return "there is no chromium and chromedriver on the PATH";
        });
        String page = elements(browser.orElseThrow(), scheme);
        Matcher report = REPORT.matcher(page);
        assertThat(report.find()).as(page).isTrue();
        return JSON.readTree(report.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u00a0")
                .replace("&amp;", "&"));
    }

    /** The page's elements as markup, once its element {@code report} has something to say. */
    private static String elements(ChromeDriver shown, Scheme scheme) {
        Chromium.prefer(shown, scheme);
        shown.get("http://127.0.0.1:" + server.actualPort() + "/probe.html");
        Awaitility.await().atMost(PATIENCE)
                .until(() -> !shown.findElement(By.id("report")).getDomProperty("textContent").startsWith("Nothing"));
        return (String) shown.executeScript("return document.documentElement.outerHTML");
    }

    private static List<String> words(JsonNode report, String member) {
        List<String> words = new ArrayList<>();
        report.path(member).forEach(word -> words.add(word.asText()));
        return words;
    }

    private static void answer(HttpServerRequest request) {
        Matcher file = FILE.matcher(request.path());
        if (request.path().equals("/payloads.json")) {
            request.response().putHeader("Content-Type", "application/json").end(payloads.toString());
        } else if (file.matches()) {
            String type = file.group(1).equals("js") ? "javascript" : file.group(1);
            request.response().putHeader("Content-Type", "text/" + type + ";charset=utf-8")
                    .putHeader("Content-Security-Policy", POLICY)
                    .end(resource(
                            request.path().startsWith("/drawing/") ? "/web" + request.path() : "/drawing" + request.path()));
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    private static Buffer resource(String name) {
        try (InputStream file = DrawingTest.class.getResourceAsStream(name)) {
            return Buffer.buffer(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
