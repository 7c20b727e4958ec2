package dev.tocsin.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.chat.Chart;

class ChartJsonTest {

    private static final Chart.Lines LINES = new Chart.Lines("CPU, \"max\"", List.of("04:00", "04:10"),
            List.of(new Chart.Series("CPU", Arrays.asList(71.2, null)), new Chart.Series("Threshold", List.of(80.0, -1e-9))),
            "Percent");

    @Test
    void aChartComesBackAsItWasWritten() {
        for (Chart chart : List.of(LINES, new Chart.Picture("F0123ABCD", "Chart of CPU"), new Chart.Sparkline("▁▂▃ 1 to 3"))) {
            assertThat(ChartJson.read(ChartJson.write(chart))).contains(chart);
        }
    }

    @Test
    void itIsShort() {
        assertThat(ChartJson.write(LINES)).isEqualTo("""
                {"kind":"lines","title":"CPU, \\"max\\"","unit":"Percent","labels":["04:00","04:10"],\
                "series":[{"name":"CPU","values":[71.2,null]},{"name":"Threshold","values":[80.0,-1.0E-9]}]}""");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", " ", "x", "[]", "null", "17", "{}", "{\"kind\":\"pie\"}", "{\"kind\":\"lines\"}",
            "{\"kind\":\"lines\",\"labels\":[\"a\"],\"series\":[{\"name\":\"x\",\"values\":[1,2]}]}",
            "{\"kind\":\"lines\",\"labels\":\"a\",\"series\":{}}", "{\"kind\":\"lines\",\"labels\":[],\"series\":[]}",
            "{\"kind\":\"picture\"}", "{\"kind\":\"picture\",\"file\":1}", "{\"kind\":\"sparkline\",\"line\":null}",
            "{\"kind\":\"lines\",\"labels\":[\"a\"" })
    void whatIsNoneIsRead(String text) {
        assertThat(ChartJson.read(text)).isEmpty();
    }
}
