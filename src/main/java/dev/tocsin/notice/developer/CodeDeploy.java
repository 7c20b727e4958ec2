package dev.tocsin.notice.developer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.Partition;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

/**
 * A deployment of CodeDeploy, or what became of it on one instance: by EventBridge, by notification rule and by CodeDeploy's
 * own triggers (AWS CodeDeploy User Guide, "JSON data formats for CodeDeploy triggers"), which name everything differently.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class CodeDeploy implements Interpreter {

    private static final String DEPLOYMENT = "CodeDeploy Deployment State-change Notification";
    private static final String INSTANCE = "CodeDeploy Instance State-change Notification";
    private static final int MOST_LIFECYCLE_EVENTS = 30;
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_LOG = 2_000;

    /** Events say START where triggers say Created or Started. */
    private static final Map<String, String> STATES = Map.of("START", "STARTED", "CREATED", "STARTED", "SUCCESS", "SUCCEEDED",
            "FAILURE", "FAILED", "STOP", "STOPPED", "ROLLEDBACK", "ROLLED BACK", "ABORTED", "STOPPED");
    private static final List<String> COUNTS = List.of("Failed", "Skipped", "InProgress", "Pending", "Ready", "Succeeded");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        if (reading.event().isPresent()) {
            return reading.event().filter(event -> DeveloperTools.isOf(event, "codedeploy", DEPLOYMENT, INSTANCE))
                    .map(CodeDeploy::notice);
        }
        Json trigger = reading.json();
        boolean known = trigger.at("eventTriggerName").text().isPresent() && trigger.at("deploymentId").text().isPresent()
                && (trigger.has("status") || trigger.has("instanceStatus"));
        return known ? Optional.of(notice(reading, trigger)) : Optional.empty();
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        boolean instance = INSTANCE.equals(event.type());
        String state = state(detail.at("state"));
        String deployment = detail.at("deploymentId").text().orElse("");
        String subject = detail.at("application").text().orElse(deployment);
        Notice.Builder notice = event.notice("codedeploy", severity(state, instance),
                title(subject, state, instance ? detail.at("instanceId") : null, detail.at("deploymentGroup")));
        describe(notice, event.region().orElse(null), event.account().orElse(null), deployment, instance ? null : state);
        errors(event.additional(), notice);
        notice.fact("Deployment group", instance ? detail.at("deploymentGroup").textOrNull() : null);
        return facts(notice, deployment, event.additional()).build();
    }

    private static Notice notice(Reading reading, Json trigger) {
        boolean instance = trigger.has("instanceStatus");
        String state = state(trigger.at(instance ? "instanceStatus" : "status"));
        String deployment = trigger.at("deploymentId").text().orElse("");
        String region = trigger.at("region").text().filter(id -> Partition.ofRegion(id).isPresent())
                .or(() -> TopicArn.parse(reading.message().topicArn()).map(TopicArn::region)).orElse(null);
        String account = trigger.at("accountId").text().filter(Json::isAccount).orElse(null);
        String subject = trigger.at("applicationName").text().orElse(deployment);
        Notice.Builder notice = Notice.of("codedeploy", severity(state, instance),
                title(subject, state, instance ? trigger.at("instanceId") : null, trigger.at("deploymentGroupName")))
                .region(region)
                .account(account)
                .occurredAt(at(trigger).orElse(null));
        describe(notice, region, account, deployment, instance ? null : state);
        errors(trigger, notice);
        lifecycle(trigger, notice);
        return facts(notice, deployment, trigger).fact("Trigger", trigger.at("eventTriggerName").textOrNull()).build();
    }

    /** @param state of the whole deployment; null for what became of it on one instance */
    private static void describe(Notice.Builder notice, String region, String account, String deployment, String state) {
        if (!deployment.isEmpty()) {
            notice.titleLink(DeveloperTools.page(region, "codedeploy/deployments/" + ConsoleLinks.encode(deployment)))
                    .resource(deployment)
                    .correlationKey(DeveloperTools.key("codedeploy", account, region, deployment))
                    .standing(Optional.ofNullable(state).flatMap(RunStanding::of));
        }
    }

    private static Notice.Builder facts(Notice.Builder notice, String deployment, Json more) {
        return notice.fact("Instances", overview(opened(more.at("deploymentOverview"))))
                .fact("Duration", Elapsed.between(more.at("createTime").moment(), more.at("completeTime").moment()))
                .fact("Deployment", deployment);
    }

    private static String title(String subject, String state, Json instance, Json group) {
        String begin = "CodeDeploy: " + subject + " " + state;
        if (instance != null) {
            return begin + instance.text().map(CodeDeploy::instance).map(id -> " on " + id).orElse(" on an instance");
        }
        return begin + group.text().map(name -> " (" + name + ")").orElse("");
    }

    private static String instance(String instance) {
        return Arn.parse(instance).map(arn -> arn.resource().substring(arn.resource().lastIndexOf('/') + 1)).orElse(instance);
    }

    private static String state(Json state) {
        String word = state.text().orElse("changed").toUpperCase(Locale.ROOT);
        return STATES.getOrDefault(word, word);
    }

    /** A deployment goes on while some instances fail: it says itself when that was too much. */
    private static Severity severity(String state, boolean instance) {
        return switch (state) {
            case "FAILED", "ROLLED BACK" -> instance ? Severity.MEDIUM : Severity.HIGH;
            case "STOPPED" -> Severity.MEDIUM;
            case "SUCCEEDED" -> instance ? Severity.INFO : Severity.GOOD;
            default -> Severity.INFO;
        };
    }

    private static Optional<Instant> at(Json trigger) {
        return trigger.at("completeTime").moment().or(() -> trigger.at("lastUpdatedAt").moment())
                .or(() -> trigger.at("createTime").moment());
    }

    /** Objects arrive as such or as JSON in a string. */
    private static Json opened(Json place) {
        Json inner = place.opened();
        return inner.isAbsent() ? place : inner;
    }

    private static void errors(Json more, Notice.Builder notice) {
        Json error = opened(more.at("errorInformation"));
        Json rollback = opened(more.at("rollbackInformation"));
        notice.text(cut(error.at("ErrorMessage").isAbsent() ? error : error.at("ErrorMessage")))
                .text(cut(rollback.at("RollbackMessage")))
                .fact("Error code", error.at("ErrorCode").textOrNull());
    }

    /** What failed on the instance, and the end of what its script wrote. */
    private static void lifecycle(Json trigger, Notice.Builder notice) {
        List<String> done = new ArrayList<>();
        for (Json step : opened(trigger.at("lifecycleEvents")).items()) {
            String name = step.at("LifecycleEvent").text().orElse("");
            String status = step.at("LifecycleEventStatus").text().orElse("");
            if ("Failed".equalsIgnoreCase(status)) {
                failedStep(name, opened(step.at("Diagnostics")), notice);
            } else if (!name.isEmpty() && done.size() < MOST_LIFECYCLE_EVENTS) {
                done.add("Succeeded".equalsIgnoreCase(status) ? name : name + " (" + status.toLowerCase(Locale.ROOT) + ")");
            }
        }
        notice.fact("Lifecycle", String.join(", ", done));
    }

    private static void failedStep(String name, Json diagnostics, Notice.Builder notice) {
        notice.text(
                name + " failed" + diagnostics.at("Message").text().map(text -> ": " + Cut.end(text, LONGEST_TEXT)).orElse(""))
                .fact("Script", diagnostics.at("ScriptName").textOrNull())
                .fact("Error code", diagnostics.at("ErrorCode").textOrNull());
        diagnostics.at("LogTail").text().map(log -> new Text.Preformatted(Cut.middle(log, LONGEST_LOG)))
                .ifPresent(notice::text);
    }

    private static String overview(Json overview) {
        List<String> counts = new ArrayList<>();
        for (String name : COUNTS) {
            overview.at(name).words().filter(number -> !"0".equals(number))
                    .ifPresent(number -> counts.add(number + " " + words(name)));
        }
        return String.join(", ", counts);
    }

    private static String words(String count) {
        return "InProgress".equals(count) ? "in progress" : count.toLowerCase(Locale.ROOT);
    }

    private static String cut(Json place) {
        return place.text().map(text -> Cut.end(text, LONGEST_TEXT)).orElse(null);
    }
}
