package dev.tocsin.notice.compute;

import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * What the scheduler of an ECS service meets, and how its deployments go. Amazon ECS Developer Guide, "Service action events",
 * "Service deployment state change events".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class EcsService implements Interpreter {

    private static final String ACTION = "ECS Service Action";
    private static final String DEPLOYMENT = "ECS Deployment State Change";
    private static final String SERVICE_EVENT = "SERVICE_";
    private static final String DEPLOYMENT_EVENT = SERVICE_EVENT + "DEPLOYMENT_";

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("SERVICE_STEADY_STATE", "The service is healthy and has the tasks that it should have."),
            Map.entry("TASKSET_STEADY_STATE", "The task set is healthy and has the tasks that it should have."),
            Map.entry("SERVICE_TASK_START_IMPAIRED", "The service is unable to start tasks consistently."),
            Map.entry("SERVICE_DISCOVERY_INSTANCE_UNHEALTHY", "Service discovery has an unhealthy task of the service."),
            Map.entry("SERVICE_TASK_PLACEMENT_FAILURE", "No place was found for a task of the service."),
            Map.entry("SERVICE_TASK_CONFIGURATION_FAILURE",
                    "A task of the service cannot be placed because of its configuration."),
            Map.entry("SERVICE_DAEMON_PLACEMENT_CONSTRAINT_VIOLATED",
                    "A task of the daemon service no longer meets its placement constraint."),
            Map.entry("SERVICE_HEALTH_UNKNOWN", "The health of the service's tasks is unknown."),
            Map.entry("SERVICE_TASKS_STOPPED_UNHEALTHY", "Tasks were stopped because they were unhealthy."),
            Map.entry("ECS_OPERATION_THROTTLED", "ECS throttles the service's calls."),
            Map.entry("SERVICE_DISCOVERY_OPERATION_THROTTLED", "AWS Cloud Map throttles the service's calls."));

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.ecs", ACTION, DEPLOYMENT)).map(EcsService::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        Optional<String> arn = event.resources().stream().filter(resource -> resource.contains(":service/")).findFirst();
        String service = arn.map(ResourceName::of).orElse("service");
        Optional<String> cluster = detail.at("clusterArn").text().map(ResourceName::of)
                .or(() -> arn.flatMap(EcsService::clusterIn));
        String name = detail.at("eventName").text().map(ResourceName::brief).orElse("");
        Optional<String> reason = detail.at("reason").text();
        boolean sentence = reason.filter(words -> words.indexOf(' ') > 0).isPresent();
        Notice.Builder notice = event.notice("ecs-service", severity(detail, name), title(detail, name, service, cluster))
                .text(MEANINGS.get(name))
                .text(sentence ? reason.get() : null)
                .fact("Reason", sentence ? null : reason.orElse(null))
                .fact("Deployment", detail.at("deploymentId").textOrNull())
                .fact("Desired tasks", detail.at("desiredCount").wordsOrNull())
                .fact("Container instances", ResourceName.ofAll(detail.at("containerInstanceArns").items()))
                .fact("Capacity providers", ResourceName.ofAll(detail.at("capacityProviderArns").items()))
                .fact("Target groups", ResourceName.ofAll(detail.at("targetGroupArns").items()))
                .fact("Task set", ResourceName.ofAll(detail.at("taskSetArns").items()));
        String region = event.region().orElse(null);
        if (arn.isPresent() && cluster.isPresent()) {
            notice.titleLink(event.type().equals(DEPLOYMENT)
                    ? EcsPage.deployments(region, cluster.get(), service)
                    : EcsPage.service(region, cluster.get(), service));
        }
        Optional<String> deployment = detail.at("deploymentId").text();
        arn.ifPresent(key -> notice.correlationKey(deployment.map(id -> key + "/" + id).orElse(key))
                .standing(name.startsWith(DEPLOYMENT_EVENT) ? deployment.flatMap(id -> ofDeployment(detail, name))
                        : deployment.isEmpty() ? ofService(detail, name) : Optional.empty()));
        return notice.build();
    }

    private static Optional<Standing> ofDeployment(Json detail, String name) {
        return rollsBack(detail) ? Optional.of(Standing.openUntilResolved("ROLLING BACK"))
                : RunStanding.of(name.substring(DEPLOYMENT_EVENT.length()));
    }

    /** A service says when it is well again. */
    private static Optional<Standing> ofService(Json detail, String name) {
        if (!name.startsWith(SERVICE_EVENT)) {
            return Optional.empty();
        }
        String state = name.substring(SERVICE_EVENT.length()).replace('_', ' ');
        return state.equals("STEADY STATE") ? Optional.of(Standing.over(state))
                : detail.at("eventType").isOneOf("ERROR", "WARN") ? Optional.of(Standing.open(state)) : Optional.empty();
    }

    private static String title(Json detail, String name, String service, Optional<String> cluster) {
        String where = service + cluster.map(known -> " (" + known + ")").orElse("");
        if (name.startsWith(DEPLOYMENT_EVENT)) {
            String state = rollsBack(detail) ? "ROLLING BACK" : name.substring(DEPLOYMENT_EVENT.length());
            return "ECS deployment " + state + ": " + where;
        }
        String what = name.startsWith(SERVICE_EVENT) ? name.substring(SERVICE_EVENT.length()) : name;
        return "ECS service " + where + (what.isEmpty() ? "" : ": " + what.replace('_', ' '));
    }

    /** ARNs of before 2021 lack the cluster. */
    private static Optional<String> clusterIn(String serviceArn) {
        return Arn.parse(serviceArn).map(arn -> arn.resource().split("/", 4))
                .filter(parts -> parts.length == 3).map(parts -> ResourceName.brief(parts[1]));
    }

    private static Severity severity(Json detail, String name) {
        return switch (detail.at("eventType").text().orElse("")) {
            case "ERROR" -> Severity.HIGH;
            case "WARN" -> Severity.MEDIUM;
            default -> calm(detail, name);
        };
    }

    /** A roll-back begins as quietly as any deployment. */
    private static Severity calm(Json detail, String name) {
        if (name.endsWith("STEADY_STATE") || name.endsWith("COMPLETED")) {
            return Severity.GOOD;
        }
        if (name.endsWith("FAILED")) {
            return Severity.HIGH;
        }
        return rollsBack(detail) ? Severity.MEDIUM : Severity.INFO;
    }

    private static boolean rollsBack(Json detail) {
        return detail.at("eventName").is("SERVICE_DEPLOYMENT_IN_PROGRESS")
                && detail.at("reason").text().filter(reason -> reason.contains("rolling back")).isPresent();
    }
}
