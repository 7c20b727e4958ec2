package dev.tocsin.notice.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class SecurityEventsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            Approaching Expiration  | "DaysToExpiry": 45                  | LOW
            Approaching Expiration  | "DaysToExpiry": 15                  | MEDIUM
            Approaching Expiration  | "DaysToExpiry": 7                   | HIGH
            Approaching Expiration  | "DaysToExpiry": 1, "InUse": false   | LOW
            Renewal Action Required | "DaysToExpiry": 30                  | MEDIUM
            Renewal Action Required | "DaysToExpiry": 3                   | HIGH
            Expired                 | "InUse": true                       | CRITICAL
            Expired                 | "InUse": false                      | LOW
            Available               | "Action": "RENEWAL"                 | GOOD
            Something New           | "InUse": true                       | INFO
            """)
    void ratesACertificateByTheDaysLeftAndByItsUse(String type, String detail, Severity severity) {
        assertThat(interpreted("aws.acm", "ACM Certificate " + type, detail).severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "status": "ACTIVE", "isPublic": true                     | HIGH
            "status": "ACTIVE", "isPublic": false                    | MEDIUM
            "status": "ACTIVE", "isPublic": true, "error": "X"       | LOW
            "status": "RESOLVED", "isPublic": true                   | GOOD
            "status": "ARCHIVED", "isPublic": true                   | INFO
            "status": "ACTIVE", "isPublic": true, "isDeleted": true  | INFO
            """)
    void ratesAFindingOfAccessAnalyzerByWhoMayReachTheResource(String detail, Severity severity) {
        assertThat(interpreted("aws.access-analyzer", "Access Analyzer Finding", detail).severity()).isEqualTo(severity);
    }

    @Test
    void hasOneKeyForAFindingOfAccessAnalyzerAndItsEnd() {
        assertThat(Samples.interpreted("security/access-analyzer-public.json").correlationKey()).isPresent()
                .isEqualTo(Samples.interpreted("security/access-analyzer-resolved.json").correlationKey());
    }

    @ParameterizedTest
    @CsvSource({ "aws.acm, KMS CMK Deletion", "aws.kms, KMS Something New", "aws.iam, Anything", "com.example, Macie Finding",
            "com.example, Tag Change on Resource", "aws.guardduty, GuardDuty Something New",
            "aws.config, Config Something New" })
    void leavesWhatTheyDoNotKnowToTheGeneralForm(String source, String type) {
        assertThat(interpreted(source, type, "").family()).isEqualTo("event");
    }

    private static Notice interpreted(String source, String type, String detail) {
        return AllInterpreters.asked().interpret(Samples.message("""
                {"source": "%s", "detail-type": "%s", "region": "eu-west-1", "detail": {%s}}""".formatted(source, type,
                detail)));
    }
}
