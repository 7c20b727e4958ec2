package dev.tocsin.notice.compute;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;

/**
 * EMR on EC2: clusters, their steps, groups and fleets of instances, scaling policies. All events name the cluster and have a
 * message that says it all. Amazon EMR Management Guide, "Monitoring Amazon EMR events with CloudWatch".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class EmrCluster implements Interpreter {

    /** What it is about and which member names it best. */
    private record Kind(String noun, String... names) {
    }

    private static final String CLUSTER = "EMR Cluster State Change";
    private static final String STEP = "EMR Step Status Change";

    private static final Map<String, Kind> KINDS = Map.of(
            CLUSTER, new Kind("cluster", "name"),
            STEP, new Kind("step", "name", "stepId"),
            "EMR Instance Group State Change", new Kind("instance group", "instanceGroupType", "instanceGroupId"),
            "EMR Instance Fleet State Change", new Kind("instance fleet", "instanceFleetType", "instanceFleetId"),
            "EMR Instance Group Status Notification", new Kind("instance group", "instanceGroupType", "instanceGroupId"),
            "EMR Auto Scaling Policy State Change", new Kind("scaling policy", "resourceId"));

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.isFrom("aws.emr") && event.type().startsWith("EMR "))
                .map(EmrCluster::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        Optional<String> cluster = detail.at("clusterId").text();
        Optional<String> state = detail.at("state").text().map(ResourceName::brief);
        Json reason = detail.at("stateChangeReason").isObject() ? detail.at("stateChangeReason")
                : detail.at("stateChangeReason").opened();
        String message = detail.at("message").text().or(() -> detail.at("description").text()).orElse(null);
        String why = reason.at("message").text().filter(words -> message == null || !message.contains(words)).orElse(null);
        Notice.Builder notice = event.notice("emr", severity(detail, state.orElse("")), title(event, state, cluster))
                .text(message)
                .text(why)
                .fact("Reason", reason.at("code").textOrNull())
                .fact("On failure", detail.at("actionOnFailure").textOrNull())
                .fact("Instances", instances(detail))
                .fact("Instance type", detail.at("instanceType").textOrNull())
                .fact("Market", detail.at("market").textOrNull())
                .fact("Step", detail.at("stepId").textOrNull())
                .fact("Group", detail.at("instanceGroupId").textOrNull())
                .fact("Fleet", detail.at("instanceFleetId").textOrNull())
                .fact("Cluster", KINDS.containsKey(event.type()) ? cluster.orElse(null) : null);
        cluster.ifPresent(id -> {
            String resource = detail.at("stepId").text().map(step -> id + "/" + step).orElse(id);
            notice.resource(resource).correlationKey(resource);
            // Groups, fleets and policies have states of their own and the cluster's key.
            if (event.type().equals(CLUSTER) || event.type().equals(STEP)) {
                notice.standing(state.flatMap(RunStanding::of));
            }
            ConsoleLinks.page(event.region().orElse(null), "emr/home#/clusterDetails/" + ConsoleLinks.encode(id))
                    .ifPresent(notice::titleLink);
        });
        return notice.build();
    }

    private static String title(Event event, Optional<String> state, Optional<String> cluster) {
        Kind kind = KINDS.get(event.type());
        if (kind == null) {
            return event.type() + cluster.map(id -> ": " + ResourceName.brief(id)).orElse("")
                    + state.map(words -> " " + words).orElse("");
        }
        String name = cluster.map(ResourceName::brief).orElse("");
        for (String member : kind.names()) {
            Optional<String> found = event.detail().at(member).text();
            if (found.isPresent()) {
                name = ResourceName.brief(found.get());
                break;
            }
        }
        return "EMR " + kind.noun() + " " + state.orElse("notification") + (name.isEmpty() ? "" : ": " + name);
    }

    /** For instance {@code 2 of 4 running}. */
    private static String instances(Json detail) {
        Optional<String> wanted = detail.at("requestedInstanceCount").words();
        return detail.at("runningInstanceCount").words()
                .map(running -> wanted.map(all -> running + " of " + all + " running").orElse(running + " running"))
                .orElse(null);
    }

    private static Severity severity(Json detail, String state) {
        return switch (state) {
            case "FAILED", "TERMINATED_WITH_ERRORS", "ARRESTED" -> Severity.HIGH;
            case "COMPLETED", "RUNNING", "WAITING" -> said(detail, Severity.GOOD);
            case "CANCELLED", "SUSPENDED" -> said(detail, Severity.MEDIUM);
            default -> said(detail, Severity.INFO);
        };
    }

    private static Severity said(Json detail, Severity calm) {
        return switch (detail.at("severity").text().map(word -> word.toUpperCase(Locale.ROOT)).orElse("")) {
            case "CRITICAL" -> Severity.CRITICAL;
            case "ERROR" -> Severity.HIGH;
            case "WARN", "WARNING" -> Severity.MEDIUM;
            default -> calm;
        };
    }
}
