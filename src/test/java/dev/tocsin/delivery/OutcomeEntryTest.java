package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.chat.Form;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;

class OutcomeEntryTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final Notice NOTICE = Notice.of("cloudwatch-alarm", Severity.HIGH, "ALARM: disk").build();

    @Test
    void tellsWhatBecameOfTheTryAndWhy() {
        String json = OutcomeEntry
                .of(settled(DeliveryState.DEAD, AttemptResult.FAILED, "given up after 24h: HTTP 503", "HTTP 503"), true,
                        Optional.of(NOTICE))
                .json();

        assertThat(json).isEqualTo("{\"at\":\"2026-01-31T12:00:00.142Z\",\"level\":\"ERROR\",\"configurationName\":\"ops\","
                + "\"kind\":\"slack-webhook\",\"topicArn\":\"arn:aws:sns:eu-west-1:123456789012:alarms\","
                + "\"messageId\":\"561f0f3d-89b6-4482-9f3c-59a4627bd0a8\",\"traceId\":\"00000000000000010000000000000002\",\"deliveryId\":7,\"attempt\":3,\"outcome\":\"FAILED\","
                + "\"state\":\"DEAD\",\"status\":503,\"tookMillis\":19,\"reason\":\"given up after 24h: HTTP 503\","
                + "\"family\":\"cloudwatch-alarm\",\"severity\":\"HIGH\",\"title\":\"ALARM: disk\"}");
    }

    @Test
    void isAsBadAsTheOutcome() {
        assertThat(entry(DeliveryState.DELIVERED, AttemptResult.DELIVERED).level()).isEqualTo(Logger.Level.INFO);
        assertThat(entry(DeliveryState.PENDING, AttemptResult.FAILED).level()).isEqualTo(Logger.Level.WARN);
        assertThat(entry(DeliveryState.PENDING, AttemptResult.RATE_LIMITED).level()).isEqualTo(Logger.Level.WARN);
        assertThat(entry(DeliveryState.DEAD, AttemptResult.REJECTED).level()).isEqualTo(Logger.Level.ERROR);
    }

    /** Only a delivery that was made counts then. */
    @Test
    void doesNotSayWhereADeliveryStandsThatAnotherSenderHasTakenOver() throws JsonProcessingException {
        JsonNode lost = read(OutcomeEntry.of(settled(DeliveryState.DEAD, AttemptResult.FAILED, "given up", "HTTP 503"), false,
                Optional.of(NOTICE)));
        assertThat(lost.has("state")).isFalse();
        assertThat(lost.path("level").asText()).isEqualTo("WARN");
        assertThat(lost.path("reason").asText()).isEqualTo("HTTP 503");

        JsonNode made = read(OutcomeEntry.of(settled(DeliveryState.DELIVERED, AttemptResult.DELIVERED, null, null), false,
                Optional.of(NOTICE)));
        assertThat(made.path("state").asText()).isEqualTo("DELIVERED");
    }

    @Test
    void isOneLineOfOneObjectWhateverTheTextsSay() throws JsonProcessingException {
        String hostile = "a\"}\r\n2026-01-31 ERROR {\"outcome\":\"forged\"}\u2028\u0085\u0000\u001b[31m\u202e\ud800";
        Notice notice = Notice.of("text", Severity.INFO, hostile).build();
        OutcomeEntry entry = OutcomeEntry.of(settled(DeliveryState.PENDING, AttemptResult.FAILED, hostile, hostile), true,
                Optional.of(notice));

        assertThat(entry.json().codePoints()).allMatch(c -> c >= ' ' && c != 0x7f && c != 0x85 && c != 0x2028 && c != 0x202e
                && !(c >= 0xd800 && c <= 0xdfff));
        assertThat(read(entry).path("outcome").asText()).isEqualTo("FAILED");
        assertThat(read(entry).path("title").asText()).startsWith("a\"} 2026-01-31 ERROR {\"outcome\":\"forged\"}");
    }

    @Test
    void cutsALongReason() throws JsonProcessingException {
        OutcomeEntry entry = OutcomeEntry.of(settled(DeliveryState.PENDING, AttemptResult.FAILED, "x".repeat(100_000), null),
                true,
                Optional.empty());
        assertThat(read(entry).path("reason").asText()).hasSize(1_000).endsWith("…");
        assertThat(read(entry).has("title")).isFalse();
    }

    @Test
    void theLevelDecidesWhatIsLogged() {
        assertThat(LoggingLevel.NONE.logs(true)).isFalse();
        assertThat(LoggingLevel.NONE.logs(false)).isFalse();
        assertThat(LoggingLevel.ERROR.logs(true)).isFalse();
        assertThat(LoggingLevel.ERROR.logs(false)).isTrue();
        assertThat(LoggingLevel.INFO.logs(true)).isTrue();
        assertThat(LoggingLevel.INFO.logs(false)).isTrue();
    }

    private static OutcomeEntry entry(DeliveryState state, AttemptResult result) {
        return OutcomeEntry.of(settled(state, result, null, null), true, Optional.empty());
    }

    private static JsonNode read(OutcomeEntry entry) throws JsonProcessingException {
        return new ObjectMapper().readTree(entry.json());
    }

    private static Settlement settled(DeliveryState state, AttemptResult result, String reason, String attemptReason) {
        Message message = new Message("arn:aws:sns:eu-west-1:123456789012:alarms", "561f0f3d-89b6-4482-9f3c-59a4627bd0a8",
                START,
                Optional.empty(), "disk is full", Map.of());
        Claim claim = new Claim(1, UUID.randomUUID(), 7, "ops", Form.FULL, 3, 2, 2, 0, Duration.ofMinutes(1), START, 100,
                message,
                new Claim.Address("slack-webhook", "", "s3cr3t-sealed", "configuration:ops", false, true),
                new Claim.Logging(LoggingLevel.INFO, false, TraceId.of(new UUID(1, 2))));
        return new Settlement(claim, state, Form.FULL, 3, 3, Duration.ZERO, Duration.ZERO, Optional.ofNullable(reason),
                Optional.empty(),
                new Settlement.Try(START, Duration.ofMillis(19), result, 503, Optional.ofNullable(attemptReason)));
    }
}
