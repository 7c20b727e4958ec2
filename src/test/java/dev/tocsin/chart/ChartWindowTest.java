package dev.tocsin.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartWindowTest {

    private static final Instant NOW = Instant.parse("2026-11-28T07:00:30Z");

    @Test
    void threeHoursBeforeTheChangeAreShownAndALittleAfterIt() {
        Instant hoursAgo = Instant.parse("2026-11-28T03:10:20Z");

        assertThat(ChartWindow.of(Measured.cpu(Duration.ofMinutes(1), 3), hoursAgo, NOW)).contains(
                new ChartWindow(Instant.parse("2026-11-28T00:10:00Z"), Instant.parse("2026-11-28T03:16:00Z"), 60, 60));
    }

    @Test
    void nothingIsAskedOfTheFuture() {
        assertThat(ChartWindow.of(Measured.cpu(Duration.ofMinutes(1), 3), NOW.minusSeconds(20), NOW).orElseThrow().to())
                .isEqualTo(Instant.parse("2026-11-28T07:01:00Z"));
        ChartWindow ahead = ChartWindow.of(Measured.cpu(Duration.ofMinutes(1), 3), NOW.plusSeconds(86_400), NOW).orElseThrow();
        assertThat(ahead.from()).as("a clock that is wrong").isEqualTo(Instant.parse("2026-11-28T04:00:00Z"));
    }

    @Test
    void fourTimesWhatTheAlarmLooksAtIsShown() {
        ChartWindow window = ChartWindow.of(Measured.cpu(Duration.ofMinutes(5), 12), NOW, NOW).orElseThrow();

        assertThat(window.from()).isEqualTo(Instant.parse("2026-11-28T03:00:00Z"));
        assertThat(ChartWindow.of(Measured.cpu(Duration.ofHours(1), 24), NOW, NOW).orElseThrow().length())
                .isEqualTo(Duration.ofHours(97));
    }

    @ParameterizedTest
    @CsvSource({ "PT24H, 2147483647", "PT1000000H, 7", "PT0S, 1", "PT-5M, -1", "PT1S, 1" })
    void whateverAMessageSaysTheWindowIsBounded(Duration period, int evaluationPeriods) {
        ChartWindow window = ChartWindow.of(Measured.cpu(period, evaluationPeriods), NOW, NOW).orElseThrow();

        assertThat(window.length()).isBetween(Duration.ofMinutes(60), Duration.ofDays(30));
        assertThat(window.length().toSeconds() / window.period()).isLessThanOrEqualTo(1_441);
        assertThat(window.period()).isPositive();
    }

    /** API reference, GetMetricData: what is older is kept in longer periods only. */
    @ParameterizedTest
    @CsvSource({ "PT1M, PT1H, 60", "PT1M, P14D, 60", "PT1M, P16D, 300", "PT1M, P62D, 300", "PT1M, P64D, 3600",
            "PT5M, P64D, 3600", "PT5M, P1D, 300", "PT7M, P16D, 600", "PT24H, P64D, 86400", "PT10S, P1D, 60" })
    void thePeriodIsOneThatIsKept(Duration period, Duration age, int expected) {
        assertThat(ChartWindow.of(Measured.cpu(period, 1), NOW.minus(age), NOW).orElseThrow().period()).isEqualTo(expected);
    }

    @Test
    void whatIsForgottenIsNotAskedFor() {
        assertThat(ChartWindow.of(Measured.cpu(Duration.ofMinutes(5), 1), NOW.minus(Duration.ofDays(456)), NOW)).isEmpty();
    }

    @Test
    void valuesOfEveryTenSecondsAreAskedForWhileTheyAreKept() {
        ChartWindow fresh = ChartWindow.of(Measured.cpu(Duration.ofSeconds(10), 3), NOW.minusSeconds(30), NOW).orElseThrow();
        assertThat(fresh.period()).isEqualTo(10);
        assertThat(fresh.from()).isAfter(NOW.minus(Duration.ofHours(3)));

        ChartWindow later = ChartWindow.of(Measured.cpu(Duration.ofSeconds(10), 3), NOW.minus(Duration.ofHours(1)), NOW)
                .orElseThrow();
        assertThat(later.period()).as("what is left of them says enough").isEqualTo(10);

        ChartWindow old = ChartWindow.of(Measured.cpu(Duration.ofSeconds(10), 3), NOW.minus(Duration.ofHours(2)), NOW)
                .orElseThrow();
        assertThat(old.period()).isEqualTo(60);
        assertThat(old.length()).isGreaterThan(Duration.ofHours(3));
    }

    @Test
    void aQuerysOwnPeriodIsKeptUnlessCloudWatchHasForgottenIt() {
        ChartWindow window = ChartWindow.of(Measured.cpu(Duration.ofMinutes(1), 1), NOW, NOW).orElseThrow();
        assertThat(window.period(Duration.ofMinutes(5))).isEqualTo(300);
        assertThat(window.period(Duration.ofSeconds(90))).isEqualTo(120);
        assertThat(window.period(Duration.ofSeconds(10))).isEqualTo(60);

        ChartWindow old = ChartWindow.of(Measured.cpu(Duration.ofMinutes(1), 1), NOW.minus(Duration.ofDays(20)), NOW)
                .orElseThrow();
        assertThat(old.period(Duration.ofMinutes(1))).isEqualTo(300);
    }
}
