package dev.tocsin.notice.security;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * Whether GuardDuty still watches: the coverage of Runtime Monitoring on clusters and instances, and the state of a
 * plan of Malware Protection for S3.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class GuardDutyCoverage implements Interpreter {

    private static final String RUNTIME = "GuardDuty Runtime Protection ";
    private static final String PLAN = "GuardDuty Malware Protection Resource Status ";
    private static final int MOST_ISSUES = 3;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.isFrom("aws.guardduty"))
                .filter(event -> event.type().startsWith(RUNTIME) || event.type().startsWith(PLAN))
                .map(GuardDutyCoverage::notice);
    }

    private static Notice notice(Event event) {
        Json coverage = event.detail();
        boolean runtime = event.type().startsWith(RUNTIME);
        String status = event.type().substring((runtime ? RUNTIME : PLAN).length()).toUpperCase(Locale.ROOT);
        Optional<String> name = name(coverage);
        String what = runtime ? "Runtime Monitoring" : "Malware Protection for S3";
        return event.notice("guardduty-coverage", severity(status),
                "GuardDuty " + what + " " + status
                        + name.map(of -> ": "
                                + coverage.at("resourceDetails", "resourceType").text().map(type -> type + " ").orElse("") + of)
                                .orElse(""))
                .account(coverage.at("resourceAccountId").text().filter(Json::isAccount).or(event::account).orElse(null))
                .resource(id(coverage).or(() -> event.resources().stream().findFirst()).orElse(null))
                .correlationKey(name.map(of -> String.join("/", "guardduty-coverage", event.account().orElse(""),
                        event.region().orElse(""), runtime ? "runtime" : "plan",
                        coverage.at("resourceDetails", "resourceType").text().orElse("S3"), of)).orElse(null))
                .standing(name.flatMap(of -> standing(status)))
                .text(issue(coverage))
                .fact("Was", coverage.at("previousStatus").textOrNull())
                .fact("Reason", Readable.list(coverage.at("statusReasons").items().stream()
                        .map(reason -> reason.at("code").text()).flatMap(Optional::stream).toList(), MOST_ISSUES))
                .fact("Since", coverage.at("lastUpdatedAt").moment().or(() -> coverage.at("eventTime").moment()).orElse(null))
                .build();
    }

    private static Optional<Standing> standing(String status) {
        return switch (status) {
            case "HEALTHY", "ACTIVE" -> Optional.of(Standing.over(status));
            case "UNHEALTHY", "WARNING", "ERROR" -> Optional.of(Standing.open(status));
            default -> Optional.empty();
        };
    }

    private static Severity severity(String status) {
        return switch (status) {
            case "HEALTHY", "ACTIVE" -> Severity.GOOD;
            case "ERROR" -> Severity.HIGH;
            default -> Severity.MEDIUM;
        };
    }

    private static Optional<String> name(Json coverage) {
        Json details = coverage.at("resourceDetails");
        return Stream.of(details.at("ecsClusterDetails", "clusterName"), details.at("eksClusterDetails", "clusterName"),
                details.at("ec2InstanceDetails", "instanceId"), coverage.at("s3BucketDetails", "bucketName"))
                .map(Json::text).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> id(Json coverage) {
        return coverage.at("resourceDetails", "ec2InstanceDetails", "clusterArn").text().or(() -> name(coverage));
    }

    /** ECS has its issues one level deeper, one for each task definition. */
    private static String issue(Json coverage) {
        String tasks = Readable.list(
                Readable.words(coverage.at("resourceDetails", "ecsClusterDetails", "fargateDetails", "issues")), MOST_ISSUES);
        return coverage.at("issue").text().orElse(tasks);
    }
}
