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

import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** {@code foldAfterMessages}, which configurations of all kinds have. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FoldAfterTest {

    private static final String MEMBER = "foldAfterMessages";

    private final Pool pool;

    FoldAfterTest(Pool pool) {
        this.pool = pool;
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
        for (int messages : List.of(0, 60, 1_000)) {
            String name = unique("folds");
            create(kind, name, Map.of(MEMBER, messages)).then().statusCode(201).body(MEMBER, equalTo(messages));

            api().get(kind.path + "/" + name).then().statusCode(200).body(MEMBER, equalTo(messages));
            api().queryParam("topicArn", TOPIC + "-" + name).get(kind.path).then().statusCode(200)
                    .body(list(kind) + "." + MEMBER, contains(messages));
            assertThat(stored(name)).isEqualTo(messages);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNothingWhereNobodySaysIt(Kind kind) throws IOException {
        String name = unique("folds");
        create(kind, name, Map.of()).then().statusCode(201).body("$", not(hasKey(MEMBER)));

        api().body(Map.of("loggingLevel", "INFO")).patch(kind.path + "/" + name).then().statusCode(200)
                .body("$", not(hasKey(MEMBER)));
        assertThat(stored(name)).isNull();
        assertThat(exported(kind, name).has(MEMBER)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void isChangedKeptAndPutBackByNull(Kind kind) throws IOException {
        String name = unique("folds");
        create(kind, name, Map.of()).then().statusCode(201);
        String path = kind.path + "/" + name;

        api().body(Map.of(MEMBER, 60)).patch(path).then().statusCode(200).body(MEMBER, equalTo(60));
        api().body(Map.of("loggingLevel", "INFO")).patch(path).then().statusCode(200).body(MEMBER, equalTo(60));
        api().body(Map.of(MEMBER, 0)).patch(path).then().statusCode(200).body(MEMBER, equalTo(0));
        assertThat(exported(kind, name).get(MEMBER).isInt()).isTrue();
        assertThat(exported(kind, name).get(MEMBER).intValue()).isZero();
        api().body("{\"" + MEMBER + "\":null}").patch(path).then().statusCode(200).body("$", not(hasKey(MEMBER)));

        assertThat(stored(name)).isNull();
        assertThat(exported(kind, name).has(MEMBER)).isFalse();
        api().queryParam("name", name).get("/api/audit").then().statusCode(200)
                .body("entries[0].before." + MEMBER, equalTo(0)).body("entries[0].after", not(hasKey(MEMBER)))
                .body("entries[1].before." + MEMBER, equalTo(60)).body("entries[1].after." + MEMBER, equalTo(0))
                .body("entries[3].before", not(hasKey(MEMBER))).body("entries[3].after." + MEMBER, equalTo(60));
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedWithWhatItMayBe(Kind kind) {
        String name = unique("folds");
        create(kind, name, Map.of(MEMBER, 60)).then().statusCode(201);
        for (int wrong : List.of(-1, 1_001)) {
            refused(create(kind, unique("folds"), Map.of(MEMBER, wrong)), "from 0, which is never, to 1000")
                    .body("errors[0].rejectedValue", equalTo(Integer.toString(wrong)));
            refused(api().body(Map.of(MEMBER, wrong)).patch(kind.path + "/" + name), "from 0, which is never, to 1000");
        }
        for (Object wrong : List.of("x", "60", "", 1.5, true, List.of(60))) {
            refused(create(kind, unique("folds"), Map.of(MEMBER, wrong)), "must be a whole number");
            refused(api().body(Map.of(MEMBER, wrong)).patch(kind.path + "/" + name), "must be a whole number");
        }
        refused(create(kind, unique("folds"), Map.of(MEMBER, 99_999_999_999L)), "nearer to zero");

        assertThat(stored(name)).isEqualTo(60);
    }

    @ParameterizedTest
    @EnumSource
    void isComparedByADryRun(Kind kind) {
        String name = unique("folds");
        create(kind, name, Map.of(MEMBER, 60)).then().statusCode(201);

        dryRun(kind, name, ", foldAfterMessages: 60").statusCode(200).body("changes[0].members", contains("managedBy"));
        for (String other : List.of(", foldAfterMessages: 0", ", foldAfterMessages: null", "")) {
            dryRun(kind, name, other).statusCode(200).body("changes[0].members", containsInAnyOrder(MEMBER, "managedBy"));
        }
        for (String wrong : List.of("-1", "1001", "x", "1.5", "'60'")) {
            dryRun(kind, name, ", foldAfterMessages: " + wrong).statusCode(400)
                    .body("errors.field", contains(kind.list + "[0]." + MEMBER))
                    .body("errors[0].message", containsString("number"));
        }
        assertThat(stored(name)).isEqualTo(60);
    }

    private static ValidatableResponse refused(Response answer, String words) {
        return answer.then().statusCode(400).contentType("application/problem+json")
                .body("type", equalTo("urn:problem-type:tocsin:invalid-request")).body("errors.field", contains(MEMBER))
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
                .body("%s: [{configurationName: %s, webhookUrl: {env: TOCSIN_SECRET_FOLDS}, webhookDescription: Room/Alarms, "
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
        return pool.preparedQuery("SELECT d.fold_after_messages FROM destination d JOIN configuration c "
                + "ON c.id = d.configuration_id WHERE c.configuration_name = $1").execute(Tuple.of(name)).await().indefinitely()
                .iterator().next().getInteger(0);
    }

    private static String list(Kind kind) {
        return kind == Kind.SLACK ? "slackChannelConfigurations" : "webhookConfigurations";
    }
}
