package dev.tocsin.notice.compute;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * A service, table or other target that was scaled, until now only told when it reaches its maximum. Application Auto Scaling
 * User Guide, "Monitor Application Auto Scaling events using Amazon EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class ApplicationScaling implements Interpreter {

    private static final int LONGEST_RESOURCE = 160;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.application-autoscaling",
                "Application Auto Scaling Scaling Activity State Change")).map(ApplicationScaling::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String service = detail.at("serviceNamespace").text().map(ResourceName::brief).orElse("target");
        String target = detail.at("resourceId").text().map(id -> Cut.middle(id, LONGEST_RESOURCE)).orElse("");
        Optional<String> status = detail.at("statusCode").text().map(ResourceName::brief);
        boolean highest = detail.at("scaledToMax").words().filter("true"::equals).isPresent();
        boolean failed = status.filter("Failed"::equals).isPresent();
        String outcome = failed ? "scaling FAILED" : highest ? "scaled to its maximum" : "scaled";
        String dimension = detail.at("scalableDimension").textOrNull();
        String key = service + "/" + target + (dimension == null ? "" : "/" + dimension);
        return event.notice("application-autoscaling", severity(failed, highest),
                "Auto Scaling " + service + " " + target + ": " + outcome)
                .titleLink(page(event.region().orElse(null), service, target).orElse(null))
                .resource(target)
                .correlationKey(String.join("/", event.account().orElse(""), event.region().orElse(""), key))
                .text(highest && !failed ? "Should demand grow further, it will not be scaled out any more." : null)
                .fact("Capacity", capacity(detail))
                .fact("Limits", limits(detail))
                .fact("Dimension", dimension)
                .fact("Direction", detail.at("direction").textOrNull())
                .fact("Status", highest || failed ? null : status.orElse(null))
                .fact("Started", detail.at("startTime").moment().orElse(null))
                .fact("Took", Elapsed.between(detail.at("startTime").moment(), detail.at("endTime").moment()))
                .build();
    }

    private static String capacity(Json detail) {
        Optional<String> before = detail.at("oldDesiredCapacity").words();
        return detail.at("newDesiredCapacity").words()
                .map(after -> before.map(old -> old + " → " + after).orElse(after)).orElse(null);
    }

    private static String limits(Json detail) {
        Optional<String> least = detail.at("minCapacity").words();
        return detail.at("maxCapacity").words().map(most -> least.map(fewest -> fewest + " to ").orElse("up to ") + most)
                .orElse(null);
    }

    private static Severity severity(boolean failed, boolean highest) {
        return failed ? Severity.HIGH : highest ? Severity.MEDIUM : Severity.INFO;
    }

    private static Optional<String> page(String region, String service, String target) {
        String[] parts = target.split("/", 4);
        return switch (service) {
            case "ecs" -> parts.length == 3
                    ? Optional.ofNullable(EcsPage.service(region, parts[1], parts[2]))
                    : ConsoleLinks.service(region, "ecs");
            case "dynamodb" -> parts.length > 1
                    ? ConsoleLinks.page(region, "dynamodbv2/home#table?name=" + ConsoleLinks.encode(parts[1]))
                    : ConsoleLinks.service(region, "dynamodb");
            case "ec2", "elasticmapreduce", "lambda", "rds", "sagemaker", "elasticache", "comprehend" ->
                ConsoleLinks.service(region, service);
            default -> Optional.empty();
        };
    }
}
