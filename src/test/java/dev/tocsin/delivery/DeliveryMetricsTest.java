package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.chat.Form;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.notice.Message;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class DeliveryMetricsTest {

    private static final Instant PUBLISHED = Instant.parse("2026-01-31T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeliveryMetrics metrics = new DeliveryMetrics(meters, new OutcomeLog(QueueParts.meaning(), null));

    /** {@link Settlements} take 120 ms. */
    @ParameterizedTest
    @CsvSource({ "PT0S, 120", "PT2S, 2120", "-PT0.1S, 20", "-PT1H, 0" })
    void latencyIsByTheDatabasesClockAndNeverNegative(Duration claimedAfter, double millis) {
        metrics.settled(Settlements.delivered(claim(PUBLISHED.plus(claimedAfter))), true);

        assertThat(meters.get("tocsin.delivery.latency").timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(millis);
    }

    private static Claim claim(Instant claimedAt) {
        Message message = new Message("arn:aws:sns:eu-west-1:123456789012:alarms", UUID.randomUUID().toString(), PUBLISHED,
                Optional.empty(), "disk is full", Map.of());
        return new Claim(1, UUID.randomUUID(), 7, "ops", Form.FULL, 1, 0, 0, 0, Duration.ZERO, claimedAt, 100, message,
                new Claim.Address("slack-webhook", "", "sealed", "configuration:ops", false, true),
                new Claim.Logging(LoggingLevel.NONE, false, TraceId.of(new UUID(1, 2))));
    }
}
