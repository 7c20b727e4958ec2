package dev.tocsin.delivery;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;

import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.LogsService.Event;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;

/** From what became of a message to the log and to CloudWatch Logs, as the configuration's loggingLevel says. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class OutcomeLogTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static int counter;

    ChatStandIn standIn;
    SigningCertificate certificate;
    @Inject
    Pool pool;
    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    private final int number = ++counter;
    private final String topic = "arn:aws:sns:eu-west-1:123456789012:logged-" + number;
    private final String name = "logged-" + number;
    private final String group = "/aws/chatbot/" + name;
    private final String path = "/services/TLOG/B" + number + "/s3cr3t-path-" + number;
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        Logger.getLogger(OutcomeLog.CATEGORY).addHandler(lines);
    }

    @AfterEach
    void nothingStays() {
        Logger.getLogger(OutcomeLog.CATEGORY).removeHandler(lines);
        standIn.faults().clear();
        standIn.logs().allowAll();
        api().delete("/api/slack/channels/" + name);
    }

    @Test
    void logsAllOutcomesOnInfoAndBringsThemToTheGroupOfTheConfiguration() throws Exception {
        configure("INFO");
        standIn.faults().add(Fault.answer(path, 503, ""));
        SnsMessage message = publish(SnsMessage.notification(topic, "the disk is full").subject("Disk"));

        JsonPath history = history(message, "DELIVERED");
        List<Event> events = written(2);

        JsonNode failed = JSON.readTree(events.get(0).message());
        assertThat(failed.properties()).extracting(Map.Entry::getKey).containsExactly("at", "level", "configurationName",
                "kind",
                "topicArn", "messageId", "traceId", "deliveryId", "attempt", "outcome", "state", "status", "tookMillis",
                "reason",
                "family",
                "severity", "title");
        assertThat(failed.path("level").asText()).isEqualTo("WARN");
        assertThat(failed.path("outcome").asText()).isEqualTo("FAILED");
        assertThat(failed.path("state").asText()).isEqualTo("PENDING");
        assertThat(failed.path("status").asInt()).isEqualTo(503);
        assertThat(failed.path("reason").asText()).contains("503");
        JsonNode delivered = JSON.readTree(events.get(1).message());
        assertThat(delivered.path("level").asText()).isEqualTo("INFO");
        assertThat(delivered.path("configurationName").asText()).isEqualTo(name);
        assertThat(delivered.path("kind").asText()).isEqualTo("slack-webhook");
        assertThat(delivered.path("topicArn").asText()).isEqualTo(topic);
        assertThat(delivered.path("messageId").asText()).isEqualTo(message.messageId());
        assertThat(delivered.path("deliveryId").asLong()).isEqualTo(history.getLong("deliveries[0].id"));
        assertThat(delivered.path("attempt").asInt()).isEqualTo(2);
        assertThat(delivered.path("outcome").asText()).isEqualTo("DELIVERED");
        assertThat(delivered.path("state").asText()).isEqualTo("DELIVERED");
        assertThat(delivered.path("tookMillis").isIntegralNumber()).isTrue();
        assertThat(delivered.has("reason")).isFalse();
        assertThat(delivered.path("family").asText()).isEqualTo("text");
        assertThat(delivered.path("severity").asText()).isEqualTo("HIGH");
        assertThat(delivered.path("title").asText()).isEqualTo("Disk");
        assertThat(lines.of(name)).as("the same in the log").isEqualTo(events.stream().map(Event::message).toList());
        assertThat(lines.levels(name)).containsExactly("WARN", "INFO");
        assertThat(standIn.logs().retentionDays(group)).isEqualTo(30);
    }

    @Test
    void aTraceGoesFromTheRequestAcrossTheStoreToTheOutcomesAndTheHistory() throws Exception {
        configure("INFO");
        SnsMessage traced = SnsSigner.with(certificate).sign(SnsMessage.notification(topic, "one"));
        given().headers(traced.headers())
                .header("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1")
                .body(traced.json()).post("/sns").then().statusCode(200);
        assertThat(history(traced, "DELIVERED").getString("traceId")).isEqualTo("5759e988bd862e3fe1be46a994272793");
        SnsMessage other = publish(SnsMessage.notification(topic, "two"));
        String own = other.messageId().replace("-", "");
        assertThat(history(other, "DELIVERED").getString("traceId")).isEqualTo(own);

        assertThat(written(2)).extracting(event -> JSON.readTree(event.message()).path("traceId").asText())
                .containsExactly("5759e988bd862e3fe1be46a994272793", own);
    }

    @Test
    void logsOnErrorOnlyWhatFailed() throws Exception {
        configure("ERROR");
        history(publish(SnsMessage.notification(topic, "one")), "DELIVERED");
        standIn.faults().add(Fault.answer(path, 400, "invalid_blocks").times(2));
        SnsMessage dead = publish(SnsMessage.notification(topic, "two"));
        history(dead, "DEAD");

        JsonNode entry = JSON.readTree(written(2).get(1).message());

        assertThat(entry.path("messageId").asText()).isEqualTo(dead.messageId());
        assertThat(entry.path("level").asText()).isEqualTo("ERROR");
        assertThat(entry.path("outcome").asText()).isEqualTo("REJECTED");
        assertThat(entry.path("state").asText()).isEqualTo("DEAD");
        assertThat(entry.path("reason").asText()).contains("invalid_blocks");
        assertThat(lines.of(name)).hasSize(2);
        assertThat(lines.levels(name)).containsExactly("WARN", "ERROR");
    }

    @Test
    void logsARateLimitAsWhatFailed() throws Exception {
        configure("ERROR");
        standIn.faults().add(Fault.answer(path, 429, "").header("Retry-After", "1"));
        history(publish(SnsMessage.notification(topic, "one")), "DELIVERED");

        assertThat(JSON.readTree(written(1).get(0).message()).path("outcome").asText()).isEqualTo("RATE_LIMITED");
    }

    @Test
    void logsNothingOnNone() throws InterruptedException {
        configure("NONE");
        standIn.faults().add(Fault.answer(path, 503, ""));
        history(publish(SnsMessage.notification(topic, "one")), "DELIVERED");

        Thread.sleep(1_500);
        assertThat(lines.of(name)).isEmpty();
        assertThat(standIn.logs().groups()).doesNotContain(group);
    }

    @Test
    void takesAChangeOfTheLevelUpWithTheNextTry() {
        configure("NONE");
        history(publish(SnsMessage.notification(topic, "one")), "DELIVERED");
        api().body(Map.of("loggingLevel", "INFO")).patch("/api/slack/channels/" + name).then().statusCode(200);
        SnsMessage second = publish(SnsMessage.notification(topic, "two"));

        assertThat(written(1).get(0).message()).contains(second.messageId());
    }

    @Test
    void logsTheTryThatWasInterrupted() throws Exception {
        configure("ERROR");
        standIn.faults().add(Fault.answer(path, 429, "").header("Retry-After", "60"));
        SnsMessage message = publish(SnsMessage.notification(topic, "left behind"));
        await().until(() -> history(message).getInt("deliveries[0].attempts.size()") == 1);
        int delivery = history(message).getInt("deliveries[0].id");

        // As a sender leaves it that was killed between claim and settlement, its lease lapsed.
        sql("UPDATE delivery SET attempts = attempts + 1 WHERE id = " + delivery);
        sql("UPDATE lane SET delivery_id = " + delivery
                + ", lease = gen_random_uuid(), leased_until = now(), not_before = now() "
                + "WHERE configuration_id = (SELECT configuration_id FROM delivery WHERE id = " + delivery + ")");
        history(message, "DELIVERED");

        JsonNode interrupted = JSON.readTree(written(2).get(1).message());
        assertThat(interrupted.path("outcome").asText()).isEqualTo("INTERRUPTED");
        assertThat(interrupted.path("attempt").asInt()).isEqualTo(2);
        assertThat(interrupted.path("reason").asText()).contains("may have arrived");
    }

    @Test
    void deliversThoughCloudWatchLogsDeniesOrFailsEverything() {
        configure("INFO");
        standIn.logs().deny("PutLogEvents");
        standIn.logs().deny("CreateLogStream");
        for (int i = 0; i < 5; i++) {
            history(publish(SnsMessage.notification(topic, "message " + i)), "DELIVERED");
        }
        await().atMost(ofSeconds(10)).until(() -> waiting() >= 5);
        assertThat(lines.of(name)).hasSize(5);
        assertThat(standIn.logs().groups()).doesNotContain(group);
    }

    @Test
    void noMessageForgesALineOrShowsItsBodyOrASecret() throws Exception {
        configure("INFO");
        String hostile = "{\"AlarmName\":\"x\\n2026-11-25 ERROR [forged]\\r\\u2028{\\\"outcome\\\":\\\"forged\\\"}\","
                + "\"NewStateValue\":\"ALARM\",\"StateChangeTime\":\"2026-11-25T00:00:00Z\",\"password\":\"s3cr3t-in-body\","
                + "\"Trigger\":{\"MetricName\":\"only-in-the-body\"}}";
        history(publish(SnsMessage.notification(topic, hostile).subject("password=s3cr3t-in-body")), "DELIVERED");
        history(publish(SnsMessage.notification(topic, "{\"password\":\"s3cr3t-in-body\",\"x\":1}").subject("s3cr3t-in-body")),
                "DELIVERED");
        history(publish(SnsMessage.notification(topic, "plain body").subject("api_key=s3cr3t-in-subject-0123456789")),
                "DELIVERED");

        for (Event event : written(3)) {
            assertThat(event.message()).doesNotContain("\n", "\r", "\u2028", "s3cr3t", "only-in-the-body", "plain body",
                    standIn.url());
            assertThat(JSON.readTree(event.message()).path("outcome").asText()).isEqualTo("DELIVERED");
        }
        assertThat(lines.of(name)).hasSize(3);
    }

    @Test
    void countsWhatWasWritten() {
        double before = metric("tocsin_log_entries_total{result=\"written\"}");
        configure("INFO");
        history(publish(SnsMessage.notification(topic, "one")), "DELIVERED");
        written(1);
        await().untilAsserted(
                () -> assertThat(metric("tocsin_log_entries_total{result=\"written\"}")).isGreaterThan(before));
    }

    // ---- the outside world

    private void configure(String level) {
        api().body(Map.of("configurationName", name, "webhookUrl", standIn.url() + path, "snsTopicArns", List.of(topic),
                "loggingLevel", level)).post("/api/slack/channels").then().statusCode(201);
    }

    private SnsMessage publish(SnsMessage message) {
        SnsMessage signed = SnsSigner.with(certificate).sign(message);
        given().headers(signed.headers()).body(signed.json()).post("/sns").then().statusCode(200);
        return signed;
    }

    private List<Event> written(int count) {
        await().atMost(ofSeconds(10)).until(() -> standIn.logs().events(group).size() >= count);
        assertThat(standIn.logs().events(group)).hasSize(count);
        return standIn.logs().events(group);
    }

    private static JsonPath history(SnsMessage message) {
        return api().get("/api/notifications/" + message.messageId()).jsonPath();
    }

    private static JsonPath history(SnsMessage message, String state) {
        await().atMost(ofSeconds(15)).until(() -> state.equals(history(message).getString("state")));
        return history(message);
    }

    private static RequestSpecification api() {
        return given().auth().oauth2("s3cr3t-admin-token").contentType("application/json");
    }

    private double waiting() {
        return metric("tocsin_log_entries_waiting");
    }

    private double metric(String series) {
        return given().get(metrics).asString().lines().filter(line -> line.startsWith(series)).findFirst()
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).orElse(0.0);
    }

    private void sql(String statement) {
        pool.query(statement).executeAndAwait();
    }

    /** What is logged under the category, as it would be printed. */
    private static final class Lines extends Handler {

        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        List<String> of(String configuration) {
            return of(configuration, Lines::text);
        }

        List<String> levels(String configuration) {
            return of(configuration, record -> record.getLevel().getName());
        }

        private List<String> of(String configuration, Function<LogRecord, String> part) {
            return records.stream().filter(record -> isOf(record, configuration)).map(part).toList();
        }

        private static boolean isOf(LogRecord record, String configuration) {
            try {
                return JSON.readTree(text(record)).path("configurationName").asText().equals(configuration);
            } catch (JsonProcessingException noJson) {
                throw new AssertionError("not one object of JSON: " + text(record), noJson);
            }
        }

        private static String text(LogRecord record) {
            return new PatternFormatter("%m").format(record);
        }

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    }
}
