package dev.tocsin.notice.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class CloudTrailTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "type": "Root"                                                             | root
            "type": "IAMUser", "userName": "ada"                                       | ada
            "type": "IAMUser", "userName": "HIDDEN_DUE_TO_SECURITY_REASONS"            |
            "type": "AssumedRole", "arn": "arn:aws:sts::210987654321:assumed-role/ci/build-7", "sessionContext": {"sessionIssuer": {"userName": "ci"}} | build-7 (role ci)
            "type": "AssumedRole", "sessionContext": {"sessionIssuer": {"userName": "ci"}} | role ci
            "type": "AssumedRole", "principalId": "AROA:x"                             | AROA:x
            "type": "AWSService", "invokedBy": "autoscaling.amazonaws.com"             | autoscaling.amazonaws.com
            "type": "AWSAccount", "accountId": "999988887777"                          | account 999988887777
            "type": "SAMLUser", "userName": "grace@example.com"                        | grace@example.com
            "type": "IdentityCenterUser", "onBehalfOf": {"userId": "9067"}             | 9067
            "type": 7                                                                  |
            """)
    void namesTheCallerAsPeopleKnowThem(String identity, String who) {
        String by = who == null ? "" : " by " + who;
        assertThat(call("DescribeInstances", identity, "").title()).isEqualTo("EC2 DescribeInstances" + by);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            DescribeInstances |                                    | INFO
            RunInstances      |                                    | INFO
            StopLogging       |                                    | HIGH
            CreateAccessKey   |                                    | MEDIUM
            StopLogging       | , "errorCode": "AccessDenied"      | MEDIUM
            RunInstances      | , "errorCode": "AccessDenied"      | MEDIUM
            RunInstances      | , "errorCode": "Client.InvalidAMIID.NotFound" | LOW
            """)
    void ratesACallByWhatItCanMean(String name, String error, Severity severity) {
        assertThat(call(name, "\"type\": \"IAMUser\"", error == null ? "" : error).severity()).isEqualTo(severity);
    }

    @Test
    void isWaryOfRootExceptWhereItOnlyReads() {
        assertThat(call("RunInstances", "\"type\": \"Root\"", "").severity()).isEqualTo(Severity.HIGH);
        assertThat(call("DescribeInstances", "\"type\": \"Root\"", "").severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void hidesWhatACallReturnedOrWasGiven() {
        assertThat(Samples.interpreted("security/api-call-create-access-key.json").toString()).doesNotContain("s3cr3t");
        assertThat(Samples.interpreted("security/api-call-login-profile.json").toString()).doesNotContain("s3cr3t");
        assertThat(Samples.interpreted("security/api-call-by-service.json").toString()).doesNotContain("s3cr3t");
    }

    @Test
    void namesTheUserWhoGotAKey() {
        Notice notice = Samples.interpreted("security/api-call-create-user-key.json");

        assertThat(notice.title()).isEqualTo("IAM CreateAccessKey on grace-hopper by ada (role admin)");
        assertThat(notice.toString()).doesNotContain("AKIAEXAMPLE");
    }

    @ParameterizedTest
    @CsvSource({ "AWS API Call via CloudTrail, ApiCall", "AWS Network Activity Event via CloudTrail, ApiCall",
            "AWS Console Sign In via CloudTrail, ConsoleSignIn", "AWS Console Signin via CloudTrail, ConsoleSignIn",
            "AWS Console Action via CloudTrail, ConsoleSignIn", "AWS Service Event via CloudTrail, CloudTrailServiceEvent",
            "AWS Insight via CloudTrail, CloudTrailInsight", "Something New via CloudTrail, ApiCall" })
    void hasOneReaderForEachKindOfRecordOfAnyService(String type, String reader) {
        assertThat(AllInterpreters.claimants(Samples.message("""
                {"source": "aws.kms", "detail-type": "%s", "detail": {}}""".formatted(type)))).containsExactly(reader);
    }

    @Test
    void hasOneKeyForTheBeginningAndTheEndOfAnInsight() {
        assertThat(Samples.interpreted("security/insight-started.json").correlationKey()).isPresent()
                .isEqualTo(Samples.interpreted("security/insight-ended.json").correlationKey());
    }

    @Test
    void linksToTheEventHistoryOnlyWhatIsInIt() {
        assertThat(Samples.interpreted("security/api-call-data-event.json").titleLink()).hasValueSatisfying(
                link -> assertThat(link).endsWith("#/events"));
        assertThat(Samples.interpreted("security/api-call-stop-logging-gov.json").titleLink()).contains(
                "https://console.amazonaws-us-gov.com/cloudtrailv2/home?region=us-gov-west-1"
                        + "#/events/24ba271e-d595-4e66-a7fd-9c16cbf8abae");
    }

    @ParameterizedTest
    @CsvSource({ "Root, Yes, Success, HIGH", "Root, No, Success, CRITICAL", "Root, No, Failure, HIGH",
            "IAMUser, Yes, Success, INFO",
            "IAMUser, No, Success, MEDIUM", "IAMUser, No, Failure, MEDIUM", "AssumedRole, No, Success, INFO" })
    void ratesASignIn(String type, String mfa, String result, Severity severity) {
        assertThat(interpreted(
                """
                        {"source": "aws.signin", "detail-type": "AWS Console Sign In via CloudTrail", "detail": {"eventName": "ConsoleLogin",
                         "userIdentity": {"type": "%s"}, "additionalEventData": {"MFAUsed": "%s"},
                         "responseElements": {"ConsoleLogin": "%s"}}}"""
                        .formatted(type, mfa, result))
                .severity()).isEqualTo(severity);
    }

    private static Notice call(String name, String identity, String error) {
        return interpreted("""
                {"source": "aws.ec2", "detail-type": "AWS API Call via CloudTrail", "region": "eu-west-1", "detail":
                 {"eventSource": "ec2.amazonaws.com", "eventName": "%s", "userIdentity": {%s}%s}}"""
                .formatted(name, identity, error));
    }

    private static Notice interpreted(String body) {
        return AllInterpreters.asked().interpret(Samples.message(body));
    }
}
