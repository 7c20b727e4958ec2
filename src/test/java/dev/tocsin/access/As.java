package dev.tocsin.access;

import static io.restassured.RestAssured.given;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Requests to the API as this one or that. */
final class As {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private As() {
    }

    static RequestSpecification admin() {
        return with("s3cr3t-admin-token");
    }

    static RequestSpecification nobody() {
        return given().contentType(ContentType.JSON);
    }

    static RequestSpecification with(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    /** All tests share one database. */
    static String unique(String prefix) {
        return prefix + "-" + NUMBERS.incrementAndGet();
    }

    /** The answer to the making of a token. */
    static Response newToken(String name, Role role, String expiresAt) {
        Map<String, Object> members = new HashMap<>(Map.of("name", name, "role", role.toString()));
        if (expiresAt != null) {
            members.put("expiresAt", expiresAt);
        }
        return admin().body(members).post("/api/tokens");
    }

    /** A token of that role. */
    static String token(Role role) {
        Response made = newToken(unique(role.toString()), role, null);
        made.then().statusCode(201);
        return made.path("token");
    }
}
