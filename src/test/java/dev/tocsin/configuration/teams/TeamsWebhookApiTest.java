package dev.tocsin.configuration.teams;

import static dev.tocsin.configuration.Api.TOPIC;
import static dev.tocsin.configuration.Api.api;
import static dev.tocsin.configuration.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.tocsin.configuration.Api;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.secret.SecretSealer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TeamsWebhookApiTest {

    private static final String WEBHOOKS = "/api/teams/webhooks";
    private static final String URL = Api.teamsWebhook();

    private final Pool pool;
    private final SecretSealer sealer;

    TeamsWebhookApiTest(Pool pool, SecretSealer sealer) {
        this.pool = pool;
        this.sealer = sealer;
    }

    @Test
    void livesFromCreationToDeletion() {
        String name = unique("teams");

        Response created = create(name, Map.of("webhookDescription", "Payments/Alarms"));
        created.then().statusCode(201).header("Location", endsWith(WEBHOOKS + "/" + name)).header("ETag", notNullValue());
        Response shown = api().get(WEBHOOKS + "/" + name);
        shown.then().statusCode(200).body("configurationName", equalTo(name)).body("envelope", equalTo("MESSAGE"))
                .body("webhookDescription", equalTo("Payments/Alarms")).body("snsTopicArns", contains(TOPIC))
                .body("state", equalTo("ENABLED")).body("webhookUrl", nullValue());
        assertThat(shown.asString()).isEqualTo(created.asString()).doesNotContain("s3cr3t");

        api().body(Map.of("envelope", "CARD")).patch(WEBHOOKS + "/" + name).then().statusCode(200)
                .body("envelope", equalTo("CARD")).body("snsTopicArns", contains(TOPIC));
        assertThat(destination(name).getString("kind")).isEqualTo("teams-webhook-card");
        api().body("{\"envelope\":null}").patch(WEBHOOKS + "/" + name).then().statusCode(200)
                .body("envelope", equalTo("MESSAGE"));
        api().get(WEBHOOKS).then().statusCode(200).body("webhookConfigurations.configurationName", hasItem(name));

        api().delete(WEBHOOKS + "/" + name).then().statusCode(204);
        api().get(WEBHOOKS + "/" + name).then().statusCode(404);
    }

    @Test
    void sealsTheWebhookAsItIsForItsOwnRow() {
        String name = unique("teams");
        create(name, Map.of()).then().statusCode(201);

        Row row = destination(name);
        assertThat(row.getString("kind")).isEqualTo("teams-webhook");
        assertThat(row.getString("credential_sealed")).startsWith("v1:").doesNotContain("s3cr3t");
        assertThat(sealer.open(row.getString("credential_sealed"), row.getString("sealed_for")).reveal()).isEqualTo(URL);
    }

    @Test
    void needsItsMembersAtCreation() {
        api().body("{}").post(WEBHOOKS).then().statusCode(400)
                .body("errors.field", contains("configurationName", "webhookUrl"));
        create(unique("teams"), Map.of("envelope", "PARCEL")).then().statusCode(400)
                .body("errors[0].field", equalTo("envelope")).body("errors[0].message", containsString("MESSAGE"));
    }

    @Test
    void refusesAConnectorWithAHint() {
        create(unique("teams"), Map.of("webhookUrl", "https://acme.webhook.office.com/webhookb2/s3cr3t")).then().statusCode(400)
                .body("errors[0].field", equalTo("webhookUrl")).body("errors[0].message", containsString("workflow"))
                .body("errors[0].rejectedValue", nullValue());
    }

    @Test
    void whatAFileDeclaresIsPlannedAndWritten() {
        String name = unique("teams");
        create(name, Map.of("envelope", "CARD", "loggingLevel", "ERROR")).then().statusCode(201);

        String file = api().accept("application/yaml").get("/api/configurations/export").asString();

        assertThat(file).contains("teamsWebhooks:").contains("configurationName: " + name).contains("envelope: CARD")
                .doesNotContain("s3cr3t");
    }

    @Test
    void anImportSaysWhichUrlsToSupplyAndTakesThem() {
        String name = unique("teams");
        String described = """
                {"TeamChannelConfigurations": [
                   {"ChannelId": "19%%3ab6ef35dc342d5%%40thread.tacv2", "ChannelName": "Alarms", "TeamId": "0a1b2c3d",
                    "TeamName": "Payments", "TenantId": "4e5f6071", "ConfigurationName": "%s",
                    "ChatConfigurationArn": "arn:aws:chatbot::123456789012:chat-configuration/microsoft-teams-channel/%s",
                    "IamRoleArn": "arn:aws:iam::123456789012:role/chatbot", "SnsTopicArns": ["%s"], "LoggingLevel": "ERROR",
                    "GuardrailPolicyArns": [], "UserAuthorizationRequired": false, "Tags": [], "State": "ENABLED"}]%s}""";

        api().body(described.formatted(name, name, TOPIC, "")).post("/api/configurations/import").then().statusCode(200)
                .body("items[0].kind", equalTo("teams-webhook")).body("items[0].outcome", equalTo("REFUSED"))
                .body("items[0].advice", containsString("webhookUrls")).body("toSupply.webhookUrls", contains(name))
                .body("items[0].notes", hasItem(startsWith("Left out, since nothing here is like it: ChannelId")));
        api().body(described.formatted(name, name, TOPIC, ", \"webhookUrls\": {\"" + name + "\": \"" + URL + "\"}"))
                .post("/api/configurations/import").then().statusCode(200)
                .body("items[0].outcome", equalTo("CREATED")).body("items[0].link", equalTo(WEBHOOKS + "/" + name));
        api().get(WEBHOOKS + "/" + name).then().statusCode(200).body("webhookDescription", equalTo("Alarms"))
                .body("loggingLevel", equalTo("ERROR"));
    }

    @Test
    void aTemplatesChannelIsTaken() {
        String name = unique("teams");

        api().contentType("application/yaml").body(("""
                Resources:
                  Room:
                    Type: AWS::Chatbot::MicrosoftTeamsChannelConfiguration
                    Properties:
                      ConfigurationName: %s
                      IamRoleArn: !GetAtt ChatRole.Arn
                      TeamId: 0a1b2c3d
                      TeamsChannelId: !Ref Channel
                      TeamsTenantId: 4e5f6071
                      SnsTopicArns: ["%s"]
                """.formatted(name, TOPIC)).getBytes(StandardCharsets.UTF_8)).queryParam("dryRun", true)
                .post("/api/configurations/import").then()
                .statusCode(200).body("items[0].kind", equalTo("teams-webhook"))
                .body("items[0].errors.field", contains("webhookUrl")).body("toSupply.parameters", equalTo(List.of()));
    }

    private Row destination(String name) {
        return pool.preparedQuery("SELECT d.* FROM destination d JOIN configuration c ON c.id = d.configuration_id "
                + "WHERE c.configuration_name = $1").execute(Tuple.of(name)).await().indefinitely().iterator().next();
    }

    private static Response create(String name, Map<String, String> others) {
        Map<String, Object> members = new HashMap<>(
                Map.of("configurationName", name, "webhookUrl", URL, "snsTopicArns", List.of(TOPIC)));
        members.putAll(others);
        return api().body(members).post(WEBHOOKS);
    }
}
