package dev.tocsin.command.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.chat.ActionButton;
import dev.tocsin.command.language.Command;
import dev.tocsin.command.language.CommandReader;
import dev.tocsin.command.language.RealLanguage;
import dev.tocsin.configuration.slack.NotificationButton;
import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Measurement.Breach;
import dev.tocsin.notice.Measurement.Metric;
import dev.tocsin.notice.Measurement.Query;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

/** Which commands notices offer, read by the language as if somebody had pressed their buttons. */
class NoticeOffersTest {

    private static final Set<NotificationButton> ALL = EnumSet.allOf(NotificationButton.class);
    private static final Instant AT = Instant.parse("2026-03-02T09:15:31.204Z");

    private final CommandReader reader = RealLanguage.reader();

    @Test
    void anAlarmOffersItsHistory() {
        Notice alarm = Samples.interpreted("monitoring/alarm-metric.json");

        assertThat(labels(alarm)).containsExactly("Alarm history");
        Command.Call call = pressed(alarm, ".alarm-history");
        assertThat(call.operation().name()).isEqualTo("DescribeAlarmHistory");
        assertThat(call.region()).contains("eu-central-1");
        assertThat(call.parameters().path("AlarmName").asText()).isEqualTo("checkout p99 latency");
        assertThat(call.parameters().path("AlarmTypes").toString()).isEqualTo("[\"MetricAlarm\",\"CompositeAlarm\"]");
    }

    @Test
    void anAlarmOfAFunctionOffersItsLogsFromTheStartOfWhatItEvaluated() {
        Notice alarm = alarm("orders", 300, 3);

        assertThat(labels(alarm)).containsExactly("Show logs", "Show error logs", "Alarm history");
        Command.Call call = pressed(alarm, ".show-logs");
        assertThat(call.operation().name()).isEqualTo("StartQuery");
        JsonNode asked = call.parameters();
        assertThat(asked.path("logGroupNames").toString()).isEqualTo("[\"/aws/lambda/orders\"]");
        assertThat(asked.path("startTime").asLong()).isEqualTo(AT.getEpochSecond() - 900);
        assertThat(asked.path("endTime").asLong()).isEqualTo(AT.getEpochSecond() + 600);
        assertThat(asked.path("queryString").asText()).contains("sort @timestamp asc").contains("limit 30")
                .doesNotContain("filter");
        assertThat(pressed(alarm, ".show-error-logs").parameters().path("queryString").asText())
                .contains("filter @message like /(?i)error|exception|fail/");
        assertThat(pressed(alarm("orders", 86_400, 30), ".show-logs").parameters().path("startTime").asLong())
                .isEqualTo(AT.getEpochSecond() - 86_400);
    }

    @Test
    void whatAFunctionFailedAtOffersItsLogs() {
        Notice failed = Samples.interpreted("compute/lambda-failed-event.json");

        assertThat(labels(failed)).startsWith("Show logs", "Show error logs");
        assertThat(pressed(failed, ".show-logs").parameters().path("logGroupNames").get(0).asText())
                .startsWith("/aws/lambda/");
    }

    @ParameterizedTest
    @CsvSource({ "codepipeline-action-failed-event,Prod", "codepipeline-stage-failed-rule,Test",
            "codepipeline-failed-rule,Build" })
    void aFailureInAPipelineOffersToRunItAgain(String sample, String stage) {
        Notice failed = Samples.interpreted("developer/" + sample + ".json");

        assertThat(labels(failed)).containsExactly("Retry stage");
        Command.Call call = pressed(failed, ".retry-stage");
        assertThat(call.operation().name()).isEqualTo("RetryStageExecution");
        assertThat(call.parameters().toString()).isEqualTo("{\"pipelineName\":\"shop\",\"stageName\":\"" + stage
                + "\",\"pipelineExecutionId\":\"11111111-2222-4333-8444-555555555555\",\"retryMode\":\"FAILED_ACTIONS\"}");
    }

    @Test
    void whatWaitsForApprovalOffersBothAnswersAndShowsNoToken() {
        Notice waits = Samples.interpreted("developer/codepipeline-approval-needed-rule.json");
        assertThat(labels(waits)).containsExactly("Approve", "Reject");
        Command.Call approve = pressed(waits, ".approve");
        assertThat(approve.operation().name()).isEqualTo("PutApprovalResult");
        assertThat(approve.parameters().path("actionName").asText()).isEqualTo("Approve");
        assertThat(approve.parameters().path("token").asText()).isEqualTo("execution-11111111-2222-4333-8444-555555555555");
        assertThat(approve.parameters().path("result").toString())
                .isEqualTo("{\"summary\":\"Approved in Slack by a\\\", \\\"status\\\": \\\"Rejected, (U1)\","
                        + "\"status\":\"Approved\"}");
        assertThat(pressed(waits, ".reject").parameters().path("result").path("status").asText()).isEqualTo("Rejected");

        Notice asks = Samples.interpreted("developer/codepipeline-approval.json");
        assertThat(labels(asks)).containsExactly("Approve", "Reject");
        assertThat(pressed(asks, ".approve").normalised()).contains("--token digest-").doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource({ "codepipeline-approval-given-event", "codepipeline-approval-refused-event", "codepipeline-succeeded-event",
            "codepipeline-stage-started-rule", "codepipeline-stage-without-name" })
    void whatIsOverOrGoesOnOffersNothing(String sample) {
        assertThat(labels(Samples.interpreted("developer/" + sample + ".json"))).isEmpty();
    }

    @Test
    void onlyWhatIsSwitchedOnIsOffered() {
        Notice alarm = alarm("orders", 300, 3);
        assertThat(NoticeOffers.of(alarm, Set.of(), Optional.empty())).isEmpty();
        assertThat(NoticeOffers.of(alarm, Set.of(NotificationButton.ALARM_HISTORY), Optional.empty()))
                .extracting(ActionButton::text).containsExactly("Alarm history");
        assertThat(NoticeOffers.of(alarm, Set.of(NotificationButton.RETRY_STAGE, NotificationButton.APPROVE), Optional.empty()))
                .isEmpty();
    }

    @Test
    void whatIsOfAnotherAccountThanTheRoleIsNotOffered() {
        Notice alarm = alarm("orders", 300, 3);
        assertThat(NoticeOffers.of(alarm, ALL, Optional.of("123456789012"))).isNotEmpty();
        assertThat(NoticeOffers.of(alarm, ALL, Optional.of("999999999999"))).isEmpty();
    }

    @Test
    void everySampleOffersOnlyWhatTheLanguageUnderstands() {
        for (String sample : Samples.names()) {
            Notice notice = Samples.interpreted(sample);
            NoticeOffers.of(notice, ALL, Optional.empty())
                    .forEach(offer -> assertThat(read(offer)).as(sample).isInstanceOf(Command.Call.class));
        }
    }

    private static Notice alarm(String function, int period, int periods) {
        Metric metric = new Metric("AWS/Lambda", "Errors", Map.of("FunctionName", function), "Sum", Duration.ofSeconds(period),
                Optional.empty());
        return Notice.of("cloudwatch-alarm", Severity.HIGH, "ALARM: orders").region("eu-west-1").account("123456789012")
                .resource("arn:aws:cloudwatch:eu-west-1:123456789012:alarm:orders").occurredAt(AT)
                .measurement(new Measurement(
                        List.of(new Query("m1", Optional.of(metric), Optional.empty(), Optional.empty(), Optional.empty(), true,
                                Optional.empty())),
                        Breach.ABOVE, Optional.of(1.0), Optional.empty(), Duration.ofSeconds(period), periods, List.of()))
                .build();
    }

    private static List<String> labels(Notice notice) {
        return NoticeOffers.of(notice, ALL, Optional.empty()).stream().map(ActionButton::text).toList();
    }

    private Command.Call pressed(Notice notice, String id) {
        ActionButton button = NoticeOffers.of(notice, ALL, Optional.empty()).stream()
                .filter(offer -> offer.name().equals(id)).findFirst().orElseThrow();
        Command.Call call = (Command.Call) read(button);
        // What is stored is this text, and it is read again.
        assertThat(reader.read(call.normalised())).isInstanceOfSatisfying(Command.Call.class,
                again -> assertThat(again.parameters()).isEqualTo(call.parameters()));
        return call;
    }

    private Command read(ActionButton button) {
        Map<String, String> values = new HashMap<>(button.variables());
        if (button.command().contains("$" + NoticeOffers.PERSON)) {
            values.put(NoticeOffers.PERSON, "a\", \"status\": \"Rejected, (U1)");
        }
        return reader.expanded(button.command(), new Command.RunAlias("notification", List.of(), values));
    }
}
