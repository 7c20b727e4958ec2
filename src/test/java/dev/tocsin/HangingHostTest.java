package dev.tocsin;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;

/** A host that takes posts and never answers holds up nobody but its own destinations, and those say what they wait for. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class HangingHostTest {

    /** More than there are places, and more than a host may leave without an answer. */
    private static final int ROOMS = 60;
    private static final String HANGING = "arn:aws:sns:eu-west-1:123456789012:hanging";
    private static final String HEALTHY = "arn:aws:sns:eu-west-1:123456789012:beside-hanging";

    /** Of the first room, whose seal they share. */
    private static final String COPIES = """
            INSERT INTO configuration (type, configuration_name, webhook_url_sealed, webhook_description, destination_kind, address,
                                       sealed_for)
            SELECT type, configuration_name || '-' || number, webhook_url_sealed, webhook_description, destination_kind, address,
                   sealed_for
            FROM configuration CROSS JOIN generate_series(2, %d) number
            WHERE configuration_name = 'hanging'"""
            .formatted(ROOMS);

    ChatStandIn standIn;
    SigningCertificate certificate;
    @Inject
    Pool pool;
    @TestHTTPResource(value = "/health/well", management = true)
    URL wellness;
    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @AfterEach
    void nothingStays() {
        standIn.faults().clear();
        execute("DELETE FROM configuration WHERE configuration_name LIKE 'hanging%'");
        api().delete("/api/slack/channels/beside-hanging");
    }

    @Test
    void othersAreServedMeanwhileAndItsOwnSayWhatTheyWaitForUntilItAnswers() {
        room("hanging", HANGING);
        execute(COPIES);
        execute("""
                INSERT INTO configuration_topic SELECT id, '%s' FROM configuration
                WHERE configuration_name LIKE 'hanging-%%'""".formatted(HANGING));
        api().body(Map.of("configurationName", "beside-hanging", "webhookUrl", standIn.url() + "/services/T0/B0/beside-hanging",
                "snsTopicArns", List.of(HEALTHY))).post("/api/slack/channels").then().statusCode(201);
        standIn.faults().add(Fault.silence("/incomingwebhooks/hanging").always());

        SnsMessage hanging = publish(HANGING, "to a host that hangs");
        List<SnsMessage> healthy = IntStream.range(0, 3).mapToObj(number -> publish(HEALTHY, "message " + number)).toList();

        healthy.forEach(message -> await().atMost(ofSeconds(30)).until(() -> "DELIVERED".equals(state(message))));
        // Whoever waits for a place behind all of them comes after the first try of each.
        assertThat(
                api().get("/api/notifications/" + hanging.messageId()).jsonPath().<List<Object>> getList("deliveries.attempts"))
                .hasSize(ROOMS).anyMatch(List::isEmpty);

        await().atMost(ofSeconds(30)).until(() -> given().get(wellness).asString().contains("127.0.0.1"));
        given().get(wellness).then().statusCode(503).body("checks.find { it.name == 'Hosts of chats that answer' }.data."
                + "find { it.key.startsWith('127.0.0.1') }.value",
                containsString("leaves posts without an answer for over 1 s"));
        given().get(metrics).then().body(containsString("tocsin_delivery_hosts_hanging 1.0"));
        room("hanging-more", HANGING + "-more");
        SnsMessage held = publish(HANGING + "-more", "one more");
        await().atMost(ofSeconds(30)).until(() -> waitsBecause(held).startsWith("no more is posted to 127.0.0.1:"));

        standIn.faults().clear();

        await().atMost(ofSeconds(60)).until(() -> "DELIVERED".equals(state(held)) && waitsBecause(held).isEmpty());
        await().atMost(ofSeconds(60)).until(() -> !given().get(wellness).asString().contains("127.0.0.1"));
        given().get(metrics).then().body(containsString("tocsin_delivery_hosts_hanging 0.0"));
    }

    private void room(String name, String topic) {
        api().body(Map.of("configurationName", name, "webhookDescription", "Hanging", "webhookUrl",
                OutsideWorld.otherNameOf(standIn) + "/incomingwebhooks/" + name + "?token=s3cr3t", "snsTopicArns",
                List.of(topic))).post("/api/chime/webhooks").then().statusCode(201);
    }

    private String state(SnsMessage message) {
        return api().get("/api/notifications/" + message.messageId()).jsonPath().getString("deliveries[0].state");
    }

    private String waitsBecause(SnsMessage message) {
        String why = api().get("/api/notifications/" + message.messageId()).jsonPath().getString("deliveries[0].waitsBecause");
        return why == null ? "" : why;
    }

    private SnsMessage publish(String topic, String text) {
        SnsMessage message = SnsSigner.with(certificate).sign(SnsMessage.notification(topic, text));
        given().headers(message.headers()).body(message.json()).post("/sns").then().statusCode(200);
        return message;
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().atMost(ofSeconds(10));
    }

    private static RequestSpecification api() {
        return given().auth().oauth2(OutsideWorld.ADMIN_TOKEN).contentType(ContentType.JSON);
    }
}
