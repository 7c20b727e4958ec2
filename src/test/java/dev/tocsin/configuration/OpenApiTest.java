package dev.tocsin.configuration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

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
            assertThat(operation.path("responses").has("401")).as(name + " 401").isTrue();
            assertThat(operation.path("responses").has("403")).as(name + " 403").isTrue();
            assertThat(operation.path("responses").has("400")).as(name + " 400").isTrue();
            assertThat(operation.toString()).as(name).contains("\"example");
        });
        assertThat(operations).contains("post /api/slack/channels", "patch /api/slack/channels/{configurationName}",
                "delete /api/chime/webhooks/{configurationName}", "post /api/preview",
                "get /api/slack/workspaces/{slackTeamId}");
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

    private void eachOperation(BiConsumer<String, JsonNode> what) {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            if (path.getKey().matches("/api/(audit|chime|configurations|preview|regions|slack|tokens|topics)\\b.*")) {
                for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                    if (METHODS.contains(operation.getKey())) {
                        what.accept(operation.getKey() + " " + path.getKey(), operation.getValue());
                    }
                }
            }
        }
    }
}
