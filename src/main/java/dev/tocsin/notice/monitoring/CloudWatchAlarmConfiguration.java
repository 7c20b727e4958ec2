package dev.tocsin.notice.monitoring;

import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/** A CloudWatch alarm that was created, changed or deleted (EventBridge, "CloudWatch Alarm Configuration Change"). */
@Singleton
@Priority(Interpreter.KNOWN)
final class CloudWatchAlarmConfiguration implements Interpreter {

    private static final int MOST_CHANGES = 5;
    private static final int MOST_DIMENSIONS = 5;
    private static final int LONGEST_VALUE = 300;

    /** Members that always differ, and those that the condition and the rule show. */
    private static final Set<String> SHOWN_APART = Set.of("timestamp", "alarmName", "alarmRule", "threshold",
            "comparisonOperator", "evaluationPeriods", "datapointsToAlarm", "thresholdMetricId");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.cloudwatch", "CloudWatch Alarm Configuration Change"))
                .flatMap(event -> event.detail().at("alarmName").text().map(name -> notice(event, name)));
    }

    private static Notice notice(Event event, String name) {
        Json detail = event.detail();
        Json configuration = detail.at("configuration");
        Json previous = detail.at("previousConfiguration");
        String operation = detail.at("operation").text().orElse("update");
        AlarmCondition condition = condition(configuration);
        Notice.Builder notice = event.notice(CloudWatchAlarm.FAMILY, severity(operation, configuration),
                "CloudWatch alarm " + done(operation) + ": " + name)
                .titleLink(ConsoleLinks.alarm(event.region().orElse(null), name).orElse(null))
                .text(configuration.at("description").textOrNull());
        if ("delete".equals(operation)) {
            // Nothing says OK for it any more.
            notice.standing(Standing.over("deleted"));
        }
        if (isFalse(configuration.at("actionsEnabled"))) {
            notice.text("Its actions are disabled: it will tell nobody.");
        }
        notice.fact("State", detail.at("state", "value").textOrNull())
                .fact("Condition", condition.sentence().orElse(null))
                .fact("Condition before", before(condition.sentence(), condition(previous).sentence()))
                .fact("Rule", rule(configuration).orElse(null))
                .fact("Rule before", before(rule(configuration), rule(previous)));
        changes(configuration, previous, notice);
        condition.dimensions().stream().limit(MOST_DIMENSIONS).forEach(notice::fact);
        DescriptionLinks.in(configuration.at("description").textOrNull())
                .forEach(link -> notice.link(link.label(), link.url()));
        return notice.build();
    }

    private static AlarmCondition condition(Json configuration) {
        return new AlarmCondition(configuration, "", new Json(null));
    }

    private static Optional<String> rule(Json configuration) {
        return configuration.at("alarmRule").text().map(CloudWatchAlarm::withoutArns);
    }

    private static String before(Optional<String> now, Optional<String> before) {
        return before.filter(old -> !now.equals(Optional.of(old))).orElse(null);
    }

    private static void changes(Json configuration, Json previous, Notice.Builder notice) {
        int[] left = { MOST_CHANGES };
        previous.forEachMember((member, old) -> {
            Json now = configuration.at(member);
            boolean scalar = !old.node().isContainerNode() && !now.node().isContainerNode();
            if (scalar && !old.equals(now) && !SHOWN_APART.contains(member) && left[0]-- > 0) {
                notice.fact(Labels.of(member), value(old) + " → " + value(now));
            }
        });
    }

    private static String value(Json value) {
        return value.words().map(words -> Cut.end(words, LONGEST_VALUE)).orElse("none");
    }

    private static boolean isFalse(Json value) {
        return value.node().isBoolean() && !value.node().booleanValue();
    }

    private static String done(String operation) {
        return switch (operation) {
            case "create" -> "created";
            case "delete" -> "deleted";
            default -> "changed";
        };
    }

    /** An alarm that is gone, or mute, is missed only when it would have been needed. */
    private static Severity severity(String operation, Json configuration) {
        boolean quiet = "delete".equals(operation) || isFalse(configuration.at("actionsEnabled"));
        return quiet ? Severity.LOW : Severity.INFO;
    }
}
