package dev.tocsin.configuration.teams;

import static dev.tocsin.configuration.Api.api;
import static dev.tocsin.configuration.Api.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.Received;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** From what SNS posts to what a workflow of Teams is sent, over real HTTP, real signatures and a real Postgres. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class TeamsDeliveryTest {

    private static final String MESSAGE_FLOW = "0123456789abcdef0123456789abcdef";
    private static final String CARD_FLOW = "ca4d456789abcdef0123456789abcdef";

    ChatStandIn standIn;
    SigningCertificate certificate;

    private final String name = unique("teams-delivery");
    private final String topic = "arn:aws:sns:eu-west-1:123456789012:" + name;

    @AfterEach
    void nothingStays() {
        standIn.faults().clear();
        api().delete("/api/teams/webhooks/" + name);
    }

    @Test
    void aNotificationReachesTheFlowAsAMessageWithACardAndTheHistorySaysHowMuchIsKnown() {
        configure(MESSAGE_FLOW, TeamsEnvelope.MESSAGE);

        SnsMessage sent = publish("the disk of db-7 is full");

        JsonNode body = json(arrived(MESSAGE_FLOW).body());
        assertThat(body.path("type").asText()).isEqualTo("message");
        assertThat(body.path("attachments").path(0).path("content").toString()).contains("the disk of db-7 is full");
        await().atMost(Duration.ofSeconds(10)).until(() -> "DELIVERED".equals(api()
                .get("/api/notifications/" + sent.messageId()).jsonPath().getString("deliveries[0].state")));
        api().get("/api/notifications/" + sent.messageId()).then()
                .body("deliveries[0].attempts[0].status", equalTo(202))
                .body("deliveries[0].attempts[0].reason", containsString("accepted"));
    }

    @Test
    void aFlowThatWantsTheBareCardGetsIt() {
        configure(CARD_FLOW, TeamsEnvelope.CARD);

        publish("the disk of db-8 is full");

        assertThat(json(arrived(CARD_FLOW).body()).path("type").asText()).isEqualTo("AdaptiveCard");
    }

    @Test
    void aFlowThatIsTooBusyIsAskedAgain() {
        configure(MESSAGE_FLOW, TeamsEnvelope.MESSAGE);
        standIn.faults().add(Fault.answer(path(MESSAGE_FLOW), 429, "").header("Retry-After", "1").times(1));

        publish("the disk of db-9 is full");

        assertThat(arrived(MESSAGE_FLOW).body()).contains("db-9");
    }

    private void configure(String flow, TeamsEnvelope envelope) {
        api().body(Map.of("configurationName", name, "webhookUrl", standIn.url() + path(flow), "envelope", envelope.name(),
                "snsTopicArns", List.of(topic))).post("/api/teams/webhooks").then().statusCode(201);
    }

    private SnsMessage publish(String text) {
        SnsMessage message = SnsSigner.with(certificate).sign(SnsMessage.notification(topic, text));
        given().headers(message.headers()).body(message.json()).post("/sns").then().statusCode(200);
        return message;
    }

    private Received arrived(String flow) {
        await().atMost(Duration.ofSeconds(20)).until(() -> ofThis(flow).findAny().isPresent());
        return ofThis(flow).findFirst().orElseThrow();
    }

    private Stream<Received> ofThis(String flow) {
        return standIn.received().all().stream().filter(Received::accepted).filter(one -> one.uri().equals(path(flow)));
    }

    /** Each test has a signature of its own, so that what others sent is not taken for its own. */
    private String path(String flow) {
        return "/powerautomate/automations/direct/workflows/" + flow + "/triggers/manual/paths/invoke?api-version=1"
                + "&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=s3cr3t" + name;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
