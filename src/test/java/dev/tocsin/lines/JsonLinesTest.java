package dev.tocsin.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

class JsonLinesTest {

    private final JsonLines lines = new JsonLines();

    @Test
    void aLineHasTimeLevelLoggerThreadAndMessage() throws Exception {
        ExtLogRecord line = line("there are %d of them", 3);
        line.setThreadName("executor-1");

        JsonNode json = json(line);

        assertThat(json.path("at").asText()).isEqualTo("2026-01-31T12:00:00.123Z");
        assertThat(json.path("level").asText()).isEqualTo("WARN");
        assertThat(json.path("logger").asText()).isEqualTo("dev.tocsin.Some");
        assertThat(json.path("thread").asText()).isEqualTo("executor-1");
        assertThat(json.path("message").asText()).isEqualTo("there are 3 of them");
        assertThat(json.size()).isEqualTo(5);
    }

    @Test
    void whatALineSaysByMembersIsMembers() throws Exception {
        JsonNode json = json(line("%s", new Told()));

        assertThat(json.path("messageId").asText()).isEqualTo("m-1");
        assertThat(json.path("attempt").isInt()).isTrue();
        assertThat(json.has("message")).isFalse();
    }

    @Test
    void whateverALineHasItIsOneLine() throws Exception {
        String text = lines.format(line("first\nsecond\r\n\"quoted\" \u0000 %s", "{\"level\":\"ERROR\"}"));

        assertThat(text.strip()).doesNotContain("\n", "\r");
        assertThat(new ObjectMapper().readTree(text).path("level").asText()).isEqualTo("WARN");
        assertThat(new ObjectMapper().readTree(text).path("message").asText()).startsWith("first\nsecond");
    }

    @Test
    void aStackTraceIsAMemberAndHasAnEnd() throws Exception {
        ExtLogRecord line = line("failed");
        line.setThrown(new IllegalStateException("x".repeat(50_000)));

        assertThat(json(line).path("stackTrace").asText()).startsWith("java.lang.IllegalStateException: xxx")
                .hasSizeLessThan(17_000);
    }

    private JsonNode json(ExtLogRecord line) throws JsonProcessingException {
        return new ObjectMapper().readTree(lines.format(line));
    }

    private static ExtLogRecord line(String message, Object... parameters) {
        ExtLogRecord line = new ExtLogRecord(Level.WARN, message, FormatStyle.PRINTF, JsonLinesTest.class.getName());
        line.setParameters(parameters);
        line.setLoggerName("dev.tocsin.Some");
        line.setInstant(Instant.parse("2026-01-31T12:00:00.123456Z"));
        return line;
    }

    private static final class Told implements LineMembers {
        @Override
        public ObjectNode members() {
            return JsonNodeFactory.instance.objectNode().put("messageId", "m-1").put("attempt", 2);
        }
    }
}
