package dev.tocsin.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.configuration.Api;
import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** What no browser sends to the console by accident. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class HostileVisitTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @Test
    void aFormThatCannotBeReadIsTheSendersFault() throws Exception {
        for (String body : List.of("form=%zz", "&&&=", "form=%ff", "%00=1")) {
            HttpResponse<String> document = post("/console/login", FORM, body, "*/*");
            assertThat(document.statusCode()).as(body).isEqualTo(400);
            assertThat(document.headers().firstValue("Content-Type")).as(body).hasValue("application/problem+json");
            HttpResponse<String> page = post("/console/login", FORM, body, "text/html");
            assertThat(page.statusCode()).as(body).isEqualTo(400);
            assertThat(page.headers().firstValue("Content-Type").orElseThrow()).as(body).startsWith("text/html");
        }
        for (String charset : List.of("nonsense", "%", "\"\"")) {
            HttpResponse<String> document = post("/console/login", FORM + "; charset=" + charset, "form=x", "*/*");
            assertThat(document.statusCode()).as(charset).isEqualTo(400);
            assertThat(document.body()).contains("The form cannot be read.");
        }
    }

    @Test
    void aTypeOfABodyThatIsNoneIsTheSendersFault() throws Exception {
        for (String type : List.of("application/json; charset=nonsense", "application/json; charset=%", "nonsense", "/", ";",
                "application/json;;", "application/json; charset")) {
            assertThat(post("/api/slack/channels", type, "{\"a\":1}", "*/*").statusCode()).as(type).isIn(400, 415);
        }
    }

    private static HttpResponse<String> post(String path, String type, String body, String accepted) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + Api.TOKEN).header("Content-Type", type).header("Accept", accepted)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aFieldThatCannotBeStoredIsNamed() {
        Visit visit = Visit.by(Api.TOKEN);
        for (String value : List.of("a%00b", "%ED%A0%80")) {
            visit.change().urlEncodingEnabled(false).contentType(FORM + "; charset=utf-8").body("reason=" + value)
                    .post("/console/configurations/any/disable").then().statusCode(400).body(containsString("reason"))
                    .body(containsString("U+0000"));
        }
    }

    @Test
    void aControlCharacterInAnAddressIsToldOnAPage() {
        Visit visit = Visit.by(Api.TOKEN);
        for (String address : List.of("/notifications/%00", "/notifications?topicArn=%00",
                "/notifications?configurationName=a%00", "/deliveries?configurationName=%00", "/configurations?topicArn=%00",
                "/configurations?nameContains=%00", "/topics?configurationName=%00", "/audit?kind=%00", "/audit?name=%00",
                "/audit?who=%00", "/slack/channels/%00", "/slack/channels/%00/edit", "/chime/webhooks/%00",
                "/teams/webhooks/%00", "/slack/workspaces/%00", "/topics/a%1Fb")) {
            visit.page().urlEncodingEnabled(false).get("/console" + address).then().statusCode(400).contentType("text/html")
                    .body(containsString("control character")).header("Content-Security-Policy", containsString("default-src"));
        }
        visit.part().urlEncodingEnabled(false).get("/console/audit?who=%00").then().statusCode(400)
                .body(containsString("control character"));
        given().urlEncodingEnabled(false).get("/console/login?then=%00").then().statusCode(400)
                .contentType("application/problem+json");
        visit.page().urlEncodingEnabled(false).get("/console/notifications?topicArn=&configurationName=").then()
                .statusCode(200);
    }

    @Test
    void anAddressThatIsNoneIsToldToABrowserOnAPage() throws IOException {
        for (String address : List.of("/console/a{b}", "/console?a=|", "/console/^", "/console/%zz")) {
            assertThat(answer(address, "text/html,*/*")).startsWith("HTTP/1.1 400 ")
                    .contains("Content-Security-Policy: default-src 'none'")
                    .contains("X-Frame-Options: DENY").contains("<h1>Bad request</h1>")
                    .containsIgnoringCase("content-type: text/html");
            assertThat(answer(address, "*/*")).startsWith("HTTP/1.1 400 ").contains("application/problem+json")
                    .contains("Content-Security-Policy: default-src 'none'");
        }
        assertThat(answer("/api/a{b}", "text/html")).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    }

    private static String answer(String address, String accepted) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + accepted
                    + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatNoResourceAnswersIsCountedUnderOneName() {
        Visit.by(Api.TOKEN).page().get("/console/system").then().statusCode(200);
        for (String path : List.of("/console/made-up-1", "/console/made-up-1/", "/console/notifications/made-up-2",
                "//console//made-up-3/", "/console;made-up-4/x", "/made-up-5/", "/made-up-6", "/slack/made-up-7/")) {
            given().urlEncodingEnabled(false).redirects().follow(false).get(path);
            given().urlEncodingEnabled(false).redirects().follow(false).header("Accept", "text/html").get(path);
            given().urlEncodingEnabled(false).post(path);
        }
        for (String path : List.of("/api/made-up-8", "/api/notifications/made-up-9/", "/api//made-up-10")) {
            given().urlEncodingEnabled(false).get(path).then().statusCode(401);
            given().urlEncodingEnabled(false).auth().oauth2(Api.TOKEN).get(path);
        }
        given().body("{}").post("/sns");

        String scraped = given().get(metrics).asString();

        assertThat(scraped).doesNotContain("made-up").contains("uri=\"/console/system\"").contains("uri=\"/console/*\"")
                .contains("uri=\"/api/*\"").contains("uri=\"/sns\"").contains("uri=\"/*\"");
    }
}
