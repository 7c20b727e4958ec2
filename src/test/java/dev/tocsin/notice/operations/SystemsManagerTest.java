package dev.tocsin.notice.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class SystemsManagerTest {

    @ParameterizedTest
    @CsvSource({ "Success, SUCCESS, GOOD", "TimedOut, TIMED OUT, HIGH", "TIMED_OUT, TIMED OUT, HIGH",
            "Execution Timed Out, EXECUTION TIMED OUT, HIGH", "InProgress, IN PROGRESS, INFO", "IN_PROGRESS, IN PROGRESS, INFO",
            "SKIPPED_OVERLAPPING, SKIPPED OVERLAPPING, MEDIUM", "PendingApproval, PENDING APPROVAL, MEDIUM",
            "CompletedWithFailure, COMPLETED WITH FAILURE, HIGH", "SomethingNew, SOMETHING NEW, INFO",
            "SomethingFailed, SOMETHING FAILED, HIGH" })
    void saysAStatusAlikeHoweverItIsSpelt(String raw, String capitals, Severity severity) {
        SsmStatus status = new SsmStatus(raw);

        assertThat(status.capitals()).isEqualTo(capitals);
        assertThat(status.severity()).isEqualTo(severity);
    }

    @Test
    void keepsACommandTogetherOnBothRoutesAndOnEachNode() {
        String key = "ssm-command/e1f4a3c2-58d7-4b06-8a11-0c9d7e6f5a42";

        assertThat(Samples.interpreted("operations/command-failed-event.json").correlationKey()).contains(key);
        assertThat(Samples.interpreted("operations/command-failed-sns.json").correlationKey()).contains(key);
        assertThat(Samples.interpreted("operations/command-started-sns.json").correlationKey()).contains(key);
        assertThat(Samples.interpreted("operations/command-invocation-timed-out-event.json").correlationKey()).contains(key);
    }

    @Test
    void keepsToItselfWhatACommandDoes() {
        assertThat(Samples.interpreted("operations/command-failed-event.json").toString()).doesNotContain("s3cr3t", "mysql");
    }

    @Test
    void keepsAChangeRequestWithItsOpsItem() {
        assertThat(Samples.interpreted("operations/change-request-waits.json").correlationKey())
                .isEqualTo(Samples.interpreted("operations/opsitem-opened.json").correlationKey());
    }

    @Test
    void linksToTheConsoleOfThePartition() {
        assertThat(Samples.interpreted("operations/automation-success-china.json").titleLink())
                .contains("https://console.amazonaws.cn/systems-manager/automation/execution/"
                        + "4f7e1f6c-2a0b-4a57-9d34-6f2a5b8e9c10?region=cn-north-1");
    }

    @ParameterizedTest
    @CsvSource({ "1, CRITICAL", "2, HIGH", "3, MEDIUM", "4, LOW", "'', MEDIUM", "9, MEDIUM" })
    void ranksOpsItemsByTheirOwnSeverity(String number, Severity severity) {
        assertThat(interpreted("""
                {"source": "aws.ssm", "detail-type": "OpsItem Create",
                 "detail": {"status": "Open", "ops-item-id": "oi-1", "title": "t", "severity": "%s"}}""".formatted(number))
                .severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"commandId\": \"c\", \"documentName\": \"d\", \"status\": \"Failed\"}",
            "{\"requestedDateTime\": \"2026-03-02T09:14:02Z\", \"eventTime\": \"2026-03-02T09:14:02Z\", \"status\": \"Failed\"}",
            "{\"source\": \"com.example\", \"detail-type\": \"OpsItem Create\", \"detail\": {\"status\": \"Open\"}}",
            "{\"source\": \"aws.ssm\", \"detail-type\": \"AWS API Call via CloudTrail\", \"detail\": {\"eventName\": \"SendCommand\"}}",
            "{\"source\": \"aws.ssm\", \"detail-type\": \"Something Else\", \"detail\": {\"status\": \"Failed\"}}" })
    void leavesLookAlikesToOthers(String body) {
        // A call that CloudTrail reports is of that family, whichever service it went to.
        assertThat(AllInterpreters.claimants(Samples.message(body))).isSubsetOf("ApiCall");
    }

    private static Notice interpreted(String body) {
        return AllInterpreters.asked().interpret(Samples.message(body));
    }
}
