package dev.tocsin.notice.compute;

import java.util.Optional;

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
 * An instance in an ECS cluster: its agent connects or not, its room for tasks changes. Amazon ECS Developer Guide, "Container
 * instance state change events".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class EcsContainerInstance implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.ecs", "ECS Container Instance State Change"))
                .map(EcsContainerInstance::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String region = event.region().orElse(null);
        String instance = detail.at("ec2InstanceId").textOrNull();
        String name = Optional.ofNullable(instance)
                .or(() -> event.resources().stream().findFirst()).map(ResourceName::of).orElse("instance");
        Optional<String> cluster = detail.at("clusterArn").text().map(ResourceName::of);
        String status = detail.at("status").text().map(ResourceName::brief).orElse("changed");
        boolean lost = detail.at("agentConnected").words().filter("false"::equals).isPresent();
        Notice.Builder notice = event.notice("ecs-container-instance", severity(status, lost),
                "ECS container instance " + name + cluster.map(known -> " (" + known + ")").orElse("") + ": "
                        + (lost ? status + ", agent disconnected" : status))
                .standing(event.resources().isEmpty() ? Optional.empty() : standing(detail, status))
                .text(detail.at("statusReason").textOrNull())
                .fact("Running tasks", detail.at("runningTasksCount").wordsOrNull())
                .fact("Pending tasks", detail.at("pendingTasksCount").wordsOrNull())
                .fact("CPU free", free(detail, "CPU"))
                .fact("Memory free", free(detail, "MEMORY"))
                .fact("Agent", detail.at("versionInfo", "agentVersion").textOrNull())
                .fact("Container instance", detail.at("containerInstanceArn").text().map(ResourceName::of).orElse(null))
                .link("EC2 instance", Ec2Page.instance(region, instance));
        cluster.ifPresent(known -> notice.titleLink(EcsPage.infrastructure(region, known)));
        return notice.build();
    }

    /** An instance that is on its way out loses its agent in good order. */
    private static Optional<Standing> standing(Json detail, String status) {
        if (status.equals("REGISTRATION_FAILED")) {
            return Optional.of(Standing.openUntilResolved(status));
        }
        return switch (detail.at("agentConnected").words().orElse("")) {
            case "false" -> Optional.of(status.equals("INACTIVE") || status.equals("DEREGISTERING") ? Standing.over(status)
                    : Standing.open("agent disconnected"));
            case "true" -> Optional.of(Standing.over("agent connected"));
            default -> Optional.empty();
        };
    }

    /** For instance {@code 767 of 3767}. */
    private static String free(Json detail, String resource) {
        String whole = amount(detail.at("registeredResources"), resource).map(amount -> " of " + amount).orElse("");
        return amount(detail.at("remainingResources"), resource).map(amount -> amount + whole).orElse(null);
    }

    private static Optional<String> amount(Json resources, String name) {
        return resources.items().stream().filter(item -> item.at("name").is(name)).findFirst()
                .flatMap(item -> item.at("integerValue").words());
    }

    private static Severity severity(String status, boolean lost) {
        if (lost) {
            return status.equals("INACTIVE") || status.equals("DEREGISTERING") ? Severity.LOW : Severity.MEDIUM;
        }
        return status.equals("REGISTRATION_FAILED") ? Severity.HIGH : Severity.INFO;
    }
}
