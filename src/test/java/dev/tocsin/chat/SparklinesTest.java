package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.chat.Life.Button;
import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Measurement.Breach;
import dev.tocsin.notice.Measurement.Point;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;

class SparklinesTest {

    @Test
    void showTheValuesWithTheirBordersAndTheThreshold() {
        assertThat(line(80.0, 71.25, 80.0, 92.123456, 97.0)).contains("▁▃▇█ from 71.25 to 97, last 97, threshold 80");
        assertThat(line(null, 8.0, 1.0, 2.0)).contains("█▁▂ from 1 to 8, last 2");
    }

    @Test
    void areLevelWhereAllIsTheSame() {
        assertThat(line(null, 3.0, 3.0, 3.0)).contains("▁▁▁ from 3 to 3, last 3");
    }

    @Test
    void showTheNewestOfMany() {
        Double[] values = IntStream.range(0, 100).mapToObj(i -> (double) i).toArray(Double[]::new);

        assertThat(line(null, values)).hasValueSatisfying(
                line -> assertThat(line).startsWith("▁").contains("█ from 80 to 99").hasSizeLessThan(60));
    }

    @Test
    void needTwoNumbers() {
        assertThat(line(1.0)).isEmpty();
        assertThat(line(1.0, 1.0)).isEmpty();
        assertThat(line(1.0, 1.0, null, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)).isEmpty();
        assertThat(line(Double.NaN, 1.0, Double.NaN, 2.0)).contains("▁█ from 1 to 2, last 2");
    }

    @Test
    void areShortWhateverTheNumbers() {
        assertThat(line(-0.0, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 123_456.789)).hasValueSatisfying(
                line -> assertThat(line).startsWith("█▁▅▅ ").hasSizeLessThan(90));
    }

    @ParameterizedTest
    @CsvSource({ "0, 0", "-1.5, -1.5", "123456.789, 123500", "0.00012345, 0.0001234", "1E20, 1E+20", "12345678, 12350000" })
    void roundNumbersForReading(double value, String words) {
        assertThat(line(null, value, value)).hasValueSatisfying(line -> assertThat(line).endsWith("last " + words));
    }

    @Test
    void areThoseOfTheChartWhereThereIsOneElseOfTheNotice() {
        Posting posting = new Posting(1, Notice.of("x", Severity.HIGH, "Title").measurement(measurement(1.0, 2.0)).build(),
                Form.FULL, Optional.empty());
        Chart lines = new Chart.Lines("Title", List.of("a", "b"), List.of(new Chart.Series("x", Arrays.asList(9.0, 7.0))), "");

        assertThat(Sparklines.of(posting)).contains("▁█ from 1 to 2, last 2, threshold 5");
        assertThat(Sparklines.of(posting.with(life(new Chart.Sparkline("▁ one"))))).contains("▁ one");
        assertThat(Sparklines.of(posting.with(life(lines)))).contains("█▁ from 7 to 9, last 7");
        assertThat(Sparklines.of(posting.with(life(new Chart.Picture("F0", "CPU"))))).contains(
                "▁█ from 1 to 2, last 2, threshold 5");
        assertThat(Sparklines.of(posting.with(life(new Chart.Lines("", List.of(), List.of(), ""))))).isPresent();
        assertThat(Sparklines.of(SampleNotices.posting(SampleNotices.alarm(), Form.FULL))).isEmpty();
    }

    private static Life life(Chart chart) {
        return new Life(Optional.empty(), List.of(), Collections.<Button> emptyList(), Optional.of(chart));
    }

    private static Optional<String> line(Double threshold, Double... values) {
        return Sparklines.of(Arrays.asList(values), Optional.ofNullable(threshold)).map(Chart.Sparkline::line);
    }

    static Measurement measurement(double... values) {
        return new Measurement(List.of(), Breach.ABOVE, Optional.of(5.0), Optional.empty(), Duration.ofMinutes(1), 3,
                IntStream.range(0, values.length)
                        .mapToObj(i -> new Point(Instant.parse("2026-03-14T15:00:00Z").plusSeconds(60L * i), values[i]))
                        .toList());
    }
}
