package dev.tocsin.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.junit.jupiter.api.Test;

import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ProblemAnswersTest {

    private static final String CHANNELS = "/api/slack/channels";
    private static final int CLOSED = -1;

    /** Fails as nobody foresaw. */
    @Path("/api/broken")
    public static class Broken {
        @GET
        public String get() {
            throw new IllegalStateException("inner workings");
        }
    }

    /** Has limits that Bean Validation holds. */
    @Path("/api/limited")
    public static class Limited {
        @GET
        public String get(@QueryParam("maxResults") @Min(1) @Max(100) Integer maxResults) {
            return "reached";
        }

        @GET
        @Path("/wrong")
        @Max(3)
        public int wrong() {
            return 5;
        }
    }

    @Test
    void aControlCharacterInTheAddressIsTheClientsFault() {
        for (String address : List.of(CHANNELS + "/a%00b", CHANNELS + "/%0Ab", "/api/notifications?topicArn=%00")) {
            problem(request().urlEncodingEnabled(false).get(address), 400).body("detail", containsString("control character"));
        }
    }

    @Test
    void limitsOfParametersAreToldWithTheParameter() {
        problem(request().get("/api/limited?maxResults=0"), 400).body("errors[0].field", equalTo("maxResults"))
                .body("errors[0].message", containsString("1")).body("errors[0].rejectedValue", equalTo("0"))
                .body("type", equalTo("urn:problem-type:tocsin:invalid-request"));
        problem(request().get("/api/limited?maxResults=many"), 400);
        request().get("/api/limited?maxResults=5").then().statusCode(200);
        problem(request().get("/api/limited/wrong"), 500);
    }

    @Test
    void unknownMembersAreRefusedByName() {
        problem(post("{\"configurationName\":\"a\",\"snsTopicArn\":\"x\"}"), 400)
                .body("errors[0].field", equalTo("snsTopicArn")).body("errors[0].message", containsString("snsTopicArns"));
        problem(post("{\"tags\":[{\"key\":\"x\"}]}"), 400).body("errors[0].field", equalTo("tags[0].key"));
        problem(request().body("{\"snsTopicArn\":[]}").patch(CHANNELS + "/any"), 400)
                .body("errors[0].field", equalTo("snsTopicArn"));
    }

    @Test
    void membersThatAreThereTwiceAreRefused() {
        problem(post("{\"configurationName\":\"a\",\n\"configurationName\":\"b\"}"), 400)
                .body("type", equalTo("urn:problem-type:tocsin:malformed-json")).body("detail", containsString("twice"))
                .body("detail", containsString("line 2"));
        problem(request().body("{\"loggingLevel\":\"INFO\",\"loggingLevel\":\"NONE\"}").patch(CHANNELS + "/any"), 400)
                .body("detail", containsString("twice"));
    }

    @Test
    void wrongTypesSayWhereAndWhatWasExpected() {
        Map<String, String> expected = Map.of(
                "{\"configurationName\":5}", "configurationName: must be a string",
                "{\"webhookUrl\":{\"a\":1}}", "webhookUrl: must be a string",
                "{\"snsTopicArns\":\"x\"}", "snsTopicArns: must be a list",
                "{\"snsTopicArns\":[\"x\",{}]}", "snsTopicArns[1]: must be a string",
                "{\"userAuthorizationRequired\":\"yes\"}", "userAuthorizationRequired: must be true or false",
                "{\"userAuthorizationRequired\":1}", "userAuthorizationRequired: must be true or false",
                "{\"loggingLevel\":\"DEBUG\"}", "loggingLevel: must be one of NONE, ERROR, INFO",
                "{\"tags\":[5]}", "tags[0]: must be an object",
                "[]", "body: must be an object");
        expected.forEach((body, detail) -> problem(post(body), 400).body("detail", equalTo(detail)));
        problem(request().body("[]").patch(CHANNELS + "/any"), 400).body("detail", equalTo("body: must be an object"));
    }

    @Test
    void malformedJsonSaysWhereAndRepeatsNothing() {
        for (String body : List.of("{\"webhookUrl\": s3cr3t}", "{\"webhookUrl\":\"s3cr3t", "{} s3cr3t", "s3cr3t", "{}{}")) {
            Response refused = post(body);
            problem(refused, 400).body("detail", containsString("line 1, column"));
            assertThat(refused.asString()).doesNotContain("s3cr3t");
        }
    }

    @Test
    void anEmptyBodyIsAProblem() {
        problem(request().post(CHANNELS), 400).body("errors[0].field", equalTo("body"));
        problem(request().body("null").post(CHANNELS), 400);
        problem(request().body("null").patch(CHANNELS + "/any"), 400);
    }

    @Test
    void whatIsNotThereIsAProblem() {
        problem(request().get("/api/nothing"), 404);
        problem(request().get("/nothing"), 404);
        problem(request().get(CHANNELS + "/nothing"), 404).body("detail", containsString("nothing"));
        problem(request().get(CHANNELS + "/no%0Athing"), 404);
    }

    @Test
    void otherMethodsAndMediaTypesAreProblems() {
        problem(request().put(CHANNELS), 405);
        problem(given().auth().oauth2("s3cr3t-admin-token").contentType(ContentType.TEXT).body("x").post(CHANNELS), 415);
        problem(request().accept("text/html").get(CHANNELS), 406);
    }

    @Test
    void bodiesThatAreTooLargeAreProblems() {
        problem(post("{\"slackChannelName\":\"" + "x".repeat(2_200_000) + "\"}"), 413);
    }

    /** Only a few are read to their end at once; whoever has ended makes way for the next. */
    @Test
    void bodiesThatAreTooLargeAreProblemsHoweverManyFollowEachOther() {
        String large = "{\"slackChannelName\":\"" + "x".repeat(16_000_000) + "\"}";
        for (int i = 0; i < 12; i++) {
            problem(post(large), 413);
        }
    }

    @Test
    void bodiesThatTurnOutTooLargeAreRefused() throws Exception {
        HttpRequest chunked = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + CHANNELS))
                .header("Authorization", "Bearer s3cr3t-admin-token").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream((" ".repeat(2_200_000) + "{}").getBytes(StandardCharsets.UTF_8))))
                .build();

        // The server may close the connection while the client still writes, which then sees no answer.
        assertThat(status(chunked)).isIn(413, CLOSED);
    }

    private static int status(HttpRequest request) throws InterruptedException {
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        } catch (IOException closed) {
            return CLOSED;
        }
    }

    @Test
    void faultsShowNothingOfTheirCause() {
        Response failed = request().get("/api/broken");

        problem(failed, 500);
        assertThat(failed.asString()).doesNotContain("inner workings").doesNotContain("IllegalState").doesNotContain("java");
    }

    private static io.restassured.response.ValidatableResponse problem(Response answer, int status) {
        return answer.then().statusCode(status).contentType("application/problem+json").body("status", equalTo(status))
                .body("type", notNullValue()).body("title", notNullValue()).body("detail", notNullValue())
                .body("instance", notNullValue()).body("stack", nullValue());
    }

    private static Response post(String body) {
        return request().body(body).post(CHANNELS);
    }

    private static RequestSpecification request() {
        return given().auth().oauth2("s3cr3t-admin-token").contentType(ContentType.JSON);
    }
}
