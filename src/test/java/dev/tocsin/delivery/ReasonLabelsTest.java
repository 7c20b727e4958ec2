package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.chat.Outcome.Unsent;

class ReasonLabelsTest {

    private final ReasonLabels labels = new ReasonLabels();

    @ParameterizedTest
    @CsvSource({
            "REJECTED, 200, is_archived, is_archived",
            "REJECTED, 404, HTTP 404: no_service, no_service",
            "REJECTED, 200, is_archived: unarchive the channel, is_archived",
            "REJECTED, 404, HTTP 404: no_service: make a new webhook, no_service",
            "REJECTED, 410, HTTP 410: make a new webhook, http_410",
            "FAILED, 200, fatal_error; it may have arrived, fatal_error",
            "FAILED, 503, HTTP 503, http_503",
            "FAILED, 200, HTTP 200 with an unexpected body, http_200",
            "FAILED, 0, connection refused, no_answer",
            "RATE_LIMITED, 429, rate limited (HTTP 429), rate_limited",
            "INTERRUPTED, 0, interrupted, interrupted" })
    void saysWhyATryFailed(AttemptResult result, int status, String reason, String label) {
        assertThat(labels.of(attempt(result, status, reason))).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({ "URL_REFUSED, url_refused", "NOT_RENDERED, not_rendered", "NO_KEY, no_key", "INTERNAL_ERROR, internal_error" })
    void doesNotCountAsUnansweredWhatWasNotSent(Unsent unsent, String label) {
        Settlement.Try attempt = new Settlement.Try(Instant.EPOCH, Duration.ofMillis(1), AttemptResult.FAILED, 0,
                Optional.of("no reason"), Optional.of(unsent));

        assertThat(labels.of(attempt)).isEqualTo(label);
    }

    @Test
    void takesTheStatusWhereThereIsNoReason() {
        assertThat(labels.of(attempt(AttemptResult.REJECTED, 410, null))).isEqualTo("http_410");
    }

    @Test
    void doesNotGrowWithWhatAChatMakesUp() {
        long told = IntStream.range(0, 10_000).mapToObj(number -> "code_" + letters(number))
                .map(code -> labels.of(attempt(AttemptResult.REJECTED, 200, code))).distinct().count();

        assertThat(told).isEqualTo(ReasonLabels.MOST_CODES + 1);
        assertThat(labels.of(attempt(AttemptResult.REJECTED, 200, "code_" + letters(0)))).isEqualTo("code_" + letters(0));
    }

    private static String letters(int number) {
        return Integer.toString(number).chars().mapToObj(digit -> String.valueOf((char) ('a' + digit - '0')))
                .reduce("", String::concat);
    }

    private static Settlement.Try attempt(AttemptResult result, int status, String reason) {
        return new Settlement.Try(Instant.EPOCH, Duration.ofMillis(1), result, status, Optional.ofNullable(reason));
    }
}
