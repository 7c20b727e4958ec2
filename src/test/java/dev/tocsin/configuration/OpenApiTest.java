package dev.tocsin.configuration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    /** Resources of other tests. */
    private static final Set<String> OF_TESTS = Set.of("/api/added/later", "/api/broken", "/api/limited",
            "/api/limited/wrong");

    private JsonNode document;

    @BeforeEach
    void readTheDocument() throws IOException {
        document = new ObjectMapper().readTree(given().queryParam("format", "json").get("/openapi").asString());
    }

    @Test
    void everyOperationSaysWhatItDoesAndHowItFails() {
        List<String> operations = new ArrayList<>();
        eachOperation((name, operation) -> {
            operations.add(name);
            assertThat(operation.path("summary").asText()).as(name).isNotBlank();
            assertThat(operation.path("operationId").asText()).as(name).isNotBlank();
            assertThat(operation.path("tags")).as(name + ": one tag").hasSize(1);
            assertThat(statuses(operation)).as(name).anyMatch(status -> status.startsWith("4"));
            if (name.contains(" /api/")) {
                assertThat(statuses(operation)).as(name).contains("400", "401", "403", "500");
            }
        });
        assertThat(operations).contains("post /sns", "post /api/slack/channels",
                "patch /api/slack/channels/{configurationName}",
                "delete /api/chime/webhooks/{configurationName}", "post /api/preview", "get /api/audit", "post /api/tokens",
                "get /api/slack/workspaces/{slackTeamId}", "get /api/notifications/{messageId}",
                "post /api/deliveries/{id}/redeliver", "get /api/refusals", "get /api/iam/policy-templates");
    }

    /** Generators make modules and files of them. */
    @Test
    void noSchemaIsNamedByAReservedWord() {
        Set<String> reserved = Set.of("import", "class", "def", "from", "global", "pass", "type", "return", "default",
                "package",
                "interface", "switch", "case", "enum", "export", "function", "new", "delete", "with", "async", "await",
                "lambda");
        document.at("/components/schemas").fieldNames()
                .forEachRemaining(name -> assertThat(reserved).doesNotContain(name.toLowerCase(Locale.ROOT)));
    }

    @Test
    void everyErrorIsAProblemDocument() {
        eachOperation((name, operation) -> operation.path("responses").properties().stream()
                .filter(answer -> answer.getKey().compareTo("400") >= 0).forEach(answer -> {
                    JsonNode content = resolved(answer.getValue()).path("content");
                    assertThat(content.has("application/problem+json")).as(name + " " + answer.getKey()).isTrue();
                    assertThat(content.at("/application~1problem+json/schema/$ref").asText()).as(name + " " + answer.getKey())
                            .isEqualTo("#/components/schemas/Problem");
                }));
    }

    /** Whether the examples fit their schemas, the linter tells. */
    @Test
    void everyBodyAndEveryParameterHasAnExample() {
        eachOperation((name, operation) -> {
            for (JsonNode parameter : operation.path("parameters")) {
                assertThat(parameter.path("description").asText()).as(name + ": " + parameter.path("name")).isNotBlank();
                assertThat(hasExample(parameter)).as(name + ": " + parameter.path("name")).isTrue();
            }
            eachBody(operation.path("requestBody"), body -> assertThat(hasExample(body)).as(name + ": request").isTrue());
            operation.path("responses").properties().forEach(answer -> eachBody(answer.getValue(),
                    body -> assertThat(hasExample(body)).as(name + " " + answer.getKey()).isTrue()));
        });
    }

    @Test
    void theExamplesOfErrorsAreWhatTheApplicationAnswers() throws IOException {
        assertThat(tree(Api.api().get("/api/slack/channels?maxResults=500"))).isEqualTo(example("Invalid"));
        assertThat(tree(Api.api().get("/api/slack/channels/no-such-channel"))).isEqualTo(example("NotFound"));
        assertThat(tree(given().header("x-amz-sns-rawdelivery", "true").body("{}").post("/sns")))
                .isEqualTo(document.at("/paths/~1sns/post/responses/400/content/application~1problem+json/examples/raw/value"));
        assertThat(tree(Api.api().accept("text/html").get("/api/slack/channels"))).isEqualTo(example("NotAcceptable"));
        assertThat(tree(Api.api().body(" ".repeat(2 * 1024 * 1024 + 1)).post("/api/slack/channels")))
                .isEqualTo(example("TooLarge"));
        assertThat(tree(Api.api().contentType("text/plain").body("x").post("/api/slack/channels")))
                .isEqualTo(example("UnsupportedMediaType"));
        JsonNode unauthorized = tree(given().get("/api/slack/channels"));
        assertThat(unauthorized.path("title")).isEqualTo(example("Unauthorized").path("title"));
        assertThat(unauthorized.path("detail").asText()).startsWith("This needs the role viewer. Send Authorization: Bearer");
    }

    /** Which examples have members that the answers do not have, the linter tells; this is for those that they lack. */
    @Test
    void theExampleOfAChannelHasTheMembersThatAChannelHas() throws IOException {
        Api.api().delete("/api/slack/channels/an-example");
        JsonNode created = tree(Api.api().body(Map.of("configurationName", "an-example", "webhookUrl", Api.slackWebhook(),
                "snsTopicArns", List.of(Api.TOPIC))).post("/api/slack/channels"));
        Set<String> members = names(created);
        Api.api().delete("/api/slack/channels/an-example").then().statusCode(204);

        assertThat(names(document.at("/paths/~1api~1slack~1channels/post/responses/201/content/application~1json/examples"
                + "/channel/value"))).containsAll(members);
    }

    @Test
    void namesTheTokenAndAllReferencesLeadSomewhere() {
        assertThat(document.at("/security/0").has("token")).isTrue();
        assertThat(document.at("/components/securitySchemes/token/scheme").asText()).isEqualTo("bearer");
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode()).as(reference.asText()).isFalse();
        }
        JsonNode unauthorized = document.at("/components/responses/Unauthorized/content/application~1problem+json/schema/$ref");
        assertThat(unauthorized.asText()).isEqualTo("#/components/schemas/Problem");
        assertThat(document.at("/components/schemas/Problem/properties").has("more")).isFalse();
    }

    /** Many a generator of clients takes the first response for what an operation answers when all is well. */
    @Test
    void successIsTheFirstOfTheResponses() {
        eachOperation((name, operation) -> assertThat(operation.path("responses").fieldNames().next()).as(name)
                .isLessThan("400"));
    }

    /** OpenAPI 3.0 has what stands beside a reference overlooked, and so do generators of clients. */
    @Test
    void nothingStandsBesideAReference() {
        for (JsonNode parent : document.findParents("$ref")) {
            assertThat(parent).as("" + parent).hasSize(1);
        }
    }

    @Test
    void whatNoResourceRefusesItselfIsDocumentedToo() {
        eachOperation((name, operation) -> {
            JsonNode body = operation.at("/requestBody/content");
            assertThat(statuses(operation).contains("406")).as(name + " 406").isEqualTo(name.contains(" /api/"));
            assertThat(statuses(operation).contains("413")).as(name + " 413").isEqualTo(!body.isMissingNode());
            assertThat(statuses(operation).contains("415")).as(name + " 415")
                    .isEqualTo(name.contains(" /api/") && body.has("application/json"));
        });
    }

    @Test
    void aChangeHasTheMembersOfACreationAndRequiresNone() {
        List<String> changes = new ArrayList<>();
        eachOperation((name, operation) -> {
            if (name.startsWith("patch ")) {
                String reference = operation.at("/requestBody/content/application~1json/schema/$ref").asText();
                assertThat(reference).as(name).endsWith("Change");
                JsonNode change = document.at(reference.substring(1));
                JsonNode creation = document.at(reference.substring(1).replaceFirst("Change$", "Request"));
                changes.add(reference);
                assertThat(change.path("properties")).as(name).isEqualTo(creation.path("properties")).isNotEmpty();
                assertThat(change.has("required")).as(name).isFalse();
                assertThat(creation.path("required")).as(name).isNotEmpty();
            }
        });
        assertThat(changes).hasSizeGreaterThan(3).doesNotHaveDuplicates();
    }

    /** By what is answered where a request has nothing that could be left out. */
    @Test
    void whatIsRequiredInADocumentIsRequiredByTheApplication() {
        List<String> creations = new ArrayList<>();
        eachOperation((name, operation) -> {
            JsonNode schema = resolved(operation.at("/requestBody/content/application~1json/schema"));
            if (name.startsWith("post ") && schema.has("required")) {
                creations.add(name);
                Response answer = Api.api().body("{}").post(filled(name.substring("post ".length()), operation));
                assertThat(answer.statusCode()).as(name + answer.asString()).isEqualTo(400);
                schema.path("required").forEach(member -> assertThat(answer.jsonPath().getList("errors.field", String.class))
                        .as(name).contains(member.asText()));
            }
        });
        assertThat(creations).hasSizeGreaterThan(3);
    }

    /** With the examples of its parameters. */
    private static String filled(String path, JsonNode operation) {
        String filled = path;
        for (JsonNode parameter : operation.path("parameters")) {
            filled = filled.replace("{" + parameter.path("name").asText() + "}", parameter.path("example").asText());
        }
        return filled;
    }

    /** The smallest configurations have what all have. */
    @Test
    void membersThatAreAlwaysThereAreRequired() throws IOException {
        assertRequired("/api/chime/webhooks", Map.of("configurationName", Api.unique("required"), "webhookUrl",
                Api.chimeWebhook(), "webhookDescription", "Payments", "snsTopicArns", List.of(Api.TOPIC)));
        assertRequired("/api/slack/channels", Map.of("configurationName", Api.unique("required"), "webhookUrl",
                Api.slackWebhook()));
        assertRequired("/api/teams/webhooks", Map.of("configurationName", Api.unique("required"), "webhookUrl",
                Api.teamsWebhook()));
        eachOperation((name, operation) -> {
            if (operation.at("/parameters").findValuesAsText("name").contains("nextToken")) {
                assertThat(resolved(operation.at("/responses/200/content/application~1json/schema")).path("required"))
                        .as(name + ": the list of a page").hasSize(1);
            }
        });
    }

    private void assertRequired(String path, Map<String, Object> smallest) throws IOException {
        Response answer = Api.api().body(smallest).post(path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        JsonNode created = tree(answer);
        Api.api().delete(path + "/" + smallest.get("configurationName")).then().statusCode(204);

        Set<String> required = new HashSet<>();
        resolved(document.at("/paths/" + path.replace("/", "~1") + "/post/responses/201/content/application~1json/schema"))
                .path("required").forEach(name -> required.add(name.asText()));
        assertThat(required).as(path).isEqualTo(names(created));
    }

    @Test
    void secretsAreStringsThatAreOnlyWritten() {
        for (String path : List.of("SlackChannelRequest/properties/webhookUrl", "ChimeWebhookRequest/properties/webhookUrl",
                "SlackWorkspaceRequest/properties/botToken")) {
            JsonNode member = document.at("/components/schemas/" + path);
            assertThat(member.path("type").asText()).as(path).isEqualTo("string");
            assertThat(member.path("writeOnly").asBoolean()).as(path).isTrue();
        }
        assertThat(document.at("/components/schemas").has("Secret")).isFalse();
    }

    @Test
    void whatSlackAndBrowsersAskForNeedsNoToken() {
        for (String path : List.of("~1slack~1install/get", "~1slack~1oauth~1callback/get", "~1slack~1events/post")) {
            JsonNode security = document.at("/paths/" + path + "/security");
            assertThat(security.isArray() && security.isEmpty()).as(path + " " + security).isTrue();
        }
    }

    @Test
    void limitsAreStated() {
        JsonNode members = document.at("/components/schemas/SlackChannelRequest/properties");

        assertThat(members.at("/configurationName/pattern").asText()).isEqualTo(Limits.NAME_PATTERN);
        assertThat(members.at("/snsTopicArns/maxItems").asInt()).isEqualTo(Limits.TOPICS);
        assertThat(members.at("/tags/maxItems").asInt()).isEqualTo(Limits.TAGS);
    }

    @Test
    void digestsAreANumberOfSecondsThatARequestMayTakeBack() {
        for (String kind : List.of("SlackChannel", "ChimeWebhook", "TeamsWebhook")) {
            for (String schema : List.of(kind + "Request", kind + "Change", kind + "Configuration")) {
                JsonNode member = document.at("/components/schemas/" + schema + "/properties/digestAfterSeconds");
                assertThat(member.path("type").toString()).as(schema)
                        .isEqualTo(schema.endsWith("Configuration") ? "\"integer\"" : "[\"integer\",\"null\"]");
                assertThat(member.at("/minimum").asInt(-1)).as(schema).isZero();
                assertThat(member.at("/maximum").asInt()).as(schema).isEqualTo(Limits.DIGEST_AFTER);
                assertThat(member.at("/description").asText()).as(schema).contains("0 for never",
                        "tocsin.delivery.digest-after");
            }
        }
    }

    @Test
    void foldingIsANumberOfMessagesThatARequestMayTakeBack() {
        for (String kind : List.of("SlackChannel", "ChimeWebhook", "TeamsWebhook")) {
            for (String schema : List.of(kind + "Request", kind + "Change", kind + "Configuration")) {
                JsonNode member = document.at("/components/schemas/" + schema + "/properties/foldAfterMessages");
                assertThat(member.path("type").toString()).as(schema)
                        .isEqualTo(schema.endsWith("Configuration") ? "\"integer\"" : "[\"integer\",\"null\"]");
                assertThat(member.at("/minimum").asInt(-1)).as(schema).isZero();
                assertThat(member.at("/maximum").asInt()).as(schema).isEqualTo(Limits.FOLD_AFTER);
                assertThat(member.at("/description").asText()).as(schema).contains("0 for never", "tocsin.delivery.fold-after");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({ "remindEveryMinutes, 10080", "remindAtMost, 100", "escalateAfterMinutes, 10080" })
    void remindersAndEscalationAreNumbersThatARequestMayTakeBack(String name, int most) {
        for (String kind : List.of("SlackChannel", "ChimeWebhook", "TeamsWebhook")) {
            for (String schema : List.of(kind + "Request", kind + "Change", kind + "Configuration")) {
                JsonNode member = document.at("/components/schemas/" + schema + "/properties/" + name);
                assertThat(member.path("type").toString()).as(schema)
                        .isEqualTo(schema.endsWith("Configuration") ? "\"integer\"" : "[\"integer\",\"null\"]");
                assertThat(member.at("/minimum").asInt(-1)).as(schema).isEqualTo(1);
                assertThat(member.at("/maximum").asInt()).as(schema).isEqualTo(most);
            }
        }
    }

    /** Clients that are generated send defaults along, and empty lists where null is no value: a change would reset both. */
    @Test
    void aChangeHasNoDefaultsAndNoListThatCannotBeLeftOut() {
        List<String> changes = new ArrayList<>();
        eachOperation((name, operation) -> {
            if (name.startsWith("patch ")) {
                changes.add(name);
                eachBody(operation.path("requestBody"), body -> eachSchema(body.path("schema"), new HashSet<>(), schema -> {
                    assertThat(schema.has("default")).as(name + ": default in " + schema).isFalse();
                    assertThat(schema.path("required").toString()).as(name).doesNotContain("snsTopicArns", "loggingLevel");
                    assertThat(schema.path("type").asText()).as(name + ": list that cannot be null " + schema)
                            .isNotEqualTo("array");
                }));
            }
        });
        assertThat(changes).hasSizeGreaterThan(2);
    }

    private void eachSchema(JsonNode node, Set<String> seen, Consumer<JsonNode> what) {
        if (node.has("$ref") && !seen.add(node.path("$ref").asText())) {
            return;
        }
        JsonNode schema = resolved(node);
        if (schema.isObject()) {
            what.accept(schema);
            schema.path("properties").forEach(property -> eachSchema(property, seen, what));
            for (String several : List.of("allOf", "anyOf", "oneOf")) {
                schema.path(several).forEach(one -> eachSchema(one, seen, what));
            }
            eachSchema(schema.path("items"), seen, what);
        }
    }

    private void eachOperation(BiConsumer<String, JsonNode> what) {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            if (!OF_TESTS.contains(path.getKey())) {
                for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                    if (METHODS.contains(operation.getKey())) {
                        what.accept(operation.getKey() + " " + path.getKey(), operation.getValue());
                    }
                }
            }
        }
    }

    private void eachBody(JsonNode requestOrAnswer, Consumer<JsonNode> what) {
        resolved(requestOrAnswer).path("content").forEach(what);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static Set<String> statuses(JsonNode operation) {
        return operation.path("responses").properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private JsonNode example(String answer) {
        return document.at("/components/responses/" + answer + "/content/application~1problem+json/examples").iterator().next()
                .path("value");
    }

    private static JsonNode tree(Response answer) throws IOException {
        return new ObjectMapper().readTree(answer.asString());
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static boolean hasExample(JsonNode node) {
        return node.has("example") || node.path("examples").size() > 0;
    }
}
