package dev.tocsin.access;

import static dev.tocsin.access.As.admin;
import static dev.tocsin.access.As.newToken;
import static dev.tocsin.access.As.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.Sha256;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TokenApiTest {

    private static final String TOKENS = "/api/tokens";
    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(8);

    @Inject
    Pool pool;

    @Test
    void livesFromCreationToDeletion() {
        String name = unique("life");
        String expiry = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS).toString();

        Response made = newToken(name, Role.VIEWER, expiry);
        made.then().statusCode(201).header("Location", endsWith(TOKENS + "/" + name))
                .header("Cache-Control", equalTo("no-store")).body("name", equalTo(name)).body("role", equalTo("viewer"))
                .body("token", matchesPattern("tocsin_[A-Za-z0-9_-]{43}")).body("expiresAt", equalTo(expiry))
                .body("createdBy", equalTo("admin")).body("createdAt", notNullValue()).body("state", equalTo("ACTIVE"));
        String token = made.path("token");

        As.with(token).get("/api/slack/channels").then().statusCode(200);
        admin().delete(TOKENS + "/" + name).then().statusCode(204);
        As.with(token).get("/api/slack/channels").then().statusCode(401).contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer error=\"invalid_token\""))
                .body("detail", containsString("role viewer"));
        admin().get(TOKENS + "/" + name).then().statusCode(404).body("detail", containsString(name));
        admin().delete(TOKENS + "/" + name).then().statusCode(404);
    }

    @Test
    void isShownOnceAndStoredNowhere() {
        String name = unique("once");
        String token = newToken(name, Role.EDITOR, null).path("token");
        As.with(token).get("/api/slack/channels").then().statusCode(200);

        Response shown = admin().get(TOKENS + "/" + name);
        shown.then().statusCode(200).body("token", nullValue()).body("role", equalTo("editor"));
        String random = token.substring("tocsin_".length());
        assertThat(shown.asString() + admin().get(TOKENS).asString() + admin().get("/api/audit").asString())
                .contains(name).doesNotContain(random);
        assertThat(everythingStored()).contains(name).doesNotContain(random)
                .contains(Sha256.of(Secret.of(token)).hex());
    }

    @Test
    void endsOnThisReplicaWithinSecondsWhenAnotherDeletesIt() {
        String name = unique("elsewhere");
        String token = newToken(name, Role.VIEWER, null).path("token");
        As.with(token).get("/api/slack/channels").then().statusCode(200);

        pool.preparedQuery("DELETE FROM api_token WHERE name = $1").execute(Tuple.of(name)).await().indefinitely();

        await().atMost(A_FEW_SECONDS).untilAsserted(
                () -> As.with(token).get("/api/slack/channels").then().statusCode(401));
    }

    @Test
    void endsWhenItExpires() {
        String name = unique("expires");
        String token = newToken(name, Role.VIEWER, Instant.now().plusSeconds(2).toString()).path("token");

        await().atMost(A_FEW_SECONDS).untilAsserted(
                () -> As.with(token).get("/api/slack/channels").then().statusCode(401));
        admin().get(TOKENS + "/" + name).then().statusCode(200).body("state", equalTo("EXPIRED"));
    }

    @Test
    void saysWhenItWasLastUsedToTheMinute() {
        String name = unique("used");
        String token = newToken(name, Role.VIEWER, null).path("token");
        admin().get(TOKENS + "/" + name).then().body("lastUsedAt", nullValue());

        As.with(token).get("/api/slack/channels").then().statusCode(200);
        await().atMost(A_FEW_SECONDS).untilAsserted(
                () -> admin().get(TOKENS + "/" + name).then().body("lastUsedAt", notNullValue()));
        String first = admin().get(TOKENS + "/" + name).path("lastUsedAt");
        for (int i = 0; i < 5; i++) {
            As.with(token).get("/api/slack/channels").then().statusCode(200);
        }
        assertThat(Instant.parse(first)).isBetween(Instant.now().minusSeconds(30), Instant.now());
        admin().get(TOKENS + "/" + name).then().body("lastUsedAt", equalTo(first));
    }

    @Test
    void hasANameOfItsOwn() {
        String name = unique("taken");
        newToken(name, Role.VIEWER, null).then().statusCode(201);

        newToken(name, Role.ADMIN, null).then().statusCode(409)
                .body("type", equalTo("urn:problem-type:tocsin:already-exists")).body("detail", containsString(name));
        admin().get(TOKENS + "/" + name).then().body("role", equalTo("viewer"));
    }

    @Test
    void anAdministratorsTokenMakesOthersAndTheyNameIt() {
        Response made = newToken(unique("boss"), Role.ADMIN, null);
        String name = unique("made-by-boss");

        As.with(made.path("token")).body(Map.of("name", name, "role", "viewer")).post(TOKENS).then().statusCode(201)
                .body("createdBy", equalTo(made.path("name")));
    }

    @Test
    void isListedInPagesByName() {
        String prefix = unique("page");
        for (String suffix : List.of("c", "a", "b")) {
            newToken(prefix + suffix, Role.VIEWER, null).then().statusCode(201);
        }

        Response first = admin().queryParam("maxResults", 2).queryParam("nextToken", after(prefix)).get(TOKENS);
        first.then().statusCode(200).body("tokens.name", contains(prefix + "a", prefix + "b"));
        admin().queryParam("maxResults", 1).queryParam("nextToken", first.path("nextToken").toString()).get(TOKENS).then()
                .body("tokens", hasSize(1)).body("tokens.name", hasItem(prefix + "c"));
        admin().queryParam("nextToken", "!").get(TOKENS).then().statusCode(400).body("errors[0].field", equalTo("nextToken"));
        admin().queryParam("maxResults", 0).get(TOKENS).then().statusCode(400).body("errors[0].field", equalTo("maxResults"));
    }

    @Test
    void saysAllThatIsWrongWithARequest() {
        admin().body(Map.of("name", "not a name", "expiresAt", "2020-01-01T00:00:00Z")).post(TOKENS).then().statusCode(400)
                .body("errors.field", contains("name", "role", "expiresAt"))
                .body("errors[0].rejectedValue", equalTo("not a name"))
                .body("errors[2].message", containsString("future"))
                .body("errors[2].rejectedValue", equalTo("2020-01-01T00:00:00Z"));
        admin().body("{}").post(TOKENS).then().statusCode(400).body("errors.field", contains("name", "role"));
        admin().body(Map.of("name", "a", "role", "admin", "expiresAt", "9999-01-01T00:00:00Z")).post(TOKENS).then()
                .statusCode(400).body("errors.field", contains("expiresAt"));
        admin().body(Map.of("name", "a", "role", "owner")).post(TOKENS).then().statusCode(400)
                .body("detail", equalTo("role: must be one of viewer, editor, admin"));
        admin().body(Map.of("name", "a", "role", "admin", "expiresAt", "tomorrow")).post(TOKENS).then().statusCode(400)
                .body("detail", containsString("expiresAt: must be a time"));
        admin().body(Map.of("name", "a", "role", "admin", "token", "mine")).post(TOKENS).then().statusCode(400)
                .body("errors[0].field", equalTo("token"));
        admin().post(TOKENS).then().statusCode(400).body("errors[0].field", equalTo("body"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"\"", "\" \"", "\"\\t\"", "0", "1893456000", "1893456000.5", "\"1893456000\"", "true", "[]",
            "{}",
            "\"never\"", "\"2099\"", "\"+999999999-12-31T23:59:59Z\"", "\"-999999999-01-01T00:00:00Z\"", "1e999",
            "\"+1000000001-01-01T00:00:00Z\"", "\"2099-13-01T00:00:00Z\"" })
    void noMistakeMakesATokenThatNeverExpires(String expiresAt) {
        String name = unique("immortal");

        admin().body("{\"name\": \"" + name + "\", \"role\": \"viewer\", \"expiresAt\": " + expiresAt + "}").post(TOKENS).then()
                .statusCode(400).body("errors[0].field", equalTo("expiresAt"));
        admin().get(TOKENS + "/" + name).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = { "admin", "Admin", "ADM1N", "system", "slack", "s1ack", "tocsin", "configurations-file",
            "local-developer", "developer", "token-rotation", "_admin_" })
    void namesOfTocsinItselfAreNoNamesOfTokens(String name) {
        newToken(name, Role.VIEWER, null).then().statusCode(400).body("errors[0].field", equalTo("name"))
                .body("errors[0].message", containsString("audit"));
    }

    @Test
    void aTokenThatHadSuchANameBeforeWorksAndIsShownAsAToken() {
        String secret = newToken(unique("was-free"), Role.ADMIN, null).path("token");
        pool.preparedQuery("UPDATE api_token SET name = 'slack' WHERE token_sha256 = $1")
                .execute(Tuple.of(io.vertx.core.buffer.Buffer.buffer(Sha256.of(Secret.of(secret)).bytes()))).await()
                .indefinitely();
        String made = unique("made-by-slack");
        try {
            As.with(secret).body(Map.of("name", made, "role", "viewer")).post(TOKENS).then().statusCode(201)
                    .body("createdBy", equalTo("slack (token)"));
            admin().queryParam("name", made).get("/api/audit").then().body("entries.who", contains("slack (token)"))
                    .body("entries.whoKind", contains("token"));
        } finally {
            admin().delete(TOKENS + "/slack").then().statusCode(204);
        }
    }

    @Test
    void whereNobodyCanTellWhetherItIsValidTheAnswerIsNotThatItIsNot() {
        String token = newToken(unique("unknowable"), Role.VIEWER, null).path("token");
        pool.query("ALTER TABLE api_token RENAME TO api_token_away").executeAndAwait();
        try {
            As.with(token).get("/api/slack/channels").then().statusCode(503).contentType("application/problem+json")
                    .header("WWW-Authenticate", nullValue()).body("type", equalTo("urn:problem-type:tocsin:unavailable"))
                    .body("instance", equalTo("/api/slack/channels"));
            admin().get("/api/slack/channels").then().statusCode(200);
        } finally {
            pool.query("ALTER TABLE api_token_away RENAME TO api_token").executeAndAwait();
        }
        As.with(token).get("/api/slack/channels").then().statusCode(200);
    }

    private String everythingStored() {
        StringBuilder stored = new StringBuilder();
        for (String table : List.of("api_token", "audit_entry")) {
            pool.query("SELECT t::text FROM " + table + " t").executeAndAwait()
                    .forEach(row -> stored.append(row.getString(0)).append('\n'));
        }
        return stored.toString();
    }

    /** As if a page had ended there. */
    private static String after(String name) {
        return "tokens." + Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }
}
