package dev.tocsin.notice.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

class HealthEventTest {

    @ParameterizedTest
    @CsvSource({ "issue, open, HIGH", "issue, closed, GOOD", "scheduledChange, upcoming, MEDIUM",
            "scheduledChange, closed, GOOD",
            "accountNotification, open, INFO", "accountNotification, closed, INFO", "investigation, open, MEDIUM",
            "somethingNew, open, MEDIUM" })
    void hasTheSeverityOfItsCategoryAndStatus(String category, String status, Severity severity) {
        assertThat(interpreted("AWS Health Event", """
                {"eventTypeCode": "AWS_EC2_X", "eventTypeCategory": "%s", "statusCode": "%s"}""".formatted(category, status))
                .severity()).isEqualTo(severity);
    }

    @Test
    void isWorstWhenCredentialsAreExposed() {
        assertThat(Samples.interpreted("operations/health-credentials-exposed.json").severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void hasOneKeyFromItsBeginningToItsEnd() {
        Notice open = Samples.interpreted("operations/health-issue.json");
        Notice closed = Samples.interpreted("operations/health-issue-closed.json");

        assertThat(open.correlationKey()).isPresent().isEqualTo(closed.correlationKey());
        assertThat(Samples.facts(closed)).contains("Ended: " + Instant.parse("2026-03-02T10:05:00Z"));
    }

    @Test
    void speaksEnglishWhereItCanAndElseTheFirstLanguage() {
        assertThat(Samples.interpreted("operations/health-scheduled.json").texts()).singleElement()
                .isInstanceOfSatisfying(Text.Plain.class, text -> assertThat(text.words()).startsWith("EC2 has detected"));
        assertThat(Samples.interpreted("operations/health-notification.json").texts()).hasSize(1);
    }

    @Test
    void isInTheAffectedRegionNotInTheOneItWasDeliveredTo() {
        Notice notice = Samples.interpreted("operations/health-issue-public.json");

        assertThat(notice.region()).contains("eu-central-1");
        assertThat(notice.titleLink().orElseThrow()).startsWith("https://us-east-1.console.aws.amazon.com/health/home");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "\"EC2 issue\"", "[]", "null" })
    void leavesAnEventWithoutItsMembersToTheGeneralForm(String detail) {
        assertThat(interpreted("AWS Health Event", detail).family()).isEqualTo("event");
    }

    @Test
    void leavesOtherEventsOfTheSourceAlone() {
        assertThat(interpreted("AWS API Call via CloudTrail", "{\"eventTypeCode\": \"x\"}").family())
                .isNotEqualTo("aws-health");
        assertThat(interpreted("AWS Health Summary", "{\"eventTypeCode\": \"x\"}").family()).isEqualTo("event");
    }

    private static Notice interpreted(String type, String detail) {
        return AllInterpreters.asked().interpret(Samples.message("""
                {"detail-type": "%s", "source": "aws.health", "region": "eu-west-1", "detail": %s}""".formatted(type, detail)));
    }
}
