package dev.tocsin.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tocsin.aws.MetricQuery;
import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Measurement.Breach;

class ChartQueriesTest {

    private static final Instant NOW = Instant.parse("2026-11-28T07:00:00Z");
    private static final Optional<String> OWN = Optional.of("111111111111");

    @Test
    void aMetricIsAskedForAsTheAlarmComparesIt() {
        assertThat(of(Measured.cpu(Duration.ofMinutes(5), 3))).singleElement().satisfies(query -> {
            assertThat(query.stat().orElseThrow().statistic()).isEqualTo("Maximum");
            assertThat(query.period()).contains(300);
            assertThat(query.isReturned()).isTrue();
            assertThat(query.account()).isEmpty();
        });
    }

    @Test
    void anExpressionOfTenMetricsIsAskedForWithAllOfThem() {
        List<MetricQuery> queries = of(Measured.math(10));

        assertThat(queries).hasSize(11);
        assertThat(queries.get(0).expression()).isPresent();
        assertThat(queries.get(0).period()).as("it has that of its metrics").isEmpty();
        assertThat(queries).filteredOn(MetricQuery::isReturned).extracting(MetricQuery::id).containsExactly("e1");
    }

    @Test
    void whatIsMadeOfMoreThanAnAlarmCanHaveIsNotAskedFor() {
        assertThat(of(Measured.math(19))).hasSize(20);
        assertThat(of(Measured.math(20))).isEmpty();
    }

    @Test
    void whatNeitherIsDrawnNorServesIsLeftOut() {
        assertThat(of(Measured.of(Breach.ABOVE, Optional.of(1.0), Optional.empty(), Measured.expression("e1", "m1/'m3'"),
                Measured.serving("m1"), Measured.serving("m2"), Measured.serving("m3"))))
                .extracting(MetricQuery::id).containsExactly("e1", "m1");
    }

    @Test
    void expressionsOfExpressionsAndOfAllMetricsAreWhole() {
        assertThat(of(Measured.of(Breach.ABOVE, Optional.of(1.0), Optional.empty(), Measured.expression("e1", "RATE(e2)"),
                new Measurement.Query("e2", Optional.empty(), Optional.of("SUM(METRICS())"), Optional.empty(),
                        Optional.empty(), false, Optional.empty()),
                Measured.serving("m1"), Measured.serving("m2"))))
                .extracting(MetricQuery::id).containsExactlyInAnyOrder("e1", "e2", "m1", "m2");
    }

    @Test
    void whoCallsThemselvesIsAskedForOnce() {
        assertThat(of(Measured.of(Breach.ABOVE, Optional.of(1.0), Optional.empty(), Measured.expression("e1", "e1+e2"),
                Measured.expression("e2", "e1")))).extracting(MetricQuery::id).containsExactly("e1", "e2");
    }

    @Test
    void theBandIsAskedForBesideItsMetric() {
        assertThat(of(Measured.of(Breach.OUTSIDE, Optional.empty(), Optional.of("ad1"), Measured.metric("m1"),
                Measured.expression("ad1", "ANOMALY_DETECTION_BAND(m1, 2)"))))
                .extracting(MetricQuery::id, MetricQuery::isReturned)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("m1", true),
                        org.assertj.core.groups.Tuple.tuple("ad1", true));
    }

    @Test
    void sixAreDrawnAtMost() {
        Measurement.Query[] many = new Measurement.Query[12];
        for (int i = 0; i < many.length; i++) {
            many[i] = Measured.metric("m" + i);
        }
        assertThat(of(Measured.of(Breach.ABOVE, Optional.of(1.0), Optional.empty(), many))).hasSize(6)
                .allMatch(MetricQuery::isReturned);
    }

    @Test
    void whatCloudWatchWouldRefuseIsLeftOut() {
        assertThat(of(Measured.of(Breach.ABOVE, Optional.of(1.0), Optional.empty(), Measured.metric("M1"), Measured.metric(""),
                Measured.expression("e1", " "), Measured.expression("e2", "x".repeat(5000)),
                new Measurement.Query("m9", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true,
                        Optional.empty()))))
                .isEmpty();
    }

    @Test
    void aQueryOfMetricsInsightsSaysItsPeriod() {
        assertThat(of(Measured.of(Breach.ABOVE, Optional.of(1.0), Optional.empty(),
                Measured.expression("q1", "SELECT MAX(CPUUtilization) FROM \"AWS/EC2\" GROUP BY InstanceId"))).get(0).period())
                .contains(60);
    }

    @Test
    void anotherAccountsMetricsAreAskedForAsSuch() {
        ChartWindow window = window(Measured.math(2));
        assertThat(ChartQueries.of(Measured.math(2), window, OWN, Optional.of("222222222222")))
                .extracting(MetricQuery::account)
                .containsExactly(Optional.empty(), Optional.of("222222222222"), Optional.of("222222222222"));
        assertThat(ChartQueries.of(Measured.math(2), window, OWN, OWN)).extracting(MetricQuery::account)
                .containsOnly(Optional.empty());
        assertThat(ChartQueries.of(Measured.math(1), window, Optional.empty(), OWN).get(1).account())
                .as("nobody knows whose are answered else").isEqualTo(OWN);
    }

    private static List<MetricQuery> of(Measurement measurement) {
        return ChartQueries.of(measurement, window(measurement), OWN, OWN);
    }

    private static ChartWindow window(Measurement measurement) {
        return ChartWindow.of(measurement, NOW, NOW).orElseThrow();
    }
}
