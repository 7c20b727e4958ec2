package dev.tocsin.configuration.slack;

import static dev.tocsin.configuration.Api.TOPIC;
import static dev.tocsin.configuration.Api.api;
import static dev.tocsin.configuration.Api.slackWebhook;
import static dev.tocsin.configuration.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.tocsin.configuration.Api;
import dev.tocsin.configuration.HeardTopics;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.secret.SecretSealer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SlackChannelApiTest {

    private static final String CHANNELS = "/api/slack/channels";

    @Inject
    Pool pool;

    @Inject
    SecretSealer sealer;

    @Inject
    HeardTopics heardTopics;

    @Test
    void livesFromCreationToDeletion() {
        String team = Api.workspace();
        String name = unique("life");

        Response created = api().body(Map.of("configurationName", name, "slackTeamId", team,
                "slackChannelId", "https://acme.slack.com/archives/C012AB3CD/p1700000000000000", "slackChannelName", "alarms",
                "snsTopicArns", List.of(TOPIC, TOPIC), "iamRoleArn", "arn:aws-cn:iam::123456789012:role/chat",
                "loggingLevel", "ERROR", "guardrailPolicyArns", List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"),
                "userAuthorizationRequired", true, "tags", List.of(Map.of("tagKey", "team", "tagValue", "payments"))))
                .post(CHANNELS);
        created.then().statusCode(201).header("Location", endsWith(CHANNELS + "/" + name)).header("ETag", notNullValue());

        Response shown = api().get(CHANNELS + "/" + name);
        shown.then().statusCode(200).body("configurationName", equalTo(name)).body("destination", equalTo("bot"))
                .body("slackTeamId", equalTo(team)).body("slackChannelId", equalTo("C012AB3CD"))
                .body("slackChannelName", equalTo("alarms")).body("snsTopicArns", contains(TOPIC))
                .body("iamRoleArn", equalTo("arn:aws-cn:iam::123456789012:role/chat")).body("loggingLevel", equalTo("ERROR"))
                .body("guardrailPolicyArns", contains("arn:aws:iam::aws:policy/ReadOnlyAccess"))
                .body("userAuthorizationRequired", equalTo(true)).body("tags[0].tagKey", equalTo("team"))
                .body("tags[0].tagValue", equalTo("payments")).body("state", equalTo("ENABLED"));
        assertThat(shown.asString()).isEqualTo(created.asString());
        assertThat(shown.header("ETag")).isEqualTo(created.header("ETag"));

        api().body(Map.of("slackChannelId", "C9", "userAuthorizationRequired", false)).patch(CHANNELS + "/" + name).then()
                .statusCode(200).body("slackChannelId", equalTo("C9")).body("userAuthorizationRequired", equalTo(false))
                .body("loggingLevel", equalTo("ERROR")).body("snsTopicArns", contains(TOPIC))
                .body("createdAt", equalTo(created.jsonPath().getString("createdAt")))
                .body("updatedAt", not(equalTo(created.jsonPath().getString("updatedAt"))));

        api().delete(CHANNELS + "/" + name).then().statusCode(204);
        api().get(CHANNELS + "/" + name).then().statusCode(404).body("detail", containsString(name));
        api().delete(CHANNELS + "/" + name).then().statusCode(404);
    }

    @Test
    void commandsAreOffBeforeSomebodySwitchesThemOn() {
        String name = unique("commands");
        api().body(Map.of("configurationName", name, "slackTeamId", Api.workspace(), "slackChannelId", "C012AB3CD"))
                .post(CHANNELS)
                .then().statusCode(201).body("commands", equalTo(false)).body("commandPeople", equalTo(List.of()))
                .body("commandApprovers", equalTo(List.of())).body("notificationButtons", equalTo(List.of()));

        change(name, Map.of("commands", true)).then().statusCode(400).contentType("application/problem+json")
                .body("errors.field", contains("commands")).body("errors[0].message", containsString("iamRoleArn"));
        change(name, Map.of("notificationButtons", List.of("REBOOT"))).then().statusCode(400)
                .body("errors[0].field", containsString("notificationButtons"))
                .body("errors[0].message", containsString("SHOW_LOGS"));
        change(name, Map.of("commandPeople", List.of("@ada"))).then().statusCode(400)
                .body("errors.field", contains("commandPeople[0]"));

        change(name, Map.of("commands", true, "iamRoleArn", "arn:aws:iam::123456789012:role/chat", "commandPeople",
                List.of("U0123456789", "S0123456789", "U0123456789"), "commandApprovers", List.of("W0123456789"),
                "notificationButtons", List.of("APPROVE", "SHOW_LOGS", "APPROVE"))).then().statusCode(200)
                .body("commands", equalTo(true)).body("commandPeople", contains("U0123456789", "S0123456789"))
                .body("commandApprovers", contains("W0123456789"))
                .body("notificationButtons", contains("SHOW_LOGS", "APPROVE"));
        api().queryParam("name", name).get("/api/audit").then().body("entries[0].operation", equalTo("change"))
                .body("entries[0].after.commands", equalTo(true))
                .body("entries[0].before.notificationButtons", equalTo(List.of()))
                .body("entries[0].after.notificationButtons", contains("SHOW_LOGS", "APPROVE"));

        change(name, Collections.singletonMap("iamRoleArn", null)).then().statusCode(400)
                .body("errors.field", contains("commands", "notificationButtons"));
        change(name, Map.of("guardrailPolicyArns",
                IntStream.range(0, 11).mapToObj(i -> "arn:aws:iam::aws:policy/P" + i).toList())).then().statusCode(400)
                .body("errors.field", contains("guardrailPolicyArns")).body("errors[0].message", containsString("at most 10"));
        api().body("{\"commands\":null,\"commandPeople\":null,\"notificationButtons\":null}").patch(CHANNELS + "/" + name)
                .then()
                .statusCode(200).body("commands", equalTo(false)).body("commandPeople", equalTo(List.of()))
                .body("notificationButtons", equalTo(List.of())).body("commandApprovers", contains("W0123456789"));
    }

    @Test
    void anIncomingWebhookTakesNoCommands() {
        String name = webhook("no-commands", TOPIC);
        change(name, Map.of("commands", true, "iamRoleArn", "arn:aws:iam::123456789012:role/chat")).then().statusCode(400)
                .body("errors.field", contains("commands")).body("errors[0].message", containsString("webhookUrl"));
        api().body(Map.of("configurationName", unique("no-buttons"), "webhookUrl", slackWebhook(), "iamRoleArn",
                "arn:aws:iam::123456789012:role/chat", "notificationButtons", List.of("SHOW_LOGS"))).post(CHANNELS).then()
                .statusCode(400).body("errors.field", contains("notificationButtons"));
    }

    private static Response change(String name, Map<String, ?> members) {
        return api().body(members).patch(CHANNELS + "/" + name);
    }

    @Test
    void changesOnlyWhatIsNamedAndReplacesLists() {
        String name = webhook("patch", TOPIC);

        api().body(Map.of("snsTopicArns", List.of(TOPIC + "-b", TOPIC + "-a"))).patch(CHANNELS + "/" + name).then()
                .statusCode(200).body("snsTopicArns", contains(TOPIC + "-a", TOPIC + "-b"))
                .body("webhookDescription", equalTo("the room"));
        api().body("{\"webhookDescription\":null}").patch(CHANNELS + "/" + name).then().statusCode(200)
                .body("webhookDescription", nullValue()).body("snsTopicArns", contains(TOPIC + "-a", TOPIC + "-b"));
        api().body("{\"snsTopicArns\":[]}").patch(CHANNELS + "/" + name).then().statusCode(200)
                .body("snsTopicArns", equalTo(List.of()));
        api().body("{}").patch(CHANNELS + "/" + name).then().statusCode(200);
    }

    @Test
    void sealsTheWebhookForItsOwnRowAndNeverShowsIt() {
        String name = unique("sealed");
        Response created = api().body(Map.of("configurationName", name, "webhookUrl", slackWebhook())).post(CHANNELS);
        created.then().statusCode(201).body("destination", equalTo("incoming-webhook")).body("snsTopicArns",
                equalTo(List.of()));

        assertThat(created.asString() + api().get(CHANNELS + "/" + name).asString() + api().get(CHANNELS).asString())
                .doesNotContain("s3cr3t").doesNotContain("webhookUrl");
        Row row = destination(name);
        assertThat(row.getString("kind")).isEqualTo("slack-webhook");
        assertThat(row.getString("credential_sealed")).startsWith("v1:").doesNotContain("s3cr3t");
        assertThat(sealer.open(row.getString("credential_sealed"), row.getString("sealed_for")).reveal())
                .isEqualTo(slackWebhook());

        api().body(Map.of("webhookUrl", slackWebhook() + "other")).patch(CHANNELS + "/" + name).then().statusCode(200);
        row = destination(name);
        assertThat(sealer.open(row.getString("credential_sealed"), row.getString("sealed_for")).reveal())
                .isEqualTo(slackWebhook() + "other");
    }

    @Test
    void sealsTheBotTokenForItsWorkspace() {
        String team = Api.workspace();
        String name = unique("bot");
        api().body(Map.of("configurationName", name, "slackTeamId", team, "slackChannelId", "C1")).post(CHANNELS).then()
                .statusCode(201);

        Row row = destination(name);
        assertThat(row.getString("kind")).isEqualTo("slack-channel");
        assertThat(row.getString("address")).isEqualTo("C1");
        assertThat(sealer.open(row.getString("credential_sealed"), row.getString("sealed_for")).reveal())
                .isEqualTo("xoxb-s3cr3t-" + team);
    }

    @Test
    void refusesANameThatIsTakenByEitherKind() {
        String name = webhook("taken", TOPIC);

        api().body(Map.of("configurationName", name, "webhookUrl", slackWebhook())).post(CHANNELS).then().statusCode(409)
                .contentType("application/problem+json").body("type", equalTo("urn:problem-type:tocsin:already-exists"))
                .body("detail", containsString(name));
        api().body(Map.of("configurationName", name, "webhookDescription", "d", "snsTopicArns", List.of(TOPIC),
                "webhookUrl", Api.chimeWebhook())).post("/api/chime/webhooks").then()
                .statusCode(409);
        api().get("/api/chime/webhooks/" + name).then().statusCode(404);
    }

    @Test
    void refusesWhatIfMatchNoLongerNames() {
        String name = webhook("etag", TOPIC);
        String read = api().get(CHANNELS + "/" + name).header("ETag");

        String changed = api().header("If-Match", read).body(Map.of("snsTopicArns", List.of(TOPIC + "-new")))
                .patch(CHANNELS + "/" + name).then().statusCode(200).extract().header("ETag");
        assertThat(changed).isNotEqualTo(read);
        api().header("If-Match", read).body(Map.of("slackChannelName", "other")).patch(CHANNELS + "/" + name).then()
                .statusCode(412).body("detail", containsString(changed));
        api().header("If-Match", read).delete(CHANNELS + "/" + name).then().statusCode(412);
        api().get(CHANNELS + "/" + name).then().statusCode(200).body("slackChannelName", nullValue());
        api().header("If-Match", changed).delete(CHANNELS + "/" + name).then().statusCode(204);
    }

    @Test
    void listsInPagesByNameAndByTopic() {
        String topic = "arn:aws:sns:eu-west-1:123456789012:" + unique("paged");
        String prefix = unique("page");
        for (String suffix : List.of("c", "a", "b")) {
            api().body(Map.of("configurationName", prefix + suffix, "webhookUrl", slackWebhook(), "snsTopicArns",
                    List.of(topic, TOPIC)))
                    .post(CHANNELS).then().statusCode(201);
        }

        Response first = api().queryParam("topicArn", topic).queryParam("maxResults", 2).get(CHANNELS);
        first.then().statusCode(200).body("slackChannelConfigurations.configurationName", contains(prefix + "a", prefix + "b"))
                .body("slackChannelConfigurations[0].snsTopicArns", hasItem(TOPIC)).body("nextToken", notNullValue());
        api().queryParam("topicArn", topic).queryParam("maxResults", 2)
                .queryParam("nextToken", first.path("nextToken").toString())
                .get(CHANNELS).then().statusCode(200)
                .body("slackChannelConfigurations.configurationName", contains(prefix + "c")).body("nextToken", nullValue());
        api().queryParam("topicArn", topic + "-other").get(CHANNELS).then().statusCode(200)
                .body("slackChannelConfigurations", equalTo(List.of()));
        for (String size : List.of("0", "101", "x", "-1", "99999999999999")) {
            api().queryParam("maxResults", size).get(CHANNELS).then().statusCode(400)
                    .body("errors[0].field", equalTo("maxResults")).body("errors[0].rejectedValue", equalTo(size));
        }
        api().queryParam("nextToken", "!").get(CHANNELS).then().statusCode(400).body("errors[0].field", equalTo("nextToken"));
    }

    @Test
    void itsTopicsAreHeardFromCreationToDeletion() {
        String topic = "arn:aws:sns:eu-west-1:123456789012:" + unique("heard");
        assertThat(isHeard(topic)).isFalse();
        String name = webhook("heard", topic);
        assertThat(isHeard(topic)).isTrue();

        api().body(Map.of("snsTopicArns", List.of(topic + "-other"))).patch(CHANNELS + "/" + name).then().statusCode(200);
        assertThat(isHeard(topic)).isFalse();
        assertThat(isHeard(topic + "-other")).isTrue();

        api().delete(CHANNELS + "/" + name).then().statusCode(204);
        assertThat(isHeard(topic + "-other")).isFalse();
    }

    @Test
    void isReachedByOneWayOnlyForGood() {
        String team = Api.workspace();
        for (String body : List.of("{}", "{'slackTeamId':'" + team + "'}", "{'slackChannelId':'C1'}",
                "{'webhookUrl':'" + slackWebhook() + "','slackTeamId':'" + team + "'}",
                "{'webhookUrl':'" + slackWebhook() + "','slackChannelId':'C1'}",
                "{'slackTeamId':'" + team + "','slackChannelId':'C1','webhookDescription':'d'}")) {
            api().body(body.replace("{", "{'configurationName':'never'" + (body.equals("{}") ? "" : ",")).replace('\'', '"'))
                    .post(CHANNELS).then().statusCode(400);
        }
        api().get(CHANNELS + "/never").then().statusCode(404);

        String webhook = webhook("way", TOPIC);
        for (String body : List.of("{\"webhookUrl\":null}", "{\"slackTeamId\":\"" + team + "\"}",
                "{\"slackChannelId\":\"C1\"}")) {
            api().body(body).patch(CHANNELS + "/" + webhook).then().statusCode(400);
        }
        String bot = unique("way");
        api().body(Map.of("configurationName", bot, "slackTeamId", team, "slackChannelId", "C1")).post(CHANNELS).then()
                .statusCode(201);
        for (String body : List.of("{\"slackTeamId\":null}", "{\"slackTeamId\":\"TOTHER\"}", "{\"slackChannelId\":null}",
                "{\"webhookUrl\":\"" + slackWebhook() + "\"}", "{\"webhookDescription\":\"d\"}")) {
            api().body(body).patch(CHANNELS + "/" + bot).then().statusCode(400);
        }
        api().body(Map.of("slackTeamId", team)).patch(CHANNELS + "/" + bot).then().statusCode(200);
    }

    @Test
    void hearsAThousandTopicsButNotOneMore() {
        String name = unique("many");
        List<String> topics = IntStream.range(0, 1000).mapToObj(i -> TOPIC + "-" + i).toList();
        api().body(Map.of("configurationName", name, "webhookUrl", slackWebhook(), "snsTopicArns", topics)).post(CHANNELS)
                .then().statusCode(201).body("snsTopicArns.size()", equalTo(1000));

        List<String> more = new ArrayList<>(topics);
        more.add(TOPIC);
        api().body(Map.of("snsTopicArns", more)).patch(CHANNELS + "/" + name).then().statusCode(400)
                .body("errors[0].message", equalTo("must have at most 1000 topics, has 1001"));
        api().body(Map.of("snsTopicArns", List.of())).patch(CHANNELS + "/" + name).then().statusCode(200);
    }

    @Test
    void severalMayUseOneChannel() {
        String team = Api.workspace();
        for (int i = 0; i < 2; i++) {
            api().body(Map.of("configurationName", unique("same"), "slackTeamId", team, "slackChannelId", "C1"))
                    .post(CHANNELS).then().statusCode(201);
        }
    }

    @Test
    void needsAWorkspaceThatExists() {
        api().body(Map.of("configurationName", unique("nowhere"), "slackTeamId", "TNOWHERE", "slackChannelId", "C1"))
                .post(CHANNELS).then().statusCode(400).body("errors[0].field", equalTo("slackTeamId"))
                .body("errors[0].message", containsString("/api/slack/workspaces"))
                .body("errors[0].rejectedValue", equalTo("TNOWHERE"));
    }

    @Test
    void aChangeThatChangesNothingLeavesNoTrace() {
        String name = webhook("same", TOPIC);
        String read = api().get(CHANNELS + "/" + name).asString();

        api().body("{}").patch(CHANNELS + "/" + name).then().statusCode(200);
        api().body(Map.of("snsTopicArns", List.of(TOPIC))).patch(CHANNELS + "/" + name).then().statusCode(200);

        assertThat(api().get(CHANNELS + "/" + name).asString()).isEqualTo(read);
        api().queryParam("name", name).get("/api/audit").then().statusCode(200)
                .body("entries.operation", contains("create"));
    }

    @Test
    void theListOfAllKindsLeadsToEach() {
        String name = webhook("all", TOPIC);

        api().queryParam("topicArn", TOPIC).queryParam("maxResults", 100).get("/api/configurations").then().statusCode(200)
                .body("configurations.find { it.configurationName == '" + name + "' }.kind", equalTo("slack-channel"))
                .body("configurations.find { it.configurationName == '" + name + "' }.link",
                        equalTo(CHANNELS + "/" + name));
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        Response refused = api().body(Map.of("configurationName", "not a name", "webhookUrl", "https://evil.example/s3cr3t",
                "snsTopicArns", List.of(TOPIC, TOPIC + ".fifo"))).post(CHANNELS);

        refused.then().statusCode(400).contentType("application/problem+json")
                .body("type", equalTo("urn:problem-type:tocsin:invalid-request")).body("title", equalTo("Invalid request"))
                .body("instance", equalTo(CHANNELS))
                .body("errors.field", contains("configurationName", "webhookUrl", "snsTopicArns[1]"))
                .body("errors[0].rejectedValue", equalTo("not a name"))
                .body("errors[2].message", containsString("FIFO")).body("errors[1].rejectedValue", nullValue());
        assertThat(refused.asString()).doesNotContain("s3cr3t");
    }

    @Test
    void ofSimultaneousChangesToOneVersionOneIsMade() throws InterruptedException {
        String name = webhook("race", TOPIC);
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        String read = api().get(CHANNELS + "/" + name).header("ETag");
        List<Thread> writers = IntStream.range(0, 6)
                .mapToObj(i -> new Thread(() -> statuses.add(api().header("If-Match", read)
                        .body(Map.of("slackChannelName", "name" + i)).patch(CHANNELS + "/" + name).statusCode())))
                .toList();
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(statuses).hasSize(6).containsOnlyOnce(200).allMatch(status -> Set.of(200, 409, 412).contains(status));
    }

    @Test
    void aChangeThatAnotherOvertakesIsAConflict() {
        String name = webhook("overtaken", TOPIC);
        SqlConnection other = pool.getConnection().await().indefinitely();
        try {
            Transaction overtaking = other.begin().await().indefinitely();
            other.preparedQuery("UPDATE configuration SET version = version + 1 WHERE configuration_name = $1")
                    .execute(Tuple.of(name)).await().indefinitely();
            CompletableFuture<Response> change = CompletableFuture.supplyAsync(
                    () -> api().body(Map.of("slackChannelName", "late")).patch(CHANNELS + "/" + name));
            await().until(this::somebodyWaitsForALock);
            overtaking.commit().await().indefinitely();

            change.join().then().statusCode(409).body("type", equalTo("urn:problem-type:tocsin:changed-meanwhile"));
            api().get(CHANNELS + "/" + name).then().body("slackChannelName", nullValue());
        } finally {
            other.close().await().indefinitely();
        }
    }

    @Test
    void aNameThatAnotherTakesMeanwhileIsAConflict() {
        String name = unique("grabbed");
        SqlConnection other = pool.getConnection().await().indefinitely();
        try {
            Transaction grabbing = other.begin().await().indefinitely();
            other.preparedQuery("INSERT INTO configuration (type, configuration_name, webhook_url_sealed) "
                    + "VALUES ('chime-webhook', $1, 'v1:none')").execute(Tuple.of(name)).await().indefinitely();
            CompletableFuture<Response> creation = CompletableFuture.supplyAsync(
                    () -> api().body(Map.of("configurationName", name, "webhookUrl", slackWebhook())).post(CHANNELS));
            await().until(this::somebodyWaitsForALock);
            grabbing.commit().await().indefinitely();

            creation.join().then().statusCode(409).body("type", equalTo("urn:problem-type:tocsin:already-exists"));
        } finally {
            other.close().await().indefinitely();
        }
    }

    private boolean somebodyWaitsForALock() {
        return pool.query("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'").execute().await().indefinitely()
                .size() > 0;
    }

    private boolean isHeard(String topic) {
        return heardTopics.isHeard(topic).await().indefinitely();
    }

    private Row destination(String name) {
        return pool.preparedQuery("SELECT d.* FROM destination d JOIN configuration c ON c.id = d.configuration_id "
                + "WHERE c.configuration_name = $1").execute(Tuple.of(name)).await().indefinitely().iterator().next();
    }

    private static String webhook(String prefix, String topic) {
        String name = unique(prefix);
        api().body(Map.of("configurationName", name, "webhookUrl", slackWebhook(), "webhookDescription", "the room",
                "snsTopicArns",
                List.of(topic))).post(CHANNELS).then().statusCode(201);
        return name;
    }
}
