package dev.tocsin.notice.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

class SecurityHubFindingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "Severity": {"Label": "CRITICAL"}                                           | CRITICAL
            "Severity": {"Label": "INFORMATIONAL", "Normalized": 90}                    | INFO
            "Severity": {"Normalized": 90}                                              | CRITICAL
            "Severity": {"Normalized": 70}                                              | HIGH
            "Severity": {"Normalized": 69}                                              | MEDIUM
            "Severity": {"Normalized": 1}                                               | LOW
            "Severity": {"Normalized": 0}                                               | INFO
            "Severity": {"Label": "HIGH"}, "Compliance": {"Status": "PASSED"}           | GOOD
            "Severity": {"Label": "HIGH"}, "Workflow": {"Status": "RESOLVED"}           | GOOD
            "Severity": {"Label": "HIGH"}, "Workflow": {"Status": "SUPPRESSED"}         | INFO
            "Severity": {"Label": "HIGH"}, "RecordState": "ARCHIVED"                    | INFO
            "finding_info": {"uid": "f"}, "severity": "High"                            | HIGH
            "finding_info": {"uid": "f"}, "severity_id": 6                              | CRITICAL
            "finding_info": {"uid": "f"}, "severity": "Critical", "status": "Resolved"  | GOOD
            "Severity": 5                                                               | MEDIUM
            """)
    void ratesBothFormatsByLabelOrNumberAndByWhatBecameOfIt(String members, Severity severity) {
        assertThat(events(members).severity()).isEqualTo(severity);
    }

    @Test
    void hasTheKeyOfTheFindingHoweverItWasSent() {
        Notice failed = Samples.interpreted("security/securityhub-control-failed.json");
        Notice passed = Samples.interpreted("security/securityhub-control-passed.json");

        assertThat(passed.correlationKey()).isPresent().isEqualTo(failed.correlationKey());
    }

    @Test
    void showsTheWorstOfSeveralFirstAndCountsTheRest() {
        String finding = "{\"Severity\": {\"Label\": \"LOW\"}, \"Title\": \"low\"},".repeat(14);
        Notice notice = interpreted(finding + "{\"Severity\": {\"Label\": \"HIGH\"}, \"Title\": \"high\"}");

        assertThat(notice.title()).isEqualTo("Security Hub: 15 findings, worst HIGH");
        assertThat(notice.texts()).hasSize(2).last().isEqualTo(new Text.Plain("… and 5 more"));
        assertThat(((Text.Bullets) notice.texts().get(0)).items()).hasSize(10).first().isEqualTo(new Text.Plain("HIGH: high"));
        assertThat(Samples.facts(notice)).contains("By severity: 1 HIGH, 14 LOW");
        assertThat(notice.correlationKey()).isEmpty();
    }

    @Test
    void saysSoWhenThereIsNoFindingAtAll() {
        assertThat(interpreted("").title()).isEqualTo("Security Hub: 0 findings");
    }

    private static Notice events(String members) {
        return interpreted("{\"Title\": \"t\", " + members + "}");
    }

    private static Notice interpreted(String findings) {
        return AllInterpreters.asked().interpret(Samples.message("""
                {"source": "aws.securityhub", "detail-type": "Security Hub Findings - Imported", "region": "eu-west-1",
                 "detail": {"findings": [%s]}}""".formatted(findings)));
    }
}
