package dev.tocsin.configuration.chime;

import static dev.tocsin.configuration.Api.TOPIC;
import static dev.tocsin.configuration.Api.api;
import static dev.tocsin.configuration.Api.chimeWebhook;
import static dev.tocsin.configuration.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

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
class ChimeWebhookApiTest {

    private static final String WEBHOOKS = "/api/chime/webhooks";

    @Inject
    Pool pool;

    @Inject
    SecretSealer sealer;

    @Test
    void livesFromCreationToDeletion() {
        String name = unique("chime");

        Response created = create(name);
        created.then().statusCode(201).header("Location", endsWith(WEBHOOKS + "/" + name)).header("ETag", notNullValue());
        Response shown = api().get(WEBHOOKS + "/" + name);
        shown.then().statusCode(200).body("configurationName", equalTo(name)).body("webhookDescription", equalTo("Room/Alarms"))
                .body("snsTopicArns", contains(TOPIC)).body("loggingLevel", equalTo("NONE")).body("tags", equalTo(List.of()))
                .body("state", equalTo("ENABLED")).body("webhookUrl", nullValue());
        assertThat(shown.asString()).isEqualTo(created.asString()).doesNotContain("s3cr3t");

        api().body(Map.of("webhookDescription", "Other/Alarms", "tags", List.of(Map.of("tagKey", "a", "tagValue", "b"))))
                .patch(WEBHOOKS + "/" + name).then().statusCode(200).body("webhookDescription", equalTo("Other/Alarms"))
                .body("tags[0].tagKey", equalTo("a")).body("snsTopicArns", contains(TOPIC));
        api().body("{\"tags\":null}").patch(WEBHOOKS + "/" + name).then().statusCode(200).body("tags", equalTo(List.of()));
        api().get(WEBHOOKS).then().statusCode(200).body("webhookConfigurations.configurationName", hasItem(name));

        api().delete(WEBHOOKS + "/" + name).then().statusCode(204);
        api().get(WEBHOOKS + "/" + name).then().statusCode(404);
    }

    @Test
    void sealsTheWebhookForItsOwnRow() {
        String name = unique("chime");
        create(name).then().statusCode(201);

        Row row = pool.preparedQuery("SELECT d.* FROM destination d JOIN configuration c ON c.id = d.configuration_id "
                + "WHERE c.configuration_name = $1").execute(Tuple.of(name)).await().indefinitely().iterator().next();
        assertThat(row.getString("kind")).isEqualTo("chime-webhook");
        assertThat(row.getString("credential_sealed")).startsWith("v1:").doesNotContain("s3cr3t");
        assertThat(sealer.open(row.getString("credential_sealed"), row.getString("sealed_for")).reveal())
                .isEqualTo(chimeWebhook());
    }

    @Test
    void needsItsMembersAtCreationAndKeepsThem() {
        api().body("{}").post(WEBHOOKS).then().statusCode(400)
                .body("errors.field", contains("configurationName", "webhookUrl", "webhookDescription", "snsTopicArns"));
        String name = unique("chime");
        create(name).then().statusCode(201);
        api().body("{\"webhookUrl\":null,\"webhookDescription\":null,\"snsTopicArns\":[]}").patch(WEBHOOKS + "/" + name).then()
                .statusCode(400).body("errors.field", contains("webhookUrl", "webhookDescription", "snsTopicArns"));
    }

    @Test
    void refusesAnotherName() {
        String name = unique("chime");
        create(name).then().statusCode(201);

        api().body(Map.of("configurationName", "other")).patch(WEBHOOKS + "/" + name).then().statusCode(400)
                .body("errors[0].field", equalTo("configurationName")).body("errors[0].rejectedValue", equalTo("other"));
        api().body(Map.of("configurationName", name)).patch(WEBHOOKS + "/" + name).then().statusCode(200);
    }

    @Test
    void isNoSlackChannel() {
        String name = unique("chime");
        create(name).then().statusCode(201);

        api().get("/api/slack/channels/" + name).then().statusCode(404);
        api().delete("/api/slack/channels/" + name).then().statusCode(404);
        api().body("{}").patch("/api/slack/channels/" + name).then().statusCode(404);
        api().get(WEBHOOKS + "/" + name).then().statusCode(200);
    }

    private static Response create(String name) {
        return api().body(Map.of("configurationName", name, "webhookUrl", chimeWebhook(), "webhookDescription", "Room/Alarms",
                "snsTopicArns", List.of(TOPIC))).post(WEBHOOKS);
    }
}
