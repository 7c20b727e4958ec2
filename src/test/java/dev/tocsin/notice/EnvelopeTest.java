package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

class EnvelopeTest {

    private static final String ALARM = "{\"AlarmName\": \"cpu\", \"NewStateValue\": \"ALARM\"}";

    @ParameterizedTest
    @ValueSource(strings = { "envelope-alarm", "envelope-twice", "envelope-sqs" })
    void showsAnAlarmWithinAsAnAlarm(String sample) {
        Notice notice = Samples.interpreted("general/" + sample + ".json");

        assertThat(notice.family()).isEqualTo("cloudwatch-alarm");
        assertThat(notice.title()).isEqualTo("ALARM: orders dead letters");
        assertThat(notice.occurredAt()).contains(Instant.parse("2026-03-02T09:15:31.204Z"));
        assertThat(notice.toString()).doesNotContain("s3cr3t").doesNotContain("Unsubscribe").doesNotContain("receiptHandle");
    }

    @Test
    void takesSubjectAndTimeFromTheInnermost() {
        Notice notice = Samples.interpreted("general/envelope-text.json");

        assertThat(notice.title()).isEqualTo("Import stopped");
        assertThat(notice.occurredAt()).contains(Instant.parse("2026-03-02T09:15:32.004Z"));
        assertThat(notice.footer()).contains("SNS topic: on-duty, forwarded from alarms");
    }

    @Test
    void showsTheFirstOfSeveralAndIsAsBadAsTheWorst() {
        Notice notice = Samples.interpreted("general/envelope-lambda.json");

        assertThat(notice.title()).isEqualTo("Export late");
        assertThat(notice.severity()).isEqualTo(Severity.HIGH);
        assertThat(notice.texts().get(2).toString()).contains("ALARM: orders dead letters").contains("All orders");
    }

    @Test
    void saysHowManyMoreThereAre() {
        assertThat(Samples.interpreted("general/envelope-sqs.json").texts().toString()).contains("Job 9 failed")
                .contains("… and 3 more").doesNotContain("Job 10");
    }

    @Test
    void opensArraysOfWhatItKnows() {
        Notice alarms = Samples.interpreted("general/array-of-alarms.json");
        assertThat(alarms.title()).isEqualTo("ALARM: api-5xx");
        assertThat(alarms.texts().toString()).contains("OK: api-latency");
        Notice events = interpreted("[{\"detail-type\": \"Order Done\", \"source\": \"x\", \"detail\": {}},"
                + "{\"detail-type\": \"Order Failed\", \"source\": \"x\", \"detail\": {}}]");
        assertThat(events.title()).isEqualTo("Order Done");
        assertThat(events.severity()).isEqualTo(Severity.HIGH);
        assertThat(interpreted("[" + ALARM + "]").title()).isEqualTo("ALARM: cpu");
        assertThat(interpreted("[{\"name\": \"x\"}, {\"name\": \"y\"}]").family()).isEqualTo("json");
    }

    @Test
    void opensQueuedMessagesInArraysAndAlone() {
        Notice array = Samples.interpreted("general/envelope-sqs-array.json");
        assertThat(array.title()).isEqualTo("payment provider unreachable");
        assertThat(array.footer()).contains("SNS topic: on-duty, forwarded from pay-dlq");
        assertThat(array.toString()).doesNotContain("s3cr3t");
        assertThat(interpreted("{\"MessageId\": \"1\", \"ReceiptHandle\": \"s3cr3t\", \"Body\": \"db-7 is down\"}").title())
                .isEqualTo("db-7 is down");
    }

    @Test
    void takesTheTextForHttp() {
        assertThat(interpreted("{\"default\": \"a\", \"http\": \"b\", \"sms\": \"c\"}").title()).isEqualTo("b");
        assertThat(interpreted("{\"default\": \"a\", \"https\": " + quoted(ALARM) + "}").family())
                .isEqualTo("cloudwatch-alarm");
        assertThat(interpreted("{\"default\": \"a\", \"https\": \" \"}").title()).isEqualTo("a");
    }

    @Test
    void opensAMessageThatATransformerLeftAsJson() {
        assertThat(interpreted(envelope(ALARM)).family()).isEqualTo("cloudwatch-alarm");
    }

    @Test
    void endsAtThreeLayers() {
        String body = ALARM;
        for (int i = 0; i < 3; i++) {
            body = envelope(quoted(body));
        }
        assertThat(interpreted(body).family()).isEqualTo("cloudwatch-alarm");
        assertThat(interpreted(envelope(quoted(body))).family()).isEqualTo("json");
        assertThat(interpreted(envelope(quoted(body))).toString()).doesNotContain("Action=Unsubscribe");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"Type\": \"Notification\", \"Message\": \"x\"}", "{\"default\": \"x\", \"retries\": \"3\"}",
            "{\"default\": \"x\", \"sms\": 5}", "{\"Records\": []}", "{\"Records\": [{\"body\": \"x\"}]}",
            "{\"Records\": [{\"eventSource\": \"aws:s3\", \"s3\": {}}]}",
            "{\"Type\": \"Notification\", \"TopicArn\": \"x\", \"Message\": \"x\"}",
            "{\"Type\": \"Notification\", \"TopicArn\": \"arn:aws:sns:eu-west-1:210987654321:a\", \"Message\": null}" })
    void leavesClosedWhatIsNoEnvelope(String body) {
        Message message = Samples.message(body);

        assertThat(Envelope.open(message).message()).isSameAs(message);
    }

    private static String envelope(String message) {
        return """
                {"Type": "Notification", "TopicArn": "arn:aws:sns:eu-west-1:210987654321:a", "Message": %s,
                 "UnsubscribeURL": "https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=x"}"""
                .formatted(message);
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    private static Notice interpreted(String body) {
        return AllInterpreters.asked().interpret(Samples.message(body));
    }
}
