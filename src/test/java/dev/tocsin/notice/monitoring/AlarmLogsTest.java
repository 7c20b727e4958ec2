package dev.tocsin.notice.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Link;
import dev.tocsin.notice.Samples;

class AlarmLogsTest {

    private static final String SOURCE = "$257Esource$257E$2528";

    @ParameterizedTest
    @CsvSource({ "AWS/Lambda, Errors, FunctionName=orders, *2faws*2flambda*2forders",
            "AWS/Lambda, Errors, FunctionName=orders;Resource=orders:live, *2faws*2flambda*2forders",
            "LambdaInsights, memory_utilization, function_name=orders, *2faws*2flambda*2forders",
            "AWS/ApiGateway, ExecutionError, ApiId=a1b2c3;Stage=prod, *2faws*2fapigateway*2fa1b2c3*2fprod",
            "AWS/CodeBuild, FailedBuilds, ProjectName=shop-api, *2faws*2fcodebuild*2fshop-api",
            "AWS/Logs, IncomingLogEvents, LogGroupName=/shop/web, *2fshop*2fweb",
            "AWS/AppRunner, 5xxStatusResponses, ServiceName=shop;ServiceID=8fe1, *2faws*2fapprunner*2fshop*2f8fe1*2fapplication",
            "ECS/ContainerInsights, RunningTaskCount, ClusterName=prod;ServiceName=web, "
                    + "*2faws*2fecs*2fcontainerinsights*2fprod*2fperformance",
            "ContainerInsights, pod_number_of_container_restarts, ClusterName=prod, "
                    + "*2faws*2fcontainerinsights*2fprod*2fapplication" })
    void areThoseOfWhatIsMeasured(String namespace, String metric, String dimensions, String group) {
        assertThat(logs("ALARM", metric(namespace, metric, dimensions))).hasValueSatisfying(
                url -> assertThat(url).endsWith(SOURCE + "$257E$2527" + group + "$2529$2529"));
    }

    @ParameterizedTest
    @CsvSource({ "AWS/ApiGateway, 5XXError, ApiName=orders;Stage=prod", "AWS/ApiGateway, 5xx, ApiId=a1b2c3;Stage=prod",
            "AWS/ECS, CPUUtilization, ClusterName=prod;ServiceName=web", "AWS/EC2, CPUUtilization, InstanceId=i-1",
            "AWS/Lambda, ConcurrentExecutions, Other=x", "AWS/Lambda, Errors, FunctionName=a b",
            "Shop, Errors, FunctionName=x" })
    void areLeftOutWhereNothingTellsTheirGroup(String namespace, String metric, String dimensions) {
        assertThat(logs("ALARM", metric(namespace, metric, dimensions))).isEmpty();
    }

    @Test
    void areOfTheTimeInWhichTheValuesWereMeasured() {
        assertThat(logs("ALARM", metric("AWS/Lambda", "Errors", "FunctionName=orders")))
                .hasValueSatisfying(url -> assertThat(url)
                        .contains("end$257E$25272026-03-02T09*3a25*3a31.204Z")
                        .contains("start$257E$25272026-03-02T08*3a50*3a31.204Z"));
        assertThat(logs("ALARM",
                metric("AWS/Lambda", "Errors", "FunctionName=orders").replace("\"Period\": 300", "\"Period\": 86400")))
                .hasValueSatisfying(url -> assertThat(url).contains("start$257E$25272026-03-01T09*3a15*3a31.204Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "OK", "INSUFFICIENT_DATA" })
    void areOfUseOnlyInTrouble(String state) {
        assertThat(logs(state, metric("AWS/Lambda", "Errors", "FunctionName=orders"))).isEmpty();
    }

    @Test
    void areThoseOfAllFunctionsOfMetricMathButOfNoOtherAccount() {
        String item = "{\"Id\": \"%s\", %s \"MetricStat\": {\"Metric\": {\"Namespace\": \"AWS/Lambda\", \"MetricName\": \"Errors\","
                + " \"Dimensions\": [{\"name\": \"FunctionName\", \"value\": \"%s\"}]}, \"Period\": 60, \"Stat\": \"Sum\"}, \"ReturnData\": false}";
        String math = "\"Metrics\": [{\"Id\": \"e1\", \"Expression\": \"m1+m2+m3\"}," + item.formatted("m1", "", "orders") + ","
                + item.formatted("m2", "", "bills") + "," + item.formatted("m3", "\"AccountId\": \"999988887777\",", "theirs")
                + "]";

        assertThat(logs("ALARM", math)).hasValueSatisfying(url -> assertThat(url).endsWith(
                SOURCE + "$257E$2527*2faws*2flambda*2forders$257E$2527*2faws*2flambda*2fbills$2529$2529"));
    }

    @Test
    void standBehindTheRunbook() {
        List<Link> links = AllInterpreters.asked()
                .interpret(Samples.message(
                        """
                                {"AlarmName": "errors", "AlarmDescription": "Runbook: https://wiki.example.com/errors", "NewStateValue": "ALARM",
                                 "AWSAccountId": "210987654321", "StateChangeTime": "2026-03-02T09:15:31.204+0000", "Trigger": {%s}}"""
                                .formatted(metric("AWS/Lambda", "Errors", "FunctionName=orders"))))
                .links();

        assertThat(links).extracting(Link::label).containsExactly("Runbook", "Logs");
    }

    @ParameterizedTest
    @ValueSource(strings = { "+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z", "never" })
    void neverBreakOnATime(String time) {
        String message = """
                {"AlarmName": "errors", "AWSAccountId": "210987654321", "NewStateValue": "ALARM", "Region": "eu-west-1",
                 "StateChangeTime": "%s", "Trigger": {%s}}""".formatted(time,
                metric("AWS/Lambda", "Errors", "FunctionName=orders"));

        assertThat(AllInterpreters.asked().interpret(Samples.message(message)).family()).isEqualTo("cloudwatch-alarm");
    }

    @Test
    void areNoneOfAnAlarmThatMeasuresNothing() {
        assertThat(logs("ALARM", "")).isEmpty();
    }

    private static String metric(String namespace, String metric, String dimensions) {
        StringBuilder list = new StringBuilder();
        for (String dimension : dimensions.split(";")) {
            String[] pair = dimension.split("=", 2);
            list.append(list.isEmpty() ? "" : ",").append("{\"name\": \"" + pair[0] + "\", \"value\": \"" + pair[1] + "\"}");
        }
        return """
                "Namespace": "%s", "MetricName": "%s", "Dimensions": [%s], "Statistic": "SUM", "Period": 300,
                "EvaluationPeriods": 3""".formatted(namespace, metric, list);
    }

    private static Optional<String> logs(String state, String trigger) {
        return AllInterpreters.asked().interpret(Samples.message("""
                {"AlarmName": "errors", "AWSAccountId": "210987654321", "NewStateValue": "%s", "Region": "eu-west-1",
                 "StateChangeTime": "2026-03-02T09:15:31.204+0000", "Trigger": {%s}}""".formatted(state, trigger))).links()
                .stream().filter(link -> link.label().equals("Logs")).map(Link::url).findFirst();
    }
}
