package dev.tocsin.notice.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Link;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

class CloudWatchAlarmTest {

    @Test
    void tellsWhatAMetricAlarmMeans() {
        Notice notice = Samples.interpreted("monitoring/alarm-metric.json");

        assertThat(notice.family()).isEqualTo("cloudwatch-alarm");
        assertThat(notice.severity()).isEqualTo(Severity.HIGH);
        assertThat(notice.title()).isEqualTo("ALARM: checkout p99 latency");
        assertThat(notice.region()).contains("eu-central-1");
        assertThat(notice.account()).contains("210987654321");
        assertThat(notice.occurredAt()).contains(Instant.parse("2026-03-02T09:15:31.204Z"));
        assertThat(notice.correlationKey())
                .contains("arn:aws:cloudwatch:eu-central-1:210987654321:alarm:checkout p99 latency");
        assertThat(notice.titleLink()).contains("https://eu-central-1.console.aws.amazon.com/cloudwatch/deeplink.js"
                + "?region=eu-central-1#alarmsV2:alarm/checkout%20p99%20latency");
        assertThat(notice.texts()).startsWith(
                new Text.Plain("Checkout is slow. Runbook: https://wiki.example.com/checkout")).hasSize(2);
        assertThat(Samples.facts(notice)).containsExactly("State: OK → ALARM",
                "Condition: Latency (p99) > 1.5 for 2 datapoints within 15 minutes", "Namespace: Shop/Checkout",
                "Service: checkout", "Stage: prod");
    }

    @Test
    void isGoodNewsWhenOkAgainAndLinksToTheConsoleOfThePartition() {
        Notice notice = Samples.interpreted("monitoring/alarm-ok-china.json");

        assertThat(notice.severity()).isEqualTo(Severity.GOOD);
        assertThat(notice.texts()).hasSize(1);
        assertThat(notice.titleLink()).contains(
                "https://console.amazonaws.cn/cloudwatch/deeplink.js?region=cn-north-1#alarmsV2:alarm/queue-depth");
        assertThat(Samples.facts(notice)).contains("Condition: ApproximateNumberOfMessagesVisible (Maximum) ≥ 1000"
                + " for 1 datapoint within 1 minute");
    }

    @Test
    void showsTheLinesOfMetricMath() {
        Notice notice = Samples.interpreted("monitoring/alarm-math.json");

        assertThat(Samples.facts(notice)).containsExactly("State: INSUFFICIENT_DATA → ALARM",
                "Condition: Error rate > 5 for 3 datapoints within 3 minutes", "Namespace: AWS/ApplicationELB",
                "Metric rate: 100 * errors / requests", "Metric errors: HTTPCode_Target_5XX_Count (Sum)",
                "Metric requests: RequestCount (Sum)", "LoadBalancer: app/shop/50dc");
    }

    @Test
    void comparesWithTheBandOfAnomalyDetection() {
        Notice notice = Samples.interpreted("monitoring/alarm-anomaly.json");

        assertThat(Samples.facts(notice)).contains("Condition: NetworkIn (Average) outside the expected band"
                + " ANOMALY_DETECTION_BAND(m1, 2) for 1 datapoint within 1 hour", "InstanceId: i-0aa11bb22cc33dd44");
    }

    @Test
    void namesTheChildrenOfACompositeAlarmAndTheirStates() {
        Notice notice = Samples.interpreted("monitoring/alarm-composite.json");

        assertThat(notice.texts()).contains(new Text.Bullets(
                List.of(new Text.Plain("no-orders: ALARM"), new Text.Plain("maintenance: OK"))));
        assertThat(Samples.facts(notice)).containsExactly("State: OK → ALARM",
                "Rule: ALARM(\"no-orders\") AND NOT ALARM(maintenance)");
    }

    @Test
    void readsTheEventOfAnAlarmLikeItsNotification() {
        Notice event = interpreted("""
                {"detail-type": "CloudWatch Alarm State Change", "source": "aws.cloudwatch",
                 "resources": ["arn:aws:cloudwatch:eu-central-1:210987654321:alarm:checkout p99 latency"],
                 "detail": {"alarmName": "checkout p99 latency", "state": {"value": "OK"}}}""");

        assertThat(event.family()).isEqualTo("cloudwatch-alarm");
        assertThat(event.correlationKey())
                .isEqualTo(Samples.interpreted("monitoring/alarm-metric.json").correlationKey());
    }

    @Test
    void tellsHowLongTheAlarmWasInItsOldStateAndTheThresholdThatOnlyTheReasonHas() {
        Notice notice = Samples.interpreted("monitoring/alarm-event-metric.json");

        assertThat(Samples.facts(notice)).startsWith("State: OK (for 2 days 4 hours) → ALARM",
                "Condition: CPUUtilization (Average) > 80 over 5 minutes");
        assertThat(notice.links()).containsExactly(new Link("Runbook", "https://wiki.example.com/checkout/cpu"),
                new Link("grafana.example.com", "https://grafana.example.com/d/checkout?var="));
    }

    @ParameterizedTest
    @ValueSource(strings = { "alarm-event-muted", "alarm-event-composite-suppressed" })
    void wakesNobodyForAnAlarmWhoseActionsAreSilenced(String sample) {
        assertThat(Samples.interpreted("monitoring/" + sample + ".json").severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void keepsContributorsApart() {
        assertThat(Samples.interpreted("monitoring/alarm-event-contributor.json").correlationKey())
                .contains("arn:aws:cloudwatch:eu-west-1:210987654321:alarm:table-writes/6d442278dba546f6");
    }

    @ParameterizedTest
    @CsvSource({ "ALARM, HIGH", "OK, GOOD", "INSUFFICIENT_DATA, LOW", "SOMETHING_NEW, MEDIUM" })
    void hasTheSeverityOfItsState(String state, Severity severity) {
        assertThat(interpreted("""
                {"AlarmName": "a", "NewStateValue": "%s"}""".formatted(state)).severity()).isEqualTo(severity);
    }

    @Test
    void takesTheRegionOfTheTopicWhereTheArnIsMissing() {
        Notice notice = interpreted("""
                {"AlarmName": "a", "NewStateValue": "OK", "Region": "EU (Paris)", "AWSAccountId": "210987654321"}""");

        assertThat(notice.region()).contains("eu-west-3");
        assertThat(notice.correlationKey()).contains("cloudwatch-alarm/210987654321/eu-west-3/a");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"1e999999999\"", "1e999999999", "-1", "[]", "null", "1e-999999999", "123456789012345678901234" })
    void survivesAnyNumberAsPeriodAndThreshold(String number) {
        Notice notice = interpreted("""
                {"AlarmName": "a", "NewStateValue": "ALARM", "Trigger": {"MetricName": "m", "Period": %1$s, "Threshold": %1$s,
                 "EvaluationPeriods": %1$s, "DatapointsToAlarm": %1$s, "ComparisonOperator": "GreaterThanThreshold"}}"""
                .formatted(number));

        assertThat(notice.family()).isEqualTo("cloudwatch-alarm");
        assertThat(String.join("", Samples.facts(notice))).hasSizeLessThan(200);
    }

    @Test
    void leavesAllElseToOthers() {
        assertThat(interpreted("{\"AlarmName\": 5, \"NewStateValue\": \"OK\"}").family()).isEqualTo("json");
        assertThat(interpreted("{\"AlarmName\": \"a\"}").family()).isEqualTo("json");
        assertThat(interpreted("AlarmName NewStateValue").family()).isEqualTo("text");
        assertThat(interpreted("""
                {"source": "com.example", "detail-type": "CloudWatch Alarm State Change",
                 "detail": {"alarmName": "a", "state": {"value": "OK"}}}""").family()).isEqualTo("event");
    }

    private static Notice interpreted(String body) {
        return AllInterpreters.asked().interpret(Samples.message(body));
    }
}
