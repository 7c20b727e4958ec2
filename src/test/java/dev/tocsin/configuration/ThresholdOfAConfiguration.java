package dev.tocsin.configuration;

import static dev.tocsin.configuration.Api.TOPIC;
import static dev.tocsin.configuration.Api.api;
import static dev.tocsin.configuration.Api.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** A member that says from how much on something is done, which configurations of all kinds have. */
abstract class ThresholdOfAConfiguration {

    private final Pool pool;
    private final String member;
    private final String column;
    private final int most;

    /** @param most what it may be at the most */
    ThresholdOfAConfiguration(Pool pool, String member, String column, int most) {
        this.pool = pool;
        this.member = member;
        this.column = column;
        this.most = most;
    }

    enum Kind {
        SLACK("/api/slack/channels", "slackChannels"),
        CHIME("/api/chime/webhooks", "chimeWebhooks"),
        TEAMS("/api/teams/webhooks", "teamsWebhooks");

        private final String path;
        private final String list;

        Kind(String path, String list) {
            this.path = path;
            this.list = list;
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
    void isTakenAtCreationShownAndStored(Kind kind) {
        for (int number : List.of(0, 60, most)) {
            String name = unique("threshold");
            create(kind, name, Map.of(member, number)).then().statusCode(201).body(member, equalTo(number));

            api().get(kind.path + "/" + name).then().statusCode(200).body(member, equalTo(number));
            api().queryParam("topicArn", TOPIC + "-" + name).get(kind.path).then().statusCode(200)
                    .body(list(kind) + "." + member, contains(number));
            assertThat(stored(name)).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNothingWhereNobodySaysIt(Kind kind) throws IOException {
        String name = unique("threshold");
        create(kind, name, Map.of()).then().statusCode(201).body("$", not(hasKey(member)));

        api().body(Map.of("loggingLevel", "INFO")).patch(kind.path + "/" + name).then().statusCode(200)
                .body("$", not(hasKey(member)));
        assertThat(stored(name)).isNull();
        assertThat(exported(kind, name).has(member)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void isChangedKeptAndPutBackByNull(Kind kind) throws IOException {
        String name = unique("threshold");
        create(kind, name, Map.of()).then().statusCode(201);
        String path = kind.path + "/" + name;

        api().body(Map.of(member, 60)).patch(path).then().statusCode(200).body(member, equalTo(60));
        api().body(Map.of("loggingLevel", "INFO")).patch(path).then().statusCode(200).body(member, equalTo(60));
        api().body(Map.of(member, 0)).patch(path).then().statusCode(200).body(member, equalTo(0));
        assertThat(exported(kind, name).get(member).isInt()).isTrue();
        assertThat(exported(kind, name).get(member).intValue()).isZero();
        api().body("{\"" + member + "\":null}").patch(path).then().statusCode(200).body("$", not(hasKey(member)));

        assertThat(stored(name)).isNull();
        assertThat(exported(kind, name).has(member)).isFalse();
        api().queryParam("name", name).get("/api/audit").then().statusCode(200)
                .body("entries[0].before." + member, equalTo(0)).body("entries[0].after", not(hasKey(member)))
                .body("entries[1].before." + member, equalTo(60)).body("entries[1].after." + member, equalTo(0))
                .body("entries[3].before", not(hasKey(member))).body("entries[3].after." + member, equalTo(60));
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedWithWhatItMayBe(Kind kind) {
        String name = unique("threshold");
        create(kind, name, Map.of(member, 60)).then().statusCode(201);
        for (int wrong : List.of(-1, most + 1)) {
            refused(create(kind, unique("threshold"), Map.of(member, wrong)), "from 0, which is never, to " + most)
                    .body("errors[0].rejectedValue", equalTo(Integer.toString(wrong)));
            refused(api().body(Map.of(member, wrong)).patch(kind.path + "/" + name), "from 0, which is never, to " + most);
        }
        for (Object wrong : List.of("x", "60", "", 1.5, true, List.of(60))) {
            refused(create(kind, unique("threshold"), Map.of(member, wrong)), "must be a whole number");
            refused(api().body(Map.of(member, wrong)).patch(kind.path + "/" + name), "must be a whole number");
        }
        refused(create(kind, unique("threshold"), Map.of(member, 99_999_999_999L)), "nearer to zero");

        assertThat(stored(name)).isEqualTo(60);
    }

    @ParameterizedTest
    @EnumSource
    void isComparedByADryRun(Kind kind) {
        String name = unique("threshold");
        create(kind, name, Map.of(member, 60)).then().statusCode(201);

        dryRun(kind, name, ", " + member + ": 60").statusCode(200).body("changes[0].members", contains("managedBy"));
        for (String other : List.of(": 0", ": null", "")) {
            dryRun(kind, name, other.isEmpty() ? "" : ", " + member + other).statusCode(200).body("changes[0].members",
                    containsInAnyOrder(member, "managedBy"));
        }
        for (String wrong : List.of("-1", Integer.toString(most + 1), "x", "1.5", "'60'")) {
            dryRun(kind, name, ", " + member + ": " + wrong).statusCode(400)
                    .body("errors.field", contains(kind.list + "[0]." + member))
                    .body("errors[0].message", containsString("number"));
        }
        assertThat(stored(name)).isEqualTo(60);
    }

    private ValidatableResponse refused(Response answer, String words) {
        return answer.then().statusCode(400).contentType("application/problem+json")
                .body("type", equalTo("urn:problem-type:tocsin:invalid-request")).body("errors.field", contains(member))
                .body("errors[0].message", containsString(words));
    }

    private static Response create(Kind kind, String name, Map<String, ?> others) {
        Map<String, Object> members = new HashMap<>(Map.of("configurationName", name, "webhookUrl", kind.webhook(),
                "webhookDescription", "Room/Alarms", "snsTopicArns", List.of(TOPIC + "-" + name)));
        members.putAll(others);
        return api().body(members).post(kind.path);
    }

    private static ValidatableResponse dryRun(Kind kind, String name, String others) {
        return given().config(RestAssured.config().encoderConfig(
                EncoderConfig.encoderConfig().encodeContentTypeAs("application/yaml", ContentType.TEXT)))
                .auth().oauth2(Api.TOKEN).contentType("application/yaml")
                .body("%s: [{configurationName: %s, webhookUrl: {env: TOCSIN_SECRET_THRESHOLD}, webhookDescription: Room/Alarms, "
                        .formatted(kind.list, name) + "snsTopicArns: ['" + TOPIC + "-" + name + "']" + others + "}]")
                .post("/api/declaration/dry-run").then();
    }

    private static JsonNode exported(Kind kind, String name) throws IOException {
        JsonNode file = new YAMLMapper()
                .readTree(api().accept("application/yaml").get("/api/configurations/export").asString());
        for (JsonNode entry : file.path(kind.list)) {
            if (entry.path("configurationName").asText().equals(name)) {
                return entry;
            }
        }
        throw new AssertionError(name + " is not exported");
    }

    private Integer stored(String name) {
        return pool.preparedQuery("SELECT d." + column + " FROM destination d JOIN configuration c "
                + "ON c.id = d.configuration_id WHERE c.configuration_name = $1").execute(Tuple.of(name)).await().indefinitely()
                .iterator().next().getInteger(0);
    }

    private static String list(Kind kind) {
        return kind == Kind.SLACK ? "slackChannelConfigurations" : "webhookConfigurations";
    }
}
