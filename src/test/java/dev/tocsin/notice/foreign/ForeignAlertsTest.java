package dev.tocsin.notice.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class ForeignAlertsTest {

    @ParameterizedTest
    @CsvSource({ "critical, CRITICAL", "Page, CRITICAL", "error, HIGH", "warning, MEDIUM", "info, INFO", "none, INFO",
            "P4, LOW",
            "whatever, HIGH", "'', HIGH", "ok, HIGH" })
    void haveTheSeverityOfTheirLabel(String label, Severity severity) {
        assertThat(interpreted("""
                {"receiver": "r", "status": "firing", "alerts": [{"labels": {"alertname": "a", "severity": "%s"}}]}"""
                .formatted(label)).severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({ "alertmanager-firing.json, alertmanager-resolved.json", "amp-text-firing.txt, amp-text-resolved.txt",
            "grafana-firing.json, grafana-resolved.json", "grafana-legacy-alerting.json, grafana-legacy-ok.json",
            "datadog-default.json, datadog-default-recovered.json" })
    void haveOneKeyFromBeginningToEndAndEndWell(String firing, String resolved) {
        Notice begin = Samples.interpreted("foreign/" + firing);
        Notice end = Samples.interpreted("foreign/" + resolved);

        assertThat(begin.correlationKey()).isPresent().isEqualTo(end.correlationKey());
        assertThat(begin.severity()).isLessThan(Severity.LOW);
        assertThat(end.severity()).isEqualTo(Severity.GOOD);
    }

    @Test
    void areReadEvenWhereTheTemplateForgotToEscape() {
        Notice notice = Samples.interpreted("foreign/amp-unescaped.json");

        assertThat(notice.family()).isEqualTo("prometheus-alert");
        assertThat(notice.toString()).contains("Import of \"winter, spring\" failed");
        assertThat(notice.occurredAt()).contains(Instant.parse("2026-03-02T09:10:31.204Z"));
    }

    @Test
    void areNamedEvenWhereNobodyCanReadThem() {
        Notice notice = Samples.interpreted("foreign/amp-unreadable.json");

        assertThat(notice.title()).isEqualTo("FIRING: ImportFailed");
        assertThat(notice.toString()).doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"status\": \"firing\", \"receiver\": \"r\"}",
            "{\"status\": \"firing\", \"receiver\": \"r\", \"alerts\": []}",
            "{\"status\": \"firing\", \"receiver\": \"r\", \"alerts\": [{\"name\": \"a\"}]}",
            "{\"status\": \"open\", \"receiver\": \"r\", \"alerts\": [{\"labels\": {}}]}",
            "{\"ruleName\": \"a\", \"state\": \"ok\"}", "{\"alert_transition\": \"Triggered\", \"alert_id\": 1}",
            "{\"title\": \"a\", \"event_type\": \"b\", \"body\": \"c\"}" })
    void areNotRecognisedByAFewMembers(String body) {
        assertThat(interpreted(body).family()).isEqualTo("json");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Alerts Firing:", "Alerts Firing:\nnothing", "See Labels: and Alerts Firing: a = b",
            "**Firing**" })
    void areNotSeenInProse(String body) {
        assertThat(interpreted(body).family()).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"", "\",\"a", "\"}", "\\", "\"labels\": ", "{\"a\":\"b\"},", "\": \"" })
    void takeNoLongerThanTheyMust(String part) {
        String head = "{\"receiver\": \"r\", \"status\": \"firing\", \"alerts\": [{\"labels\": ";
        String text = head + part.repeat(250_000 / part.length());

        Assertions.assertTimeout(Duration.ofSeconds(3), () -> assertThat(interpreted(text).family())
                .isEqualTo("prometheus-alert"));
    }

    @Test
    void takeNoLongerThanTheyMustAsTextEither() {
        String text = "Alerts Firing:\nLabels:\n - alertname = a\nAnnotations:\n - b = c\n" + "x\n".repeat(100_000);

        Assertions.assertTimeout(Duration.ofSeconds(2), () -> assertThat(interpreted(text).family())
                .isEqualTo("prometheus-alert"));
    }

    private static Notice interpreted(String body) {
        return AllInterpreters.asked().interpret(Samples.message(body));
    }
}
