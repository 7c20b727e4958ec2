package dev.tocsin.notice.compute;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * An ECS task on its way from PROVISIONING to STOPPED. Amazon ECS Developer Guide, "Task state change events", "Stopped tasks
 * error codes".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class EcsTask implements Interpreter {

    private static final int MOST_CONTAINERS = 5;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.ecs", "ECS Task State Change")).map(EcsTask::notice);
    }

    private static Notice notice(Event event) {
        Json task = event.detail();
        String region = event.region().orElse(null);
        String arn = task.at("taskArn").text().or(() -> event.resources().stream().findFirst()).orElse(null);
        String id = ResourceName.of(arn);
        String cluster = task.at("clusterArn").text().map(ResourceName::of).orElse(null);
        Optional<String> service = service(task);
        String status = task.at("lastStatus").text().map(ResourceName::brief).orElse("changed");
        boolean known = id != null && cluster != null;
        Severity severity = severity(task, status, service.isPresent());
        Notice.Builder notice = event.notice("ecs-task", severity, title(task, status))
                .resource(arn)
                .correlationKey(arn)
                .standing(arn == null ? Optional.empty() : standing(status, severity, service.isPresent()))
                .text(task.at("stoppedReason").textOrNull());
        containers(task, notice);
        notice.fact("Stop code", task.at("stopCode").textOrNull())
                .fact("Health", task.at("healthStatus").text().filter("UNHEALTHY"::equals).orElse(null))
                .fact("Wanted", task.at("desiredStatus").text().filter(wanted -> !wanted.equals(status)).orElse(null))
                .fact("Task definition", task.at("taskDefinitionArn").text().map(ResourceName::of).orElse(null))
                .fact("Runs on", place(task))
                .fact("Started", task.at("startedAt").moment().orElse(null))
                .fact("Ran for", Elapsed.between(task.at("startedAt").moment(), task.at("stoppedAt").moment()))
                .fact("Started by", task.at("startedBy").text().filter(by -> service.isEmpty()).orElse(null))
                .fact("Task", id);
        if (known) {
            notice.titleLink(EcsPage.task(region, cluster, id, "configuration"))
                    .link("Logs",
                            task.at("stopCode").is("TaskFailedToStart") ? null : EcsPage.task(region, cluster, id, "logs"));
            service.ifPresent(name -> notice.link("Service", EcsPage.service(region, cluster, name)));
        }
        return notice.build();
    }

    /** The service or family is what people know, never the task's id. */
    private static String title(Json task, String status) {
        Optional<String> family = task.at("taskDefinitionArn").text().map(ResourceName::of)
                .map(name -> name.indexOf(':') < 0 ? name : name.substring(0, name.indexOf(':')));
        String name = task.at("group").text()
                .filter(group -> group.startsWith("service:") || group.startsWith("family:"))
                .map(group -> group.substring(group.indexOf(':') + 1))
                .filter(group -> !group.isBlank())
                .or(() -> family)
                .map(ResourceName::brief).orElse("task");
        return "ECS task " + status + ": " + name
                + task.at("clusterArn").text().map(cluster -> " (" + ResourceName.of(cluster) + ")").orElse("");
    }

    private static Optional<String> service(Json task) {
        return task.at("group").text().filter(group -> group.startsWith("service:"))
                .map(group -> group.substring("service:".length())).filter(name -> !name.isBlank());
    }

    /** Those that failed first: a sidecar's clean exit explains nothing. */
    private static void containers(Json task, Notice.Builder notice) {
        List<Json> ended = task.at("containers").items().stream()
                .filter(container -> container.at("exitCode").number().isPresent()
                        || container.at("reason").text().isPresent())
                .toList();
        List<Json> failed = ended.stream().filter(EcsTask::hasFailed).toList();
        List<Json> shown = failed.isEmpty() ? ended : failed;
        shown.stream().limit(MOST_CONTAINERS).forEach(container -> notice.fact(
                "Container" + container.at("name").text().map(ResourceName::brief).map(name -> " " + name).orElse(""),
                ContainerEnd.outcome(container, task.at("stoppedReason"))));
        if (shown.size() > MOST_CONTAINERS) {
            notice.fact("Containers", "… and " + (shown.size() - MOST_CONTAINERS) + " more");
        }
    }

    private static boolean hasFailed(Json container) {
        return container.at("exitCode").number().map(code -> code.signum() != 0).orElse(true);
    }

    private static String place(Json task) {
        String type = task.at("launchType").text().or(() -> task.at("capacityProviderName").text()).orElse(null);
        String zone = task.at("availabilityZone").textOrNull();
        return type == null || zone == null ? type == null ? zone : type : type + " in " + zone;
    }

    /** A service replaces its tasks by itself; who started any other has to see to it that failed. */
    private static Optional<Standing> standing(String status, Severity severity, boolean ofService) {
        boolean isBad = severity == Severity.HIGH;
        return switch (status) {
            case "STOPPED", "DELETED" -> Optional.of(isBad && !ofService ? Standing.openUntilResolved(status)
                    : Standing.over(status));
            case "PROVISIONING", "PENDING", "ACTIVATING", "RUNNING", "DEACTIVATING", "STOPPING", "DEPROVISIONING" ->
                Optional.of(isBad ? Standing.open("UNHEALTHY") : Standing.running(status));
            default -> Optional.empty();
        };
    }

    private static Severity severity(Json task, String status, boolean ofService) {
        if (task.at("healthStatus").is("UNHEALTHY")) {
            return Severity.HIGH;
        }
        return switch (status) {
            case "STOPPED" -> stopped(task, ofService);
            case "RUNNING" -> task.at("desiredStatus").is("STOPPED") ? Severity.INFO : Severity.GOOD;
            default -> Severity.INFO;
        };
    }

    /** Services stop tasks all day when they are deployed and scaled; what fails by itself is another matter. */
    private static Severity stopped(Json task, boolean ofService) {
        String reason = task.at("stoppedReason").text().map(words -> words.toLowerCase(Locale.ROOT)).orElse("");
        return switch (task.at("stopCode").text().orElse("")) {
            case "TaskFailedToStart" -> Severity.HIGH;
            case "EssentialContainerExited" -> essential(task, ofService);
            case "ServiceSchedulerInitiated" -> reason.contains("failed") ? Severity.HIGH : Severity.INFO;
            case "UserInitiated" -> Severity.LOW;
            case "SpotInterruption" -> Severity.MEDIUM;
            case "TerminationNotice" -> Severity.LOW;
            default -> reason.contains("fail") || reason.contains("error") ? Severity.HIGH : Severity.MEDIUM;
        };
    }

    /** A job that ends with 0 is done; a service should not end at all. */
    private static Severity essential(Json task, boolean ofService) {
        List<Json> containers = task.at("containers").items();
        boolean clean = !containers.isEmpty() && containers.stream().noneMatch(EcsTask::hasFailed);
        return !clean ? Severity.HIGH : ofService ? Severity.MEDIUM : Severity.GOOD;
    }
}
