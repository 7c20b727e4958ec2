package dev.tocsin.configuration;

import static dev.tocsin.configuration.Api.api;
import static dev.tocsin.configuration.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** What configurations say of messages that go on: live messages, charts, reminders, escalation. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AttentionTest {

    private static final String COLUMNS = "live_messages, charts, remind_every_minutes, remind_at_most, escalate_after_minutes, "
            + "escalate_to";

    @Inject
    Pool pool;

    enum Kind {
        SLACK("/api/slack/channels/"),
        CHIME("/api/chime/webhooks/"),
        TEAMS("/api/teams/webhooks/");

        private final String path;

        Kind(String path) {
            this.path = path;
        }

        private String webhook() {
            return switch (this) {
                case SLACK -> Api.slackWebhook();
                case CHIME -> Api.chimeWebhook();
                case TEAMS -> Api.teamsWebhook();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void remindersAndEscalationAreTakenShownAndSaidToTheEngine(Kind kind) {
        String other = made(Kind.CHIME, Map.of());
        String name = made(kind, Map.of("remindEveryMinutes", 1, "remindAtMost", 100, "escalateAfterMinutes", 10_080,
                "escalateTo", other));

        api().get(kind.path + name).then().body("remindEveryMinutes", equalTo(1)).body("remindAtMost", equalTo(100))
                .body("escalateAfterMinutes", equalTo(10_080)).body("escalateTo", equalTo(other));
        Row stored = stored(name);
        assertThat(stored.getInteger(2)).isEqualTo(1);
        assertThat(stored.getInteger(3)).isEqualTo(100);
        assertThat(stored.getInteger(4)).isEqualTo(10_080);
        assertThat(stored.getString(5)).isEqualTo(other);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsSaidWhereNobodySaysIt(Kind kind) {
        String name = made(kind, Map.of());

        ValidatableResponse shown = api().get(kind.path + name).then().statusCode(200);
        for (String member : COLUMNS.split(", ")) {
            assertThat(stored(name).getValue(member)).as(member).isNull();
        }
        for (String member : new String[] { "liveMessages", "charts", "remindEveryMinutes", "remindAtMost",
                "escalateAfterMinutes", "escalateTo" }) {
            shown.body("$", not(hasKey(member)));
        }
    }

    @ParameterizedTest
    @CsvSource({ "remindEveryMinutes, 0", "remindEveryMinutes, 10081", "remindAtMost, 0", "remindAtMost, 101" })
    void whatIsTooFewOrTooManyIsRefusedWithWhatItMayBe(String member, int wrong) {
        String name = made(Kind.TEAMS, Map.of());
        for (Response answer : new Response[] { create(Kind.CHIME, unique("attention"), Map.of(member, wrong)),
                change(Kind.TEAMS, name, Map.of(member, wrong)) }) {
            answer.then().statusCode(400).body("errors.field", contains(member))
                    .body("errors[0].message", startsWith("must be a number of")).body("errors[0].message",
                            containsString("from 1 to " + (member.equals("remindAtMost") ? "100" : "10080")));
        }
    }

    @Test
    void reminderAndEscalationArePutBackByNull() {
        String other = made(Kind.TEAMS, Map.of());
        String name = made(Kind.TEAMS, Map.of("remindEveryMinutes", 15, "escalateAfterMinutes", 30, "escalateTo", other));
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("remindEveryMinutes", null);
        nothing.put("escalateAfterMinutes", null);
        nothing.put("escalateTo", null);

        change(Kind.TEAMS, name, nothing).then().statusCode(200).body("$", not(hasKey("remindEveryMinutes")))
                .body("$", not(hasKey("escalateTo"))).body("$", not(hasKey("escalateAfterMinutes")));
        api().queryParam("name", name).get("/api/audit").then().body("entries[0].before.escalateTo", equalTo(other))
                .body("entries[0].after", not(hasKey("escalateTo")));
    }

    @Test
    void whereAndWhenGoTogether() {
        String other = made(Kind.CHIME, Map.of());
        refused(create(Kind.CHIME, unique("attention"), Map.of("escalateTo", other)), "escalateAfterMinutes", "is required");
        refused(create(Kind.CHIME, unique("attention"), Map.of("escalateAfterMinutes", 30)), "escalateTo", "is required");
        String name = made(Kind.CHIME, Map.of("escalateAfterMinutes", 30, "escalateTo", other));
        for (String member : new String[] { "escalateAfterMinutes", "escalateTo" }) {
            Map<String, Object> less = new HashMap<>();
            less.put(member, null);
            refused(change(Kind.CHIME, name, less), member, "name both, or neither");
        }
        change(Kind.CHIME, name, Map.of("escalateAfterMinutes", 45)).then().statusCode(200).body("escalateTo", equalTo(other));
    }

    @Test
    void whereItGoesHasToBeThereAndAnother() {
        String name = made(Kind.SLACK, Map.of());
        String itself = unique("attention");

        refused(create(Kind.SLACK, unique("attention"), to("nowhere")), "escalateTo", "is no configuration that there is");
        refused(change(Kind.SLACK, name, to("nowhere")), "escalateTo", "is no configuration that there is");
        refused(create(Kind.SLACK, itself, to(itself)), "escalateTo", "is the configuration itself");
        refused(change(Kind.SLACK, name, to(name)), "escalateTo", "is the configuration itself");
        refused(change(Kind.SLACK, name, to("no name")), "escalateTo", "must have 1 to 128 letters");
        assertThat(stored(name).getString(5)).isNull();
        api().get(Kind.SLACK.path + itself).then().statusCode(404);
    }

    @Test
    void nothingIsEscalatedInACircle() {
        String last = made(Kind.CHIME, Map.of());
        String second = made(Kind.TEAMS, to(last));
        String first = made(Kind.SLACK, to(second));

        refused(change(Kind.CHIME, last, to(first)), "escalateTo", "leads back to where it began, by " + first + ", " + second
                + ", " + last);
        assertThat(stored(last).getString(5)).isNull();
        change(Kind.SLACK, first, to(last)).then().statusCode(200).body("escalateTo", equalTo(last));
    }

    @Test
    void oneToWhichOthersEscalateIsNotDeleted() {
        String last = made(Kind.CHIME, Map.of());
        String first = made(Kind.TEAMS, to(last));

        api().delete(Kind.CHIME.path + last).then().statusCode(409).body("type", equalTo("urn:problem-type:tocsin:in-use"))
                .body("configurations", contains(first)).body("detail", containsString(first));
        api().get(Kind.CHIME.path + last).then().statusCode(200);

        api().delete(Kind.TEAMS.path + first).then().statusCode(204);
        api().delete(Kind.CHIME.path + last).then().statusCode(204);
    }

    /** As when somebody makes use of it between the look and the deletion, or the other way round. */
    @Test
    void theDatabaseKeepsNamesThatLeadNowhereOut() {
        String last = made(Kind.CHIME, Map.of());
        made(Kind.TEAMS, to(last));

        assertThat(pool.preparedQuery("DELETE FROM configuration WHERE configuration_name = $1").execute(Tuple.of(last))
                .map(done -> "deleted").onFailure().recoverWithItem(Throwable::getMessage).await().indefinitely())
                .contains("23503");
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aChannelOfAWorkspaceSaysWhetherItsMessagesGoOnAndShowCharts(boolean wanted) {
        String name = unique("attention");
        api().body(Map.of("configurationName", name, "slackTeamId", Api.workspace(), "slackChannelId", "C0123", "liveMessages",
                wanted, "charts", !wanted)).post("/api/slack/channels").then().statusCode(201)
                .body("liveMessages", equalTo(wanted)).body("charts", equalTo(!wanted));

        assertThat(stored(name).getBoolean(0)).isEqualTo(wanted);
        assertThat(stored(name).getBoolean(1)).isEqualTo(!wanted);
        api().body("{\"liveMessages\": null}").patch("/api/slack/channels/" + name).then().statusCode(200)
                .body("$", not(hasKey("liveMessages"))).body("charts", equalTo(!wanted));
    }

    @Test
    void noIncomingWebhookIsToldToChangeWhatItHasPosted() {
        refused(create(Kind.SLACK, unique("attention"), Map.of("liveMessages", true)), "liveMessages",
                "cannot be true beside webhookUrl");
        String name = made(Kind.SLACK, Map.of("liveMessages", false, "charts", true));

        refused(change(Kind.SLACK, name, Map.of("liveMessages", true)), "liveMessages", "cannot be true beside webhookUrl");
        for (Kind other : new Kind[] { Kind.CHIME, Kind.TEAMS }) {
            refused(create(other, unique("attention"), Map.of("liveMessages", false)), "liveMessages", "unknown member");
        }
    }

    private static Map<String, Object> to(String name) {
        return Map.of("escalateAfterMinutes", 30, "escalateTo", name);
    }

    private static void refused(Response answer, String member, String words) {
        answer.then().statusCode(400).contentType("application/problem+json").body("errors.field", contains(member))
                .body("errors[0].message", containsString(words));
    }

    private static String made(Kind kind, Map<String, ?> others) {
        String name = unique("attention");
        create(kind, name, others).then().statusCode(201);
        return name;
    }

    private static Response create(Kind kind, String name, Map<String, ?> others) {
        Map<String, Object> members = new HashMap<>(Map.of("configurationName", name, "webhookUrl", kind.webhook(),
                "webhookDescription", "Room/Alarms", "snsTopicArns", new String[] { Api.TOPIC + "-" + name }));
        members.putAll(others);
        return api().body(members).post(kind.path.replaceAll("/$", ""));
    }

    private static Response change(Kind kind, String name, Map<String, ?> members) {
        return api().body(members).patch(kind.path + name);
    }

    private Row stored(String name) {
        return pool.preparedQuery("SELECT " + COLUMNS.replaceAll("(\\w+)", "d.$1") + " FROM destination d JOIN configuration c "
                + "ON c.id = d.configuration_id WHERE c.configuration_name = $1").execute(Tuple.of(name)).await().indefinitely()
                .iterator().next();
    }
}
