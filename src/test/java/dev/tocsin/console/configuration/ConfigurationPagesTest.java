package dev.tocsin.console.configuration;

import static dev.tocsin.configuration.Api.TOPIC;
import static dev.tocsin.configuration.Api.api;
import static dev.tocsin.configuration.Api.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.configuration.Api;
import dev.tocsin.console.Visit;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Configurations and topics as people see and change them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class ConfigurationPagesTest {

    private static final String SLACK = "/console/slack/channels";
    private static final String CHIME = "/console/chime/webhooks";
    private static final Pattern ETAG = Pattern.compile("id=\"if-match\" name=\"ifMatch\" value=\"([^\"]*)\"");
    private static final Pattern OPENED = Pattern.compile("id=\"opened\" name=\"opened\" value=\"([^\"]*)\"");
    private static final Pattern NEXT_LOOK = Pattern.compile("hx-get=\"(/console/configurations/[^\"]*/test/[^\"]*)\"");

    ChatStandIn standIn;
    @Inject
    Pool pool;

    private Visit visit;

    @BeforeEach
    void logIn() {
        visit = Visit.by(Api.TOKEN);
    }

    @Test
    void aSlackChannelIsConfiguredByItsForm() {
        String team = Api.workspace();
        visit.page().get("/console/new/slack-channel").then().statusCode(200)
                .body(containsString("Configure a Slack channel"), containsString("<option value=\"" + team + "\">"),
                        containsString("Europe (Frankfurt)"), containsString("AWS-Chatbot-NotificationsOnly-Policy"));
        String name = unique("by-form");
        String leads = chime("leads");

        visit.change().formParams(Map.of("configurationName", name, "destination", "bot", "slackTeamId", team,
                "slackChannelId", "https://acme.slack.com/archives/C012AB3CD", "slackChannelName", "alarms",
                "webhookUrl", "left over from the other way", "loggingLevel", "ERROR", "digestAfterSeconds", "60"))
                .formParams(Map.of("liveMessages", "false", "charts", "", "remindEveryMinutes", "15", "remindAtMost", "",
                        "escalateAfterMinutes", "30", "escalateTo", leads))
                .formParams(Map.of("iamRoleArn", "arn:aws:iam::123456789012:role/chat", "commands", "true", "commandPeople",
                        "U0123456789\nS0123456789"))
                .formParam("notificationButtons", "SHOW_LOGS", "RETRY_STAGE")
                .formParam("snsTopicArns", TOPIC, TOPIC + "-b\n\n" + TOPIC + "\n").formParam("tagKey", "team", "")
                .formParam("tagValue", "payments", "").post(SLACK).then().statusCode(200)
                .header("HX-Location", equalTo(SLACK + "/" + name + "?new=true"));

        api().get("/api/slack/channels/" + name).then().body("slackChannelId", equalTo("C012AB3CD"))
                .body("snsTopicArns", contains(TOPIC, TOPIC + "-b")).body("loggingLevel", equalTo("ERROR"))
                .body("digestAfterSeconds", equalTo(60)).body("foldAfterMessages", nullValue())
                .body("liveMessages", equalTo(false)).body("charts", nullValue()).body("remindEveryMinutes", equalTo(15))
                .body("remindAtMost", nullValue()).body("escalateAfterMinutes", equalTo(30)).body("escalateTo", equalTo(leads))
                .body("tags", hasSize(1)).body("tags[0].tagValue", equalTo("payments")).body("commands", equalTo(true))
                .body("commandPeople", contains("U0123456789", "S0123456789")).body("commandApprovers", hasSize(0))
                .body("notificationButtons", contains("SHOW_LOGS", "RETRY_STAGE"));
        page(SLACK + "/" + name + "/edit").body(containsString("value=\"SHOW_LOGS\" checked"),
                containsString("value=\"APPROVE\">"), containsString("name=\"commands\" value=\"true\" checked"));
        page(SLACK + "/" + name + "?new=true").body(containsString("Send a test message"), containsString("#alarms"),
                containsString("C012AB3CD"), containsString("Errors only"), containsString("longer than 60 s"),
                containsString("no: each is posted by itself"), containsString("every 15 min"),
                containsString("6 times at most"),
                containsString("after 30 min to <a class=\"foreign\" href=\"/console/configurations?nameContains=" + leads),
                containsString("/console/topics/" + TOPIC + "-b"), containsString("Europe (Frankfurt)"),
                containsString("<code>S0123456789</code>"), containsString("Run the failed stage of a pipeline again"));
    }

    @Test
    void whatIsWrongIsSaidOfEachFieldAndNothingIsConfigured() {
        String name = unique("wrong");
        ValidatableResponse answer = visit.change()
                .formParams(Map.of("configurationName", name, "webhookUrl", "https://evil.example/s3cr3t",
                        "webhookDescription", "", "digestAfterSeconds", "soon"))
                .formParam("snsTopicArns", TOPIC, "no topic").post(CHIME).then().statusCode(400);
        answer.body(containsString("data-field=\"digestAfterSeconds\""), not(containsString("<html")));

        visit.change()
                .formParams(Map.of("configurationName", name, "webhookUrl", "https://evil.example/s3cr3t",
                        "webhookDescription", ""))
                .formParam("snsTopicArns", TOPIC, "no <b>topic</b>").post(CHIME).then().statusCode(400)
                .body(containsString("data-field=\"webhookUrl\""), containsString("data-field=\"webhookDescription\""),
                        containsString("data-field=\"snsTopicArns[1]\""), containsString("no &lt;b&gt;topic"),
                        not(containsString("s3cr3t")), not(containsString("<b>topic")));
        api().get("/api/chime/webhooks/" + name).then().statusCode(404);
    }

    @Test
    void aChangeNamesOnlyWhatWasChangedAndKeepsTheUrl() {
        String name = chime("edited");
        String sealed = sealed(name);
        Response form = visit.page().get(CHIME + "/" + name + "/edit");
        form.then().statusCode(200).body(containsString("value=\"the room\""), not(containsString("s3cr3t")),
                not(containsString("incomingwebhooks/0a1b")));

        edit(form).formParams(Map.of("webhookUrl", "", "webhookDescription", "the hall", "loggingLevel", "INFO"))
                .formParam("snsTopicArns", TOPIC).patch(CHIME + "/" + name).then().statusCode(200)
                .header("HX-Location", equalTo(CHIME + "/" + name + "?done=saved"));

        api().get("/api/chime/webhooks/" + name).then().body("webhookDescription", equalTo("the hall"))
                .body("loggingLevel", equalTo("INFO")).body("snsTopicArns", contains(TOPIC));
        assertThat(sealed(name)).isEqualTo(sealed);
    }

    @Test
    void whatIsEmptiedGoesBackToItsDefaultOrIsMissed() {
        String name = chime("emptied");
        Response form = visit.page().get(CHIME + "/" + name + "/edit");

        edit(form).formParams(Map.of("webhookDescription", "", "loggingLevel", "NONE")).patch(CHIME + "/" + name).then()
                .statusCode(400).body(containsString("data-field=\"webhookDescription\""),
                        containsString("data-field=\"snsTopicArns\""));
        api().get("/api/chime/webhooks/" + name).then().body("webhookDescription", equalTo("the room"));
    }

    @Test
    void whoSavesSecondSeesWhatTheOtherHasChangedAndOverwritesItKnowingly() {
        String name = chime("both");
        Response mine = visit.page().get(CHIME + "/" + name + "/edit");
        Response others = visit.page().get(CHIME + "/" + name + "/edit");
        edit(others).formParams(Map.of("webhookDescription", "<i>their</i> room", "loggingLevel", "NONE"))
                .formParam("snsTopicArns", TOPIC, TOPIC + "-theirs").patch(CHIME + "/" + name).then().statusCode(200);

        Response conflict = edit(mine).formParams(Map.of("webhookDescription", "my room", "loggingLevel", "NONE"))
                .formParam("snsTopicArns", TOPIC).patch(CHIME + "/" + name);
        conflict.then().statusCode(412).contentType("text/html")
                .body(containsString("Somebody else has changed"), containsString("Webhook description"),
                        containsString("the room"), containsString("&lt;i&gt;their&lt;/i&gt; room"),
                        containsString(TOPIC + "-theirs"), containsString("hx-swap-oob=\"true\""),
                        not(containsString("Publish logs")), not(containsString("<html")), not(containsString("s3cr3t")));
        api().get("/api/chime/webhooks/" + name).then().body("webhookDescription", equalTo("<i>their</i> room"));

        edit(conflict).formParams(Map.of("webhookDescription", "my room", "loggingLevel", "NONE"))
                .formParam("snsTopicArns", TOPIC).patch(CHIME + "/" + name).then().statusCode(200);
        api().get("/api/chime/webhooks/" + name).then().body("webhookDescription", equalTo("my room"))
                .body("snsTopicArns", contains(TOPIC));
    }

    @Test
    void aThousandTopicsPassThroughTheForm() {
        String name = chime("many");
        Response form = visit.page().get(CHIME + "/" + name + "/edit");
        List<String> topics = IntStream.range(0, 1000).mapToObj(i -> TOPIC + "-of-a-long-name-that-fills-the-form-" + i)
                .toList();

        edit(form).formParam("webhookDescription", "the room").formParam("snsTopicArns", topics.subList(0, 500))
                .formParam("snsTopicArns", String.join("\n", topics.subList(500, 1000))).patch(CHIME + "/" + name).then()
                .statusCode(200);
        api().get("/api/chime/webhooks/" + name).then().body("snsTopicArns", hasSize(1000));

        Response again = visit.page().get(CHIME + "/" + name + "/edit");
        edit(again).formParam("webhookDescription", "the room").formParam("snsTopicArns", topics)
                .patch(CHIME + "/" + name).then().statusCode(200);
        visit.page().get(CHIME + "/" + name).then().statusCode(200)
                .body(containsString("/console/topics/" + topics.get(999)));
    }

    @Test
    void itIsDisabledWithAReasonAndEnabled() {
        String name = chime("disabled");
        visit.change().formParam("reason", "x".repeat(256)).post("/console/configurations/" + name + "/disable").then()
                .statusCode(400).body(containsString("data-field=\"reason\""));

        visit.change().formParam("reason", "until <b>Monday").post("/console/configurations/" + name + "/disable").then()
                .statusCode(200).header("HX-Location", equalTo(CHIME + "/" + name + "?done=disabled"));
        page(CHIME + "/" + name).body(containsString("Disabled"), containsString("until &lt;b&gt;Monday"),
                containsString("/" + name + "/enable"), not(containsString("id=\"disable\"")));
        // How destinations do is read once a second for all who ask.
        await().untilAsserted(() -> visit.page().queryParam("state", "DISABLED")
                .queryParam("nameContains", name.toUpperCase(Locale.ROOT))
                .queryParam("topicArn", "").get("/console/configurations").then().body(containsString(CHIME + "/" + name),
                        containsString("data-label=\"It does\"><span class=\"light calm\">Disabled</span>")));
        visit.page().queryParam("state", "ENABLED").queryParam("nameContains", name).get("/console/configurations").then()
                .body(not(containsString(CHIME + "/" + name)), containsString("No configuration is like that"));

        visit.change().post("/console/configurations/" + name + "/enable").then().statusCode(200);
        page(CHIME + "/" + name).body(not(containsString("Monday")));
    }

    @Test
    void deletingSaysWhatItMeansAndIsForTheVersionThatWasRead() {
        String topic = TOPIC + "-" + unique("alone");
        String name = chime("deleted", topic, TOPIC);
        chime("other-listener", TOPIC);
        await().untilAsserted(() -> page(CHIME + "/" + name).body(allOf(containsString("Nobody else hears this topic"),
                containsString("<li class=\"foreign\">" + topic + "</li>"),
                not(containsString("<li class=\"foreign\">" + TOPIC + "</li>")))));

        visit.change().queryParam("ifMatch", "\"0-0\"").delete(CHIME + "/" + name).then().statusCode(412);
        String etag = api().get("/api/chime/webhooks/" + name).header("ETag");
        visit.change().queryParam("ifMatch", etag).delete(CHIME + "/" + name).then().statusCode(200)
                .header("HX-Location", equalTo("/console/configurations?deleted=" + name));
        visit.page().get(CHIME + "/" + name).then().statusCode(404).body(containsString("<html"));
    }

    @Test
    void whatAFileDeclaresCanBeReadAndTestedAndNothingMore() throws IOException {
        Path file = ConfigProvider.getConfig().getValue("tocsin.configurations-file", Path.class);
        String name = unique("declared-page");
        Files.writeString(file.resolveSibling("declared-page"), standIn.url() + "/services/T0/BDECLARED/s3cr3t");
        String before = Files.readString(file);
        try {
            Files.writeString(file, """
                    slackChannels:
                      - configurationName: %s
                        webhookUrl: {file: declared-page}
                        snsTopicArns: []
                    """.formatted(name));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> api().get("/api/slack/channels/" + name).then().statusCode(200));

            page(SLACK + "/" + name).body(containsString("Declared in a file"), containsString(file.toString()),
                    containsString("/" + name + "/test?via=chat"), not(containsString("/edit\"")),
                    not(containsString("hx-delete")), not(containsString("s3cr3t")));
            visit.page().get(SLACK + "/" + name + "/edit").then().statusCode(409).body(containsString("declared in the file"));
            visit.change().formParam("webhookDescription", "mine").patch(SLACK + "/" + name).then().statusCode(409)
                    .body(containsString("declared in the file"));
        } finally {
            Files.writeString(file, before + "# after " + name + "\n");
        }
    }

    @Test
    void aTestMessageIsFollowedUntilItIsDelivered() {
        String name = chime("tested");

        String sent = visit.change().queryParam("via", "chat").post("/console/configurations/" + name + "/test").then()
                .statusCode(200).body(containsString("By the chat alone")).extract().asString();

        String look = Visit.found(NEXT_LOOK, sent);
        await().untilAsserted(() -> visit.part().get(look).then().statusCode(200).body(containsString("Delivered"),
                containsString("/console/notifications/"), not(containsString("hx-get"))));
        visit.change().queryParam("via", "pigeon").post("/console/configurations/" + name + "/test").then().statusCode(400);
    }

    @Test
    void theListIsAFileToo() {
        String name = chime("listed");
        visit.page().queryParam("nameContains", name).queryParam("as", "csv").get("/console/configurations").then()
                .statusCode(200).contentType("text/csv")
                .body(containsString(name + ",chime-webhook,the room,," + TOPIC + ",ENABLED"), not(containsString("s3cr3t")));
        visit.page().queryParam("nameContains", name).queryParam("as", "json").get("/console/configurations").then()
                .body("[0].configurationName", equalTo(name));
    }

    @Test
    void viewersSeeNoButtonsAndAreRefused() {
        String name = chime("viewed");
        String token = api().body(Map.of("name", unique("viewer"), "role", "viewer")).post("/api/tokens").path("token");
        Visit viewer = Visit.by(token);

        viewer.page().get(CHIME + "/" + name).then().statusCode(200).body(containsString("the room"),
                not(containsString("/edit\"")), not(containsString("hx-delete")), not(containsString("/test?via")),
                not(containsString("/disable")));
        viewer.page().get("/console/configurations").then().body(not(containsString("/console/new/")));
        viewer.page().get("/console/new/chime-webhook").then().statusCode(403);
        viewer.page().get(CHIME + "/" + name + "/edit").then().statusCode(403);
        viewer.change().formParam("webhookDescription", "mine").patch(CHIME + "/" + name).then().statusCode(403);
        viewer.change().delete(CHIME + "/" + name).then().statusCode(403);
        api().get("/api/chime/webhooks/" + name).then().body("webhookDescription", equalTo("the room"));
    }

    /** The answers take the place of #problem, so the form stays with all that was typed. */
    @Test
    void anEndedSessionDoesNotTakeTheFormsPlace() {
        String name = chime("typed");
        visit.page().get(CHIME + "/" + name + "/edit").then()
                .body(containsString("hx-swap=\"none\""), containsString("id=\"problem\""));

        given().header("HX-Request", "true").formParam("webhookDescription", "typed")
                .patch(CHIME + "/" + name).then().statusCode(401).header("HX-Retarget", equalTo("#problem"))
                .body(containsString("nothing that you typed is lost"), not(containsString("<html")));
    }

    @Test
    @Tag("long") // as the database is waited for
    void norDoesADatabaseThatIsAway() {
        String name = chime("typed");
        Response form = visit.page().get(CHIME + "/" + name + "/edit");

        SqlConnection blocking = pool.getConnection().await().indefinitely();
        try {
            blocking.query("BEGIN").execute().await().indefinitely();
            blocking.query("LOCK TABLE configuration IN ACCESS EXCLUSIVE MODE").execute().await().indefinitely();
            edit(form).formParam("webhookDescription", "typed").formParam("snsTopicArns", TOPIC)
                    .patch(CHIME + "/" + name).then().statusCode(503).contentType("text/html")
                    .body(containsString("The database"), not(containsString("<html")));
        } finally {
            blocking.query("ROLLBACK").execute().await().indefinitely();
            blocking.close().await().indefinitely();
        }
        api().get("/api/chime/webhooks/" + name).then().body("webhookDescription", equalTo("the room"));
        edit(form).formParam("webhookDescription", "typed").formParam("snsTopicArns", TOPIC).patch(CHIME + "/" + name)
                .then().statusCode(200);
    }

    @Test
    void topicsShowTheirSubscriptionAndWhatToDoAboutIt() {
        String topic = "arn:aws:sns:eu-west-1:123456789012:" + unique("shown");
        String name = chime("hears", topic);
        await().untilAsserted(() -> page("/console/topics/" + topic).body(containsString("Failed"),
                containsString("aws sns --region eu-west-1 subscribe --topic-arn " + topic), containsString("data-copy"),
                containsString("<details open>"), containsString("create-topic --name"),
                containsString("href=\"" + CHIME + "/" + name + "\"")));

        visit.page().queryParam("configurationName", name).queryParam("light", "").get("/console/topics").then()
                .statusCode(200).body(containsString("/console/topics/" + topic), containsString("Trouble"));
        visit.page().queryParam("configurationName", name).queryParam("as", "csv").get("/console/topics").then()
                .contentType("text/csv").body(containsString(topic + ",TROUBLE,FAILED"));

        standIn.sns().createTopic(topic);
        visit.change().post("/console/topics/" + topic + "/check").then().statusCode(200)
                .header("HX-Location", equalTo("/console/topics/" + topic + "?done=checked"));
        page("/console/topics/" + topic).body(not(containsString("Topic does not exist")), not(containsString("create-topic")));
    }

    @Test
    void aRegionsTopicsAreOfferedAndAProblemIsSaidInTheirPlace() {
        String topic = "arn:aws:sns:ap-south-1:123456789012:" + unique("offered");
        standIn.sns().createTopic(topic);
        visit.part().queryParam("accountId", "").get("/console/regions/ap-south-1/topics").then().statusCode(200)
                .body(containsString("name=\"snsTopicArns\" value=\"" + topic + "\""), not(containsString("<html")));

        visit.part().get("/console/regions/nowhere/topics").then().statusCode(400)
                .header("HX-Retarget", equalTo("next .offered"))
                .body(containsString("id of an AWS Region"), not(containsString("<html")));
    }

    @Test
    void whatIsNotThereIsSaidOnAPage() {
        for (String path : List.of("/console/new/carrier-pigeon", SLACK + "/not-there", SLACK + "/not-there/edit",
                "/console/topics/" + TOPIC + "-not-there")) {
            visit.page().get(path).then().statusCode(404).contentType("text/html").body(containsString("<html"));
        }
        visit.page().get(SLACK + "/" + chime("of-another-kind")).then().statusCode(404);
    }

    private ValidatableResponse page(String path) {
        return visit.page().get(path).then().statusCode(200).contentType("text/html");
    }

    /** What that form, or the answer to its last sending, makes the next sending stand on. */
    private RequestSpecification edit(Response form) {
        String html = form.asString();
        return visit.change().formParam("ifMatch", unescaped(Visit.found(ETAG, html)))
                .formParam("opened", unescaped(Visit.found(OPENED, html)));
    }

    private static String unescaped(String html) {
        return html.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String chime(String prefix, String... topics) {
        String name = unique(prefix);
        api().body(Map.of("configurationName", name, "webhookUrl", Api.chimeWebhook(), "webhookDescription", "the room",
                "snsTopicArns", topics.length == 0 ? List.of(TOPIC) : List.of(topics))).post("/api/chime/webhooks").then()
                .statusCode(201);
        return name;
    }

    private String sealed(String name) {
        return pool.preparedQuery("SELECT webhook_url_sealed FROM configuration WHERE configuration_name = $1")
                .execute(Tuple.of(name)).await().indefinitely().iterator().next().getString(0);
    }
}
