package dev.tocsin.declaration;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.OutsideWorld;
import dev.tocsin.configuration.Api;
import dev.tocsin.configuration.declared.Declarations;
import dev.tocsin.configuration.declared.DeclaredChange;
import dev.tocsin.declaration.DeclarationStatus.State;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.problem.StrictJson;
import dev.tocsin.standin.ChatStandIn;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The file of configurations, from a mounted folder to what the API shows. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class DeclarationTest {

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:declared";

    private static int counter;

    ChatStandIn standIn;
    @Inject
    Pool pool;
    @Inject
    ConfigurationsFile mounted;
    @Inject
    MountedFile mountedFile;
    @Inject
    Declarations declarations;
    @Inject
    StrictJson json;
    @Inject
    Vertx vertx;
    @Inject
    Clock clock;
    @Inject
    Mutiny.SessionFactory sessions;
    @TestHTTPResource(value = "/health/well", management = true)
    URL wellness;
    @TestHTTPResource(value = "/health/ready", management = true)
    URL readiness;

    private final Path file = ConfigProvider.getConfig().getValue("tocsin.configurations-file", Path.class);
    private final int number = ++counter;
    private final String team = "TDECLARED" + number;
    private final String channel = "declared-channel-" + number;
    private final String webhook = "declared-webhook-" + number;
    private final String room = "declared-room-" + number;
    private final String workflow = "declared-workflow-" + number;

    @BeforeEach
    void secretsInFiles() throws IOException {
        Files.writeString(file.resolveSibling("token"), "xoxb-s3cr3t-" + team + "\n");
        Files.writeString(file.resolveSibling("webhook"), standIn.url() + "/services/T0/BDECLARED/s3cr3t");
        Files.writeString(file.resolveSibling("room"), standIn.url() + "/incomingwebhooks/declared?token=s3cr3t");
        Files.writeString(file.resolveSibling("workflow"), Api.teamsWebhook());
    }

    /** Deletes what was declared. */
    @AfterEach
    void nothingStays() throws IOException {
        api().delete("/api/slack/channels/other-" + number);
        declare("slackWorkspaces: [] # after " + number);
    }

    @Test
    void makesWhatItDeclaresAndKeepsTheApisHandsOff() throws IOException {
        declare(everything());

        api().get("/api/slack/workspaces/" + team).then().statusCode(200).body("managedBy", equalTo(file.toString()))
                .body("state", equalTo("ENABLED"));
        api().get("/api/slack/channels/" + channel).then().statusCode(200).body("slackChannelId", equalTo("C0DECLARED"))
                .body("loggingLevel", equalTo("ERROR")).body("snsTopicArns", equalTo(List.of(TOPIC)))
                .body("managedBy", equalTo(file.toString()));
        api().get("/api/slack/channels/" + webhook).then().statusCode(200).body("destination", equalTo("incoming-webhook"));
        api().get("/api/chime/webhooks/" + room).then().statusCode(200).body("webhookDescription", equalTo("Ops"));
        for (String path : List.of("/api/slack/workspaces/" + team, "/api/slack/channels/" + channel,
                "/api/chime/webhooks/" + room)) {
            api().delete(path).then().statusCode(409).body("type", equalTo("urn:problem-type:tocsin:declared"))
                    .body("detail", containsString(file.toString()));
        }
        api().body("{\"loggingLevel\":\"INFO\"}").patch("/api/slack/channels/" + channel).then().statusCode(409);
        api().body("{\"slackTeamName\":\"x\"}").patch("/api/slack/workspaces/" + team).then().statusCode(409);
        api().post("/api/configurations/" + channel + "/disable").then().statusCode(200);
        api().queryParam("name", channel).get("/api/audit").then().body("entries.who", hasItems("configurations-file"))
                .body(not(containsString("s3cr3t")));
    }

    @Test
    void changesAndDeletesAsTheFileDoesAndWritesNothingWhenNothingDiffers() throws IOException {
        declare(everything());
        String before = api().get("/api/slack/channels/" + webhook).header("ETag");
        long entries = auditEntries();

        declare(everything() + "# a comment changes the file and nothing else\n");
        assertThat(status().getList("changes")).isEmpty();
        assertThat(auditEntries()).isEqualTo(entries);
        declare(everything().replace("loggingLevel: ERROR", "loggingLevel: INFO"));

        assertThat(status().getString("changes[0].name")).isEqualTo(channel);
        assertThat(status().<String> getList("changes[0].members")).containsExactly("loggingLevel");
        assertThat(api().get("/api/slack/channels/" + webhook).header("ETag")).isEqualTo(before);
        declare(everything().replaceAll("(?s)chimeWebhooks:.*", ""));
        assertThat(status().getString("changes.find { it.name == '" + room + "' }.action")).isEqualTo("DELETE");
        api().get("/api/chime/webhooks/" + room).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({ "digestAfterSeconds, 86400", "foldAfterMessages, 1000" })
    void numbersAreDeclaredForEveryKindAndLeftToTheSettingsWhereTheFileSaysNothing(String member, int most) throws IOException {
        String silent = everything() + """
                teamsWebhooks:
                  - {configurationName: %s, webhookUrl: {file: workflow}, snsTopicArns: ["%s"]}
                """.formatted(workflow, TOPIC);
        String saying = silent.replace("loggingLevel: ERROR", "loggingLevel: ERROR\n    " + member + ": 0")
                .replace("webhookDescription: Ops", "webhookDescription: Ops, " + member + ": 60")
                .replace("{file: workflow}", "{file: workflow}, " + member + ": " + most);
        declare(saying);

        assertThat(numberAt("/api/slack/channels/" + channel, member)).isZero();
        assertThat(numberAt("/api/slack/channels/" + webhook, member)).isNull();
        assertThat(numberAt("/api/chime/webhooks/" + room, member)).isEqualTo(60);
        assertThat(numberAt("/api/teams/webhooks/" + workflow, member)).isEqualTo(most);
        String exported = onlyOurs(api().get("/api/configurations/export").asString());
        assertThat(exported).containsSubsequence(member + ": 0\n", member + ": 60\n", member + ": " + most + "\n");
        yaml().body(exported).post("/api/declaration/dry-run").then().statusCode(200).body("changes", equalTo(List.of()));

        declare(silent);

        assertThat(status().<List<String>> getList("changes.members")).hasSize(3)
                .containsOnly(List.of(member));
        for (String path : List.of("slack/channels/" + channel, "chime/webhooks/" + room, "teams/webhooks/" + workflow)) {
            assertThat(numberAt("/api/" + path, member)).as(path).isNull();
        }
    }

    @Test
    void commandsAreDeclaredAndAreOffWhereTheFileSaysNothing() throws IOException {
        declare(everything().replace("loggingLevel: ERROR", """
                loggingLevel: ERROR
                    iamRoleArn: arn:aws:iam::123456789012:role/chat
                    commands: true
                    commandPeople: [U0123456789, S0123456789]
                    notificationButtons: [APPROVE, SHOW_LOGS]"""));

        api().get("/api/slack/channels/" + channel).then().body("commands", equalTo(true))
                .body("commandPeople", equalTo(List.of("U0123456789", "S0123456789")))
                .body("notificationButtons", equalTo(List.of("SHOW_LOGS", "APPROVE")));
        String exported = onlyOurs(api().get("/api/configurations/export").asString());
        assertThat(exported).contains("commands: true", "- SHOW_LOGS", "- U0123456789").doesNotContain("commandApprovers");
        yaml().body(exported).post("/api/declaration/dry-run").then().statusCode(200).body("changes", equalTo(List.of()));

        declare(everything());
        api().get("/api/slack/channels/" + channel).then().body("commands", equalTo(false))
                .body("commandPeople", equalTo(List.of())).body("notificationButtons", equalTo(List.of()));
    }

    @Test
    void escalationIsDeclaredInAnyOrderAndNothingIsEscalatedNowhere() throws IOException {
        String chained = everything().replace("loggingLevel: ERROR", escalating(room))
                .replace("webhookDescription: Ops", "webhookDescription: Ops, " + inBraces(escalating(webhook)));
        declare(chained);

        api().get("/api/slack/channels/" + channel).then().body("escalateTo", equalTo(room))
                .body("escalateAfterMinutes", equalTo(30));
        api().get("/api/chime/webhooks/" + room).then().body("escalateTo", equalTo(webhook));
        String exported = onlyOurs(api().get("/api/configurations/export").asString());
        assertThat(exported).contains("escalateTo: " + room, "escalateTo: " + webhook);
        yaml().body(exported).post("/api/declaration/dry-run").then().statusCode(200).body("changes", equalTo(List.of()));

        write(chained.replace("escalateTo: " + room, "escalateTo: nowhere"));
        await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(status().getString("state")).isEqualTo("FAILED"));
        assertThat(status().<String> getList("errors.field")).containsExactly("slackChannels[0].escalateTo");
        write(chained.replace("escalateTo: " + webhook, "escalateTo: " + channel));
        await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(status().<String> getList("errors.message"))
                .hasSize(2).allMatch(said -> said.contains("leads back to where it began")));
        api().get("/api/chime/webhooks/" + room).then().body("escalateTo", equalTo(webhook));

        // What others escalate to goes in the same file in which they no longer do.
        declare(everything().replaceAll("(?s)chimeWebhooks:.*", ""));
        api().get("/api/chime/webhooks/" + room).then().statusCode(404);
    }

    @Test
    void whatOthersEscalateToIsNotTakenFromTheFile() throws IOException {
        declare(everything());
        String other = "other-" + number;
        api().body(Map.of("configurationName", other, "webhookUrl", standIn.url() + "/services/T0/BOTHER/s3cr3t",
                "escalateAfterMinutes", 30, "escalateTo", room)).post("/api/slack/channels").then().statusCode(201);

        write(everything().replaceAll("(?s)chimeWebhooks:.*", ""));

        await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(status().getString("state")).isEqualTo("FAILED"));
        assertThat(status().getString("errors[0].message")).isEqualTo("no longer has " + room + ", to which others escalate: "
                + other);
        api().get("/api/chime/webhooks/" + room).then().statusCode(200);
    }

    private static String escalating(String to) {
        return "escalateAfterMinutes: 30\n    escalateTo: " + to;
    }

    private static String inBraces(String lines) {
        return lines.replaceAll("\\s*\\n\\s*", ", ");
    }

    private static Integer numberAt(String path, String member) {
        return api().get(path).jsonPath().get(member);
    }

    @Test
    void takesASecretThatHasChangedInItsOwnFile() throws IOException {
        declare(everything());
        String before = api().get("/api/slack/channels/" + webhook).header("ETag");

        Files.writeString(file.resolveSibling("webhook"), standIn.url() + "/services/T0/BDECLARED/s3cr3t-2");

        await().atMost(ofSeconds(10)).untilAsserted(
                () -> assertThat(api().get("/api/slack/channels/" + webhook).header("ETag")).isNotEqualTo(before));
        assertThat(status().<String> getList("changes[0].members")).containsExactly("webhookUrl");
    }

    @Test
    void anErrorChangesNothingStopsNothingAndIsShown() throws IOException {
        declare(everything());

        write(everything().replace("C0DECLARED", "not a channel").replace("loggingLevel: ERROR", "loggingLevel: INFO")
                .replace("webhookDescription: Ops", "webhookDescription: ''"));

        await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(status().getString("state")).isEqualTo("FAILED"));
        assertThat(status().<String> getList("errors.field")).containsExactly("slackChannels[0].slackChannelId",
                "chimeWebhooks[0].webhookDescription");
        assertThat(status().getString("errors[0].rejectedValue")).isEqualTo("not a channel");
        assertThat(status().getString("appliedAt")).isNotNull();
        assertThat(status().getList("changes")).as("of the file before").isEmpty();
        api().get("/api/slack/channels/" + channel).then().body("loggingLevel", equalTo("ERROR"));
        given().get(readiness).then().statusCode(200);
        given().get(wellness).then().statusCode(503).body(containsString("slackChannels[0].slackChannelId"));
        declare(everything());
        assertThat(status().getList("errors")).isEmpty();
    }

    @Test
    @Tag("long") // as long as the database is waited for
    void aDatabaseThatKeepsItWaitingIsNoErrorOfTheFile() throws Exception {
        SqlConnection other = pool.getConnectionAndAwait();
        try {
            other.query("BEGIN").executeAndAwait();
            other.query("SELECT 1 FROM declaration FOR UPDATE").executeAndAwait();
            write(everything());
            Thread.sleep(11_000);
            assertThat(status().getString("state")).isEqualTo("APPLIED");
            api().get("/api/slack/channels/" + channel).then().statusCode(404);
        } finally {
            other.query("ROLLBACK").executeAndAwait();
            other.closeAndAwait();
        }

        await().atMost(ofSeconds(10)).untilAsserted(() -> api().get("/api/slack/channels/" + channel).then().statusCode(200));
    }

    @Test
    void takesOverWhatTheApiMadeUnderTheSameName() throws IOException {
        declare(everything().replaceAll("(?s)slackChannels:.*", ""));
        api().body(Map.of("configurationName", channel, "slackTeamId", team, "slackChannelId", "C0DECLARED", "snsTopicArns",
                List.of(TOPIC))).post("/api/slack/channels").then().statusCode(201);

        declare(everything());

        assertThat(status().<String> getList("changes.find { it.name == '" + channel + "' }.members"))
                .containsExactlyInAnyOrder("loggingLevel", "managedBy");
        api().delete("/api/slack/channels/" + channel).then().statusCode(409);
    }

    @Test
    void aDeclaredWorkspaceThatSlackTakesAgainIsEnabledByItsOwnTokenAlone() throws IOException {
        declare(everything());
        pool.preparedQuery(
                "UPDATE slack_workspace SET state = 'DISABLED', state_reason = 'missing_scope' WHERE slack_team_id = $1")
                .execute(Tuple.of(team)).await().atMost(ofSeconds(10));
        String path = "/api/slack/workspaces/" + team;

        api().body(Map.of("botToken", "xoxb-s3cr3t-other-" + team)).patch(path).then().statusCode(409);
        api().body(Map.of("botToken", "xoxb-s3cr3t-" + team, "slackTeamName", "x")).patch(path).then().statusCode(409);
        api().body(Map.of("botToken", "xoxb-s3cr3t-" + team)).patch(path).then().statusCode(200)
                .body("state", equalTo("ENABLED")).body("managedBy", equalTo(file.toString()));
    }

    @Test
    void aWorkspaceThatOthersUseIsNotTakenAway() throws IOException {
        declare(everything());
        api().body(Map.of("configurationName", "other-" + number, "slackTeamId", team, "slackChannelId", "C0OTHER"))
                .post("/api/slack/channels").then().statusCode(201);

        write("slackChannels: []");

        await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(status().getString("state")).isEqualTo("FAILED"));
        assertThat(status().getString("errors[0].message")).contains("other-" + number);
        api().get("/api/slack/channels/" + channel).then().statusCode(200);
    }

    @Test
    void refusesWhatTheApiWouldRefuse() throws IOException {
        write("""
                slackChannels:
                  - {configurationName: nowhere, slackTeamId: TNOWHERE, slackChannelId: C0}
                  - {configurationName: twice, webhookUrl: {file: webhook}}
                chimeWebhooks:
                  - {configurationName: twice, webhookDescription: d, webhookUrl: {file: room}, snsTopicArns: ["%s"]}
                  - {configurationName: foreign, webhookDescription: d, webhookUrl: {file: token}, snsTopicArns: ["%s"]}
                """.formatted(TOPIC, TOPIC));

        await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(status().getString("state")).isEqualTo("FAILED"));
        assertThat(status().<String> getList("errors.field")).containsExactly("slackChannels[0].slackTeamId",
                "chimeWebhooks[0].configurationName", "chimeWebhooks[1].webhookUrl");
        assertThat(api().get("/api/declaration").asString()).doesNotContain("s3cr3t");
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndDoesNothing() throws IOException {
        declare(everything());
        long entries = auditEntries();
        String changed = everything().replace("loggingLevel: ERROR", "loggingLevel: INFO").replace(webhook, webhook + "-2");

        JsonPath plan = yaml().body(changed).post("/api/declaration/dry-run").then().statusCode(200).extract().jsonPath();

        assertThat(plan.<String> getList("changes.action")).containsExactlyInAnyOrder("CHANGE", "CREATE", "DELETE");
        assertThat(plan.getString("changes.find { it.action == 'CREATE' }.name")).isEqualTo(webhook + "-2");
        assertThat(auditEntries()).isEqualTo(entries);
        api().get("/api/slack/channels/" + webhook + "-2").then().statusCode(404);
        api().get("/api/slack/channels/" + channel).then().body("loggingLevel", equalTo("ERROR"));
        yaml().post("/api/declaration/dry-run").then().statusCode(200).body("changes", equalTo(List.of()));
        yaml().body("slackChannels: [{configurationName: '!'}]").post("/api/declaration/dry-run").then().statusCode(400)
                .body("errors.field", hasItems("slackChannels[0].configurationName"));
    }

    @Test
    void anExportedFileIsPlannedBeforeItsSecretsAreThere() throws IOException {
        declare(everything());
        String exported = onlyOurs(api().get("/api/configurations/export").asString());

        JsonPath plan = yaml().body(exported).post("/api/declaration/dry-run").then().statusCode(200).extract().jsonPath();

        assertThat(plan.getList("changes")).isEmpty();
        assertThat(plan.<String> getList("secrets.state")).containsOnly("TO_SUPPLY").hasSize(3);
        assertThat(plan.<String> getList("secrets.name")).contains("TOCSIN_SECRET_" + team + "_BOT_TOKEN");
        write(exported);
        await().atMost(ofSeconds(10)).until(() -> status().getString("state").equals("FAILED"));
        yaml().post("/api/declaration/dry-run").then().statusCode(200).body("changes", equalTo(List.of()))
                .body("secrets.state.unique()", equalTo(List.of("TO_SUPPLY")));
    }

    /** Whoever else is at a row is not waited for, and cannot make the dry run fail. */
    @Test
    void aDryRunIsInNobodysWay() throws Exception {
        declare(everything());
        SqlConnection other = pool.getConnectionAndAwait();
        try {
            other.query("BEGIN").executeAndAwait();
            other.query("INSERT INTO configuration (type, configuration_name, webhook_url_sealed) VALUES ('slack-channel', '"
                    + webhook + "-2', 'v1:')").executeAndAwait();
            other.query("UPDATE configuration SET version = version + 1 WHERE configuration_name = '" + channel + "'")
                    .executeAndAwait();
            String changed = everything().replace("loggingLevel: ERROR", "loggingLevel: INFO").replace(webhook, webhook + "-2");

            CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(
                    () -> yaml().body(changed).post("/api/declaration/dry-run").statusCode());
            await().atMost(ofSeconds(10)).until(() -> answer.isDone() || someoneWaits());
            other.query("COMMIT").executeAndAwait();

            assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        } finally {
            other.query("ROLLBACK").executeAndAwait();
            other.query("DELETE FROM configuration WHERE configuration_name = '" + webhook + "-2'").executeAndAwait();
            other.closeAndAwait();
        }
    }

    private boolean someoneWaits() {
        return pool.query("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'").execute().await()
                .atMost(ofSeconds(10)).iterator().next().getLong(0) > 0;
    }

    @Test
    void anOlderReplicaThatStartsAgainDoesNotPutBackItsFile(@TempDir Path folder) throws IOException {
        declare(everything());
        ConfigurationsFile newer = replica(folder, "newer", everything().replace("loggingLevel: ERROR", "loggingLevel: INFO"));
        look(newer);
        await().atMost(ofSeconds(10)).until(() -> status().getString("state").equals("OUTDATED"));

        ConfigurationsFile restarted = replica(folder, "older", everything());
        look(restarted);

        assertThat(restarted.status().state()).isEqualTo(State.OUTDATED);
        look(newer);
        assertThat(newer.status().state()).isEqualTo(State.APPLIED);
        api().get("/api/slack/channels/" + channel).then().body("loggingLevel", equalTo("INFO"));
        given().get(wellness).then().body(containsString("another replica holds a newer file"));
        given().get(readiness).then().statusCode(200);
    }

    @Test
    void anOlderFileIsAppliedWhenNobodyHoldsTheNewerOneAnyMore(@TempDir Path folder) throws IOException {
        declare(everything());
        look(replica(folder, "newer", everything().replace("loggingLevel: ERROR", "loggingLevel: INFO")));
        await().atMost(ofSeconds(10)).until(() -> status().getString("state").equals("OUTDATED"));

        pool.query("UPDATE declaration SET confirmed_until = now() - interval '1 second'").executeAndAwait();

        await().atMost(ofSeconds(10)).until(() -> status().getString("state").equals("APPLIED"));
        api().get("/api/slack/channels/" + channel).then().body("loggingLevel", equalTo("ERROR"));
    }

    @Test
    void aFileThatIsPutBackInItsPlaceIsAppliedAtOnce() throws IOException {
        declare(everything());
        declare(everything().replace("loggingLevel: ERROR", "loggingLevel: INFO"));

        declare(everything());

        api().get("/api/slack/channels/" + channel).then().body("loggingLevel", equalTo("ERROR"));
    }

    @Test
    void aHundredEarlierFilesAreRemembered() throws IOException {
        declare(everything());
        pool.query("UPDATE declaration SET earlier = ARRAY(SELECT 'file ' || i FROM generate_series(1, 100) i)")
                .executeAndAwait();

        declare(everything() + "# another\n");

        Row row = pool.query("SELECT cardinality(earlier) AS count, earlier[1] AS first FROM declaration").executeAndAwait()
                .iterator().next();
        assertThat(row.getInteger("count")).isEqualTo(100);
        assertThat(row.getString("first")).isEqualTo("file 2");
    }

    /** One of the version before knows nothing of newer and older. */
    @Test
    void whatAReplicaOfTheVersionBeforePutsBackIsNoticedAndAppliedAnew() throws IOException {
        declare(everything());
        pool.query("UPDATE configuration SET logging_level = 'INFO', version = version + 1 WHERE configuration_name = '"
                + channel + "'").executeAndAwait();
        pool.query("UPDATE declaration SET sha256 = 'of an older file', applied_at = now()").executeAndAwait();

        await().atMost(ofSeconds(10)).until(() -> api().get("/api/slack/channels/" + channel).jsonPath()
                .getString("loggingLevel").equals("ERROR"));
    }

    /** As after a key was lost, or while the setting was away for a time. */
    @Test
    void aStartMendsWhatIsNoLongerAsTheFileSays() throws IOException {
        declare(everything());
        pool.query("UPDATE configuration SET webhook_url_sealed = 'v1:00000000:AAAA' WHERE configuration_name = '" + webhook
                + "'").executeAndAwait();
        pool.query("UPDATE configuration SET logging_level = 'NONE' WHERE configuration_name = '" + channel + "'")
                .executeAndAwait();

        ConfigurationsFile restarted = replica(mountedFile);
        look(restarted);

        assertThat(restarted.status().changes()).extracting(DeclaredChange::name).containsExactlyInAnyOrder(webhook, channel);
        api().get("/api/slack/channels/" + channel).then().body("loggingLevel", equalTo("ERROR"));
        look(restarted);
        assertThat(restarted.status().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void aNameMayMoveToAnotherKindWhileItsWorkspaceGoes() throws IOException {
        declare(everything());

        declare("""
                chimeWebhooks:
                  - {configurationName: %s, webhookDescription: Ops, webhookUrl: {file: room}, snsTopicArns: ["%s"]}
                """.formatted(channel, TOPIC));

        api().get("/api/chime/webhooks/" + channel).then().statusCode(200);
        api().get("/api/slack/workspaces/" + team).then().statusCode(404);
    }

    /** Each entry of the audit used to look at all of them. */
    @Test
    void howOftenEntitiesAreLookedAtGrowsAsTheFileDoes() throws IOException {
        AtomicLong looks = new AtomicLong();
        ((CacheImplementor) sessions.getCache()).getSessionFactory().getEventListenerRegistry()
                .appendListeners(EventType.FLUSH_ENTITY, event -> looks.incrementAndGet());

        declare(many(20));
        long few = looks.getAndSet(0);
        declare(many(200));

        assertThat(few).isPositive();
        assertThat(looks.get()).isLessThan(15 * few);
    }

    private String many(int count) {
        return "chimeWebhooks:\n" + IntStream.range(0, count).mapToObj(i -> "  - {configurationName: " + room + "-" + i + "-of-"
                + count + ", webhookDescription: Ops, webhookUrl: {file: room}, snsTopicArns: [\"" + TOPIC + "\"]}\n")
                .collect(Collectors.joining());
    }

    /** One that has just started, with a file of its own. */
    private ConfigurationsFile replica(Path folder, String name, String text) throws IOException {
        for (String secret : List.of("token", "webhook", "room")) {
            Files.copy(file.resolveSibling(secret), folder.resolve(secret), StandardCopyOption.REPLACE_EXISTING);
        }
        return replica(new MountedFile(Optional.of(Files.writeString(folder.resolve(name + ".yaml"), text)), json,
                declarations));
    }

    private ConfigurationsFile replica(MountedFile mountedThere) {
        return new ConfigurationsFile(mountedThere, declarations, vertx, clock, new SimpleMeterRegistry());
    }

    private static void look(ConfigurationsFile replica) {
        try {
            VertxContextSupport.subscribeAndAwait(replica::look);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void aDryRunTellsNobodyWhichFilesAndVariablesThereAre() throws IOException {
        declare(everything());
        for (String reference : List.of("{env: PATH}", "{env: AWS_SECRET_ACCESS_KEY}", "{env: NO_SUCH_VARIABLE}",
                "{file: /etc/passwd}", "{file: /etc/no-such-file}", "{file: ../../etc/passwd}")) {
            String other = "{configurationName: unseen, webhookDescription: d, snsTopicArns: [\"%s\"], webhookUrl: %s}"
                    .formatted(TOPIC, reference);

            yaml().body(everything() + "  - " + other).post("/api/declaration/dry-run").then().statusCode(200)
                    .body("changes.name", equalTo(List.of("unseen"))).body("changes.action", equalTo(List.of("CREATE")))
                    .body("notes[0]", containsString("chimeWebhooks[1].webhookUrl refers to"));
            yaml().body(everything().replace("{file: room}", reference)).post("/api/declaration/dry-run").then()
                    .statusCode(200).body("changes", equalTo(List.of())).body("notes.size()", equalTo(1));
            yaml().body(everything().replace("{file: token}", reference)).post("/api/declaration/dry-run").then()
                    .statusCode(200).body("changes", equalTo(List.of())).body("notes.size()", equalTo(1));
        }
        api().get("/api/chime/webhooks/unseen").then().statusCode(404);
    }

    @Test
    void theAnswerToADryRunIsOfASizeThatPeopleRead() {
        String answer = yaml().body("slackChannels: [" + "{colour: red},".repeat(40_000) + "]")
                .post("/api/declaration/dry-run").then().statusCode(400).body("errors.size()", equalTo(101))
                .body("errors[100].message", equalTo("39900 more, which are not listed")).extract().asString();
        assertThat(answer.length()).isLessThan(60_000);
        yaml().body("slackChannels: [" + "{configurationName: '!'},".repeat(900) + "]").post("/api/declaration/dry-run")
                .then().statusCode(400).body("errors.size()", equalTo(101));
    }

    @Test
    void whatIsExportedAndAppliedIsTheSameAgain() throws IOException {
        declare(everything());

        String exported = api().get("/api/configurations/export").then().statusCode(200)
                .contentType("application/yaml").extract().asString();

        assertThat(exported).contains("env: TOCSIN_SECRET_" + team + "_BOT_TOKEN", "configurationName: " + channel,
                "# Supply").doesNotContain("s3cr3t");
        String supplied = exported.replaceAll("env: TOCSIN_SECRET_" + team + "_BOT_TOKEN", "file: token")
                .replaceAll("env: TOCSIN_SECRET_DECLARED_WEBHOOK_" + number + "_WEBHOOK_URL", "file: webhook")
                .replaceAll("env: TOCSIN_SECRET_DECLARED_ROOM_" + number + "_WEBHOOK_URL", "file: room");
        JsonPath plan = yaml().body(onlyOurs(supplied)).post("/api/declaration/dry-run").jsonPath();
        assertThat(plan.getList("changes")).as(supplied).isEmpty();
    }

    /** Other tests leave configurations behind. */
    private String onlyOurs(String exported) {
        StringBuilder ours = new StringBuilder();
        String list = "";
        boolean keep = true;
        for (String line : exported.split("\n")) {
            if (!line.startsWith(" ")) {
                keep = false;
                list = line + "\n";
            } else if (line.startsWith("  - ")) {
                keep = List.of(team, channel, webhook, room, workflow).stream().anyMatch(line::endsWith);
                ours.append(keep ? list : "");
                list = keep ? "" : list;
            }
            ours.append(keep ? line + "\n" : "");
        }
        return ours.toString();
    }

    private String everything() {
        return """
                slackWorkspaces:
                  - {slackTeamId: %s, slackTeamName: Declared, botToken: {file: token}}
                slackChannels:
                  - configurationName: %s
                    slackTeamId: %s
                    slackChannelId: C0DECLARED
                    snsTopicArns: ["%s"]
                    loggingLevel: ERROR
                  - {configurationName: %s, webhookUrl: {file: webhook}, snsTopicArns: ["%s"]}
                chimeWebhooks:
                  - {configurationName: %s, webhookDescription: Ops, webhookUrl: {file: room}, snsTopicArns: ["%s"]}
                """.formatted(team, channel, team, TOPIC, webhook, TOPIC, room, TOPIC);
    }

    /** As a ConfigMap's link is set anew: all at once. */
    private void write(String text) throws IOException {
        Path next = Files.writeString(file.resolveSibling("next.yaml"), text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void declare(String text) throws IOException {
        String before = String.valueOf(status().getString("appliedAt"));
        write(text);
        await().atMost(ofSeconds(10)).untilAsserted(() -> {
            look();
            assertThat(status().getString("state")).as(api().get("/api/declaration").asString()).isEqualTo("APPLIED");
            assertThat(status().getString("appliedAt")).isNotEqualTo(before);
        });
    }

    /** Now and not at the scheduler's next second. */
    private void look() {
        look(mounted);
    }

    private long auditEntries() {
        return pool.preparedQuery("SELECT count(*) FROM audit_entry WHERE actor = $1").execute(Tuple.of("configurations-file"))
                .await().atMost(ofSeconds(10)).iterator().next().getLong(0);
    }

    private static JsonPath status() {
        return api().get("/api/declaration").jsonPath();
    }

    private static RequestSpecification yaml() {
        return given().config(RestAssured.config().encoderConfig(
                EncoderConfig.encoderConfig().encodeContentTypeAs("application/yaml", ContentType.TEXT)))
                .auth().oauth2("s3cr3t-admin-token").contentType("application/yaml");
    }

    private static RequestSpecification api() {
        return given().auth().oauth2("s3cr3t-admin-token").contentType(ContentType.JSON);
    }
}
