package dev.tocsin.notice.compute;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * What an Auto Scaling group does to its instances: launches, terminations, lifecycle hooks. The group's own notifications and
 * the events of EventBridge carry the same members. Amazon EC2 Auto Scaling User Guide, "Amazon SNS notification options",
 * "Amazon EC2 Auto Scaling event reference".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class ScalingActivity implements Interpreter {

    private static final String FAMILY = "autoscaling";

    /** What happened, by either route. */
    private enum Kind {
        LAUNCH,
        LAUNCH_ERROR,
        TERMINATE,
        TERMINATE_ERROR,
        HOOK,
        TEST
    }

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().isPresent()
                ? reading.event().filter(event -> event.isFrom("aws.autoscaling")).flatMap(ScalingActivity::fromEvent)
                : direct(reading.json(), reading.message());
    }

    private static Optional<Notice> fromEvent(Event event) {
        Kind kind = switch (event.type()) {
            case "EC2 Instance Launch Successful" -> Kind.LAUNCH;
            case "EC2 Instance Launch Unsuccessful" -> Kind.LAUNCH_ERROR;
            case "EC2 Instance Terminate Successful" -> Kind.TERMINATE;
            case "EC2 Instance Terminate Unsuccessful" -> Kind.TERMINATE_ERROR;
            case "EC2 Instance-launch Lifecycle Action", "EC2 Instance-terminate Lifecycle Action" -> Kind.HOOK;
            default -> null;
        };
        return kind == null ? Optional.empty()
                : Optional.of(notice(kind, event.detail(), event.region().orElse(null), event.account().orElse(null))
                        .resource(event.resources().stream().findFirst().orElse(null))
                        .occurredAt(event.time().orElse(null))
                        .build());
    }

    private static Optional<Notice> direct(Json json, Message message) {
        if (!isDirect(json)) {
            return Optional.empty();
        }
        Kind kind = switch (json.at("Event").text().orElse("")) {
            case "autoscaling:EC2_INSTANCE_LAUNCH" -> Kind.LAUNCH;
            case "autoscaling:EC2_INSTANCE_LAUNCH_ERROR" -> Kind.LAUNCH_ERROR;
            case "autoscaling:EC2_INSTANCE_TERMINATE" -> Kind.TERMINATE;
            case "autoscaling:EC2_INSTANCE_TERMINATE_ERROR" -> Kind.TERMINATE_ERROR;
            case "autoscaling:TEST_NOTIFICATION" -> Kind.TEST;
            default -> json.has("LifecycleTransition") ? Kind.HOOK : null;
        };
        if (kind == null) {
            return Optional.empty();
        }
        Optional<Arn> group = json.at("AutoScalingGroupARN").text().flatMap(Arn::parse);
        // Hook messages name the group without its ARN; a group publishes to topics of its own Region.
        String region = group.map(Arn::region).or(() -> TopicArn.parse(message.topicArn()).map(TopicArn::region)).orElse(null);
        String account = json.at("AccountId").text().or(() -> group.map(Arn::account)).filter(Json::isAccount).orElse(null);
        return Optional.of(notice(kind, json, region, account)
                .occurredAt(json.at("Time").moment().orElse(null))
                .build());
    }

    private static boolean isDirect(Json json) {
        return json.at("AutoScalingGroupName").text().isPresent()
                && (begins(json.at("Event")) || begins(json.at("LifecycleTransition")));
    }

    private static boolean begins(Json member) {
        return member.text().filter(text -> text.startsWith("autoscaling:")).isPresent();
    }

    private static Notice.Builder notice(Kind kind, Json json, String region, String account) {
        String group = json.at("AutoScalingGroupName").text().map(ResourceName::brief).orElse("group");
        String instance = json.at("EC2InstanceId").text().map(ResourceName::brief).orElse(null);
        String cause = json.at("Cause").textOrNull();
        return Notice.of(FAMILY, severity(kind, cause), title(kind, json, group, instance))
                .region(region)
                .account(account)
                .titleLink(Ec2Page.scalingGroup(region, group, "activity"))
                .resource(json.at("AutoScalingGroupARN").text().orElse(group))
                .correlationKey(String.join("/", FAMILY, account, region, group, instance == null ? step(kind) : instance))
                .text(json.at("StatusMessage").textOrNull())
                .text(kind == Kind.TEST ? "The group's notifications arrive here." : cause)
                .text(kind == Kind.HOOK ? "The instance waits until the hook's action is completed or its time is over." : null)
                .fact("Hook", json.at("LifecycleHookName").textOrNull())
                .fact("Warm pool", warmPool(json))
                .fact("Hook's data", json.at("NotificationMetadata").textOrNull())
                .fact("Zone", json.at("Details", "Availability Zone").textOrNull())
                .fact("Subnet", json.at("Details", "Subnet ID").textOrNull())
                .fact("Started", json.at("StartTime").moment().orElse(null))
                .fact("Took", Elapsed.between(json.at("StartTime").moment(), json.at("EndTime").moment()))
                .link("Instance", Ec2Page.instance(region, instance));
    }

    private static String title(Kind kind, Json json, String group, String instance) {
        String it = instance == null ? "an instance" : instance;
        return "Auto Scaling " + group + ": " + switch (kind) {
            case LAUNCH -> "launched " + it;
            case LAUNCH_ERROR -> "launch FAILED" + (instance == null ? "" : " (" + instance + ")");
            case TERMINATE -> "terminated " + it;
            case TERMINATE_ERROR -> "termination FAILED" + (instance == null ? "" : " (" + instance + ")");
            case HOOK -> it + " waits to " + (isLaunching(json) ? "launch" : "terminate");
            case TEST -> "test notification";
        };
    }

    private static boolean isLaunching(Json json) {
        return json.at("LifecycleTransition").is("autoscaling:EC2_INSTANCE_LAUNCHING");
    }

    /** Without an instance, all attempts at the same belong together. */
    private static String step(Kind kind) {
        return switch (kind) {
            case LAUNCH, LAUNCH_ERROR -> "launch";
            case TERMINATE, TERMINATE_ERROR -> "terminate";
            default -> "group";
        };
    }

    /** Between EC2 and the group is the way of all instances; the pool is worth a word. */
    private static String warmPool(Json json) {
        return json.at("Origin").is("WarmPool") ? "from the pool"
                : json.at("Destination").is("WarmPool") ? "to the pool" : null;
    }

    /** A group that replaces a sick instance does its duty, yet people want to know that one fell sick. */
    private static Severity severity(Kind kind, String cause) {
        return switch (kind) {
            case LAUNCH_ERROR, TERMINATE_ERROR -> Severity.HIGH;
            case LAUNCH -> Severity.GOOD;
            case TERMINATE -> cause != null && cause.contains("health check") ? Severity.MEDIUM : Severity.INFO;
            default -> Severity.INFO;
        };
    }
}
