package dev.tocsin.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tocsin.aws.MetricValues;
import dev.tocsin.chat.Chart;
import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Measurement.Breach;

class LineChartTest {

    private static final Instant NOW = Instant.parse("2026-11-28T07:00:00Z");
    private static final Instant FROM = Instant.parse("2026-11-28T04:00:00Z");

    @Test
    void aBreachOfOneMinuteIsSeen() {
        Measurement measurement = Measured.cpu(Duration.ofMinutes(1), 1);
        Double[] values = minutes(10);
        values[125] = 97.123456789;

        Chart.Lines lines = draw(measurement, series("m1", "CPU of i-1", values)).orElseThrow();

        assertThat(lines.title()).isEqualTo("CPUUtilization, Maximum");
        assertThat(lines.unit()).isEqualTo("Percent");
        assertThat(lines.labels()).startsWith("04:00", "04:10").hasSizeLessThanOrEqualTo(20);
        assertThat(lines.series()).extracting(Chart.Series::name).containsExactly("CPU of i-1", "Threshold");
        assertThat(lines.series().get(0).values()).hasSameSizeAs(lines.labels()).contains(97.1235);
        assertThat(lines.series().get(0).values().get(12)).isEqualTo(97.1235);
        assertThat(lines.series().get(1).values()).hasSameSizeAs(lines.labels()).containsOnly(80.0);
    }

    @Test
    void ofWhatIsTooLowTheLowestIsSeen() {
        Measurement measurement = Measured.of(Breach.BELOW, Optional.of(3.0), Optional.empty(), Measured.metric("m1"));
        Double[] values = minutes(10);
        values[31] = 1.0;

        assertThat(draw(measurement, series("m1", "Hosts", values)).orElseThrow().series().get(0).values().get(3))
                .isEqualTo(1.0);
    }

    /** Both edges come under one id, and no order is promised. */
    @Test
    void ofWhatLeavesItsBandBothSidesAreSeenWithTheBandOfThatMoment() {
        Measurement measurement = band(Breach.OUTSIDE);
        Double[] values = minutes(50);
        values[12] = 95.0;
        values[47] = 2.0;
        Double[] low = minutes(40);
        Double[] high = minutes(60);
        high[12] = 61.0;
        high[13] = 99.0;

        Chart.Lines lines = draw(measurement, series("ad1", "b", high), series("m1", "Requests", values),
                series("ad1", "a", low)).orElseThrow();

        assertThat(lines.series()).extracting(Chart.Series::name).containsExactly("Requests", "Expected at most",
                "Expected at least");
        assertThat(lines.series().get(0).values().get(1)).isEqualTo(95.0);
        assertThat(lines.series().get(0).values().get(4)).isEqualTo(2.0);
        assertThat(lines.series().get(1).values().get(1)).as("not 99, which is of another minute").isEqualTo(61.0);
        assertThat(lines.series().get(2).values()).containsOnly(40.0);
    }

    @Test
    void ofABandWithOneSideThatCountsOnlyThatSideCounts() {
        Double[] values = minutes(50);
        values[12] = 95.0;
        values[14] = 0.0;

        assertThat(draw(band(Breach.ABOVE), series("m1", "Requests", values), series("ad1", "x", minutes(40)),
                series("ad1", "y", minutes(60))).orElseThrow().series().get(0).values().get(1)).isEqualTo(95.0);
        assertThat(draw(band(Breach.BELOW), series("m1", "Requests", values), series("ad1", "x", minutes(40)),
                series("ad1", "y", minutes(60))).orElseThrow().series().get(0).values().get(1)).isEqualTo(0.0);
    }

    @Test
    void aModelThatIsStillLearningHasNoBand() {
        Chart.Lines lines = draw(band(Breach.OUTSIDE), series("m1", "Requests", minutes(50)),
                new MetricValues("ad1", "x", List.of(), List.of(), "Complete")).orElseThrow();

        assertThat(lines.series()).extracting(Chart.Series::name).containsExactly("Requests");
    }

    @Test
    void whatIsNoNumberIsLeftOut() {
        Double[] values = minutes(10);
        Arrays.fill(values, 0, 10, Double.NaN);
        values[10] = Double.POSITIVE_INFINITY;
        values[11] = null;

        assertThat(draw(Measured.cpu(Duration.ofMinutes(1), 1), series("m1", "CPU", values)).orElseThrow().series().get(0)
                .values()).startsWith(null, 10.0).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
    }

    @Test
    void withoutValuesThereIsNoChart() {
        Measurement measurement = Measured.cpu(Duration.ofMinutes(1), 1);
        Double[] none = minutes(10);
        Arrays.fill(none, Double.NaN);

        assertThat(draw(measurement)).isEmpty();
        assertThat(draw(measurement, new MetricValues("m1", "CPU", List.of(), List.of(), "Complete"))).isEmpty();
        assertThat(draw(measurement, series("m1", "CPU", none))).isEmpty();
        assertThat(draw(measurement, new MetricValues("m1", "CPU", List.of(NOW.minus(Duration.ofDays(9))), List.of(1.0),
                "Complete"))).as("of another time").isEmpty();
    }

    @Test
    void anExpressionIsDrawnWithoutWhatItIsMadeOf() {
        Chart.Lines lines = draw(Measured.math(10), series("e1", "Error rate", minutes(3))).orElseThrow();

        assertThat(lines.title()).isEqualTo("Label of e1");
        assertThat(lines.unit()).isEmpty();
        assertThat(lines.series()).extracting(Chart.Series::name).containsExactly("Error rate", "Threshold");
    }

    @Test
    void ofManySeriesOfOneQueryTheWorstAreDrawn() {
        Measurement measurement = Measured.of(Breach.ABOVE, Optional.of(80.0), Optional.empty(),
                Measured.expression("q1", "SELECT MAX(CPUUtilization) FROM \"AWS/EC2\" GROUP BY InstanceId"));
        List<MetricValues> answered = new ArrayList<>();
        for (int host = 0; host < 100; host++) {
            answered.add(series("q1", "i-" + host, minutes(host)));
        }

        Chart.Lines lines = draw(measurement, answered.toArray(MetricValues[]::new)).orElseThrow();

        assertThat(lines.series()).extracting(Chart.Series::name).containsExactly("i-99", "i-98", "i-97", "i-96", "Threshold");
    }

    @Test
    void aLineThatWouldHideTheWorstMomentIsLeftOut() {
        Double[] values = minutes(10);
        values[125] = 97.0;
        Double[] early = minutes(9);
        Arrays.fill(early, 60, 180, null);
        Double[] late = minutes(8);
        Arrays.fill(late, 0, 60, null);
        Measurement measurement = Measured.of(Breach.ABOVE, Optional.of(80.0), Optional.empty(), Measured.metric("m1"),
                Measured.metric("m2"), Measured.metric("m3"));

        assertThat(draw(measurement, series("m1", "CPU", values), series("m2", "early", early), series("m3", "late", late))
                .orElseThrow().series()).extracting(Chart.Series::name).containsExactly("CPU", "Threshold", "late");
    }

    @Test
    void aBandHasNoHoles() {
        Double[] low = minutes(40);
        Arrays.fill(low, 0, 30, null);
        Arrays.fill(low, 90, 180, null);

        assertThat(draw(band(Breach.OUTSIDE), series("m1", "Requests", minutes(50)), series("ad1", "x", low)).orElseThrow()
                .series().get(1).values()).containsOnly(40.0);
    }

    @Test
    void namesAreDistinctAndShort() {
        Measurement measurement = Measured.of(Breach.ABOVE, Optional.of(80.0), Optional.empty(), Measured.metric("m1"),
                Measured.metric("m2"), Measured.metric("m3"));
        String longest = "a\nb " + "x".repeat(300);

        Chart.Lines lines = draw(measurement, series("m1", "Threshold", minutes(1)), series("m2", longest, minutes(1)),
                series("m3", longest, minutes(1)), series("m1", "", minutes(1))).orElseThrow();

        assertThat(lines.series()).hasSize(5).extracting(Chart.Series::name).doesNotHaveDuplicates()
                .allMatch(name -> name.length() <= 40 && !name.contains("\n")).contains("Threshold", "Threshold (2)");
        assertThat(lines.title()).hasSizeLessThanOrEqualTo(50);
    }

    @Test
    void valuesMayComeInAnyOrderAndTimesTwice() {
        Double[] values = minutes(10);
        values[125] = 97.0;
        MetricValues forward = series("m1", "CPU", values);
        List<Instant> times = new ArrayList<>(forward.times());
        List<Double> reversed = new ArrayList<>(forward.values());
        Collections.reverse(times);
        Collections.reverse(reversed);
        Measurement measurement = Measured.cpu(Duration.ofMinutes(1), 1);

        assertThat(draw(measurement, new MetricValues("m1", "CPU", times, reversed, "Complete")))
                .isEqualTo(draw(measurement, forward));
    }

    private static Measurement band(Breach breach) {
        return Measured.of(breach, Optional.empty(), Optional.of("ad1"), Measured.metric("m1"),
                Measured.expression("ad1", "ANOMALY_DETECTION_BAND(m1, 2)"));
    }

    private static Optional<Chart.Lines> draw(Measurement measurement, MetricValues... answered) {
        ChartWindow window = ChartWindow.of(measurement, NOW, NOW).orElseThrow();
        return LineChart.of(measurement, ChartQueries.of(measurement, window, Optional.empty(), Optional.empty()), window,
                List.of(answered));
    }

    /** The same value each minute of three hours. */
    private static Double[] minutes(double value) {
        Double[] values = new Double[180];
        Arrays.fill(values, value);
        return values;
    }

    private static MetricValues series(String id, String label, Double... values) {
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            times.add(FROM.plusSeconds(60L * i));
        }
        return new MetricValues(id, label, times, Arrays.asList(values), "Complete");
    }
}
