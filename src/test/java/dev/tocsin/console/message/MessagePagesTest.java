package dev.tocsin.console.message;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsSigner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** A message tried out and published, by the pages of the console and by the API, with the stand-in's SNS behind it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class MessagePagesTest {

    private static final String ADMIN = "s3cr3t-admin-token";
    private static final String PAGE = "/console/preview";
    private static final Pattern FORM = Pattern.compile("X-Tocsin-Form&quot;:&quot;([^&]+)&quot;|X-Tocsin-Form\":\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    ChatStandIn standIn;
    @TestHTTPResource("/sns")
    URL sns;

    private final String number = UUID.randomUUID().toString().substring(0, 8);
    private final String topic = "arn:aws:sns:eu-west-1:123456789012:tried-" + number;
    private final String configuration = "tried-" + number;

    @BeforeEach
    void snsDeliversToThisRun() throws IOException, URISyntaxException {
        SigningCertificate certificate = SigningCertificate.good();
        certificate.writeTo(ConfigProvider.getConfig().getValue("tocsin.sns.signing-certificates", Path.class));
        standIn.sns().deliver(SnsSigner.with(certificate), sns.toURI());
    }

    @AfterEach
    void nothingStays() {
        api(ADMIN).delete("/api/slack/channels/" + configuration);
    }

    static List<String> samples() {
        return Sample.brought().stream().map(Sample::name).toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleFillsTheFormAndIsShownAsItMeansAndAsEachChatWouldShowIt(String sample) {
        String page = as(ADMIN).queryParam("sample", sample).get(PAGE).then().statusCode(200).contentType(ContentType.HTML)
                .body(containsString("<option value=\"" + sample + "\" selected>"), containsString("What it means"),
                        containsString("data-drawing=\"slack\""), containsString("data-drawing=\"chime\""),
                        containsString("data-drawing=\"teams\""))
                .extract().asString();

        Sample brought = Sample.brought().stream().filter(one -> one.name().equals(sample)).findFirst().orElseThrow();
        assertThat(page).contains("value=\"" + escaped(brought.subject().orElse("")) + "\"")
                .contains("<code class=\"foreign\">" + family(brought) + "</code>").doesNotContain("${");
    }

    @Test
    void whatIsTypedIsShownWithItsAttributes() {
        Map<String, String> state = Map.of("EventType", "BACKUP_JOB", "State", "FAILED");
        post(PAGE, Map.of("subject", "Notification from AWS Backup",
                "message",
                "An AWS Backup job failed. Resource ARN : arn:aws:ec2:us-east-1:123456789012:volume/vol-0. BackupJob ID : 1b",
                "attributeName", List.copyOf(state.keySet()), "attributeValue", List.copyOf(state.values())))
                .statusCode(200).body(containsString("<code class=\"foreign\">backup-job</code>"), containsString("High"));
    }

    @Test
    void nothingOfAMessageBecomesMarkup() {
        String nasty = "</textarea></pre></script><script>alert(1)</script><img src=x onerror=alert(1)>\"' \u202E{frame.form}";
        for (String text : List.of(nasty, "{\"a\":\"" + nasty.replace("\"", "\\\"") + "\"}")) {
            post(PAGE, Map.of("subject", nasty, "message", text, "attributeName", "x", "attributeValue", nasty))
                    .statusCode(200).body(containsString("&lt;script&gt;"))
                    .body(not(containsString("<script>")), not(containsString("<img")))
                    .body(containsString("U+202E"), not(containsString("\u202E")))
                    .body(containsString("{frame.form}"));
        }
    }

    @Test
    void aLinkThatNoChatWouldMakeOneIsNoneHere() {
        post(PAGE, Map.of("message", """
                {"version": "1.0", "source": "custom", "content": {"title": "t", "description": "d",
                 "nextSteps": ["<javascript:alert(1)|go>"]}}""")).statusCode(200)
                .body(not(containsString("href=\"javascript")));
    }

    @Test
    void whatSnsWouldNotTakeIsSaidAtItsField() {
        post(PAGE, Map.of("message", "")).statusCode(400)
                .body(allOf(containsString("data-field=\"message\""), containsString("SNS takes no empty message")));
        post(PAGE, Map.of("message", "%".repeat(262_145))).statusCode(400).body(containsString("data-field=\"message\""),
                containsString("at most 262144 bytes; has 262145"));
        post(PAGE, Map.of("message", "x", "subject", "s".repeat(257))).statusCode(400)
                .body(containsString("data-field=\"subject\""));
        post(PAGE, Map.of("message", "x", "attributeName", List.of("a", "a"), "attributeValue", List.of("1", "2")))
                .statusCode(400).body(containsString("data-field=\"attributeName[1]\""));
        post(PAGE, Map.of("message", "x", "attributeName", "", "attributeValue", "1")).statusCode(400)
                .body(containsString("data-field=\"attributeName[0]\""));
        post(PAGE, Map.of("message", "%".repeat(262_144))).statusCode(200);
    }

    @Test
    void theMessageIsTakenAsItWasTyped() {
        hear();
        String id = publish(Map.of("message", "  two\r\nlines  ", "subject", "")).statusCode(200).extract().asString()
                .replaceAll("(?s).*<span class=\"mono\">([0-9a-f-]{36})</span>.*", "$1");

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> api(ADMIN).get("/api/notifications/" + id).then()
                .statusCode(200).body("message", equalTo("  two\nlines  ")));
    }

    @Test
    void aStoredNotificationFillsTheForm() {
        hear();
        String id = api(ADMIN).body(Map.of("subject", "Disk", "message", "full & <b>bold</b>", "messageAttributes",
                Map.of("team", "storage"))).post("/api/topics/" + topic + "/publish").then().statusCode(202).extract()
                .path("messageId");
        arrived(id);

        as(ADMIN).queryParam("messageId", id).queryParam("topicArn", topic).get(PAGE).then().statusCode(200)
                .body(containsString("value=\"Disk\""), containsString("full &amp; &lt;b&gt;bold&lt;/b&gt;</textarea>"),
                        containsString("value=\"storage\""), containsString("data-drawing=\"slack\""));
        as(ADMIN).queryParam("messageId", UUID.randomUUID()).get(PAGE).then().statusCode(404);
        as(ADMIN).queryParam("sample", "none").get(PAGE).then().statusCode(404);
    }

    @Test
    void aViewerReadsWhyTheyMayNotAndMayNot() {
        String viewer = token("viewer");

        as(viewer).queryParam("sample", "budget").get(PAGE).then().statusCode(200)
                .body(containsString("takes the role editor"), not(containsString("<textarea")),
                        not(containsString("data-drawing")));
        post(viewer, PAGE, Map.of("message", "x")).statusCode(403);
        post(viewer, publishing(topic), Map.of("message", "x")).statusCode(403);
        api(viewer).body(Map.of("message", "x")).post("/api/topics/" + topic + "/publish").then().statusCode(403);
    }

    @Test
    void anEditorPublishesToATopicThatIsHeardAndSeesWhatBecomesOfIt() {
        hear();
        String editor = token("editor");
        as(editor).get(PAGE).then().statusCode(200).body(containsString("name=\"topicArn\""),
                containsString("hx-post=\"/console/topics/{topicArn}/publish\""));

        String published = post(editor, publishing(topic), Map.of("subject", "Disk", "message", "The disk of db-7 is full",
                "attributeName", "team", "attributeValue", "storage")).statusCode(200)
                .body(containsString("Not here yet")).extract().asString();
        String id = published.replaceAll("(?s).*<span class=\"mono\">([0-9a-f-]{36})</span>.*", "$1");

        assertThat(published).contains("hx-get=\"" + publishing(topic) + "/" + id + "?asked=1\"");
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> as(editor).get(publishing(topic) + "/" + id + "?asked=1")
                .then().statusCode(200).body(containsString("Delivered"), containsString(configuration),
                        containsString("/console/notifications/" + id), not(containsString("hx-get"))));
        api(editor).get("/api/notifications/" + id).then().body("attributes.team", equalTo("storage"))
                .body("subject", equalTo("Disk"));
        api(ADMIN).queryParam("kind", "topic").queryParam("name", topic).get("/api/audit").then()
                .body("entries[0].operation", equalTo("publish")).body("entries[0].after.messageId", equalTo(id))
                .body("entries[0].who", containsString("editor"));
        as(editor).get(publishing(topic) + "/" + UUID.randomUUID() + "?asked=35").then().statusCode(200)
                .body(containsString("this page asks no longer"), not(containsString("hx-get")));
    }

    @Test
    void publishesOnlyToTopicsThatAConfigurationNamesAndSaysWhySnsDoesNotTakeIt() {
        standIn.sns().createTopic(topic);
        Map<String, String> message = Map.of("message", "x");
        api(ADMIN).body(message).post("/api/topics/" + topic + "/publish").then().statusCode(404)
                .body("detail", containsString("No configuration names the topic"));
        api(ADMIN).body(message).post("/api/topics/alarms/publish").then().statusCode(400)
                .body("errors[0].field", equalTo("topicArn"));

        hear();
        standIn.sns().deny(topic);
        api(ADMIN).body(message).post("/api/topics/" + topic + "/publish").then().statusCode(409)
                .body("type", equalTo("urn:problem-type:tocsin:not-published"))
                .body("detail", allOf(containsString("AuthorizationError"), containsString("sns:Publish")));
        publish(Map.of("message", "x")).statusCode(409)
                .body(containsString("SNS did not take the message"));
    }

    @Test
    void holdsToTheLimitsOfSnsBeforeItAsksSns() {
        hear();
        for (Map<String, Object> wrong : List.<Map<String, Object>> of(Map.of(), Map.of("message", ""),
                Map.of("message", "x".repeat(262_145)), Map.of("message", "x", "subject", "s".repeat(101)),
                Map.of("message", "x", "subject", "two\nlines"), Map.of("message", "x", "subject", " "),
                Map.of("message", "x", "messageAttributes", Map.of("AWS.x", "1")),
                Map.of("message", "x", "messageAttributes", Map.of("a..b", "1")),
                Map.of("message", "x", "messageAttributes", Map.of("a", "")))) {
            api(ADMIN).body(wrong).post("/api/topics/" + topic + "/publish").then().statusCode(400);
        }
        api(ADMIN).body(Map.of("message", "x".repeat(262_143), "messageAttributes", Map.of("a", "b"))).post(
                "/api/topics/" + topic + "/publish").then().statusCode(400).body("errors[0].field", equalTo("message"));
    }

    private void hear() {
        standIn.sns().createTopic(topic);
        api(ADMIN).body(Map.of("configurationName", configuration, "webhookUrl",
                standIn.url() + "/services/T0/B" + number + "/s3cr3t", "snsTopicArns", List.of(topic)))
                .post("/api/slack/channels").then().statusCode(201);
        Awaitility.await().atMost(PATIENCE).untilAsserted(
                () -> api(ADMIN).get("/api/topics/" + topic).then().body("state", equalTo("CONFIRMED")));
    }

    private static void arrived(String messageId) {
        Awaitility.await().atMost(PATIENCE)
                .untilAsserted(() -> api(ADMIN).get("/api/notifications/" + messageId).then().statusCode(200));
    }

    private ValidatableResponse publish(Map<String, ?> form) {
        return post(publishing(topic), form);
    }

    private static String publishing(String topicArn) {
        return "/console/topics/" + topicArn + "/publish";
    }

    private static String family(Sample sample) {
        Instant now = Instant.now();
        return api(ADMIN).body(sample.subject().<Map<String, Object>> map(subject -> Map.of("subject", subject, "message",
                sample.textAt(now), "messageAttributes", sample.attributesAt(now)))
                .orElseGet(() -> Map.of("message", sample.textAt(now), "messageAttributes", sample.attributesAt(now))))
                .post("/api/preview").then().statusCode(200).extract().path("family");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("'", "&#39;").replace("<", "&lt;").replace(">",
                "&gt;");
    }

    private static ValidatableResponse post(String path, Map<String, ?> form) {
        return post(ADMIN, path, form);
    }

    /** As htmx sends a form. */
    private static ValidatableResponse post(String token, String path, Map<String, ?> form) {
        return as(token).header("X-Tocsin-Form", form(token)).header("HX-Request", "true")
                .header("Sec-Fetch-Site", "same-origin").contentType("application/x-www-form-urlencoded; charset=utf-8")
                .config(RestAssuredConfig.config().encoderConfig(EncoderConfig.encoderConfig().defaultContentCharset("UTF-8")))
                .formParams(form).post(path).then();
    }

    /** What each page brings along for changes. */
    private static String form(String token) {
        Matcher form = FORM.matcher(as(token).get(PAGE).asString());
        assertThat(form.find()).isTrue();
        return form.group(1) != null ? form.group(1) : form.group(2);
    }

    /** In a browser that has logged in. */
    private static RequestSpecification as(String token) {
        Response in = given().header("Test-Token", token).header("Test-Form", given().get("/test-login").asString())
                .post("/test-login");
        return given().cookie("tocsin-session", in.cookie("tocsin-session")).header("Accept", "text/html");
    }

    private static RequestSpecification api(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private static String token(String role) {
        return api(ADMIN).body(Map.of("name", role + "-" + UUID.randomUUID().toString().substring(0, 8), "role", role))
                .post("/api/tokens").then().statusCode(201).extract().path("token");
    }
}
