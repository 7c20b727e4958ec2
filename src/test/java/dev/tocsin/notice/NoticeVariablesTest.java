package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeVariablesTest {

    @Test
    void anAlarmSaysItsNameItsPlaceAndWhatItMeasures() {
        NoticeVariables variables = NoticeVariables.of(Samples.interpreted("monitoring/alarm-anomaly.json"));
        assertThat(variables.all()).containsEntry("Region", "us-east-1").containsEntry("AccountId", "210987654321")
                .containsEntry("NotificationType", "cloudwatch-alarm").containsEntry("Severity", "HIGH")
                .containsEntry("State", "ALARM").containsEntry("AlarmName", "unusual-traffic")
                .containsEntry("Resource", "arn:aws:cloudwatch:us-east-1:210987654321:alarm:unusual-traffic")
                .containsEntry("Namespace", "AWS/EC2").containsEntry("MetricName", "NetworkIn")
                .containsEntry("InstanceId", "i-0aa11bb22cc33dd44");
    }

    @ParameterizedTest
    @CsvSource({ "lambda, function:orders:live, FunctionName, orders", "lambda, function:orders, LogGroup, /aws/lambda/orders",
            "codepipeline, shop, PipelineName, shop", "codepipeline, shop/Deploy/Approve, ActionName, Approve",
            "codebuild, build/shop:7d1f, BuildId, shop:7d1f", "codebuild, build/shop:7d1f, LogGroup, /aws/codebuild/shop",
            "ecs, service/prod/checkout, Cluster, prod", "ecs, service/checkout, Service, checkout",
            "ec2, instance/i-1, InstanceId, i-1", "rds, db:orders, DBInstanceIdentifier, orders",
            "states, execution:saga:order-1, ExecutionName, order-1", "cloudformation, stack/shop/1-2, StackName, shop",
            "autoscaling, autoScalingGroup:d4:autoScalingGroupName/web, AutoScalingGroupName, web",
            "logs, log-group:/shop/web:*, LogGroup, /shop/web", "sqs, orders, QueueName, orders" })
    void partsOfAnArnHaveTheNamesOfParameters(String service, String resource, String name, String value) {
        Notice notice = of("arn:aws:" + service + ":eu-west-1:210987654321:" + resource).build();
        assertThat(NoticeVariables.of(notice).value(name)).contains(value);
    }

    @Test
    void factsAreVariablesHoweverTheirNamesAreWritten() {
        NoticeVariables variables = NoticeVariables.of(of("web").fact("Job ID", "j-1")
                .fact("Since", Instant.parse("2026-03-02T09:15:31Z"))
                .fact(Fact.of("Run", new Link("nightly", "https://x.example")))
                .build());
        for (String spelling : new String[] { "JobID", "jobId", "job_id", "job-id" }) {
            assertThat(variables.value(spelling)).contains("j-1");
        }
        assertThat(variables.value("Since")).contains("2026-03-02T09:15:31Z");
        assertThat(variables.value("Run")).contains("nightly");
        assertThat(variables.value("Nothing")).isEmpty();
        assertThat(variables.all()).containsKey("JobID");
    }

    @Test
    void whatIsSaidFirstCounts() {
        NoticeVariables variables = NoticeVariables.of(of("arn:aws:ec2:eu-west-1:210987654321:instance/i-1")
                .region("eu-west-1").fact("Region", "elsewhere").fact("Instance ID", "i-2").build());
        assertThat(variables.value("Region")).contains("eu-west-1");
        assertThat(variables.value("InstanceId")).contains("i-1");
    }

    @Test
    void anAccountIsItsIdAlsoWhereItHasAName() {
        assertThat(NoticeVariables.of(of("web").account("payments-prod (123456789012)").build()).value("AccountId"))
                .contains("123456789012");
        assertThat(NoticeVariables.of(of("web").account("payments").build()).value("AccountId")).isEmpty();
    }

    @Test
    void whatNobodyMeansInACommandIsNoValue() {
        Notice.Builder notice = of("web").fact("Long", "x".repeat(1_025)).fact("Lines", "a\nb").fact("Turned", "a\u202eb")
                .fact("!?", "nameless");
        IntStream.range(0, 200).forEach(i -> notice.fact("Fact " + i, "value"));
        NoticeVariables variables = NoticeVariables.of(notice.build());
        assertThat(variables.value("Long")).isEmpty();
        assertThat(variables.value("Lines")).isEmpty();
        assertThat(variables.value("Turned")).isEmpty();
        assertThat(variables.value("!?")).isEmpty();
        assertThat(variables.all()).hasSize(100);
    }

    @Test
    void everySampleSaysItsRegionIfItHasOne() {
        for (String name : Samples.names()) {
            Notice notice = Samples.interpreted(name);
            assertThat(NoticeVariables.of(notice).value("Region")).as(name).isEqualTo(notice.region());
        }
    }

    private static Notice.Builder of(String resource) {
        return Notice.of("event", Severity.INFO, "Something").resource(resource);
    }
}
