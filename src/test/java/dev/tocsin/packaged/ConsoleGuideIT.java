package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;

import dev.tocsin.chat.NastyNotices;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SlackTeams;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * AWS Chatbot's guide, clicked through in the console by a real browser: authorize a workspace, configure a channel and a
 * webhook with topics in two Regions, test, add a topic, look up its subscription, remove. On the way every page is looked at
 * for what bars people from it, what the browser complains about, and what does not fit on a phone.
 */
@Tag("long")
class ConsoleGuideIT {

    private static final String ALARMS = "arn:aws:sns:eu-central-1:123456789012:alarms";
    private static final String BUILDS = "arn:aws:sns:us-east-1:123456789012:builds";
    private static final String COSTS = "arn:aws:sns:us-east-1:123456789012:costs";
    private static final int PHONE = 360;

    @TempDir
    Path folder;

    private final SigningCertificate certificate = SigningCertificate.good();
    private final List<String> faults = new ArrayList<>();
    private Browser browser;
    private Vertx vertx;
    private ChatStandIn standIn;
    private PackagedTocsin tocsin;

    @BeforeEach
    void start() throws Exception {
        Browser.require();
        certificate.writeTo(folder.resolve("certificates"));
        vertx = Vertx.vertx();
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        List.of(ALARMS, BUILDS, COSTS).forEach(standIn.sns()::createTopic);
        tocsin = new PackagedTocsin(Files.createDirectories(folder.resolve("tocsin")), settings()).publishedAsItIs().start();
        standIn.sns().deliver(SnsSigner.with(certificate), URI.create(tocsin.url() + "/sns"));
        browser = Browser.at(tocsin.url());
    }

    @AfterEach
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (tocsin != null) {
            tocsin.close();
        }
        if (standIn != null) {
            standIn.close();
            vertx.close();
        }
    }

    @Test
    void theWholeGuideIsClickedThroughAndNoPageBarsAnybody() {
        logIn();
        authorizeAWorkspace();
        configureAChannel();
        configureAWebhook();
        sendATestMessage();
        addATopic();
        lookUpTheSubscription();
        followTheMessageThroughTheHistory();
        watchALivePage();
        loseTheSessionAndFindItAgain();
        lookAround();
        remove();

        assertThat(faults).isEmpty();
    }

    /** Whatever messages say is text on the page of each, in the list and in the drawings, and nothing of it is done. */
    @Test
    void nothingThatMessagesSayBecomesMarkupOnTheRealPages() throws Exception {
        tocsin.api("POST", "/api/chime/webhooks", """
                {"configurationName": "room", "webhookDescription": "<b>x</b>\\u202e{room}", "snsTopicArns": ["%s"],
                 "webhookUrl": "%s/incomingwebhooks/room?token=a"}""".formatted(ALARMS, standIn.url()));
        browser.goTo("/console").fill("Token", PackagedTocsin.ADMIN_TOKEN).click("Log in").see("Overview");
        List<String> pages = new ArrayList<>();
        for (int seed = 0; seed < 12; seed++) {
            SnsMessage message = SnsSigner.with(certificate).sign(SnsMessage.notification(ALARMS, nasty(seed)));
            assertThat(tocsin.post("/sns", message.headers(), message.json()).statusCode()).isEqualTo(200);
            pages.add("/console/notifications/" + message.messageId());
        }
        pages.add("/console/notifications");
        pages.add("/console/chime/webhooks/room");
        browser.complaints();
        for (String page : pages) {
            browser.goTo(page).see("Tocsin");
            assertThat(
                    browser.all("main script, main img, main iframe, main object, main svg, main style, [onerror], [onload], "
                            + "[onclick], a[href^='javascript'], a[href^='data'], main [hx-get*='evil'], main b[data-x]"))
                    .as(page).isEmpty();
            assertThat(browser.all("script")).as(page).hasSize(1);
            assertThat(browser.complaints()).as(page).isEmpty();
            assertThat(browser.size(PHONE, 800).overflow()).as(page).isLessThanOrEqualTo(0);
            browser.size(1280, 900);
        }
    }

    /** A custom notification of what breaks renderers, with markup of the browser's among it. */
    private static String nasty(int seed) {
        NastyNotices parts = new NastyNotices(seed);
        Supplier<String> words = () -> "<img src=x onerror=alert(1)>" + parts.words(40)
                + "\"><script>alert(1)</script><b data-x hx-get='evil'>{frame.form}";
        return new JsonObject().put("version", "1.0").put("source", "custom").put("content", new JsonObject()
                .put("textType", seed % 2 == 0 ? "client-markdown" : "plain").put("title", words.get())
                .put("description", words.get()).put("nextSteps", new JsonArray().add(words.get()).add(words.get()))
                .put("keywords", new JsonArray().add(words.get())))
                .put("metadata", new JsonObject().put("threadId", words.get()).put("summary", words.get())
                        .put("relatedResources", new JsonArray().add("javascript:alert(1)").add(words.get())))
                .encode();
    }

    private void logIn() {
        browser.goTo("/console/slack/workspaces").see("token");
        look("login");
        browser.fill("Token", "s3cr3t-wrong-token-of-nobody").click("Log in").see("not valid");
        browser.fill("Token", PackagedTocsin.ADMIN_TOKEN).click("Log in").see("Slack workspaces");
        look("workspaces-empty");
        browser.goTo("/console").see("Three steps lead to the first message");
        look("overview-empty");
    }

    private void authorizeAWorkspace() {
        browser.click("Workspaces").click("Add to Slack").see("Allow");
        browser.driver().findElement(By.linkText("Allow")).click();
        browser.see("has authorized Tocsin").click("Configure a channel in the console").see("T0DEMO");
        look("workspaces");
        browser.click("Configurations").see("Three steps to the first message");
    }

    private void configureAChannel() {
        look("configurations-empty");
        browser.click("Configure a Slack channel").see("Configuration details");
        look("channel-form");
        browser.click("Configure").see("is required");
        browser.fill("Configuration name", "ops-alarms").tick("By the app in a workspace");
        browser.fill("Workspace", "T0DEMO").fill("Channel ID", "https://acme.slack.com/archives/C0OPS");
        browser.fill("Region", "eu-central-1").tick("alarms 123456789012");
        browser.click("Configure").see("Send a test message to see whether it arrives");
        look("channel");
    }

    private void configureAWebhook() {
        browser.click("Configurations").click("Configure an Amazon Chime webhook").see("Configuration details");
        browser.fill("Configuration name", "ops-room")
                .fill("Webhook URL", standIn.url() + "/incomingwebhooks/ops-room?token=a%3D")
                .fill("Webhook description", "Ops/Tocsin");
        browser.fill("Region", "eu-central-1").tick("alarms 123456789012");
        browser.click("Add another Region");
        List<org.openqa.selenium.WebElement> regions = browser.all("select[data-region]");
        regions.get(regions.size() - 1).findElement(By.cssSelector("option[value=us-east-1]")).click();
        browser.tick("builds 123456789012").click("Configure").see("Send a test message to see whether it arrives");
        browser.see("us-east-1").see("eu-central-1");
    }

    private void sendATestMessage() {
        browser.goTo("/console/slack/channels/ops-alarms").see("Confirmed").click("Send by its topics").see("Delivered");
        assertThat(standIn.received().accepted()).anyMatch(message -> message.body().contains("C0OPS"));
        browser.goTo("/console/chime/webhooks/ops-room").click("Send by the chat alone").see("Delivered");
    }

    private void addATopic() {
        browser.goTo("/console/slack/channels/ops-alarms").click("Edit").see("Edit");
        look("channel-edit");
        browser.fill("ARNs of topics", COSTS).click("Save").see("costs");
    }

    private void lookUpTheSubscription() {
        browser.click("Topics").see("costs").click("costs").click("Check now").see("Confirmed");
        look("topic");
    }

    private void followTheMessageThroughTheHistory() {
        browser.click("History").fill("Search", "ops-alarms").click("Search").see("Delivered");
        look("history");
        browser.all("tbody th[scope=row] a").get(0).click();
        browser.see("Received and stored").see("Try 1");
        look("notification");
        browser.click("Send again").see("Put into the queue again");
        sendItToAnotherConfiguration();
        indentAMessage();
    }

    private void sendItToAnotherConfiguration() {
        browser.goTo("/console/notifications?configurationName=ops-room");
        browser.all("tbody th[scope=row] a").get(0).click();
        browser.see("To ops-room").seeNoMore("To ops-alarms").fill("Send to another configuration", "ops-alarms");
        Browser.await(() -> assertThat(browser.all("#configurations option")).hasSizeGreaterThanOrEqualTo(2));
        browser.click("Send").see("To ops-alarms");
    }

    /** A number that JavaScript cannot hold stays as it came. */
    private void indentAMessage() {
        browser.run("document.getElementById('message').textContent = '{\"id\":12345678901234567890,\"none\":[]}'; "
                + "document.querySelector('[data-indents]').click()");
        assertThat(browser.run("return document.getElementById('message').textContent"))
                .isEqualTo("{\n  \"id\": 12345678901234567890,\n  \"none\": []\n}");
    }

    private void watchALivePage() {
        browser.goTo("/console").run("window.old = document.getElementById('overview'); "
                + "document.querySelector('#overview tbody th a').focus()");
        Browser.await(() -> assertThat(browser.run("return window.old.isConnected")).isEqualTo(false));
        assertThat(browser.run("return document.activeElement.matches('#overview tbody th a')")).isEqualTo(true);
    }

    /** It says so, asks on, and is itself again once it is answered. */
    private void loseTheSessionAndFindItAgain() {
        Cookie session = browser.driver().manage().getCookieNamed("tocsin-session");
        browser.driver().manage().deleteCookieNamed("tocsin-session");
        browser.see("Not renewed since");
        assertThat(browser.all("#problem [role=alert]")).hasSize(1);
        look("overview-stale");
        browser.driver().manage().addCookie(session);
        browser.seeNoMore("Not renewed since");
        assertThat(browser.all("#problem > *")).isEmpty();
    }

    private void lookAround() {
        for (String page : List.of("/console", "/console/configurations", "/console/topics", "/console/deliveries",
                "/console/refusals", "/console/preview", "/console/custom-actions", "/console/command-people",
                "/console/tokens", "/console/audit", "/console/system",
                "/console/slack/workspaces", "/console/slack/workspaces/T0DEMO", "/console/chime/webhooks/ops-room",
                "/console/nothing-here")) {
            browser.goTo(page).see("Tocsin");
            look(page.replace("/console", "overview").replaceAll("[^a-zA-Z0-9]+", "-"));
        }
    }

    private void remove() {
        browser.goTo("/console/slack/workspaces/T0DEMO").see("ops-alarms");
        browser.goTo("/console/slack/channels/ops-alarms").click("Delete").click("Delete for good")
                .see("ops-alarms is deleted");
        browser.goTo("/console/chime/webhooks/ops-room").click("Delete").click("Delete for good")
                .see("ops-room is deleted");
        browser.goTo("/console/configurations").see("Three steps").seeNoMore("ops-alarms").seeNoMore("ops-room");
        browser.goTo("/console/slack/workspaces/T0DEMO").click("Remove the workspace").click("Remove").see("Workspace removed");
        browser.click("Log out").see("Log in");
        browser.goTo("/console").see("Log in");
    }

    /** In light and dark, wide and on a phone. */
    private void look(String name) {
        browser.complaints().stream().filter(line -> !line.contains("/favicon")).filter(ConsoleGuideIT::isNoAnswerOfOurs)
                .forEach(line -> faults.add(name + ": " + line));
        for (String scheme : List.of("light", "dark")) {
            browser.scheme(scheme);
            browser.barriers().forEach(barrier -> faults.add(name + ", " + scheme + ": " + barrier));
            browser.picture(pictures().resolve(name + "-" + scheme + ".png"));
            browser.size(PHONE, 800);
            if (browser.overflow() > 0) {
                faults.add(name + ": is " + browser.overflow() + " px too wide for a phone");
            }
            browser.picture(pictures().resolve(name + "-" + scheme + "-phone.png"));
            browser.size(1280, 900);
        }
        browser.scheme("light");
    }

    /** That a form was refused the browser says too, and htmx again. */
    private static boolean isNoAnswerOfOurs(String line) {
        return !line.contains("the server responded with a status of 4") && !line.contains("Response Status Error Code 4");
    }

    private static Path pictures() {
        return Path.of("target", "console-pictures");
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("TOCSIN_SLACK_API_URL", standIn.url() + "/api"),
                Map.entry("TOCSIN_SLACK_AUTHORIZE_URL", standIn.url() + "/oauth/v2/authorize"),
                Map.entry("TOCSIN_SLACK_CLIENT_ID", SlackTeams.CLIENT_ID),
                Map.entry("TOCSIN_SLACK_CLIENT_SECRET", SlackTeams.CLIENT_SECRET),
                Map.entry("TOCSIN_SLACK_SIGNING_SECRET", SlackTeams.SIGNING_SECRET),
                Map.entry("TOCSIN_CHIME_WEBHOOK_ORIGINS", standIn.url()),
                Map.entry("TOCSIN_SNS_ENDPOINT_OVERRIDE", standIn.url()),
                Map.entry("TOCSIN_SNS_SIGNING_CERTIFICATES", folder.resolve("certificates").toString()),
                Map.entry("AWS_ACCESS_KEY_ID", "AKIAS3CR3T"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "s3cr3t-aws-key"),
                Map.entry("TOCSIN_DELIVERY_PACE", "100ms"));
    }
}
