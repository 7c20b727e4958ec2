package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomNotificationTest {

    @Test
    void hasAllThatItsAuthorWrote() {
        Notice notice = Samples.interpreted("general/custom-full.json");

        assertThat(notice.family()).isEqualTo("custom-notification");
        assertThat(notice.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(notice.title()).isEqualTo(":warning: Orders are stuck");
        assertThat(notice.texts()).containsExactly(
                new Text.ClientMarkdown("No order was *shipped* for 20 minutes."),
                new Text.ClientMarkdown("<@U012AB3CD>"),
                new Text.Bullets(List.of(new Text.ClientMarkdown("Look at the <https://wiki.example.com/orders|runbook>"),
                        new Text.ClientMarkdown("Page the warehouse"))),
                new Text.Tags(List.of("orders", "critical")));
        assertThat(notice.correlationKey()).contains("orders-stuck");
        assertThat(notice.footer()).contains("Custom notification delivered by Tocsin");
        assertThat(Samples.facts(notice)).containsExactly("Event type: OrdersStuck",
                "Related resources: i-0aa11bb22cc33dd44\narn:aws:sqs:eu-west-1:210987654321:orders", "Priority: critical",
                "Note: called with ***");
    }

    @Test
    void needsNoMoreThanADescription() {
        Notice notice = Samples.interpreted("general/custom-minimal.json");

        assertThat(notice.title()).isEqualTo("Custom notification");
        assertThat(notice.severity()).isEqualTo(Severity.INFO);
        assertThat(notice.texts()).containsExactly(new Text.ClientMarkdown(":warning: The refresh of *orders* failed"));
    }

    @Test
    void cutsItsSmallPartsToTheDocumentedLengthsAndLeavesTheDescriptionToTheChat() {
        String tooLong = "x".repeat(9000);
        Notice notice = AllInterpreters.asked().interpret(Samples.message("""
                {"version": "1.0", "source": "custom", "content": {"title": "%1$s", "description": "%1$s",
                 "nextSteps": ["%1$s"], "keywords": ["%1$s"]}}""".formatted(tooLong)));

        assertThat(notice.title()).hasSize(250).endsWith("…");
        assertThat(notice.texts()).containsExactly(new Text.ClientMarkdown(tooLong),
                new Text.Bullets(List.of(new Text.ClientMarkdown("x".repeat(349) + "…"))),
                new Text.Tags(List.of("x".repeat(74) + "…")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"version\": 1.0, \"source\": \"custom\", \"content\": {\"description\": \"d\"}}",
            "{\"version\": \"1.0\", \"source\": \"custom\", \"content\": {\"description\": \" \"}}",
            "{\"version\": \"1.0\", \"source\": \"custom\", \"content\": \"d\"}",
            "{\"version\": \"2.0\", \"source\": \"custom\", \"content\": {\"description\": \"d\"}}" })
    void isOtherJsonWithoutItsRequiredMembers(String body) {
        assertThat(AllInterpreters.asked().interpret(Samples.message(body)).family()).isEqualTo("json");
    }
}
