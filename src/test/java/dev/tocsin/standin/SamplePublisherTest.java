package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.console.message.Sample;
import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Samples;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

class SamplePublisherTest {

    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:tocsin-demo";

    private final Vertx vertx = Vertx.vertx();
    private final Queue<JsonNode> bodies = new ConcurrentLinkedQueue<>();
    private final Queue<String> types = new ConcurrentLinkedQueue<>();
    private SamplePublisher publisher;

    @BeforeEach
    void subscribe() {
        HttpServer subscriber = await(vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
            bodies.add(Inquiry.json(body.toString()));
            types.add(request.getHeader("x-amz-sns-message-type"));
            request.response().end("taken");
        })).listen(0));
        publisher = new SamplePublisher(new SnsPublisher(vertx), SnsSigner.with(SigningCertificate.good()),
                URI.create("http://localhost:" + subscriber.actualPort() + "/sns"), TOPIC);
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void publishesASampleAsSnsDoesAndSaysWhatBecameOfIt() {
        ObjectNode report = await(publisher.publish("cloudwatch-alarm", 1));

        assertThat(bodies).singleElement().satisfies(body -> {
            assertThat(body.path("TopicArn").asText()).isEqualTo(TOPIC);
            assertThat(body.path("Subject").asText()).startsWith("ALARM: ");
            assertThat(body.path("Signature").asText()).isNotEmpty();
            assertThat(report.at("/published/0/messageId")).isEqualTo(body.path("MessageId"));
        });
        assertThat(types).containsExactly("Notification");
        assertThat(report.at("/published/0/status").asInt()).isEqualTo(200);
        assertThat(report.at("/published/0/details").asText()).startsWith("http://localhost:")
                .endsWith("/api/notifications/" + report.at("/published/0/messageId").asText());
    }

    @Test
    void repeatsASampleWithAnIdForEach() {
        ObjectNode report = await(publisher.publish("nasty", 25));

        assertThat(report.path("published")).hasSize(25);
        assertThat(bodies).extracting(body -> body.path("MessageId").asText()).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void refusesAnUnknownSampleAndTooManyRepeats() {
        assertThatThrownBy(() -> await(publisher.publish("unknown", 1))).hasMessageContaining("There is no sample unknown");
        assertThatThrownBy(() -> await(publisher.publish("nasty", 1001))).hasMessageContaining("1 to 1000");
    }

    @Test
    void publishesTheAttributesOfASample() {
        await(publisher.publish("backup-failed", 1));

        assertThat(bodies).singleElement().satisfies(body -> {
            assertThat(body.at("/MessageAttributes/State")).isEqualTo(
                    Inquiry.json("{\"Type\":\"String\",\"Value\":\"FAILED\"}"));
            assertThat(body.at("/MessageAttributes/StartTime/Value").asText()).startsWith("20").endsWith("Z");
        });
    }

    @Test
    void offersSamplesOfTheUsualFamilies() {
        Instant now = Instant.parse("2026-03-01T10:15:30.123Z");
        Map<String, String> families = SamplePublisher.all().stream().collect(Collectors.toMap(Sample::name,
                sample -> AllInterpreters.asked().interpret(Samples.message(sample.subject().orElse(null),
                        sample.textAt(now), sample.attributesAt(now))).family()));

        assertThat(families).containsOnly(entry("application-json", "json"), entry("backup-failed", "backup-job"),
                entry("budget", "aws-budgets"), entry("cloudformation-rollback", "cloudformation-stack"),
                entry("cloudwatch-alarm", "cloudwatch-alarm"), entry("cloudwatch-ok", "cloudwatch-alarm"),
                entry("codepipeline-failed", "codepipeline"), entry("composite-alarm", "cloudwatch-alarm"),
                entry("custom-notification", "custom-notification"), entry("ecs-task-stopped", "ecs-task"),
                entry("guardduty-finding", "guardduty-finding"), entry("health-event", "aws-health"), entry("nasty", "text"),
                entry("function-errors", "cloudwatch-alarm"),
                entry("plain-text", "text"), entry("slack-payload", "slack-message"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void fillsAllPlaceholders(Sample sample) {
        String text = sample.textAt(Instant.parse("2026-03-01T10:15:30.123Z"));

        assertThat(text.replace("${jndi:", "")).doesNotContain("${");
        assertThat(sample.attributesAt(Instant.EPOCH).values()).noneMatch(value -> value.contains("${"));
        assertThat(text.startsWith("{")).isEqualTo(Inquiry.json(text).isObject());
    }

    @Test
    void fillsInTimesInTheFormsOfAws() {
        Sample sample = new Sample("x", "", "", Optional.empty(), Map.of(),
                "${iso-1d} ${millis} ${alarm-2m} ${datapoint} ${weekday} ${day-1h} ${rfc-9h} ${u+202e}");

        assertThat(sample.textAt(Instant.parse("2026-03-01T10:15:30.123Z"))).isEqualTo("2026-02-28T10:15:30Z"
                + " 2026-03-01T10:15:30.123Z 2026-03-01T10:13:30.123+0000 01/03/26 10:15:30"
                + " Sunday 01 March, 2026 10:15:30 UTC March 1, 2026 Sun, 1 Mar 2026 01:15:30 GMT \u202e");
    }

    static Iterable<Sample> samples() {
        return SamplePublisher.all();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
