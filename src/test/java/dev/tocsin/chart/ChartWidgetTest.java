package dev.tocsin.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Measurement.Breach;

class ChartWidgetTest {

    private static final Instant NOW = Instant.parse("2026-11-28T07:00:00Z");

    @Test
    void drawsTheMetricItsThresholdAndTheMomentOfTheChange() {
        assertThat(of(Measured.cpu(Duration.ofMinutes(1), 3), "222222222222")).contains("""
                {"view":"timeSeries","stacked":false,"width":800,"height":300,"title":"CPUUtilization, Maximum",\
                "timezone":"+0000","start":"2026-11-28T04:00:00Z","end":"2026-11-28T07:00:00Z","period":60,\
                "metrics":[["AWS/EC2","CPUUtilization","InstanceId","i-1",{"id":"m1","visible":true,\
                "accountId":"222222222222","period":60,"stat":"Maximum"}]],"legend":{"position":"bottom"},\
                "annotations":{"horizontal":[{"label":"Threshold","value":80.0,"color":"#d62728","fill":"above"}],\
                "vertical":[{"label":"State change","value":"2026-11-28T07:00:00Z"}]}}""");
    }

    @Test
    void anExpressionIsSeenAndWhatItIsMadeOfIsNot() {
        assertThat(of(Measured.math(1), "111111111111").orElseThrow()).contains("""
                [{"id":"e1","visible":true,"label":"Label of e1","expression":"0+m1"}]""", """
                {"id":"m1","visible":false,"period":60,"stat":"Maximum"}]""");
    }

    @Test
    void aBandTakesThePlaceOfTheThreshold() {
        assertThat(of(Measured.of(Breach.OUTSIDE, Optional.of(2.0), Optional.of("ad1"), Measured.metric("m1"),
                Measured.expression("ad1", "ANOMALY_DETECTION_BAND(m1, 2)")), "111111111111").orElseThrow())
                .contains("ANOMALY_DETECTION_BAND(m1, 2)").doesNotContain("Threshold");
    }

    @Test
    void whatIsMoreThanCloudWatchTakesIsNotAskedFor() {
        Map<String, String> dimensions = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            dimensions.put("d" + i, "ä".repeat(5000));
        }
        Measurement.Query query = new Measurement.Query("m1", Optional.of(new Measurement.Metric("N", "M", dimensions, "Sum",
                Duration.ofMinutes(1), Optional.empty())), Optional.empty(), Optional.empty(), Optional.empty(), true,
                Optional.empty());

        assertThat(of(Measured.of(Breach.ABOVE, Optional.of(1.0), Optional.empty(), query), "111111111111")).isEmpty();
    }

    private static Optional<String> of(Measurement measurement, String account) {
        ChartWindow window = ChartWindow.of(measurement, NOW, NOW).orElseThrow();
        return ChartWidget.of(measurement, ChartQueries.of(measurement, window, Optional.of("111111111111"),
                Optional.of(account)), window, NOW);
    }
}
