package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.chat.Chromium;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/** The page in a browser, with an app behind the stand-in that takes whatever it is told. */
@Tag("long")
class StandInPageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CHART = "{'type':'data_visualization','title':'5xx','chart':{'type':'line','series':["
            + "{'name':'5xx','data':[{'label':'10:00','value':2},{'label':'10:01','value':118}]}],'axis_config':{"
            + "'categories':['10:00','10:01']}}}";
    private static final String BUTTONS = "{'type':'actions','elements':[{'type':'button','action_id':'acknowledge','value':'p-1',"
            + "'text':{'type':'plain_text','text':'Acknowledge'}}]}";

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Queue<String> HEARD = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger APP_ANSWERS = new AtomicInteger(200);
    private static Vertx vertx;
    private static SnsPublisher http;
    private static ChatStandIn standIn;
    private static SlackCaller slack;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() {
        Optional<Chromium> installed = Chromium.installed();
        assumeTrue(installed.isPresent(), () -> {
            System.err.println("StandInPageTest is SKIPPED: there is no chromium and chromedriver on the PATH");
            return "there is no chromium and chromedriver on the PATH";
        });
        vertx = Vertx.vertx();
        http = new SnsPublisher(vertx);
        HttpServer app = vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
            HEARD.add(body.toString());
            request.response().setStatusCode(APP_ANSWERS.get()).end("the app's answer");
        })).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        URI address = URI.create("http://127.0.0.1:" + app.actualPort());
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        standIn.interactAt(http, address.resolve("/slack/interactions"));
        standIn.offer(new SamplePublisher(http, SnsSigner.with(SigningCertificate.good()), address.resolve("/sns"),
                "arn:aws:sns:us-east-1:123456789012:tocsin-demo"));
        standIn.slack().channel(SlackCaller.TEAM, new SlackTeams.Channel("C0TYPE", "typed", false, false, true));
        standIn.people().name(new SlackPerson("U0ANN", "Ann", SlackCaller.TEAM));
        standIn.people().name(new SlackPerson("U0BEN", "Ben", SlackCaller.TEAM));
        standIn.offer(standIn.typing(http, address));
        standIn.files().readyAfter(Duration.ZERO);
        slack = SlackCaller.of(standIn);
        browser = installed.get().open(Chromium.Scheme.LIGHT);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
            standIn.close();
            http.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @BeforeEach
    void beginAnew() throws Exception {
        HEARD.clear();
        APP_ANSWERS.set(200);
        CLIENT.send(
                HttpRequest.newBuilder(URI.create(standIn.url() + "/stand-in/messages")).DELETE().build(),
                HttpResponse.BodyHandlers.discarding());
        browser.get(standIn.url());
    }

    /** What its policy forbids, and what its scripts do not take, is in the browser's log. */
    @AfterEach
    void nothingWentWrongInTheBrowser() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .filteredOn(entry -> !entry.getMessage().contains("ResizeObserver")
                        && !entry.getMessage().contains("/stand-in/slack/click"))
                .isEmpty();
    }

    @Test
    void showsAMessageAsItIsNowInItsPlace() throws Exception {
        String ts = slack.post("C0PLACE", "ALARM: checkout");
        slack.post("C0PLACE", "Another");
        await(() -> assertThat(article("C0PLACE", ts).getText()).contains("ALARM: checkout"));

        slack.call("chat.update", "{'channel':'C0PLACE','ts':'" + ts + "','text':'OK: checkout'}");

        await(() -> assertThat(article("C0PLACE", ts).getText()).contains("OK: checkout", "(edited)", "changed once")
                .doesNotContain("ALARM"));
        assertThat(texts("C0PLACE")).hasSize(2).first().asString().contains("OK: checkout");

        slack.call("chat.update", "{'channel':'C0PLACE','ts':'" + ts + "','text':'ALARM: checkout'}");
        await(() -> assertThat(article("C0PLACE", ts).getText()).contains("ALARM: checkout", "changed 2 times"));
    }

    @Test
    void showsTheThreadBelowItsMessageAndWhatIsBroadcastInTheChannelToo() throws Exception {
        String root = slack.post("C0THREAD", "ALARM: checkout");
        String reply = reply(root, "It got worse", "");
        String again = reply(root, "ALARM again", ",'reply_broadcast':true");

        await(() -> assertThat(article("C0THREAD", root).findElements(By.cssSelector(".thread article"))).hasSize(2));
        assertThat(article("C0THREAD", root).getText()).contains("It got worse", "also sent to the channel");
        assertThat(article("C0THREAD", reply).findElements(By.xpath("ancestor::*[@class='thread']"))).hasSize(1);
        assertThat(article("C0THREAD", again).getText()).contains("ALARM again", "replied to a thread");
        assertThat(texts("C0THREAD")).hasSize(2);

        slack.call("chat.update", "{'channel':'C0THREAD','ts':'" + root + "','text':'OK: checkout'}");
        await(() -> assertThat(article("C0THREAD", root).getText()).contains("OK: checkout", "It got worse"));
    }

    @Test
    void letsSomebodyPressAButtonAndSaysIfThatWasInVain() throws Exception {
        String ts = post("C0PRESS", BUTTONS);
        await(() -> assertThat(article("C0PRESS", ts).getText()).contains("Acknowledge"));

        button(article("C0PRESS", ts), "Acknowledge").click();
        await(() -> assertThat(HEARD).hasSize(1));
        JsonNode payload = Inquiry.json(
                URLDecoder.decode(HEARD.remove().substring("payload=".length()), StandardCharsets.UTF_8));
        assertThat(payload.at("/actions/0/action_id").asText()).isEqualTo("acknowledge");
        assertThat(payload.at("/container/message_ts").asText()).isEqualTo(ts);
        assertThat(article("C0PRESS", ts).findElements(By.className("refusal"))).isEmpty();

        APP_ANSWERS.set(403);
        await(() -> assertThat(button(article("C0PRESS", ts), "Acknowledge").isEnabled()).isTrue());
        button(article("C0PRESS", ts), "Acknowledge").click();
        await(() -> assertThat(article("C0PRESS", ts).getText()).contains("Tocsin answered 403: the app's answer"));
    }

    @Test
    void drawsAChartAndShowsAPictureThatWasUploaded() throws Exception {
        String chart = post("C0CHART", CHART);
        await(() -> assertThat(
                article("C0CHART", chart).findElement(By.cssSelector("svg[role=img]")).getDomAttribute("aria-label"))
                .startsWith("Chart of 5xx, 10:00 to 10:01."));

        String picture = post("C0CHART", "{'type':'image','slack_file':{'id':'" + uploaded() + "'},'alt_text':'The 5xx'}");
        await(() -> assertThat(article("C0CHART", picture).findElement(By.tagName("img"))).satisfies(image -> {
            assertThat(image.getDomProperty("naturalWidth")).isEqualTo("40");
            assertThat(image.getDomAttribute("alt")).isEqualTo("The 5xx");
        }));
    }

    @Test
    void deletesAMessageByHandAndKeepsThePlaceOfOneWithReplies() throws Exception {
        String alone = slack.post("C0GONE", "Alone");
        String root = slack.post("C0GONE", "ALARM: checkout");
        slack.call("chat.postMessage", "{'channel':'C0GONE','thread_ts':'" + root + "','text':'A reply'}");
        await(() -> assertThat(article("C0GONE", root).getText()).contains("A reply"));

        press(article("C0GONE", alone), "Delete");
        await(() -> assertThat(browser.findElements(By.id("C0GONE-" + alone))).isEmpty());
        assertThat(standIn.conversations().message("C0GONE", alone)).isEmpty();

        press(article("C0GONE", root), "Delete");
        await(() -> assertThat(article("C0GONE", root).getText()).contains("This message was deleted.", "A reply")
                .doesNotContain("ALARM"));
    }

    @Test
    void saysWhatOnlyOneSeesAndWhatWasRefused() throws Exception {
        slack.call("chat.postEphemeral", "{'channel':'C0QUIET','user':'U0ANN','text':'Nobody else sees this'}");
        await(() -> assertThat(texts("C0QUIET")).singleElement().asString().contains("Only visible to Ann"));

        slack.call("chat.update", "{'channel':'C0QUIET','ts':'1.000001','text':'x'}");
        slack.call("chat.postMessage", "{'channel':'C0QUIET','text':'x','blocks':[{'type':'marquee'}]}");
        await(() -> assertThat(room("C0QUIET").getText()).contains("chat.update: Refused: 200", "message_not_found",
                "Refused: 200", "invalid_blocks"));
    }

    @Test
    void staysAtTheEndOfARoomThatGetsLessSpaceAndWhereSomebodyScrolledTo() throws Exception {
        String last = "";
        for (int i = 0; i < 30; i++) {
            last = slack.post("C0LONG", "Message " + i);
        }
        String bottom = last;
        await(() -> assertThat(isInView("C0LONG", bottom)).isTrue());
        slack.post("C0BESIDE", "Another room");
        await(() -> assertThat(texts("C0BESIDE")).hasSize(1));
        await(() -> assertThat(isInView("C0LONG", bottom)).isTrue());

        browser.executeScript("arguments[0].scrollTop = 0", room("C0LONG").findElement(By.className("messages")));
        String unseen = slack.post("C0LONG", "Nobody looks here");
        await(() -> assertThat(article("C0LONG", unseen).getText()).contains("Nobody looks here"));
        assertThat(isInView("C0LONG", unseen)).isFalse();
    }

    @Test
    void letsSomebodyOfTheChannelTypeAndPressAsTheyAreChosen() throws Exception {
        await(() -> assertThat(box().isDisplayed()).isTrue());
        box().sendKeys("logs describe-log-groups --query 'a[?b<`1`]'\n");
        await(() -> assertThat(HEARD).hasSize(1));
        JsonNode event = Inquiry.json(HEARD.remove()).path("event");
        assertThat(event.path("text").asText()).isEqualTo("<@U0TOCSIN> logs describe-log-groups --query 'a[?b&lt;`1`]'");
        assertThat(event.path("user").asText()).isEqualTo("U0ANN");
        String ts = event.path("ts").asText();
        await(() -> assertThat(article("C0TYPE", ts).getText()).contains("Ann", "@Tocsin logs describe-log-groups", "b<"));

        String reply = slack.call("chat.postMessage", "{'channel':'C0TYPE','thread_ts':'" + ts + "','text':'<@U0ANN> wants it',"
                + "'blocks':[" + BUTTONS + "]}").path("ts").asText();
        await(() -> assertThat(button(article("C0TYPE", ts), "Acknowledge").isDisplayed()).isTrue());
        box().findElement(By.xpath("./../select[1]")).sendKeys("Ben");
        button(article("C0TYPE", reply), "Acknowledge").click();
        await(() -> assertThat(HEARD).hasSize(1));
        assertThat(URLDecoder.decode(HEARD.remove(), StandardCharsets.UTF_8)).contains("\"id\":\"U0BEN\"");

        button(article("C0TYPE", ts), "Reply").click();
        article("C0TYPE", ts).findElement(By.cssSelector(".reply input")).sendKeys("--limit 5\n");
        await(() -> assertThat(HEARD).hasSize(1));
        assertThat(Inquiry.json(HEARD.remove()).at("/event/thread_ts").asText()).isEqualTo(ts);

        box().findElement(By.xpath("./../select[2]")).sendKeys("/tocsin");
        box().sendKeys("help\n");
        await(() -> assertThat(HEARD).hasSize(1));
        assertThat(Inquiry.parameters(HEARD.remove())).containsEntry("text", "help").containsEntry("command", "/tocsin");

        APP_ANSWERS.set(503);
        box().sendKeys("help\n");
        await(() -> assertThat(room("typed").getText()).contains("Tocsin answered 503: the app's answer"));
    }

    @Test
    void showsTheFirstLinesOfATextAndWhatATableHolds() throws Exception {
        String id = uploaded("one\ntwo\nthree\nfour\nfive\nsix\nseven".getBytes(StandardCharsets.UTF_8),
                ",'channel_id':'C0TYPE'");
        await(() -> assertThat(room("typed").getText()).contains("one", "five", "and 2 more lines").doesNotContain("six"));
        assertThat(CLIENT.send(HttpRequest.newBuilder(
                URI.create(standIn.url() + "/stand-in/slack/files/" + id)).build(), HttpResponse.BodyHandlers.ofString())
                .body())
                .endsWith("seven");

        String table = post("C0TYPE", "{'type':'table','rows':[[{'type':'raw_text','text':'Alarm'}],"
                + "[{'type':'raw_text','text':'checkout'}]]}");
        await(() -> assertThat(article("C0TYPE", table).findElement(By.tagName("td")).getText()).isEqualTo("checkout"));
    }

    @Test
    void leadsByAPermalinkToItsMessage() throws Exception {
        String ts = slack.post("C0LINK", "ALARM: checkout");
        String link = slack.form("chat.getPermalink", Map.of("channel", "C0LINK", "message_ts", ts)).path("permalink").asText();
        await(() -> assertThat(article("C0LINK", ts).isDisplayed()).isTrue());

        browser.get(link);

        await(() -> assertThat(article("C0LINK", ts).getDomAttribute("class")).contains("changed"));
        assertThat(browser.getCurrentUrl()).endsWith("/#C0LINK-" + ts);
    }

    @Test
    void letsTheSampleAlarmGoOffAndRecover() {
        await(() -> assertThat(browser.findElements(By.cssSelector("#samples .quiet"))).hasSize(1));
        WebElement alarm = browser.findElement(By.xpath("//li[.//b='CloudWatch alarm']"));

        alarm.findElement(By.className("sample")).click();
        await(() -> assertThat(HEARD).hasSize(1));
        await(() -> assertThat(alarm.findElement(By.className("quiet")).isEnabled()).isTrue());
        alarm.findElement(By.className("quiet")).click();
        await(() -> assertThat(HEARD).hasSize(2));

        List<JsonNode> messages = HEARD.stream().map(body -> Inquiry.json(Inquiry.json(body).path("Message").asText()))
                .toList();
        assertThat(messages).extracting(message -> message.path("NewStateValue").asText()).containsExactly("ALARM", "OK");
        assertThat(messages).extracting(message -> message.path("AlarmArn").asText()).containsOnly(
                messages.get(0).path("AlarmArn").asText());
        await(() -> assertThat(browser.findElement(By.id("outcome")).getText()).startsWith("Tocsin took it"));
    }

    private static String reply(String root, String text, String more) throws Exception {
        return slack.call("chat.postMessage",
                "{'channel':'C0THREAD','thread_ts':'" + root + "','text':'" + text + "'" + more + "}").path("ts").asText();
    }

    private static String post(String channel, String block) throws Exception {
        return slack.call("chat.postMessage", "{'channel':'" + channel + "','text':'ALARM','blocks':[" + block + "]}")
                .path("ts")
                .asText();
    }

    private static String uploaded() throws Exception {
        byte[] png = new MetricPicture(40, 20, false).png(java.time.Instant.EPOCH, java.time.Instant.EPOCH.plusSeconds(60),
                List.of(), List.of(1.0));
        return uploaded(png, "");
    }

    private static String uploaded(byte[] content, String where) throws Exception {
        JsonNode announced = slack.form("files.getUploadURLExternal", Map.of("filename", "x", "length", "" + content.length));
        CLIENT.send(HttpRequest.newBuilder(URI.create(announced.path("upload_url").asText()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(content)).build(), HttpResponse.BodyHandlers.discarding());
        String id = announced.path("file_id").asText();
        slack.call("files.completeUploadExternal", "{'files':[{'id':'" + id + "'}]" + where + "}");
        return id;
    }

    private static WebElement box() {
        return room("typed").findElement(By.cssSelector(".room > .typing input"));
    }

    private static WebElement article(String channel, String ts) {
        return browser.findElement(By.id(channel + "-" + ts));
    }

    private static boolean isInView(String channel, String ts) {
        return (Boolean) browser.executeScript("const list = arguments[0].closest('.messages').getBoundingClientRect();"
                + "const place = arguments[0].getBoundingClientRect();"
                + "return place.top >= list.top - 1 && place.bottom <= list.bottom + 1", article(channel, ts));
    }

    private static WebElement room(String name) {
        return browser.findElement(By.xpath("//section[@class='room'][h3[contains(., '" + name + "')]]"));
    }

    /** Of the messages that the channel itself shows. */
    private static List<String> texts(String room) {
        return room(room).findElements(By.cssSelector(".messages > .slack-message")).stream().map(WebElement::getText).toList();
    }

    private static WebElement button(WebElement within, String label) {
        return within.findElement(By.xpath(".//button[.='" + label + "']"));
    }

    /** Also where it is shown only to who points there. */
    private static void press(WebElement within, String label) {
        browser.executeScript("arguments[0].click()", within.findElement(By.xpath("./div/button[.='" + label + "']")));
    }

    private static void await(ThrowingRunnable seen) {
        Awaitility.await().atMost(PATIENCE).ignoreExceptionsInstanceOf(WebDriverException.class).untilAsserted(seen);
    }
}
