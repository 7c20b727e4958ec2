package dev.tocsin.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class AuditTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CHANNELS = "/api/slack/channels";
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:audit";

    @Inject
    Pool pool;
    @Inject
    AuditLog audit;
    @Inject
    AuditHistory history;
    @Inject
    AuditConfig config;

    private final String name = "audit-" + UUID.randomUUID();

    @Test
    void tellsTheLifeOfAConfigurationWithoutItsSecrets() {
        String editor = token("editor");
        as(editor).body(Map.of("configurationName", name, "webhookUrl", webhook("1"), "snsTopicArns", List.of(TOPIC)))
                .post(CHANNELS).then().statusCode(201);
        as(editor).body(Map.of("webhookUrl", webhook("2"), "slackChannelName", "alarms", "snsTopicArns", List.of(TOPIC)))
                .patch(CHANNELS + "/" + name).then().statusCode(200);
        as(editor).delete(CHANNELS + "/" + name).then().statusCode(204);

        ValidatableResponse entries = entries();
        entries.body("entries.operation", contains("delete", "change", "create"))
                .body("entries.kind", equalTo(List.of("slack-channel", "slack-channel", "slack-channel")))
                .body("entries.who", equalTo(List.of(name + "-editor", name + "-editor", name + "-editor")))
                .body("entries[0].whoKind", equalTo("token")).body("entries[0].at", notNullValue())
                .body("entries[2].before", nullValue())
                .body("entries[2].after.configurationName", equalTo(name))
                .body("entries[2].after.snsTopicArns", contains(TOPIC))
                .body("entries[2].after.webhookUrl", equalTo("(secret)"))
                .body("entries[1].before", equalTo(Map.of("webhookUrl", "(secret)")))
                .body("entries[1].after", equalTo(Map.of("webhookUrl", "(secret, set anew)", "slackChannelName", "alarms")))
                .body("entries[0].before.slackChannelName", equalTo("alarms"))
                .body("entries[0].before.webhookUrl", equalTo("(secret)"))
                .body("entries[0].after", nullValue());
        assertThat(entries.extract().asString() + stored()).doesNotContain("s3cr3t").doesNotContain("v1:");
    }

    @Test
    void tellsOfWorkspacesChimeWebhooksAndTokens() {
        String team = "T" + name.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
        admin().body(Map.of("slackTeamId", team, "botToken", "xoxb-s3cr3t-1-" + team)).post("/api/slack/workspaces").then()
                .statusCode(201);
        admin().body(Map.of("botToken", "xoxb-s3cr3t-2-" + team)).patch("/api/slack/workspaces/" + team).then().statusCode(200);
        admin().delete("/api/slack/workspaces/" + team).then().statusCode(204);
        entriesOf(team).body("entries.kind", equalTo(List.of("slack-workspace", "slack-workspace", "slack-workspace")))
                .body("entries.operation", contains("delete", "change", "create"))
                .body("entries[1].after", equalTo(Map.of("botToken", "(secret, set anew)")))
                .body("entries.whoKind[0]", equalTo("bootstrap-token"));

        String chime = ConfigProvider.getConfig().getValue("tocsin.chime.webhook-origins", String[].class)[0];
        admin().body(Map.of("configurationName", name, "webhookDescription", "room", "snsTopicArns", List.of(TOPIC),
                "webhookUrl", chime + "/incomingwebhooks/0a1b?token=s3cr3t")).post("/api/chime/webhooks").then()
                .statusCode(201);
        admin().body("{}").patch("/api/chime/webhooks/" + name).then().statusCode(200);
        entries().body("entries.kind", equalTo(List.of("chime-webhook"))).body("entries.operation", contains("create"));

        token("viewer");
        admin().delete("/api/tokens/" + name + "-viewer").then().statusCode(204);
        entriesOf(name + "-viewer").body("entries.kind", equalTo(List.of("api-token", "api-token")))
                .body("entries.operation", contains("delete", "create"))
                .body("entries[1].after", equalTo(Map.of("name", name + "-viewer", "role", "viewer")));
        assertThat(stored()).doesNotContain("s3cr3t");
    }

    @Test
    void tellsWhoHadSomethingDeliveredAgain() {
        admin().body(Map.of("configurationName", name, "webhookUrl", webhook("1"), "snsTopicArns", List.of(TOPIC)))
                .post(CHANNELS).then().statusCode(201);
        long delivery = settledDelivery();

        admin().post("/api/deliveries/" + delivery + "/redeliver").then().statusCode(202);

        admin().queryParam("kind", "delivery").queryParam("name", delivery).get("/api/audit").then().statusCode(200)
                .body("entries.operation", contains("redeliver")).body("entries.who", contains("admin"))
                .body("entries[0].before", nullValue());
        admin().post("/api/deliveries/0/redeliver").then().statusCode(404);
        entriesOf("0").body("entries", hasSize(0));
    }

    @Test
    void hasNoEntryOfAChangeThatFails() {
        run("""
                CREATE FUNCTION fail_%1$s() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END';
                CREATE CONSTRAINT TRIGGER fail_%1$s AFTER INSERT OR UPDATE ON configuration DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW WHEN (NEW.configuration_name = '%2$s') EXECUTE FUNCTION fail_%1$s()"""
                .formatted(identifier(), name));
        try {
            admin().body(Map.of("configurationName", name, "webhookUrl", webhook("1"))).post(CHANNELS).then().statusCode(500);
        } finally {
            run("DROP FUNCTION fail_%1$s CASCADE".formatted(identifier()));
        }

        entries().body("entries", hasSize(0));
        admin().get(CHANNELS + "/" + name).then().statusCode(404);
    }

    @Test
    void thereIsNoChangeWithoutItsEntry() {
        admin().body(Map.of("configurationName", name, "webhookUrl", webhook("1"))).post(CHANNELS).then().statusCode(201);
        run("""
                CREATE FUNCTION fail_%1$s() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END';
                CREATE TRIGGER fail_%1$s BEFORE INSERT ON audit_entry
                FOR EACH ROW WHEN (NEW.name LIKE '%2$s%%') EXECUTE FUNCTION fail_%1$s()""".formatted(identifier(), name));
        try {
            admin().body(Map.of("slackChannelName", "alarms")).patch(CHANNELS + "/" + name).then().statusCode(500);
            admin().delete(CHANNELS + "/" + name).then().statusCode(500);
            admin().body(Map.of("name", name + "-token", "role", "admin")).post("/api/tokens").then().statusCode(500);
        } finally {
            run("DROP FUNCTION fail_%1$s CASCADE".formatted(identifier()));
        }

        admin().get(CHANNELS + "/" + name).then().statusCode(200).body("slackChannelName", nullValue());
        admin().get("/api/tokens/" + name + "-token").then().statusCode(404);
        entries().body("entries.operation", contains("create"));
    }

    @Test
    void anotherRoomsChangeGoesWithItsTransactionAndBearsItsName() {
        Change change = Change.done("apply", "file", name).by(Actor.system("configurations-file"));

        assertThatThrownBy(() -> pool.withTransaction(connection -> audit.record(connection, change)
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("failed")))).await().atMost(PATIENCE))
                .hasMessage("failed");
        entries().body("entries", hasSize(0));

        pool.withTransaction(connection -> audit.record(connection, change)).await().atMost(PATIENCE);
        pool.withTransaction(connection -> audit.record(connection, Change.done("apply", "file", name))).await()
                .atMost(PATIENCE);
        entries().body("entries.who", contains("tocsin", "configurations-file"))
                .body("entries.whoKind", contains("system", "system"));
    }

    @Test
    void isReadInPagesAndByKindNameAndWho() {
        for (int i = 0; i < 3; i++) {
            String who = name + "-" + i % 2;
            Change change = Change.done("did", "kind-" + i, name).by(Actor.system(who));
            pool.withTransaction(connection -> audit.record(connection, change)).await().atMost(PATIENCE);
        }

        Response first = admin().queryParam("name", name).queryParam("maxResults", 2).get("/api/audit");
        first.then().statusCode(200).body("entries.kind", contains("kind-2", "kind-1")).body("nextToken", notNullValue());
        admin().queryParam("name", name).queryParam("maxResults", 2).queryParam("nextToken", first.path("nextToken").toString())
                .get("/api/audit").then().body("entries.kind", contains("kind-0")).body("nextToken", nullValue());
        admin().queryParam("name", name).queryParam("kind", "kind-1").get("/api/audit").then().body("entries", hasSize(1));
        admin().queryParam("kind", "slack-channels").get("/api/audit").then().statusCode(400)
                .body("errors[0].field", equalTo("kind")).body("errors[0].message", equalTo("must be one of api-token, "
                        + "chime-webhook, command, command-person, configuration, console-session, custom-action, delivery, posting, slack-channel, slack-workspace, teams-webhook, topic"));
        admin().queryParam("who", name + "-0").get("/api/audit").then().body("entries.kind", contains("kind-2", "kind-0"));
        admin().queryParam("nextToken", "?").get("/api/audit").then().statusCode(400)
                .body("errors[0].field", equalTo("nextToken")).body("errors[0].rejectedValue", equalTo("?"));
        admin().queryParam("maxResults", 101).get("/api/audit").then().statusCode(400)
                .body("errors[0].field", equalTo("maxResults"));
    }

    @Test
    void isKeptFor400DaysAndNoLonger() {
        assertThat(config.retention()).isEqualTo(Duration.ofDays(400));
        for (int days : List.of(399, 401)) {
            pool.preparedQuery("INSERT INTO audit_entry (at, actor, actor_kind, operation, kind, name) "
                    + "VALUES (now() - $1 * interval '1 day', 'a', 'system', 'did', $2, $3)")
                    .execute(Tuple.of(days, "days-" + days, name)).await().atMost(PATIENCE);
        }

        history.expire(config.retention()).await().atMost(PATIENCE);

        entries().body("entries.kind", contains("days-399"));
    }

    private ValidatableResponse entries() {
        return entriesOf(name);
    }

    private static ValidatableResponse entriesOf(String of) {
        return admin().queryParam("name", of).get("/api/audit").then().statusCode(200);
    }

    private String stored() {
        StringBuilder stored = new StringBuilder();
        pool.query("SELECT t::text FROM audit_entry t").executeAndAwait().forEach(row -> stored.append(row.getString(0)));
        return stored.toString();
    }

    private long settledDelivery() {
        return pool.preparedQuery("""
                WITH stored AS (
                    INSERT INTO notification (topic_arn, message_id, type, message, published_at)
                    VALUES ($1, $2, 'Notification', 'x', now()) RETURNING id)
                INSERT INTO delivery (notification_id, configuration_id, configuration_name, state, settled_at)
                SELECT s.id, c.id, c.configuration_name, 'DELIVERED', now() FROM stored s, configuration c
                WHERE c.configuration_name = $3 RETURNING id""").execute(Tuple.of(TOPIC, UUID.randomUUID(), name)).await()
                .atMost(PATIENCE).iterator().next().getLong(0);
    }

    private void run(String statements) {
        pool.query(statements).execute().await().atMost(PATIENCE);
    }

    private String identifier() {
        return name.replace('-', '_');
    }

    private String token(String role) {
        return admin().body(Map.of("name", name + "-" + role, "role", role)).post("/api/tokens").then().statusCode(201)
                .extract().path("token");
    }

    private static String webhook(String number) {
        return ConfigProvider.getConfig().getValue("tocsin.slack.webhook-origins", String[].class)[0]
                + "/services/T0/B0/s3cr3t" + number;
    }

    private static RequestSpecification admin() {
        return as("s3cr3t-admin-token");
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}
