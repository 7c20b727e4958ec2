package dev.tocsin.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tocsin.chat.Chart;
import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Measurement.Breach;

class SparklinesTest {

    @Test
    void showsTheValuesWithTheirBordersAndTheThreshold() {
        assertThat(of(71.25, 80, 92.123456, 97)).contains(
                new Chart.Sparkline("▁▃▇█ from 71.25 to 97, last 97, threshold 80"));
    }

    @Test
    void theSameValueIsALevelLine() {
        assertThat(of(3, 3, 3).orElseThrow().line()).startsWith("▁▁▁ from 3 to 3");
    }

    @Test
    void ofManyTheLastAreShown() {
        double[] values = new double[100];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        assertThat(of(values).orElseThrow().line()).startsWith("▁").contains("from 80 to 99").hasSizeLessThan(70);
    }

    @Test
    void tooFewNumbersAreNoLine() {
        assertThat(of()).isEmpty();
        assertThat(of(1)).isEmpty();
        assertThat(of(1, Double.NaN, Double.POSITIVE_INFINITY)).isEmpty();
    }

    @Test
    void numbersOfAnySizeAreShort() {
        assertThat(of(1e300, -1e300, 1e-300, 123456.789).orElseThrow().line()).hasSizeLessThan(80);
    }

    private static Optional<Chart.Sparkline> of(double... values) {
        List<Measurement.Point> points = new ArrayList<>();
        for (double value : values) {
            points.add(new Measurement.Point(Instant.EPOCH.plusSeconds(60L * points.size()), value));
        }
        return Sparklines.of(new Measurement(List.of(), Breach.ABOVE, Optional.of(80.0), Optional.empty(),
                Duration.ofMinutes(1), 3, points));
    }
}
