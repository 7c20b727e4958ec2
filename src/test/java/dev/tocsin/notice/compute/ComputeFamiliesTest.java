package dev.tocsin.notice.compute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class ComputeFamiliesTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            EssentialContainerExited,  service:web, 1,    '',                                        HIGH
            EssentialContainerExited,  service:web, 0,    '',                                        MEDIUM
            EssentialContainerExited,  family:job,  0,    '',                                        GOOD
            EssentialContainerExited,  family:job,  137,  '',                                        HIGH
            TaskFailedToStart,         service:web, null, CannotPullContainerError: not found,       HIGH
            ServiceSchedulerInitiated, service:web, 143,  Task failed ELB health checks in (web),    HIGH
            ServiceSchedulerInitiated, service:web, 143,  Scaling activity initiated by deployment,  INFO
            UserInitiated,             family:job,  143,  Task stopped by user,                      LOW
            SpotInterruption,          service:web, 143,  Your Spot Task was interrupted.,           MEDIUM
            SomethingNew,              service:web, 143,  Host EC2 (instance i-1) failed,            HIGH
            '',                        service:web, null, '',                                        MEDIUM
            """)
    void aStoppedTaskIsAsBadAsItsReason(String code, String group, String exit, String reason, Severity severity) {
        assertThat(event("aws.ecs", "ECS Task State Change", """
                {"lastStatus": "STOPPED", "stopCode": "%s", "group": "%s", "stoppedReason": "%s",
                 "containers": [{"name": "web", "exitCode": %s}]}""".formatted(code, group, reason, exit)).severity())
                .isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Ok to Info,          INFO,     health Ok → Info
            Info to Ok,          GOOD,     health Info → Ok
            Ok to Warning,       MEDIUM,   health Ok → Warning
            Warning to Degraded, HIGH,     health Warning → Degraded
            Degraded to Severe,  CRITICAL, health Degraded → Severe
            Ok to No Data,       MEDIUM,   health Ok → No Data
            GREEN to RED,        HIGH,     health GREEN → RED
            """)
    void theHealthOfAnEnvironmentDecides(String change, Severity severity, String outcome) {
        String message = "Environment health has transitioned from " + change + ". 2 of 3 instances are impacted.";
        Notice text = interpreted("Timestamp: Mon Mar 02 09:15:31 UTC 2026\nMessage: " + message
                + "\n\nEnvironment: shop-prod\nApplication: shop\n");
        Notice event = event("aws.elasticbeanstalk", "Health status change", """
                {"Status": "Environment health changed", "Severity": "INFO", "EnvironmentName": "shop-prod",
                 "ApplicationName": "shop", "Message": "%s"}""".formatted(message));

        assertThat(text.severity()).isEqualTo(severity);
        assertThat(text.title()).isEqualTo("Elastic Beanstalk shop-prod: " + outcome);
        assertThat(event.severity()).isEqualTo(severity);
        assertThat(event.title()).isEqualTo(text.title());
        assertThat(event.correlationKey()).isEqualTo(text.correlationKey());
        assertThat(event.texts()).isEqualTo(text.texts());
    }

    @ParameterizedTest
    @CsvSource({ "launched", "launch-failed", "terminated" })
    void bothRoutesOfAnAutoScalingGroupReadTheSame(String what) {
        Notice direct = Samples.interpreted("compute/autoscaling-" + what + "-direct.json");
        Notice event = Samples.interpreted("compute/autoscaling-" + what + "-event.json");

        assertThat(direct).usingRecursiveComparison().ignoringFields("occurredAt").isEqualTo(event);
    }

    @Test
    void bothRoutesOfALambdaDestinationReadTheSame() {
        assertThat(Samples.interpreted("compute/lambda-failed-direct.json"))
                .isEqualTo(Samples.interpreted("compute/lambda-failed-event.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "compute/autoscaling-hook-direct.json", "compute/autoscaling-hook-event.json",
            "compute/lambda-failed-direct.json", "compute/batch-job-failed.json", "compute/ecs-task-out-of-memory.json" })
    void tokensSecretsAndInputsAreNotShown(String sample) {
        assertThat(Samples.interpreted(sample).toString()).doesNotContain("19cc4d4a", "s3cr3t", "orderId", "A-100");
    }

    @Test
    void aDeploymentKeepsItsKeyFromBeginningToEnd() {
        assertThat(Samples.interpreted("compute/ecs-deployment-rollback.json").correlationKey())
                .isEqualTo(Samples.interpreted("compute/ecs-deployment-failed.json").correlationKey())
                .isEqualTo(Samples.interpreted("compute/ecs-deployment-completed.json").correlationKey());
    }

    @Test
    void anInterruptionBelongsToTheSameInstanceAsItsEnd() {
        assertThat(Samples.interpreted("compute/ec2-spot-interruption.json").correlationKey())
                .isEqualTo(Samples.interpreted("compute/ec2-instance-terminated.json").correlationKey());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            cn-north-1,    https://console.amazonaws.cn/
            us-gov-west-1, https://console.amazonaws-us-gov.com/
            eu-west-1,     https://eu-west-1.console.aws.amazon.com/
            """)
    void pagesAreThoseOfThePartition(String region, String console) {
        assertThat(interpreted("""
                {"detail-type": "EC2 Instance State-change Notification", "source": "aws.ec2", "region": "%s",
                 "detail": {"instance-id": "i-1", "state": "stopped"}}""".formatted(region)).titleLink())
                .contains(console + "ec2/home?region=" + region + "#InstanceDetails:instanceId=i-1");
    }

    @Test
    void whatComesFromAPayloadIsEncodedInAPage() {
        assertThat(event("aws.ecs", "ECS Task State Change", """
                {"lastStatus": "STOPPED", "clusterArn": "arn:aws:ecs:eu-west-1:210987654321:cluster/a?b#c d",
                 "taskArn": "arn:aws:ecs:eu-west-1:210987654321:task/x/../&"}""").titleLink())
                .contains("https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/a%3Fb%23c%20d/tasks/%26/configuration"
                        + "?region=eu-west-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"AutoScalingGroupName\": \"shop\", \"Event\": \"something else\"}",
            "{\"AutoScalingGroupName\": \"shop\", \"Event\": \"autoscaling:SOMETHING_NEW\"}",
            "{\"Event\": \"autoscaling:EC2_INSTANCE_LAUNCH\"}",
            "{\"requestContext\": {\"functionArn\": \"arn:aws:lambda:eu-west-1:210987654321:function:f\"}}",
            "{\"requestContext\": {\"functionArn\": \"f\", \"condition\": \"Success\", \"requestId\": \"1\"}}",
            "{\"detail-type\": \"Health status change\", \"source\": \"com.example\", \"detail\": {\"Status\": \"x\"}}",
            "{\"detail-type\": \"ECS Task State Change\", \"source\": \"com.example\", \"detail\": {}}",
            "{\"detail-type\": \"AWS API Call via CloudTrail\", \"source\": \"aws.eks\", \"detail\": {\"eventName\": \"x\"}}",
            "{\"detail-type\": \"EC2 Something New\", \"source\": \"aws.ec2\", \"detail\": {}}",
            "{\"detail-type\": \"Lambda Function Invocation Result - Failure\", \"source\": \"com.example\", \"detail\": {}}",
            "Timestamp: now\nMessage: hello",
            "Message: x\nTimestamp: x\nEnvironment: x\nApplication: x",
            "Timestamp: \nMessage: \nEnvironment: \nApplication: " })
    void lookalikesAreLeftToOthers(String body) {
        // A call that CloudTrail reports is of that family, whichever service it went to.
        assertThat(AllInterpreters.claimants(Samples.message(body))).isSubsetOf("ApiCall");
    }

    private static Notice event(String source, String type, String detail) {
        return interpreted("""
                {"detail-type": "%s", "source": "%s", "region": "eu-west-3", "account": "210987654321", "detail": %s}"""
                .formatted(type, source, detail).replace("eu-west-3", source.equals("aws.ecs") ? "eu-west-1" : "eu-west-3"));
    }

    private static Notice interpreted(String body) {
        return AllInterpreters.asked().interpret(Samples.message(body));
    }
}
