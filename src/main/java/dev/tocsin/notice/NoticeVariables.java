package dev.tocsin.notice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tocsin.aws.Arn;

/**
 * What a notice says, by names that people can use in commands: {@code $Region}, {@code $AlarmName}, {@code $FunctionName}. The
 * names of parts of ARNs are those of the parameters that AWS's commands take them by; a metric's dimensions and the facts have
 * their own names. What is said first counts; upper and lower case, hyphens and underscores do not.
 */
public final class NoticeVariables {

    /** Values beyond that are none: nobody means such a text in a command. */
    private static final int LONGEST = 1_024;
    private static final int LONGEST_NAME = 128;
    private static final int MOST = 100;
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]");
    private static final Pattern ACCOUNT = Pattern.compile("(?:.*\\()?([0-9]{12})\\)?");

    private static final List<Part> PARTS = List.of(
            new Part("cloudwatch", "alarm:(.+)", "AlarmName"),
            new Part("lambda", "function:([^:]+)(?::.*)?", "FunctionName"),
            new Part("codepipeline", "([^/]+)(?:/([^/]+))?(?:/([^/]+))?", "PipelineName", "StageName", "ActionName"),
            new Part("codebuild", "build/(([^:]+):.+)", "BuildId", "ProjectName"),
            new Part("codebuild", "project/([^:]+)", "ProjectName"),
            new Part("codecommit", "([^:/]+)", "RepositoryName"),
            new Part("cloudformation", "stack/([^/]+)/.*", "StackName"),
            new Part("ecs", "service/(?:([^/]+)/)?([^/]+)", "Cluster", "Service"),
            new Part("ecs", "task/([^/]+)/([^/]+)", "Cluster", "TaskId"),
            new Part("eks", "(?:cluster|nodegroup|addon|fargateprofile)/([^/]+)(?:/.*)?", "ClusterName"),
            new Part("ec2", "instance/([^/]+)", "InstanceId"),
            new Part("ec2", "volume/([^/]+)", "VolumeId"),
            new Part("ec2", "snapshot/([^/]+)", "SnapshotId"),
            new Part("ec2", "security-group/([^/]+)", "GroupId"),
            new Part("ssm", "(?:managed-instance|managed-instance-inventory)/([^/]+)", "InstanceId"),
            new Part("ssm", "automation-execution/([^/]+)", "AutomationExecutionId"),
            new Part("ssm", "opsitem/([^/]+)", "OpsItemId"),
            new Part("rds", "db:([^:]+)", "DBInstanceIdentifier"),
            new Part("rds", "cluster:([^:]+)", "DBClusterIdentifier"),
            new Part("redshift", "cluster:([^:]+)", "ClusterIdentifier"),
            new Part("autoscaling", "autoScalingGroup:[^:]*:autoScalingGroupName/(.+)", "AutoScalingGroupName"),
            new Part("states", "execution:([^:]+):([^:]+)", "StateMachineName", "ExecutionName"),
            new Part("states", "stateMachine:([^:]+)", "StateMachineName"),
            new Part("sqs", "([^:/]+)", "QueueName"),
            new Part("sns", "([^:/]+)", "TopicName"),
            new Part("s3", "([^/]+)(?:/(.+))?", "Bucket", "Key"),
            new Part("logs", "log-group:([^:]+)(?::.*)?", "LogGroup"),
            new Part("events", "rule/(?:([^/]+)/)?([^/]+)", "EventBusName", "RuleName"),
            new Part("dynamodb", "table/([^/]+)(?:/.*)?", "TableName"),
            new Part("ecr", "repository/(.+)", "RepositoryName"),
            new Part("batch", "job/([^:/]+)(?:[:/].*)?", "JobId"),
            new Part("synthetics", "canary:([^:]+)", "CanaryName"),
            new Part("guardduty", "detector/([^/]+)/finding/([^/]+)", "DetectorId", "FindingId"));

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    private NoticeVariables() {
    }

    /** @param names of the groups of the form */
    private record Part(String service, Pattern form, List<String> names) {

        Part(String service, String form, String... names) {
            this(service, Pattern.compile(form), List.of(names));
        }
    }

    public static NoticeVariables of(Notice notice) {
        NoticeVariables variables = new NoticeVariables();
        variables.put("Region", notice.region());
        variables.put("AccountId", notice.account().map(ACCOUNT::matcher).filter(Matcher::matches)
                .map(account -> account.group(1)));
        variables.put("NotificationType", Optional.of(notice.family()));
        variables.put("Severity", Optional.of(notice.severity().name()));
        variables.put("State", notice.standing().map(Standing::state));
        variables.put("Title", Optional.of(notice.title()));
        variables.put("Resource", notice.resource());
        notice.resource().flatMap(Arn::parse).ifPresent(variables::putParts);
        variables.put("LogGroup", LogGroups.of(notice).stream().findFirst());
        notice.measurement().stream().flatMap(measurement -> measurement.queries().stream())
                .flatMap(query -> query.metric().stream()).forEach(variables::putMetric);
        notice.facts().forEach(fact -> variables.put(fact.label(), words(fact.value())));
        return variables;
    }

    /** By any spelling of its name; empty if the notice does not say it. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(Labels.bare(name)));
    }

    /** All that there are, by their names without spaces, the usual first. */
    public Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        values.forEach((bare, value) -> all.put(names.get(bare), value));
        return Collections.unmodifiableMap(all);
    }

    private void putParts(Arn arn) {
        PARTS.stream().filter(part -> part.service().equals(arn.service())).forEach(part -> {
            Matcher resource = part.form().matcher(arn.resource());
            if (resource.matches()) {
                for (int i = 0; i < part.names().size(); i++) {
                    put(part.names().get(i), Optional.ofNullable(resource.group(i + 1)));
                }
            }
        });
    }

    private void putMetric(Measurement.Metric metric) {
        put("Namespace", Optional.of(metric.namespace()));
        put("MetricName", Optional.of(metric.name()));
        metric.dimensions().forEach((name, value) -> put(name, Optional.of(value)));
    }

    private void put(String name, Optional<String> value) {
        String bare = Labels.bare(name);
        value.map(String::strip).filter(NoticeVariables::isFit).filter(fit -> !bare.isEmpty() && values.size() < MOST)
                .ifPresent(fit -> {
                    if (values.putIfAbsent(bare, fit) == null) {
                        names.put(bare, joined(name));
                    }
                });
    }

    /** {@code Log group} becomes {@code LogGroup}. */
    private static String joined(String name) {
        StringBuilder joined = new StringBuilder();
        Stream.of(name.substring(0, Math.min(name.length(), LONGEST_NAME)).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .forEach(word -> joined.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1)));
        return joined.toString();
    }

    private static Optional<String> words(Fact.Value value) {
        if (value instanceof Fact.Words words) {
            return Optional.of(words.words());
        }
        return value instanceof Fact.Moment moment ? Optional.of(moment.instant().toString())
                : Optional.of(((Link) value).label());
    }

    private static boolean isFit(String value) {
        return !value.isEmpty() && value.length() <= LONGEST && !UNFIT.matcher(value).find();
    }
}
