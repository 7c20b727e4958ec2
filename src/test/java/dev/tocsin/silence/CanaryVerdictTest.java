package dev.tocsin.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.silence.CanaryStore.Canary;
import dev.tocsin.silence.CanaryVerdict.Arrived;
import dev.tocsin.silence.CanaryVerdict.Failed;
import dev.tocsin.silence.CanaryVerdict.Passed;
import dev.tocsin.silence.CanaryVerdict.UnderWay;

class CanaryVerdictTest {

    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final UUID MESSAGE = UUID.fromString("165545c9-2a5c-472c-8df2-7ff2be2b3b1b");

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,         true,  PT9M,  under way
            -,         false, PT9M,  under way
            PENDING,   true,  PT9M,  under way
            DELIVERED, true,  PT1S,  passed
            DELIVERED, true,  PT30H, passed
            DEAD,      true,  PT1S,  failed for good: it arrived and was given up: HTTP 400
            PENDING,   true,  PT10M, failed: it arrived and is not posted: HTTP 400
            PENDING,   true,  PT24H, failed for good: it arrived and is not posted: HTTP 400
            -,         true,  PT10M, 'failed: SNS took it for the topic arn as 165545c9-2a5c-472c-8df2-7ff2be2b3b1b, and it has not arrived'
            -,         true,  PT24H, 'failed for good: SNS took it for the topic arn as 165545c9-2a5c-472c-8df2-7ff2be2b3b1b, and it has not arrived'
            -,         false, PT10M, failed for good: SNS did not take it for the topic arn: no credentials
            """)
    void followsFromHowTheDeliveryStandsAndHowLongItTakes(String state, boolean isPublished, Duration age, String follows) {
        Canary canary = new Canary(1, "payments", UUID.randomUUID(), Optional.of("arn"),
                isPublished ? Optional.of(MESSAGE) : Optional.empty(), Optional.empty(), Instant.EPOCH, isPublished,
                Optional.of("no credentials"), age);
        Optional<Arrived> arrived = Optional.ofNullable(state)
                .map(word -> new Arrived(word, Optional.of("1.2"), Optional.of("HTTP 400")));

        assertThat(words(CanaryVerdict.of(canary, arrived, WITHIN))).isEqualTo(follows);
    }

    private static String words(CanaryVerdict verdict) {
        if (verdict instanceof Failed failed) {
            return (failed.isOver() ? "failed for good: " : "failed: ") + failed.why();
        }
        return verdict instanceof UnderWay ? "under way" : verdict.equals(new Passed(Optional.of("1.2"))) ? "passed" : "?";
    }
}
