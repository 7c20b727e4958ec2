package dev.tocsin.notice.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class InspectorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Dec 3, 2021, 6:02:30 PM          | 2021-12-03T18:02:30Z
            Dec 3, 2021, 12:02:30 AM         | 2021-12-03T00:02:30Z
            Wed Sep 04 16:50:37.627 UTC 2024 | 2024-09-04T16:50:37.627Z
            2026-03-02T09:15:31Z             | 2026-03-02T09:15:31Z
            """)
    void readsTheTimesOfInspector(String written, Instant time) {
        assertThat(InspectorTime.read(new Json(TextNode.valueOf(written)))).isEqualTo(time);
        assertThat(InspectorTime.read(new Json(TextNode.valueOf(written.replace(" PM", "\u202FPM"))))).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Wed", "Dec 3, 2021", "Dec 33, 2021, 6:02:30 PM", "yesterday", "Dec 3, 99999, 6:02:30 PM" })
    void readsNothingElse(String written) {
        assertThat(InspectorTime.read(new Json(TextNode.valueOf(written)))).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "CRITICAL, ACTIVE, CRITICAL", "INFORMATIONAL, ACTIVE, INFO", "UNTRIAGED, ACTIVE, INFO", "HIGH, CLOSED, GOOD",
            "HIGH, SUPPRESSED, INFO" })
    void ratesAFindingByItsSeverityAndStatus(String label, String status, Severity severity) {
        assertThat(interpreted(
                """
                        {"source": "aws.inspector2", "detail-type": "Inspector2 Finding", "detail": {"severity": "%s", "status": "%s"}}"""
                        .formatted(label, status))
                .severity()).isEqualTo(severity);
    }

    @Test
    void countsTheFindingsOfAllRulesPackages() {
        assertThat(Samples.interpreted("security/inspector-classic-completed.json").title())
                .isEqualTo("Inspector Classic assessment COMPLETED: 3 findings");
        assertThat(classic("arn:aws:inspector:eu-west-1:210987654321:target/t/template/u", "{}").severity())
                .isEqualTo(Severity.GOOD);
    }

    @Test
    void hasOneKeyForARunOfInspectorClassic() {
        assertThat(Samples.interpreted("security/inspector-classic-started.json").correlationKey()).isPresent()
                .isEqualTo(Samples.interpreted("security/inspector-classic-completed.json").correlationKey());
    }

    @ParameterizedTest
    @ValueSource(strings = { "mail", "arn:aws:ses:eu-west-1:210987654321:template/welcome" })
    void leavesOtherTemplatesToOthers(String template) {
        assertThat(classic(template, "{}").family()).isEqualTo("json");
    }

    private static Notice classic(String template, String counts) {
        return interpreted("""
                {"template": "%s", "event": "ASSESSMENT_RUN_COMPLETED", "findingsCount": "%s"}""".formatted(template, counts));
    }

    private static Notice interpreted(String body) {
        return AllInterpreters.asked().interpret(Samples.message(body));
    }
}
