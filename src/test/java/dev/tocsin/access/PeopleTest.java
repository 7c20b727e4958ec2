package dev.tocsin.access;

import static dev.tocsin.access.As.with;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;

/** People of an identity provider, beside the tokens. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = IdentityProviderStandIn.class, restrictToAnnotatedClass = true)
class PeopleTest {

    private static final String CHANNELS = "/api/slack/channels";

    IdentityProviderStandIn provider;

    @Test
    void theClaimMakesTheRole() {
        String viewer = provider.signed(provider.claims("vera", "tocsin-viewer", "other"));
        String editor = provider.signed(provider.claims("ed", "tocsin-editor", "tocsin-viewer"));
        String admin = provider.signed(provider.claims("ada", "site-reliability"));

        with(viewer).get(CHANNELS).then().statusCode(200);
        with(viewer).body("{}").post(CHANNELS).then().statusCode(403)
                .body("detail", equalTo("This needs the role editor. You are vera and have the role viewer."));
        with(editor).body("{}").post(CHANNELS).then().statusCode(400);
        with(editor).get("/api/audit").then().statusCode(403);
        with(admin).get("/api/audit").then().statusCode(200);
    }

    @Test
    void theAuditNamesThePerson() {
        String admin = provider.signed(provider.claims("ada", "platform"));
        String name = As.unique("by-ada");
        with(admin).body(Map.of("name", name, "role", "viewer")).post("/api/tokens").then().statusCode(201)
                .body("createdBy", equalTo("ada"));

        with(admin).queryParam("name", name).get("/api/audit").then().body("entries.who", contains("ada"))
                .body("entries.whoKind", contains("person"));
    }

    @Test
    void aPersonWhoIsCalledAsTocsinItselfIsShownAsAPerson() {
        Map<String, String> shown = Map.of("admin", "admin (person)", "System", "System (person)",
                "\u0430dmin", "\u0430dmin (person)", "a\u0000da\u202e\n", "a\uFFFDda\uFFFD\uFFFD");
        shown.forEach((name, who) -> {
            String made = As.unique("by-somebody");
            with(provider.signed(provider.claims(name, "platform"))).body(Map.of("name", made, "role", "viewer"))
                    .post("/api/tokens").then().statusCode(201).body("createdBy", equalTo(who));
            As.admin().queryParam("name", made).get("/api/audit").then().body("entries.who", contains(who))
                    .body("entries.whoKind", contains("person"));
        });
    }

    @Test
    void whoHasNoneOfTheRolesMayDoNothing() {
        for (String[] teams : List.of(new String[] {}, new String[] { "admin", "viewer", "tocsin-admin" })) {
            with(provider.signed(provider.claims("norman", teams))).get(CHANNELS).then().statusCode(403)
                    .contentType("application/problem+json").body("detail", containsString("no role in Tocsin"));
        }
    }

    @Test
    void whatTheProviderDidNotSignOrNotForUsIsRefused() {
        JsonObject claims = provider.claims("mallory", "platform");
        long longAgo = 1_600_000_000;
        for (String token : List.of(
                IdentityProviderStandIn.signed(claims, IdentityProviderStandIn.newKeys()),
                IdentityProviderStandIn.signed(claims, IdentityProviderStandIn.newKeys(), "another-key"),
                IdentityProviderStandIn.unsigned(claims),
                provider.signed(claims.copy().put("exp", longAgo).put("iat", longAgo - 300)),
                provider.signed(claims.copy().put("iss", "https://idp.example")),
                provider.signed(claims.copy().put("aud", "somebody-else")),
                provider.signed(claims) + "x", "no-jwt-at-all", "a.b.c", "")) {
            with(token).get(CHANNELS).then().statusCode(401).contentType("application/problem+json")
                    .header("WWW-Authenticate", containsString("Bearer"));
        }
    }

    @Test
    void theTokensStayValidBesideIt() {
        As.admin().get("/api/audit").then().statusCode(200);
        String editor = As.token(Role.EDITOR);
        with(editor).body("{}").post(CHANNELS).then().statusCode(400);
        with(editor).get("/api/tokens").then().statusCode(403);
        with("tocsin_" + "a".repeat(43)).get(CHANNELS).then().statusCode(401).body("detail",
                containsString("identity provider"));
    }
}
