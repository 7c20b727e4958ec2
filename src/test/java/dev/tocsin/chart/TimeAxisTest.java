package dev.tocsin.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeAxisTest {

    @Test
    void partsBeginAtRoundTimes() {
        TimeAxis axis = axis("2026-11-28T04:03:00Z", Duration.ofMinutes(185), 60);

        assertThat(axis.labels()).hasSize(19).startsWith("04:00", "04:10", "04:20").endsWith("07:00");
        assertThat(axis.part(Instant.parse("2026-11-28T04:09:59Z"))).isZero();
        assertThat(axis.part(Instant.parse("2026-11-28T04:10:00Z"))).isEqualTo(1);
        assertThat(axis.part(Instant.parse("2026-11-28T03:59:59Z"))).isNegative();
        assertThat(axis.part(Instant.parse("2030-01-01T00:00:00Z"))).isGreaterThanOrEqualTo(axis.parts());
    }

    @Test
    void aDayIsNamedOnlyWhereThereAreMore() {
        assertThat(axis("2026-11-28T22:00:00Z", Duration.ofHours(4), 300).labels()).as("over midnight").contains("23:45",
                "00:00");
        assertThat(axis("2026-11-27T06:00:00Z", Duration.ofHours(25), 300).labels()).contains("Nov 27 22:00", "Nov 28 00:00");
        assertThat(axis("2026-11-20T00:00:00Z", Duration.ofDays(10), 86_400).labels()).startsWith("Nov 20", "Nov 21");
    }

    /** Where clocks are changed an hour comes twice; in UTC none does. */
    @ParameterizedTest
    @ValueSource(strings = { "2026-10-25T00:00:00Z", "2026-11-01T05:00:00Z", "2026-03-29T00:00:00Z", "2026-12-31T23:00:00Z",
            "2028-02-28T23:00:00Z" })
    void noLabelComesTwice(String from) {
        for (Duration length : new Duration[] { Duration.ofHours(3), Duration.ofHours(24), Duration.ofDays(2),
                Duration.ofDays(28) }) {
            assertThat(axis(from, length, 60).labels()).doesNotHaveDuplicates().allMatch(label -> label.length() <= 20);
        }
    }

    @ParameterizedTest
    @CsvSource({ "PT1H, 10", "PT3H5M, 60", "PT3H, 7", "PT10800S, 420", "PT97H, 3600", "P28D, 86400", "PT1M, 60", "P29D, 3600",
            "PT3H, 5400" })
    void thereAreTwentyPartsAtMostAndAllOfTheTimeIsInThem(Duration length, int period) {
        TimeAxis axis = axis("2026-11-28T04:03:00Z", length, period);

        assertThat(axis.parts()).isBetween(1, 20);
        assertThat(axis.part(Instant.parse("2026-11-28T04:03:00Z"))).isBetween(0, axis.parts() - 1);
        assertThat(axis.part(Instant.parse("2026-11-28T04:03:00Z").plus(length).minusSeconds(1))).isBetween(0,
                axis.parts() - 1);
    }

    private static TimeAxis axis(String from, Duration length, int period) {
        return TimeAxis.of(new ChartWindow(Instant.parse(from), Instant.parse(from).plus(length), 60, period));
    }
}
