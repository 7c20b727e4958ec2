package dev.tocsin.notice.developer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Link;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class DeveloperToolsTest {

    @ParameterizedTest
    @CsvSource({ "codebuild-failed-event, codebuild-failed-rule", "codebuild-failed-event, codebuild-phase-failed-event",
            "codepipeline-failed-rule, codepipeline-succeeded-event",
            "codepipeline-failed-rule, codepipeline-approval-needed-rule", "codedeploy-failed-event, codedeploy-failed-trigger",
            "codedeploy-failed-event, codedeploy-instance-failed-trigger", "codedeploy-failed-rule, codedeploy-created-trigger",
            "codecommit-pull-request-created-rule, codecommit-pull-request-merged-event",
            "codecommit-pull-request-created-rule, codecommit-comment-pull-request-rule" })
    void giveTheSameThingTheSameKeyOnEveryRoute(String one, String other) {
        assertThat(sample(one).correlationKey()).isNotEmpty().isEqualTo(sample(other).correlationKey());
        assertThat(sample(one).family()).isEqualTo(sample(other).family());
    }

    @ParameterizedTest
    @CsvSource({ "SUCCEEDED, GOOD", "FAILED, HIGH", "FAULT, HIGH", "TIMED_OUT, HIGH", "STOPPED, MEDIUM", "IN_PROGRESS, INFO",
            "SOMETHING_NEW, INFO" })
    void judgeABuildByItsStatus(String status, Severity severity) {
        assertThat(event("codebuild", "CodeBuild Build State Change", "\"build-status\": \"" + status + "\"").severity())
                .isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({ "Pipeline, SUCCEEDED, GOOD", "Stage, SUCCEEDED, INFO", "Action, SUCCEEDED, INFO", "Pipeline, FAILED, HIGH",
            "Stage, FAILED, HIGH", "Action, FAILED, HIGH", "Action, ABANDONED, MEDIUM", "Pipeline, STOPPED, MEDIUM",
            "Pipeline, STOPPING, LOW", "Pipeline, SUPERSEDED, INFO", "Pipeline, STARTED, INFO" })
    void judgeAPipelineByItsState(String part, String state, Severity severity) {
        assertThat(event("codepipeline", "CodePipeline " + part + " Execution State Change", "\"state\": \"" + state + "\"")
                .severity()).isEqualTo(severity);
    }

    @Test
    void notifyUnderTheirShortNameToo() {
        assertThat(AllInterpreters.claimants(Samples.message("""
                {"source": "codebuild", "detailType": "CodeBuild Build State Change", "notificationRuleArn": "arn",
                 "detail": {"build-status": "FAILED"}}"""))).containsExactly("CodeBuild");
    }

    @Test
    void readLogsOfABuildFromItsGroupAndStreamNotFromTheLinkInIt() {
        assertThat(sample("codebuild-timed-out-event").links()).containsExactly(new Link("Logs",
                "https://console.amazonaws.cn/cloudwatch/home?region=cn-north-1#logsV2:log-groups/log-group/"
                        + "$252Faws$252Fcodebuild$252Forders/log-events/7d1f0c5e-2a44-4b7e-9f0e-3f1c7a2b9d10"));
    }

    @Test
    void neverShowWhatLetsAReaderApprove() {
        Notice notice = sample("codepipeline-approval");

        assertThat(notice.toString()).doesNotContain("s3cr3t").doesNotContain("/approve/");
        assertThat(notice.titleLink()).contains(
                "https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/shop/view?region=eu-west-1");
        assertThat(notice.links()).extracting(Link::label).containsExactly("To review");
    }

    @Test
    void showNoEnvironmentVariables() {
        assertThat(sample("codebuild-failed-event").toString()).doesNotContain("NPM_TOKEN").doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"source\": \"com.example\", \"detail-type\": \"CodeBuild Build State Change\", \"detail\": {\"build-status\": \"FAILED\"}}",
            "{\"source\": \"aws.codebuild\", \"detail-type\": \"AWS API Call via CloudTrail\", \"detail\": {\"eventName\": \"StartBuild\"}}",
            "{\"source\": \"aws.codecatalyst\", \"detail-type\": \"AWS API Call via CloudTrail\", \"detail\": {\"eventName\": \"GetSpace\"}}",
            "{\"deploymentId\": \"d-1\", \"status\": \"FAILED\"}", "{\"eventTriggerName\": \"t\", \"status\": \"FAILED\"}",
            "{\"approval\": {\"pipelineName\": \"shop\", \"actionName\": \"a\"}}", "{\"approval\": {\"token\": \"t\"}}" })
    void leaveAllElseToOthers(String body) {
        // A call that CloudTrail reports is of that family, whichever service it went to.
        assertThat(AllInterpreters.claimants(Samples.message(body))).isSubsetOf("ApiCall");
    }

    @ParameterizedTest
    @CsvSource({ "arn:aws:sts::210987654321:assumed-role/Admin/ada, ada (Admin)",
            "arn:aws:iam::210987654321:user/team/ada, team/ada",
            "arn:aws:iam::210987654321:root, root", "codepipeline/shop, codepipeline/shop" })
    void nameWhoDidIt(String arn, String name) {
        assertThat(DeveloperTools.principal(arn)).isEqualTo(name);
    }

    private static Notice sample(String name) {
        return Samples.interpreted("developer/" + name + ".json");
    }

    private static Notice event(String tool, String type, String detail) {
        return AllInterpreters.asked().interpret(Samples.message("""
                {"source": "aws.%s", "detail-type": "%s", "detail": {%s}}""".formatted(tool, type, detail)));
    }
}
