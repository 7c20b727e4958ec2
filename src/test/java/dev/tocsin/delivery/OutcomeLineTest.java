package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Form;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.notice.Message;

/** One query finds a message in Tocsin's own lines and in the outcomes: they say the same by the same names. */
class OutcomeLineTest {

    private static final Claim CLAIM = claim();

    @Test
    void itsMembersAreThoseOfAnOutcomeAndHaveTheSameValues() {
        Settlement settlement = Settlements.failed(CLAIM, Duration.ZERO, Duration.ofSeconds(2));
        ObjectNode outcome = OutcomeEntry.of(settlement, true, Optional.empty()).members();

        ObjectNode line = new OutcomeLine("To be retried", settlement).members();

        List<String> own = List.of("message", "pauseMillis");
        assertThat(StreamSupport.stream(((Iterable<String>) line::fieldNames).spliterator(), false)
                .filter(name -> !own.contains(name)))
                .isNotEmpty().allSatisfy(name -> assertThat(line.get(name)).as(name).isEqualTo(outcome.get(name)));
        assertThat(line.get("message").asText()).isEqualTo("To be retried");
        assertThat(line.get("pauseMillis").asInt()).isEqualTo(2_000);
    }

    @Test
    void asTextItIsKeysAndValues() {
        String id = CLAIM.message().messageId();

        assertThat(new OutcomeLine("Delivered", Settlements.delivered(CLAIM)))
                .hasToString("Delivered messageId=" + id + " configuration=ops delivery=7 attempt=1 status=200");
        assertThat(new OutcomeLine("Dead", Settlements.dead(CLAIM))).hasToString("Dead messageId=" + id
                + " configuration=ops delivery=7 attempt=1 status=404 reason=\"channel_not_found\"");
        assertThat(new OutcomeLine("To be retried", Settlements.failed(CLAIM, Duration.ZERO, Duration.ofSeconds(2))))
                .hasToString("To be retried messageId=" + id
                        + " configuration=ops delivery=7 attempt=1 status=503 reason=\"HTTP 503\" pause=PT2S");
    }

    private static Claim claim() {
        Message message = new Message("arn:aws:sns:eu-west-1:123456789012:alarms", UUID.randomUUID().toString(),
                Instant.parse("2026-01-31T12:00:00Z"), Optional.empty(), "disk is full", Map.of());
        return new Claim(7, UUID.randomUUID(), 7, "ops", Form.FULL, 1, 0, 0, 0, Duration.ZERO,
                Instant.parse("2026-01-31T12:00:01Z"), 100, message,
                new Claim.Address("slack-webhook", "", "sealed", "configuration:ops", false, true),
                new Claim.Logging(LoggingLevel.NONE, false, TraceId.of(new UUID(1, 2))));
    }
}
