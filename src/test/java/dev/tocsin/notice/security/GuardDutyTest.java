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

class GuardDutyTest {

    @ParameterizedTest
    @CsvSource({ "1, LOW", "3.9, LOW", "4, MEDIUM", "6.9, MEDIUM", "7, HIGH", "8.9, HIGH", "9, CRITICAL", "10, CRITICAL",
            "\"HIGH\", HIGH", "null, MEDIUM", "1e999999999, MEDIUM" })
    void hasTheBandsOfGuardDuty(String score, Severity severity) {
        assertThat(finding("\"source\": \"aws.guardduty\",", score).severity()).isEqualTo(severity);
    }

    @Test
    void isRecognisedWithoutTheSourceThatInputTransformersDrop() {
        assertThat(finding("", "8").family()).isEqualTo("guardduty-finding");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"source\": \"com.example\",", "\"source\": \"aws.securityhub\"," })
    void leavesFindingsOfOthersToThem(String source) {
        assertThat(finding(source, "8").family()).isEqualTo("event");
    }

    @Test
    void saysWhoseKeyWasUsedButNotTheKey() {
        Notice notice = Samples.interpreted("security/guardduty-credentials.json");

        assertThat(Samples.facts(notice)).contains("User: shop-web (AssumedRole)");
        assertThat(notice.toString()).doesNotContain("ASIAEXAMPLE");
    }

    @Test
    void hasOneKeyForTheResultOfAScanAndForTheTagThatIsMissing() {
        Notice result = Samples.interpreted("security/malware-scan-clean.json");
        Notice untagged = Samples.interpreted("security/malware-scan-tagging-failed.json");

        assertThat(untagged.correlationKey()).isPresent().isEqualTo(result.correlationKey());
    }

    @ParameterizedTest
    @CsvSource({ "THREATS_FOUND, HIGH", "NO_THREATS_FOUND, GOOD", "UNSUPPORTED, LOW", "ACCESS_DENIED, MEDIUM",
            "FAILED, MEDIUM" })
    void saysOfEachScanWhetherTheObjectIsSafe(String status, Severity severity) {
        Notice notice = interpreted(
                """
                        {"source": "aws.guardduty", "detail-type": "GuardDuty Malware Protection Object Scan Result", "region": "cn-north-1",
                         "detail": {"s3ObjectDetails": {"bucketName": "b", "objectKey": "k"}, "scanResultDetails": {"scanResultStatus": "%s"}}}
                        """
                        .formatted(status));

        assertThat(notice.severity()).isEqualTo(severity);
        assertThat(notice.resource()).contains("arn:aws-cn:s3:::b/k");
        assertThat(notice.titleLink()).contains("https://console.amazonaws.cn/s3/object/b?prefix=k&region=cn-north-1");
    }

    private static Notice finding(String source, String severity) {
        return interpreted("""
                {%s "detail-type": "GuardDuty Finding", "region": "eu-west-1",
                 "detail": {"id": "f", "type": "Recon:EC2/Portscan", "severity": %s}}""".formatted(source, severity));
    }

    private static Notice interpreted(String body) {
        return AllInterpreters.asked().interpret(Samples.message(body));
    }
}
