package dev.tocsin.notice.monitoring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.aws.LogPages;
import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Measurement.Metric;

/**
 * The logs of the time in which an alarm's values were measured, where its metrics tell whose they are. Only groups whose names
 * AWS gives by itself are known: what a task definition, a REST API's id or a setting of one's own decides is not.
 */
final class AlarmLogs {

    private static final String QUERY = "fields @timestamp, @message, @logStream\n| sort @timestamp desc\n| limit 500";
    private static final int MOST_GROUPS = 5;
    private static final Duration BEFORE = Duration.ofMinutes(10);
    private static final Duration AFTER = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(1);
    /** The others of API Gateway are of REST APIs, whose metrics name no id, and of HTTP APIs, which log where one says. */
    private static final Set<String> OF_WEB_SOCKETS = Set.of("ConnectCount", "MessageCount", "IntegrationError", "ClientError",
            "ExecutionError");

    private AlarmLogs() {
    }

    static Optional<String> page(AlarmStateChange change) {
        return AlarmMeasurement.of(change).flatMap(measurement -> change.at().flatMap(at -> LogPages.insights(
                change.region().orElse(null), groups(measurement), at.minus(measured(measurement)), at.plus(AFTER), QUERY)));
    }

    private static List<String> groups(Measurement measurement) {
        // The logs of another account's function are in that account.
        return measurement.queries().stream().filter(query -> query.account().isEmpty())
                .flatMap(query -> query.metric().stream())
                .flatMap(metric -> group(metric).stream()).distinct().limit(MOST_GROUPS).toList();
    }

    private static Duration measured(Measurement measurement) {
        Duration measured = measurement.period().multipliedBy(measurement.evaluationPeriods()).plus(BEFORE);
        return measured.compareTo(LONGEST) > 0 ? LONGEST : measured;
    }

    private static Optional<String> group(Metric metric) {
        Map<String, String> of = metric.dimensions();
        return switch (metric.namespace()) {
            case "AWS/Lambda" -> name(of, "FunctionName").map(name -> "/aws/lambda/" + name);
            case "LambdaInsights" -> name(of, "function_name").map(name -> "/aws/lambda/" + name);
            case "AWS/ApiGateway" -> name(of, "ApiId").filter(id -> OF_WEB_SOCKETS.contains(metric.name()))
                    .flatMap(id -> name(of, "Stage").map(stage -> "/aws/apigateway/" + id + "/" + stage));
            case "AWS/CodeBuild" -> name(of, "ProjectName").map(name -> "/aws/codebuild/" + name);
            case "AWS/Logs" -> name(of, "LogGroupName");
            case "AWS/AppRunner" -> name(of, "ServiceName").flatMap(name -> name(of, "ServiceID")
                    .map(id -> "/aws/apprunner/" + name + "/" + id + "/application"));
            case "ECS/ContainerInsights" -> name(of, "ClusterName")
                    .map(name -> "/aws/ecs/containerinsights/" + name + "/performance");
            case "ContainerInsights" -> name(of, "ClusterName").map(name -> "/aws/containerinsights/" + name + "/application");
            default -> Optional.empty();
        };
    }

    /** As names of log groups are written. */
    private static Optional<String> name(Map<String, String> dimensions, String name) {
        return Optional.ofNullable(dimensions.get(name)).filter(value -> value.length() <= 400 && value.chars()
                .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "_-/.#$:".indexOf(c) >= 0)));
    }
}
