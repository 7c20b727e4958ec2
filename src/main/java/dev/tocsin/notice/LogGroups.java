package dev.tocsin.notice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tocsin.aws.Arn;
import dev.tocsin.notice.Measurement.Metric;

/**
 * The log groups of what a notice is about. Only those are known whose names AWS gives by itself: what a task definition, a
 * REST API's id or a setting of one's own decides is not.
 */
public final class LogGroups {

    private static final int MOST = 5;
    /** The others of API Gateway are of REST APIs, whose metrics name no id, and of HTTP APIs, which log where one says. */
    private static final Set<String> OF_WEB_SOCKETS = Set.of("ConnectCount", "MessageCount", "IntegrationError", "ClientError",
            "ExecutionError");
    private static final Pattern FUNCTION = Pattern.compile("function:([^:]+)(?::.*)?");
    private static final Pattern BUILD = Pattern.compile("(?:build|project)/([^:/]+)(?::.*)?");
    private static final Pattern GROUP = Pattern.compile("log-group:([^:]+)(?::.*)?");

    private LogGroups() {
    }

    /** Of the metrics that an alarm looks at, and of the function, the build or the group itself that it is about. */
    public static List<String> of(Notice notice) {
        return Stream.concat(notice.resource().flatMap(Arn::parse).flatMap(LogGroups::ofResource).stream(),
                notice.measurement().map(LogGroups::of).orElse(List.of()).stream()).distinct().limit(MOST).toList();
    }

    /** Of the metrics alone. */
    public static List<String> of(Measurement measurement) {
        // The logs of another account's function are in that account.
        return measurement.queries().stream().filter(query -> query.account().isEmpty())
                .flatMap(query -> query.metric().stream())
                .flatMap(metric -> ofMetric(metric).stream()).distinct().limit(MOST).toList();
    }

    private static Optional<String> ofResource(Arn arn) {
        return switch (arn.service()) {
            case "lambda" -> named(FUNCTION, arn).map(name -> "/aws/lambda/" + name);
            case "codebuild" -> named(BUILD, arn).map(name -> "/aws/codebuild/" + name);
            case "logs" -> named(GROUP, arn);
            default -> Optional.empty();
        };
    }

    private static Optional<String> named(Pattern form, Arn arn) {
        Matcher resource = form.matcher(arn.resource());
        return resource.matches() ? Optional.of(resource.group(1)).filter(LogGroups::isName) : Optional.empty();
    }

    private static Optional<String> ofMetric(Metric metric) {
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

    private static Optional<String> name(Map<String, String> dimensions, String name) {
        return Optional.ofNullable(dimensions.get(name)).filter(LogGroups::isName);
    }

    /** As names of log groups are written. */
    private static boolean isName(String value) {
        return value.length() <= 400 && value.chars()
                .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "_-/.#$:".indexOf(c) >= 0));
    }
}
