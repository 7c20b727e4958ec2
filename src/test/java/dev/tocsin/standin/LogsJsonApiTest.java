package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** The stand-in refuses what CloudWatch Logs does. */
class LogsJsonApiTest {

    private static final long NOW = 1_700_000_000_000L;
    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/logs/aws4_request, Signature=0";

    private final LogsService logs = new LogsService();
    private final LogsJsonApi api = new LogsJsonApi(logs, () -> NOW);

    @Test
    void wantsASignature() {
        Inquiry unsigned = inquiry("CreateLogGroup", "{\"logGroupName\":\"g\"}", "");
        assertThat(api.answer(unsigned).body()).contains("MissingAuthenticationTokenException");
        assertThat(logs.groups()).isEmpty();
    }

    @Test
    void hasWhatWasCreatedAndNothingElse() {
        assertThat(put("g", event(NOW, "x"))).contains("ResourceNotFoundException", "log group");
        assertThat(ask("CreateLogStream", "{\"logGroupName\":\"g\",\"logStreamName\":\"s\"}"))
                .contains("ResourceNotFoundException");
        assertThat(ask("CreateLogGroup", "{\"logGroupName\":\"g\"}")).isEqualTo("{}");
        assertThat(ask("CreateLogGroup", "{\"logGroupName\":\"g\"}")).contains("ResourceAlreadyExistsException");
        assertThat(put("g", event(NOW, "x"))).contains("ResourceNotFoundException", "log stream");
        assertThat(ask("CreateLogStream", "{\"logGroupName\":\"g\",\"logStreamName\":\"s\"}")).isEqualTo("{}");
        assertThat(ask("CreateLogStream", "{\"logGroupName\":\"g\",\"logStreamName\":\"s\"}"))
                .contains("ResourceAlreadyExistsException");
        assertThat(put("g", event(NOW, "x"))).contains("nextSequenceToken");
        assertThat(logs.events("g")).containsExactly(new LogsService.Event("g", "s", NOW, "x"));
    }

    @Test
    void refusesNamesThatItDoesNotAllow() {
        assertThat(ask("CreateLogGroup", "{\"logGroupName\":\"a b\"}")).contains("InvalidParameterException");
        ask("CreateLogGroup", "{\"logGroupName\":\"g\"}");
        assertThat(ask("CreateLogStream", "{\"logGroupName\":\"g\",\"logStreamName\":\"12:00\"}"))
                .contains("InvalidParameterException");
        assertThat(ask("PutRetentionPolicy", "{\"logGroupName\":\"g\",\"retentionInDays\":31}"))
                .contains("InvalidParameterException");
    }

    @Test
    void keepsTheLimitsOfABatch() {
        open("g");
        assertThat(put("g", event(NOW, "x"), event(NOW - 1, "x"))).contains("InvalidParameterException", "chronological");
        assertThat(put("g", event(NOW - 86_400_001, "x"), event(NOW, "x"))).contains("InvalidParameterException", "24 hours");
        assertThat(put("g", event(NOW, "x".repeat(1_048_551)))).contains("InvalidParameterException", "too large");
        assertThat(put("g", event(NOW, "x".repeat(600_000)), event(NOW, "x".repeat(600_000))))
                .contains("InvalidParameterException", "Upload too large");
        assertThat(put("g")).contains("InvalidParameterException");
        assertThat(put("g", IntStream.range(0, 10_001).mapToObj(i -> event(NOW, "x")).toArray(String[]::new)))
                .contains("InvalidParameterException");
        assertThat(logs.events("g")).isEmpty();
    }

    @Test
    void rejectsEntriesOfTheWrongTimeByThemselves() {
        open("g");
        assertThat(put("g", event(NOW - 15L * 86_400_000, "old"), event(NOW - 15L * 86_400_000, "old")))
                .contains("\"tooOldLogEventEndIndex\":2");
        assertThat(put("g", event(NOW, "now"), event(NOW + 3 * 3_600_000, "ahead"))).contains("\"tooNewLogEventStartIndex\":1");
        assertThat(logs.events("g")).extracting(LogsService.Event::message).containsExactly("now");
    }

    @Test
    void deniesWhatItIsToldTo() {
        open("g");
        logs.deny("PutLogEvents");
        assertThat(put("g", event(NOW, "x"))).contains("AccessDeniedException", "logs:PutLogEvents");
    }

    private void open(String group) {
        ask("CreateLogGroup", "{\"logGroupName\":\"" + group + "\"}");
        ask("CreateLogStream", "{\"logGroupName\":\"" + group + "\",\"logStreamName\":\"s\"}");
    }

    private static String event(long timestamp, String message) {
        return "{\"timestamp\":" + timestamp + ",\"message\":\"" + message + "\"}";
    }

    private String put(String group, String... events) {
        return ask("PutLogEvents", "{\"logGroupName\":\"" + group + "\",\"logStreamName\":\"s\",\"logEvents\":"
                + Arrays.stream(events).collect(Collectors.joining(",", "[", "]")) + "}");
    }

    private String ask(String action, String body) {
        return api.answer(inquiry(action, body, SIGNED)).body();
    }

    private static Inquiry inquiry(String action, String body, String authorization) {
        return new Inquiry("POST", "/", "/", Map.of(), Map.of("x-amz-target", "Logs_20140328." + action, "content-type",
                "application/x-amz-json-1.1", "authorization", authorization), body, Inquiry.json(body));
    }
}
