package dev.tocsin.notice.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

/** What belongs together, by whatever way and in whatever state it comes; and what only looks like one of ours. */
class DataRoutesTest {

    @ParameterizedTest
    @CsvSource({
            "dms-task-started-event.json, dms-task-failed-direct.json",
            "s3-created-event.json, s3-created-direct.json",
            "backup-restored-event.json, backup-restored-text.txt",
            "glue-job-late.json, glue-job-failed.json",
            "redshift-maintenance-direct.json, redshift-unhealthy-direct.json",
            "redshift-statement-failed.json, redshift-statement-finished.json",
            "sagemaker-pipeline-failed.json, sagemaker-step-failed.json",
            "sagemaker-endpoint-failed.json, sagemaker-endpoint-deployment.json",
            "stepfunctions-started.json, stepfunctions-failed.json",
            "datasync-execution-failed.json, datasync-execution-done.json",
            "opensearch-update-event.json, opensearch-done-event.json",
            "transfer-upload-failed.json, transfer-upload-completed.json" })
    void keepWhatBelongsTogether(String one, String other) {
        Notice first = Samples.interpreted("data/" + one);
        Notice second = Samples.interpreted("data/" + other);

        assertThat(first.family()).isEqualTo(second.family()).isNotEqualTo("event");
        assertThat(first.correlationKey()).isPresent().isEqualTo(second.correlationKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"Records\": [{\"eventSource\": \"aws:codecommit\", \"s3\": {}}]}",
            "{\"Records\": [{\"eventSource\": \"aws:s3\", \"s3\": {}}, {\"eventSource\": \"aws:ses\"}]}",
            "{\"Records\": []}",
            "{\"Event\": \"s3:TestEvent\", \"Bucket\": \"a\"}",
            "{\"ElastiCache\": \"sessions\"}",
            "{\"ElastiCache: note\": \"sessions\"}",
            "{\"a\": 1, \"b\": 2, \"c\": 3, \"ElastiCache:FailoverComplete\": \"sessions\"}",
            "ElastiCache: the cache is slow today",
            "Successfully sent a test message to topic arn:aws:sns:eu-west-3:210987654321:on-duty",
            "{\"Event Source\": \"cluster\", \"Event Message\": \"a\", \"About this Event\": \"x#EVENT-1\"}",
            "{\"detail-type\": \"Object Created\", \"source\": \"aws.s3\", \"detail\": {\"key\": \"a\"}}",
            "{\"detail-type\": \"Glue Job State Change\", \"source\": \"shop.glue\", \"detail\": {}}",
            "{\"detail-type\": \"AWS API Call via CloudTrail\", \"source\": \"aws.sagemaker\", \"detail\": {}}",
            "{\"detail-type\": \"AWS API Call via CloudTrail\", \"source\": \"aws.dynamodb\", \"detail\": {}}" })
    void leaveLookAlikesToOthers(String body) {
        assertThat(AllInterpreters.asked().interpret(Samples.message(body)).family()).isNotIn("s3-object", "elasticache",
                "redshift", "glue-job", "sagemaker", "rds", "dms");
    }

    @Test
    void nameKeysAsPeopleWroteThemAndKeepWhatIsNotEncoded() {
        assertThat(object("a+b%2Bc").title()).isEqualTo("S3 object created: a b+c in shop");
        assertThat(object("100%").title()).isEqualTo("S3 object created: 100% in shop");
    }

    @Test
    void showNeitherInputNorOutputOfAStateMachine() {
        for (String sample : new String[] { "failed", "started", "succeeded" }) {
            assertThat(Samples.interpreted("data/stepfunctions-" + sample + ".json").toString())
                    .doesNotContain("tok_1a2b3c4d5e6f").doesNotContain("4711}").doesNotContain("\"paid\"");
        }
    }

    @ParameterizedTest
    @CsvSource({ "FAILED, HIGH", "TimedOut, HIGH", "UPDATE_ROLLBACK_FAILED, HIGH", "Stopped, MEDIUM", "ABORTED, MEDIUM",
            "InProgress, INFO", "RUNNING, INFO", "InService, GOOD", "SUCCESS, GOOD", "Something New, INFO",
            "BrandNewFailure, HIGH" })
    void shareOneScaleOfStates(String state, Severity severity) {
        assertThat(JobState.severity(state)).isEqualTo(severity);
    }

    private static Notice object(String key) {
        return AllInterpreters.asked().interpret(Samples.message("""
                {"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put", "awsRegion": "eu-west-1",
                 "s3": {"bucket": {"name": "shop"}, "object": {"key": "%s"}}}]}""".formatted(key)));
    }
}
