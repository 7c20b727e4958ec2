package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.standin.MetricMath.Lines;
import dev.tocsin.standin.MetricMath.Scalar;
import dev.tocsin.standin.MetricMath.Value;

class MetricMathTest {

    private static final Instant FIRST = Instant.parse("2026-11-28T10:00:00Z");

    private final Map<String, Value> known = new LinkedHashMap<>();

    @BeforeEach
    void measure() {
        known.put("errors", new Lines(List.of(line(1, 0, 30))));
        known.put("requests", new Lines(List.of(line(100, 0, 60))));
        known.put("gaps", new Lines(List.of(line(null, 4, null))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            100 * errors / requests                  | [1.0, null, 50.0]
            100*(errors/requests)                    | [1.0, null, 50.0]
            errors + requests * 2                    | [201.0, 0.0, 150.0]
            (errors + requests) * 2                  | [202.0, 0.0, 180.0]
            -errors                                  | [-1.0, 0.0, -30.0]
            errors^2 - 1.5e0                         | [-0.5, -1.5, 898.5]
            ABS(-errors)                             | [1.0, 0.0, 30.0]
            SUM([errors, requests])                  | [101.0, 0.0, 90.0]
            SUM(METRICS())                           | [101.0, 4.0, 90.0]
            MAX(METRICS("re"))                       | 100.0
            AVG([errors, requests])                  | [50.5, 0.0, 45.0]
            FILL(gaps, 0)                            | [null, 4.0, null]
            errors > 20                              | [0.0, 0.0, 1.0]
            IF(requests > 10, errors, 7)             | [1.0, 7.0, 30.0]
            IF(requests > 10 AND errors > 20, 1, 0)  | [0.0, 0.0, 1.0]
            RATE(errors)                             | [null, -0.016666666666666666, 0.5]
            SUM(errors)                              | 31.0
            """)
    void calculates(String expression, String result) {
        assertThat(shown(MetricMath.evaluate(expression, known))).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "errors +", "(errors", "errors errors", "unknown * 2", "LOG10(errors)", "errors $ 2",
            "SELECT AVG(x) FROM y", "FILL(errors, requests)" })
    void refusesWhatItCannotRead(String expression) {
        assertThatThrownBy(() -> MetricMath.evaluate(expression, known)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void drawsABandAboutWhatIsUsual() {
        NavigableMap<Instant, Double> usual = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            usual.put(FIRST.plusSeconds(60L * i), i == 19 ? 500.0 : 10.0 + i % 3);
        }
        known.put("m1", new Lines(List.of(usual)));

        List<NavigableMap<Instant, Double>> band = ((Lines) MetricMath.evaluate("ANOMALY_DETECTION_BAND(m1, 2)", known))
                .series();

        assertThat(band).hasSize(2);
        assertThat(band.get(0).values()).hasSize(20).allSatisfy(upper -> assertThat(upper).isBetween(11.0, 14.0));
        assertThat(band.get(1).values()).hasSize(20).allSatisfy(lower -> assertThat(lower).isBetween(8.0, 11.0));
    }

    private static String shown(Value value) {
        if (value instanceof Scalar scalar) {
            return Double.toString(scalar.number());
        }
        NavigableMap<Instant, Double> line = ((Lines) value).series().get(0);
        return "[" + line.get(FIRST) + ", " + line.get(FIRST.plusSeconds(60)) + ", " + line.get(FIRST.plusSeconds(120)) + "]";
    }

    private static NavigableMap<Instant, Double> line(Integer... values) {
        NavigableMap<Instant, Double> line = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                line.put(FIRST.plusSeconds(60L * i), values[i].doubleValue());
            }
        }
        return line;
    }
}
