package dev.tocsin.notice.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class ContainerRegistryTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "{\"LOW\": 3, \"CRITICAL\": 1} | CRITICAL", "{\"HIGH\": 1, \"CRITICAL\": 0} | HIGH",
            "{\"MEDIUM\": 4} | MEDIUM", "{\"LOW\": 4} | LOW", "{\"UNDEFINED\": 4} | INFO", "{} | GOOD", "[] | GOOD" })
    void isAsBadAsTheWorstFinding(String counts, Severity severity) {
        assertThat(scan("COMPLETE", counts).severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({ "FAILED, HIGH", "SCAN_ELIGIBILITY_EXPIRED, LOW", "ACTIVE, GOOD" })
    void tellsAScanThatFoundNothingFromOneThatDidNotEnd(String status, Severity severity) {
        assertThat(scan(status, "{}").severity()).isEqualTo(severity);
    }

    @Test
    void keepsAnImageTogetherFromPushToScan() {
        assertThat(Samples.interpreted("operations/ecr-image-pushed.json").correlationKey())
                .isEqualTo(Samples.interpreted("operations/ecr-scan-findings.json").correlationKey());
    }

    private static Notice scan(String status, String counts) {
        return AllInterpreters.asked().interpret(Samples.message("""
                {"source": "aws.ecr", "detail-type": "ECR Image Scan", "region": "eu-west-1", "account": "210987654321",
                 "detail": {"scan-status": "%s", "repository-name": "shop", "finding-severity-counts": %s}}"""
                .formatted(status, counts)));
    }
}
