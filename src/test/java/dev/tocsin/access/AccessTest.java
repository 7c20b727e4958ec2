package dev.tocsin.access;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.net.URL;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;

import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AccessTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URL ready;

    private static final String TOKEN = "s3cr3t-admin-token";

    /** Without any annotation about security. */
    @Path("/api/added/later")
    public static class AddedLater {
        @GET
        public String get() {
            return "reached";
        }
    }

    @Test
    void withoutATokenNobodyGetsIn() {
        given().get("/api/slack/channels").then().statusCode(401).contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer")).body("status", equalTo(401))
                .body("title", equalTo("Unauthorized")).body("detail", containsString("tocsin.api.admin-token"))
                .body("instance", equalTo("/api/slack/channels"));
    }

    @Test
    void aWrongTokenIsRefusedWhateverItsForm() {
        for (String header : List.of("Bearer wrong", "Bearer ", "Bearer", "Bearer s3cr3t-admin-toke",
                "Bearer s3cr3t-admin-token2",
                "Basic czNjcjN0OnMzY3IzdA==", TOKEN, "Digest " + TOKEN)) {
            given().header("Authorization", header).get("/api/slack/channels").then().statusCode(401)
                    .contentType("application/problem+json").header("WWW-Authenticate", containsString("Bearer"));
        }
    }

    @Test
    void aWrongTokenIsToldFromNone() {
        given().auth().oauth2("wrong").get("/api/slack/channels").then().statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer error=\"invalid_token\""))
                .body("detail", containsString("not valid"));
    }

    @Test
    void theTokenGetsIn() {
        given().auth().oauth2(TOKEN).get("/api/slack/channels").then().statusCode(200);
        given().header("Authorization", "bearer " + TOKEN).get("/api/slack/channels").then().statusCode(200);
    }

    @Test
    void whatIsAddedUnderTheApiLaterIsClosedAsWell() {
        given().get("/api/added/later").then().statusCode(401);
        given().auth().oauth2(TOKEN).get("/api/added/later").then().statusCode(200).body(equalTo("reached"));
        given().get("/api").then().statusCode(401);
        given().get("/api/nothing/at/all").then().statusCode(401);
    }

    @Test
    void otherSpellingsOfThePathAreNoWayIn() {
        for (String path : List.of("//api/added/later", "/%61pi/added/later", "/api/./added/later", "/x/../api/added/later",
                "/api;a=b/added/later", "/;a=b/api/added/later", "/api%2Fadded/later", "/api/added//later", "/API/added/later",
                "/api/added/later/", "/api/added/later;x=y", "/./api/added/later", "/%2e/api/added/later")) {
            int status = given().urlEncodingEnabled(false).get(path).statusCode();
            org.assertj.core.api.Assertions.assertThat(status).as(path).isIn(400, 401, 404);
        }
    }

    @Test
    void otherPathsStayOpen() {
        given().get("/openapi").then().statusCode(200);
        given().auth().oauth2("wrong").get("/openapi").then().statusCode(200);
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
    }
}
