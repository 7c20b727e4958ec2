package dev.tocsin.notice.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class ConfigTest {

    @Test
    void looksTheSameByItsOwnTopicAndByEventBridge() {
        Notice direct = Samples.interpreted("security/config-noncompliant-direct.json");
        Notice event = Samples.interpreted("security/config-noncompliant-event.json");

        assertThat(direct.family()).isEqualTo(event.family());
        assertThat(direct.title()).isEqualTo(event.title());
        assertThat(direct.facts()).isEqualTo(event.facts());
        assertThat(direct.titleLink()).isEqualTo(event.titleLink());
        assertThat(direct.correlationKey()).isPresent().isEqualTo(event.correlationKey())
                .isEqualTo(Samples.interpreted("security/config-compliant-direct.json").correlationKey());
    }

    @Test
    void hasOneKeyForTheBeginningAndTheEndOfASnapshot() {
        assertThat(Samples.interpreted("security/config-snapshot-started-direct.json").correlationKey()).isPresent()
                .isEqualTo(Samples.interpreted("security/config-snapshot-completed-direct.json").correlationKey())
                .isEqualTo(Samples.interpreted("security/config-snapshot-failed-event.json").correlationKey());
    }

    @ParameterizedTest
    @CsvSource({ "NON_COMPLIANT, MEDIUM", "COMPLIANT, GOOD", "NOT_APPLICABLE, INFO", "INSUFFICIENT_DATA, LOW" })
    void ratesAComplianceChange(String state, Severity severity) {
        assertThat(interpreted("""
                {"messageType": "ComplianceChangeNotification", "configRuleName": "r", "newEvaluationResult":
                 {"complianceType": "%s"}}""".formatted(state)).severity()).isEqualTo(severity);
    }

    @Test
    void saysThatAPasswordChangedButNotWhatItIs() {
        Notice notice = Samples.interpreted("security/config-item-updated-event.json");

        assertThat(notice.texts().toString()).contains("Environment.DB_PASSWORD: changed",
                "ContainerDefinitions.0.Environment.0: new").doesNotContain("s3cr3t");
    }

    @Test
    void takesAccountAndRegionFromTheKeyInS3() {
        Notice notice = Samples.interpreted("security/config-snapshot-completed-direct.json");

        assertThat(notice.region()).contains("eu-west-1");
        assertThat(notice.account()).contains("210987654321");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"messageType\": \"ConfigurationItemChangeNotification\"}",
            "{\"messageType\": \"OrderChanged\", \"recordVersion\": \"1.0\"}",
            "{\"messageType\": \"ConfigurationSnapshotDeliveryStarted\", \"configSnapshotId\": \"x\"}",
            "\"View the Timeline for this Resource: {}\"" })
    void leavesLookAlikesToOthers(String body) {
        assertThat(AllInterpreters.claimants(Samples.message(body))).isEmpty();
    }

    private static Notice interpreted(String body) {
        return AllInterpreters.asked().interpret(Samples.message(body));
    }
}
