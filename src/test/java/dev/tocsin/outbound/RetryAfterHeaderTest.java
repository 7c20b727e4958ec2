package dev.tocsin.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.vertx.core.MultiMap;

class RetryAfterHeaderTest {

    private static final Instant NOW = Instant.parse("2026-03-14T15:09:26Z");

    /** Among them the time of a machine whose clock is an hour ahead, or an hour behind. */
    @ParameterizedTest
    @ValueSource(strings = { "2026-03-14T15:09:26Z", "2026-03-14T16:09:26Z", "2026-03-14T14:09:26Z" })
    void aDateCountsFromTheDateOfTheAnswer(Instant now) {
        assertThat(RetryAfterHeader.of(answer("Sat, 14 Mar 2026 15:09:26 GMT", "Sat, 14 Mar 2026 15:10:26 GMT"), now))
                .contains(Duration.ofSeconds(60));
    }

    @Test
    void aDateCountsFromNowIfTheAnswerHasNoDateThatCanBeRead() {
        assertThat(RetryAfterHeader.of(answer("yesterday", "Sat, 14 Mar 2026 15:10:26 GMT"), NOW))
                .contains(Duration.ofSeconds(60));
    }

    @Test
    void secondsAreSecondsWhateverTheDate() {
        assertThat(RetryAfterHeader.of(answer("Thu, 01 Jan 1970 00:00:00 GMT", "60"), NOW)).contains(Duration.ofSeconds(60));
    }

    @Test
    void ofSeveralTheFirstCounts() {
        assertThat(RetryAfterHeader.of(answer("Sat, 14 Mar 2026 15:09:26 GMT", "60", "7200", "soon"), NOW))
                .contains(Duration.ofSeconds(60));
        assertThat(RetryAfterHeader.of(answer("Sat, 14 Mar 2026 15:09:26 GMT", "soon", "60"), NOW)).isEmpty();
    }

    private static HttpAnswer answer(String date, String... retryAfter) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("date", date);
        List.of(retryAfter).forEach(value -> headers.add("retry-after", value));
        return new HttpAnswer(429, headers, new byte[0]);
    }
}
