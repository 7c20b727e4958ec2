package dev.tocsin.notice.monitoring;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.Partition;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

/**
 * A CloudWatch alarm that changed its state, as alarm actions publish it: metric, metric math, anomaly detection and
 * composite alarms.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class CloudWatchAlarm implements Interpreter {

    /** CloudWatch allows 30 dimensions; beyond some, a reader opens the console. */
    private static final int MOST_DIMENSIONS = 10;
    private static final int MOST_CHILDREN = 10;
    private static final Pattern ALARM_ARN = Pattern
            .compile("arn:[a-z-]{1,30}:cloudwatch:[a-z0-9-]{0,32}:[0-9]{0,12}:alarm:");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Json alarm = reading.json();
        Optional<String> name = alarm.at("AlarmName").text();
        Optional<String> state = alarm.at("NewStateValue").text();
        return name.isPresent() && state.isPresent()
                ? Optional.of(notice(reading.message(), alarm, name.get(), state.get()))
                : Optional.empty();
    }

    private static Notice notice(Message message, Json alarm, String name, String state) {
        Optional<Arn> arn = alarm.at("AlarmArn").text().flatMap(Arn::parse);
        String region = region(message, alarm, arn);
        String account = alarm.at("AWSAccountId").text().or(() -> arn.map(Arn::account)).filter(Json::isAccount).orElse(null);
        Json trigger = alarm.at("Trigger");
        AlarmCondition condition = new AlarmCondition(trigger);
        Notice.Builder notice = Notice.of("cloudwatch-alarm", severity(state), state + ": " + name)
                .region(region)
                .account(account)
                .titleLink(ConsoleLinks.alarm(region, name).orElse(null))
                .occurredAt(alarm.at("StateChangeTime").moment().orElse(null))
                .correlationKey(arn.map(Arn::toString).orElse("cloudwatch-alarm/" + account + "/" + region + "/" + name))
                .text(alarm.at("AlarmDescription").textOrNull())
                .text(withoutArns(alarm.at("NewStateReason").textOrNull()))
                .fact("State", alarm.at("OldStateValue").text().map(old -> old + " → " + state).orElse(state))
                .fact("Condition", condition.sentence().orElse(null))
                .fact("Namespace", condition.namespace().orElse(null));
        condition.metrics().forEach(metric -> notice.fact("Metric " + metric.id(), metric.words()));
        condition.dimensions().stream().limit(MOST_DIMENSIONS).forEach(notice::fact);
        composite(alarm, notice);
        return notice.build();
    }

    private static void composite(Json alarm, Notice.Builder notice) {
        List<Text> children = alarm.at("TriggeringChildren").items().stream().limit(MOST_CHILDREN)
                .map(CloudWatchAlarm::child).flatMap(Optional::stream).toList();
        if (!children.isEmpty()) {
            notice.text(new Text.Plain("Triggered by:")).text(new Text.Bullets(children));
        }
        notice.fact("Rule", withoutArns(alarm.at("AlarmRule").textOrNull()))
                .fact("Actions suppressed by", withoutArns(alarm.at("ActionsSuppressedBy").textOrNull()))
                .fact("Suppression reason", alarm.at("ActionsSuppressedReason").textOrNull());
    }

    private static Optional<Text> child(Json child) {
        return child.at("Arn").text().map(arn -> {
            String state = child.at("State", "Value").text().map(value -> ": " + value).orElse("");
            return new Text.Plain(withoutArns(arn) + state);
        });
    }

    /** The member Region is a display name, such as "EU (Ireland)"; the ARN has the id. */
    private static String region(Message message, Json alarm, Optional<Arn> arn) {
        return arn.map(Arn::region)
                .or(() -> alarm.at("Region").text())
                .filter(region -> Partition.ofRegion(region).isPresent())
                .or(() -> TopicArn.parse(message.topicArn()).map(TopicArn::region))
                .orElse(null);
    }

    private static Severity severity(String state) {
        return switch (state) {
            case "ALARM" -> Severity.HIGH;
            case "OK" -> Severity.GOOD;
            case "INSUFFICIENT_DATA" -> Severity.LOW;
            default -> Severity.MEDIUM;
        };
    }

    /** Alarms are known by their names; account and Region are in the notice already. */
    private static String withoutArns(String text) {
        return text == null ? null : ALARM_ARN.matcher(text).replaceAll("");
    }
}
