package dev.tocsin.notice.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;
import dev.tocsin.notice.Text;

/**
 * What AWS IoT Device Defender publishes: a device that violates a security profile, and the result of an audit (AWS IoT
 * Developer Guide, "ViolationEvent" and "SNS notifications" of audits).
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class DeviceDefender implements Interpreter {

    private static final int MOST_CHECKS = 8;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Json json = reading.json();
        if (hasTexts(json, "violationId", "violationEventType", "securityProfileName", "thingName")) {
            return Optional.of(violation(reading.message(), json));
        }
        return hasTexts(json, "taskId", "taskType", "taskStatus") && json.has("nonCompliantChecksCount")
                ? Optional.of(audit(reading.message(), json))
                : Optional.empty();
    }

    private static boolean hasTexts(Json json, String... members) {
        for (String member : members) {
            if (json.at(member).text().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static Notice violation(Message message, Json json) {
        String type = json.at("violationEventType").text().orElseThrow();
        String thing = json.at("thingName").text().orElseThrow();
        String profile = json.at("securityProfileName").text().orElseThrow();
        Json behavior = json.at("behavior");
        Json criteria = behavior.at("criteria");
        boolean alarm = type.equals("in-alarm");
        String region = region(message);
        return Notice.of("iot-device-defender", alarm ? Severity.HIGH : Severity.GOOD, "Device Defender: " + thing + " "
                + state(type))
                .region(region)
                .occurredAt(json.at("violationEventTime").moment().orElse(null))
                .resource(thing)
                .correlationKey("iot-device-defender/" + json.at("violationId").text().orElseThrow())
                .standing(switch (type) {
                    case "in-alarm" -> Optional.of(Standing.open(state(type)));
                    case "alarm-cleared", "alarm-invalidated" -> Optional.of(Standing.over(state(type)));
                    default -> Optional.empty();
                })
                .titleLink(ConsoleLinks.page(region, "iot/home#/thing/" + ConsoleLinks.encode(thing)).orElse(null))
                .fact("Behavior", behavior.at("name").textOrNull())
                .fact("Metric", behavior.at("metric").textOrNull())
                .fact("Measured", value(json.at("metricValue")))
                .fact("Expected", criteria.at("comparisonOperator").text().map(operator -> Labels.of(operator)
                        + " " + Optional.ofNullable(value(criteria.at("value"))).orElse("a value")).orElse(null))
                .fact("ML confidence", criteria.at("mlDetectionConfig", "confidenceLevel").textOrNull())
                .fact("Security profile", profile)
                .build();
    }

    private static String state(String type) {
        return switch (type) {
            case "in-alarm" -> "IN ALARM";
            case "alarm-cleared" -> "alarm CLEARED";
            case "alarm-invalidated" -> "alarm INVALIDATED";
            default -> type;
        };
    }

    /** A measurement is an object with one member, which names its kind. */
    private static String value(Json value) {
        for (String kind : List.of("count", "number")) {
            if (value.at(kind).words().isPresent()) {
                return value.at(kind).wordsOrNull();
            }
        }
        return null;
    }

    private static Notice audit(Message message, Json json) {
        String status = json.at("taskStatus").text().orElseThrow();
        String region = region(message);
        boolean found = json.at("nonCompliantChecksCount").number().filter(count -> count.signum() > 0).isPresent();
        Severity severity = status.equals("FAILED") ? Severity.HIGH
                : status.equals("CANCELED") || found ? Severity.MEDIUM : Severity.GOOD;
        List<Text> checks = new ArrayList<>();
        json.at("auditDetails").items().stream().limit(100)
                .filter(check -> !check.at("checkRunStatus").is("COMPLETED_COMPLIANT"))
                .limit(MOST_CHECKS).map(DeviceDefender::check).flatMap(Optional::stream).forEach(checks::add);
        Notice.Builder notice = Notice.of("iot-device-defender", severity, "Device Defender audit "
                + json.at("scheduledAuditName").text().map(name -> name + " ").orElse("") + status
                + (found ? ": " + json.at("nonCompliantChecksCount").wordsOrNull() + " checks not compliant" : ""))
                .region(region)
                .account(json.at("accountId").text().filter(Json::isAccount).orElse(null))
                .correlationKey("iot-device-defender/" + json.at("taskId").text().orElseThrow())
                .titleLink(ConsoleLinks.page(region, "iot/home#/dd/audit/results").orElse(null));
        if (!checks.isEmpty()) {
            notice.text(new Text.Bullets(checks));
        }
        return notice.fact("Checks", json.at("totalChecksCount").wordsOrNull())
                .fact("Compliant", json.at("compliantChecksCount").wordsOrNull())
                .fact("Failed", json.at("failedChecksCount").number().filter(count -> count.signum() > 0).isPresent()
                        ? json.at("failedChecksCount").wordsOrNull()
                        : null)
                .fact("Started", json.at("taskStartTime").moment().orElse(null))
                .build();
    }

    private static Optional<Text> check(Json check) {
        return check.at("checkName").text().map(name -> new Text.Plain(name + ": "
                + check.at("nonCompliantResourcesCount").words().map(count -> count
                        + check.at("totalResourcesCount").words().map(all -> " of " + all).orElse("") + " not compliant")
                        .orElse(check.at("checkRunStatus").text().orElse("checked"))
                + check.at("message").text().map(text -> " (" + text + ")").orElse("")));
    }

    private static String region(Message message) {
        return TopicArn.parse(message.topicArn()).map(TopicArn::region).orElse(null);
    }
}
