package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that publish to a topic by themselves, in forms of their own. */
class DirectPublishersTest {

    @Test
    void tellsWhatATriggerOfARepositorySaw() {
        Notice notice = Samples.interpreted("developer/codecommit-trigger.json");

        assertThat(notice.title()).isEqualTo("CodeCommit: shop branch main created");
        assertThat(Samples.facts(notice)).containsExactly("By: bob", "Commit: 5c4ef1049f", "Trigger: notify");
        assertThat(Samples.interpreted("developer/codecommit-trigger-test.json").title())
                .isEqualTo("CodeCommit: shop trigger test");
        assertThat(interpreted(
                """
                        {"Records": [{"eventSource": "aws:codecommit", "eventSourceARN": "arn:aws:codecommit:eu-west-1:210987654321:shop",
                         "codecommit": {"references": [{"ref": "refs/tags/v1", "deleted": true}]}}]}""")
                .title())
                .isEqualTo("CodeCommit: shop tag v1 deleted");
    }

    @Test
    void readsAlarmsAsFunctionsGetThem() {
        Notice alarm = Samples.interpreted("monitoring/alarm-lambda-invocation.json");
        assertThat(alarm.family()).isEqualTo("cloudwatch-alarm");
        assertThat(alarm.severity()).isEqualTo(Severity.HIGH);
        assertThat(Samples.facts(alarm)).contains("State: OK \u2192 ALARM");
        assertThat(alarm.titleLink()).isPresent();

        Notice composite = Samples.interpreted("monitoring/alarm-lambda-invocation-composite.json");
        assertThat(composite.severity()).as("its actions are suppressed").isEqualTo(Severity.LOW);
        assertThat(Samples.facts(composite)).contains("Actions suppressed: Actions suppressed by WaitPeriod",
                "Rule: ALARM(api-5xx)");
    }

    @Test
    void tellsWhyALetterIsDead() {
        Notice function = AllInterpreters.asked().interpret(Samples.message(null, "{\"order\": 7}", Map.of("ErrorCode", "200",
                "ErrorMessage", "Task timed out after 3.00 seconds", "RequestID", "abc")));
        assertThat(function.family()).isEqualTo("dead-letter");
        assertThat(function.severity()).isEqualTo(Severity.HIGH);
        assertThat(function.title()).contains("Task timed out after 3.00 seconds");
        assertThat(function.texts().toString()).contains("\"order\": 7");

        Notice rule = Samples.interpreted("compute/dead-letter-rule.json");
        assertThat(rule.title()).isEqualTo("EventBridge rule orders could not deliver: The rule may not invoke the function.");
        assertThat(Samples.facts(rule)).contains("Event: Order Placed", "Error code: NO_PERMISSIONS");
    }

    @Test
    void findsTheAttributesOfADeadLetterInAQueuedMessage() {
        assertThat(interpreted(
                """
                        {"Records": [{"eventSource": "aws:sqs", "eventSourceARN": "arn:aws:sqs:eu-west-1:210987654321:dead", "body": "x",
                         "messageAttributes": {"ERROR_CODE": {"stringValue": "SDK_CLIENT_ERROR"}, "ERROR_MESSAGE": {"stringValue": "gone"},
                         "RULE_ARN": {"stringValue": "arn:aws:events:eu-west-1:210987654321:rule/orders"}}}]}""")
                .title())
                .isEqualTo("EventBridge rule orders could not deliver: gone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "StartDocumentAnalysis | FAILED | HIGH | Textract StartDocumentAnalysis FAILED",
            "StartExpenseAnalysis | SUCCEEDED | GOOD | Textract StartExpenseAnalysis SUCCEEDED",
            "StartLabelDetection | SUCCEEDED | GOOD | Rekognition StartLabelDetection SUCCEEDED",
            "StartContentModeration | ERROR | HIGH | Rekognition StartContentModeration ERROR" })
    void readsJobsOfTextractAndRekognition(String api, String status, Severity severity, String title) {
        Notice notice = interpreted("{\"JobId\": \"b6d9\", \"Status\": \"" + status + "\", \"API\": \"" + api
                + "\", \"Timestamp\": 1772442931000}");

        assertThat(notice.title()).isEqualTo(title);
        assertThat(notice.severity()).isEqualTo(severity);
        assertThat(notice.occurredAt()).contains(Instant.parse("2026-03-02T09:15:31Z"));
    }

    @Test
    void opensTheErrorThatAStateMachineCaught() {
        Notice notice = Samples.interpreted("data/step-functions-caught-error.json");
        assertThat(notice.title()).isEqualTo("Step Functions orders failed: States.TaskFailed");
        assertThat(notice.texts()).containsExactly(new Text.Plain("Card declined"));

        Notice below = interpreted("{\"order\": 7, \"error\": {\"Error\": \"States.Timeout\", \"Cause\": \"too slow\"}}");
        assertThat(below.severity()).isEqualTo(Severity.HIGH);
        assertThat(Samples.facts(below)).containsExactly("Order: 7");
    }

    @ParameterizedTest
    @CsvSource({ "Automatic failover has failed for replication group a, HIGH", "Cache cluster created, GOOD",
            "Node 0001 was restarted, GOOD", "Applying parameter group, INFO" })
    void readsCacheEventsAsTheApiDescribesThem(String message, Severity severity) {
        Notice notice = interpreted("{\"SourceType\": \"cache-cluster\", \"SourceIdentifier\": \"a\", \"Message\": \"" + message
                + "\", \"Date\": \"2026-03-02T09:15:31Z\"}");

        assertThat(notice.family()).isEqualTo("elasticache");
        assertThat(notice.title()).isEqualTo("ElastiCache a: " + message);
        assertThat(notice.severity()).isEqualTo(severity);
    }

    @Test
    void dropsNothingOfAnInvestigationThatNobodyDescribed() {
        Notice notice = Samples.interpreted("monitoring/investigation-without-data.json");
        assertThat(notice.title()).isEqualTo("CloudWatch Investigation COMPLETED: 5xx on checkout");
        assertThat(Samples.facts(notice)).containsExactly("Hypotheses: Deployment d-9");
        assertThat(Samples.facts(interpreted(
                """
                        {"source": "aws.aiops", "detail-type": "Something New", "detail": {"count": 3, "scope": {"service": "shop"}}}""")))
                .containsExactly("Count: 3", "Scope: Service shop");
    }

    @ParameterizedTest
    @CsvSource({ "not-spam, INFO", "abuse, MEDIUM", "virus, MEDIUM" })
    void isNoComplaintThatAMailIsNoSpam(String type, Severity severity) {
        Notice notice = interpreted("{\"notificationType\": \"Complaint\", \"mail\": {}, \"complaint\":"
                + " {\"complaintFeedbackType\": \"" + type + "\", \"complaintSubType\": \"OnAccountSuppressionList\"}}");

        assertThat(notice.severity()).isEqualTo(severity);
        assertThat(Samples.facts(notice)).contains("Complaint subtype: OnAccountSuppressionList");
    }

    @ParameterizedTest
    @CsvSource({ "08:30, , GOOD, Ended", "23:30, , HIGH, Ends", "08:30, open, HIGH, Ended", "08:30, closed, GOOD, Ended" })
    void knowsThatAHealthEventHasEnded(String end, String status, Severity severity, String label) {
        Notice notice = interpreted("""
                {"source": "aws.health", "detail-type": "AWS Health Event", "time": "2026-10-27T14:59:38Z", "detail":
                 {"eventTypeCode": "AWS_EC2_OPERATIONAL_ISSUE", "eventTypeCategory": "issue", "service": "EC2"%s,
                 "endTime": "Tue, 27 Oct 2026 %s:00 GMT"}}"""
                .formatted(status == null ? "" : ", \"statusCode\": \"" + status + "\"", end));

        assertThat(notice.severity()).isEqualTo(severity);
        assertThat(notice.facts()).anySatisfy(fact -> assertThat(fact.label()).isEqualTo(label));
    }

    private static Notice interpreted(String body) {
        return AllInterpreters.asked().interpret(Samples.message(body));
    }
}
