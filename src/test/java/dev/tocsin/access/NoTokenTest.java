package dev.tocsin.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(NoTokenTest.NothingSet.class)
class NoTokenTest {

    public static class NothingSet implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tocsin.api.admin-token", "", "tocsin.secrets.key", "");
        }
    }

    @Test
    void withoutAConfiguredTokenNobodyGetsInAndTheAnswerSaysWhatToSet() {
        given().get("/api/slack/channels").then().statusCode(401).contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer")).body("detail", containsString("Set tocsin.api.admin-token"));
        for (String token : new String[] { "", "null", "wrong" }) {
            given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON).body("{}")
                    .post("/api/slack/channels").then().statusCode(401)
                    .body("detail", containsString("TOCSIN_API_ADMIN_TOKEN"));
        }
    }
}
