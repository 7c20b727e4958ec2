package dev.tocsin.notice.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Measurement.Breach;
import dev.tocsin.notice.Measurement.Metric;
import dev.tocsin.notice.Measurement.Point;
import dev.tocsin.notice.Measurement.Query;
import dev.tocsin.notice.Samples;

class AlarmMeasurementTest {

    @Test
    void asksForTheMetricOfAPublishedAlarmWithItsPercentile() {
        Measurement measurement = sample("alarm-metric.json");

        assertThat(measurement.queries()).containsExactly(new Query("m1", Optional.of(new Metric("Shop/Checkout", "Latency",
                Map.of("Service", "checkout", "Stage", "prod"), "p99", Duration.ofMinutes(5), Optional.empty())),
                Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty()));
        assertThat(measurement.threshold()).contains(1.5);
        assertThat(measurement.breach()).isEqualTo(Breach.ABOVE);
        assertThat(measurement.period()).isEqualTo(Duration.ofMinutes(5));
        assertThat(measurement.evaluationPeriods()).isEqualTo(3);
        assertThat(measurement.points()).containsExactly(new Point(Instant.parse("2026-03-02T09:05:00Z"), 1.75),
                new Point(Instant.parse("2026-03-02T09:10:00Z"), 1.91));
    }

    @Test
    void asksForTheMetricOfAnEventUnderAnIdThatIsTaken() {
        Measurement measurement = sample("alarm-event-metric.json");

        assertThat(measurement.queries()).singleElement().satisfies(query -> {
            assertThat(query.id()).isEqualTo("m1");
            assertThat(query.metric()).contains(new Metric("AWS/EC2", "CPUUtilization",
                    Map.of("InstanceId", "i-0aa11bb22cc33dd44"), "Average", Duration.ofMinutes(5), Optional.empty()));
        });
        assertThat(measurement.threshold()).contains(80.0);
        assertThat(measurement.points()).extracting(Point::value).containsExactly(95.1, 97.4);
    }

    @ParameterizedTest
    @ValueSource(strings = { "alarm-math.json", "alarm-event-math.json" })
    void takesMetricMathWholeWithWhatIsComparedFirst(String name) {
        Measurement measurement = sample(name);

        assertThat(measurement.queries()).extracting(Query::id).containsExactly("rate", "errors", "requests");
        assertThat(measurement.queries()).extracting(Query::isReturned).containsExactly(true, false, false);
        assertThat(measurement.queries().get(0).expression()).contains("100 * errors / requests");
        assertThat(measurement.queries().get(0).label()).contains("Error rate");
        assertThat(measurement.queries().get(1).metric()).map(Metric::statistic).contains("Sum");
        assertThat(measurement.threshold()).contains(5.0);
        assertThat(measurement.period()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void takesAlarmsOfTenMetricsAndTheirExpressionsAndNothingOfLarger() {
        String metrics = IntStream.rangeClosed(1, 10).mapToObj(i -> """
                {"Id": "m%d", "MetricStat": {"Metric": {"Namespace": "Shop", "MetricName": "Errors",
                 "Dimensions": [{"name": "Node", "value": "%d"}]}, "Period": 60, "Stat": "Sum"}, "ReturnData": false}
                """.formatted(i, i)).collect(Collectors.joining(","));
        String sum = "{\"Id\": \"e%d\", \"Expression\": \"SUM(METRICS())\", \"ReturnData\": %s}";
        String larger = IntStream.rangeClosed(1, 11).mapToObj(i -> sum.formatted(i, i == 1)).collect(Collectors.joining(","));

        assertThat(trigger("\"Metrics\": [" + metrics + "," + sum.formatted(1, true) + "]").get().queries()).hasSize(11)
                .first().extracting(Query::id).isEqualTo("e1");
        assertThat(trigger("\"Metrics\": [" + metrics + "," + larger + "]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "alarm-anomaly.json, band", "alarm-event-anomaly.json, ad1" })
    void hasABandInThePlaceOfAThreshold(String name, String band) {
        Measurement measurement = sample(name);

        assertThat(measurement.bandId()).contains(band);
        assertThat(measurement.threshold()).isEmpty();
        assertThat(measurement.breach()).isEqualTo(Breach.OUTSIDE);
        assertThat(measurement.queries()).extracting(Query::id).containsExactly("m1", band);
        assertThat(measurement.points()).containsExactly(new Point(Instant.parse("2026-03-02T09:10:00Z"), 9.0));
    }

    @ParameterizedTest
    @CsvSource({ "GreaterThanThreshold, ABOVE", "GreaterThanOrEqualToThreshold, ABOVE", "LessThanThreshold, BELOW",
            "LessThanOrEqualToThreshold, BELOW", "GreaterThanUpperThreshold, ABOVE", "LessThanLowerThreshold, BELOW",
            "LessThanLowerOrGreaterThanUpperThreshold, OUTSIDE" })
    void knowsOnWhichSideTheTroubleIs(String operator, Breach breach) {
        assertThat(trigger(METRIC + ", \"ComparisonOperator\": \"" + operator + "\"").get().breach()).isEqualTo(breach);
    }

    @ParameterizedTest
    @CsvSource({ "AVERAGE, Average", "SAMPLE_COUNT, SampleCount", "Maximum, Maximum", "tm(10%:90%), tm(10%:90%)" })
    void namesStatisticsAsGetMetricDataDoes(String statistic, String name) {
        assertThat(trigger(METRIC.replace("SUM", statistic)).get().queries().get(0).metric()).map(Metric::statistic)
                .contains(name);
    }

    @Test
    void namesTheAccountOfAMetricThatIsAnothers() {
        String query = "\"Metrics\": [{\"Id\": \"m1\", \"AccountId\": \"%s\", \"MetricStat\": {\"Metric\": {\"Namespace\": \"Shop\","
                + " \"MetricName\": \"Errors\"}, \"Period\": 60, \"Stat\": \"Sum\"}}]";

        assertThat(trigger(query.formatted("111122223333")).get().queries().get(0).account()).contains("111122223333");
        assertThat(trigger(query.formatted("210987654321")).get().queries().get(0).account()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "alarm-composite.json", "alarm-event-composite.json", "alarm-event-composite-suppressed.json",
            "alarm-lambda-invocation-composite.json" })
    void hasNothingOfACompositeAlarm(String name) {
        assertThat(Samples.interpreted("monitoring/" + name).measurement()).isEmpty();
    }

    @Test
    void asksForNothingOfOneContributorSinceTheQueryIsAboutAll() {
        assertThat(Samples.interpreted("monitoring/alarm-event-contributor.json").measurement())
                .hasValueSatisfying(measurement -> {
                    assertThat(measurement.queries()).isEmpty();
                    assertThat(measurement.points()).isNotEmpty();
                });
    }

    /** Part of a question would be another one. */
    @ParameterizedTest
    @ValueSource(strings = { "\"Period\": 60", "\"Period\": 0", "\"Period\": \"often\"", "\"Period\": 1E+999999999",
            "\"Dimensions\": [{\"name\": \"Node\"}]", "\"Dimensions\": {\"Node\": [1]}", "\"Statistic\": \"drop table\"",
            "\"MetricName\": \"\"" })
    void asksForNothingWhereSomethingIsMissing(String member) {
        String broken = member.equals("\"Period\": 60") ? METRIC.replace("\"Namespace\": \"Shop\", ", "")
                : METRIC + ", " + member;

        assertThat(trigger(broken)).isEmpty();
    }

    @Test
    void asksForNothingThatMayNotBeShown() {
        String secret = "AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMIs3cr3tK7MDENGbPxRfiCYEXAMPLEKEY";
        String body = Samples.body("monitoring/alarm-event-metric.json").replace("\"InstanceId\"",
                "\"" + "password=" + secret + "\"");

        assertThat(AllInterpreters.asked().interpret(Samples.message(body)).measurement())
                .hasValueSatisfying(measurement -> assertThat(measurement.queries()).isEmpty());
    }

    private static final String METRIC = """
            "Namespace": "Shop", "MetricName": "Errors", "Dimensions": [{"name": "Node", "value": "7"}],
            "Statistic": "SUM", "Period": 60""";

    private static Optional<Measurement> trigger(String members) {
        return AllInterpreters.asked().interpret(Samples.message("""
                {"AlarmName": "errors", "AWSAccountId": "210987654321", "NewStateValue": "ALARM", "NewStateReason": "Tried out",
                 "StateChangeTime": "2026-03-02T09:15:31.204+0000", "Trigger": {%s}}""".formatted(members))).measurement();
    }

    private static Measurement sample(String name) {
        return Samples.interpreted("monitoring/" + name).measurement().orElseThrow();
    }
}
