package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackMessageTest {

    @Test
    void isHandedOnAsItsPublisherWroteIt() {
        Notice notice = Samples.interpreted("general/slack-text.json");

        assertThat(notice.family()).isEqualTo("slack-message");
        assertThat(notice.slackPayload()).contains((com.fasterxml.jackson.databind.node.ObjectNode) Body
                .read(Samples.body("general/slack-text.json")));
        assertThat(notice.title()).isEqualTo("Deployment of *shop* is done");
        assertThat(notice.texts()).containsExactly(
                new Text.ClientMarkdown("Deployment of *shop* is done\nSee <https://ci.example.com/1|the build>"));
    }

    @Test
    void hasItsWordsForOtherChats() {
        Notice notice = Samples.interpreted("general/slack-blocks.json");

        assertThat(notice.title()).isEqualTo("Deployment failed");
        assertThat(notice.texts()).containsExactly(new Text.ClientMarkdown("*shop* on `prod`\n*Version*\n1.2.3"),
                new Text.ClientMarkdown("by the pipeline"));
    }

    @Test
    void takesSeverityAndFactsFromAttachments() {
        Notice notice = Samples.interpreted("general/slack-attachments.json");

        assertThat(notice.severity()).isEqualTo(Severity.HIGH);
        assertThat(notice.title()).isEqualTo("Backup failed");
        assertThat(notice.texts()).containsExactly(new Text.ClientMarkdown("Disk is full"));
        assertThat(Samples.facts(notice)).containsExactly("Host: db-1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"text\": 5}", "{\"text\": \"hello\", \"user\": \"ada\"}", "{\"text\": \" \"}",
            "{\"blocks\": []}",
            "{\"blocks\": [1]}", "{\"blocks\": [{\"number\": 1}]}", "{\"attachments\": [\"a\"]}",
            "{\"attachments\": [{\"name\": \"a.txt\", \"text\": \"x\"}]}", "{\"text\": \"hello\", \"blocks\": \"none\"}",
            "{\"attachments\": {\"text\": \"x\"}}", "{\"channel\": \"#ops\"}" })
    void isNeverRecognisedByOneLooseMember(String body) {
        Notice notice = AllInterpreters.asked().interpret(Samples.message(body));

        assertThat(notice.family()).isEqualTo("json");
        assertThat(notice.slackPayload()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "danger, HIGH", "warning, MEDIUM", "good, GOOD", "#E01E5A, HIGH", "#ff0000, HIGH", "ECB22E, MEDIUM",
            "#2EB67D, GOOD", "#36a64f, GOOD", "#36C5F0, INFO", "#12345, INFO", "#zzzzzz, INFO", "#FFFFFF, INFO" })
    void takesItsSeverityFromTheColour(String color, Severity severity) {
        assertThat(AllInterpreters.asked().interpret(Samples.message("""
                {"attachments": [{"color": "%s", "text": "x"}]}""".formatted(color))).severity()).isEqualTo(severity);
    }
}
