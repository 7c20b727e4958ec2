package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.tocsin.console.message.Sample;

/** The sample alarm's metric looks as the sample says. */
class AlarmedMetricsTest {

    private static final Instant ALARM = Instant.parse("2026-11-28T10:00:30Z");
    private static final MetricsService.MetricName NAME = new MetricsService.MetricName("AWS/ApplicationELB",
            "HTTPCode_Target_5XX_Count", Map.of("LoadBalancer", "app/checkout/50dc6c495c0c9188", "TargetGroup",
                    "targetgroup/checkout-blue/73e2d6bc24d8a067"));
    private static final double THRESHOLD = 25;

    private final MetricsService metrics = new MetricsService();
    private final AlarmedMetrics alarms = new AlarmedMetrics(metrics);

    @Test
    void isInBreachFromShortlyBeforeTheAlarmUntilShortlyBeforeItRecovers() {
        publish("cloudwatch-alarm", ALARM);
        Instant recovery = ALARM.plus(Duration.ofMinutes(10));

        assertThat(at(ALARM.minus(Duration.ofMinutes(5)))).isBetween(0.0, THRESHOLD - 10);
        assertThat(at(ALARM.minus(Duration.ofMinutes(4)))).as("the first of the sample").isEqualTo(41);
        assertThat(at(ALARM.minus(Duration.ofMinutes(3)))).isEqualTo(97);
        assertThat(at(ALARM.minus(Duration.ofMinutes(2)))).isEqualTo(118);
        assertThat(at(recovery)).isGreaterThan(THRESHOLD);

        publish("cloudwatch-ok", recovery);
        assertThat(at(recovery.minus(Duration.ofMinutes(3)))).isGreaterThan(THRESHOLD);
        assertThat(at(recovery.minus(Duration.ofMinutes(2)))).isLessThan(THRESHOLD);
        assertThat(at(recovery.plus(Duration.ofHours(1)))).isLessThan(THRESHOLD);
    }

    @Test
    void isTheSameWheneverItIsAsked() {
        publish("cloudwatch-alarm", ALARM);
        double then = at(ALARM);
        publish("cloudwatch-alarm", ALARM.plus(Duration.ofMinutes(2)));

        assertThat(at(ALARM)).isEqualTo(then);
        assertThat(metrics.series(NAME).orElseThrow().between(ALARM.minus(Duration.ofHours(1)), ALARM)).hasSize(60);
    }

    @Test
    void liesBelowTheThresholdWhereThatIsTheTrouble() {
        alarms.heard(text("cloudwatch-alarm").replace("GreaterThanThreshold", "LessThanThreshold"), ALARM);

        assertThat(at(ALARM.minus(Duration.ofMinutes(2)))).isLessThan(THRESHOLD);
        assertThat(at(ALARM.minus(Duration.ofMinutes(20)))).isGreaterThan(THRESHOLD);
    }

    @Test
    void leavesOtherMessagesAlone() {
        alarms.heard("The disk is full", ALARM);
        alarms.heard("{\"Trigger\":{\"Metrics\":[]}}", ALARM);
        publish("composite-alarm", ALARM);

        assertThat(metrics.series(NAME)).isEmpty();
    }

    private double at(Instant moment) {
        Instant minute = Instant.ofEpochSecond(moment.getEpochSecond() / 60 * 60);
        return metrics.series(NAME).orElseThrow().between(minute, minute.plusSeconds(60)).iterator().next();
    }

    private void publish(String sample, Instant at) {
        alarms.heard(text(sample), at);
    }

    private static String text(String sample) {
        return Sample.brought().stream().filter(one -> one.name().equals(sample)).findFirst().orElseThrow().textAt(ALARM);
    }
}
