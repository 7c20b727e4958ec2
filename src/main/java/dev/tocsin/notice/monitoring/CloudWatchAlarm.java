package dev.tocsin.notice.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;
import dev.tocsin.notice.Text;

/**
 * A CloudWatch alarm that changed its state, as alarm actions publish it and as EventBridge brings it: metric, metric math,
 * anomaly detection and composite alarms, and single contributors of alarms that watch many time series (CloudWatch User
 * Guide, "Alarm events and EventBridge").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class CloudWatchAlarm implements Interpreter {

    static final String FAMILY = "cloudwatch-alarm";

    /** CloudWatch allows 30 dimensions; beyond some, a reader opens the console. */
    private static final int MOST_DIMENSIONS = 10;
    private static final int MOST_CHILDREN = 10;
    private static final int LONGEST_CONTRIBUTOR = 120;
    private static final Pattern ALARM_ARN = Pattern.compile(
            "arn:[a-z-]{1,30}:cloudwatch:[a-z0-9-]{0,32}:[0-9]{0,12}:alarm:");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return change(reading).filter(change -> change.name().isPresent() && change.state().isPresent())
                .map(change -> notice(change, change.name().get(), change.state().get()));
    }

    private static Optional<AlarmStateChange> change(Reading reading) {
        Optional<Event> event = reading.event();
        if (event.isPresent()) {
            return event.filter(CloudWatchAlarm::isStateChange).map(EmittedAlarm::new);
        }
        return InvokingAlarm.in(reading.json()).<AlarmStateChange> map(alarm -> alarm)
                .or(() -> Optional.of(new PublishedAlarm(reading.message(), reading.json())));
    }

    private static boolean isStateChange(Event event) {
        return event.is("aws.cloudwatch", "CloudWatch Alarm State Change", "CloudWatch Alarm Contributor State Change");
    }

    private static Notice notice(AlarmStateChange change, String name, String state) {
        String region = change.region().orElse(null);
        AlarmCondition condition = change.condition();
        String description = change.description().orElse(null);
        Notice.Builder notice = Notice.of(FAMILY, severity(change, state), state + ": " + name + contributor(change))
                .region(region)
                .account(change.account().orElse(null))
                .titleLink(ConsoleLinks.alarm(region, name).orElse(null))
                .occurredAt(change.at().orElse(null))
                .resource(change.arn().orElse(null))
                .correlationKey(key(change, name))
                .standing(standing(change, state))
                .measurement(AlarmMeasurement.of(change).orElse(null))
                .text(description)
                .text(withoutArns(change.reason().orElse(null)))
                .fact("State", states(change, state))
                .fact("Condition", condition.sentence().orElse(null))
                .fact("Namespace", condition.namespace().orElse(null));
        condition.metrics().forEach(metric -> notice.fact(metric.label(), metric.words()));
        condition.dimensions().stream().limit(MOST_DIMENSIONS).forEach(notice::fact);
        composite(change, notice);
        silence(change, notice);
        DescriptionLinks.in(description).forEach(link -> notice.link(link.label(), link.url()));
        if (state.equals("ALARM")) {
            notice.link("Logs", AlarmLogs.page(change));
        }
        return notice.build();
    }

    /** Contributors come and go one by one: the OK of one says nothing about the others. */
    private static String key(AlarmStateChange change, String name) {
        String alarm = change.arn().orElseGet(() -> FAMILY + "/" + change.account().orElse(null) + "/"
                + change.region().orElse(null) + "/" + name);
        return alarm + change.contributor().map(id -> "/" + id).orElse("");
    }

    private static String states(AlarmStateChange change, String state) {
        String time = change.before().map(Elapsed::words).map(span -> " (for " + span + ")").orElse("");
        return change.oldState().map(old -> old + time + " → " + state).orElse(state);
    }

    private static String contributor(AlarmStateChange change) {
        List<String> attributes = new ArrayList<>();
        change.contributorAttributes().forEachMember((name, value) -> value.words().filter(words -> attributes.size() < 3)
                .ifPresent(words -> attributes.add(name + " " + words)));
        return attributes.isEmpty() ? "" : " (" + Cut.middle(String.join(", ", attributes), LONGEST_CONTRIBUTOR) + ")";
    }

    private static void composite(AlarmStateChange change, Notice.Builder notice) {
        List<Text> children = change.children().stream().limit(MOST_CHILDREN).<Text> map(child -> new Text.Plain(
                withoutArns(child.arn()) + child.state().map(state -> ": " + state).orElse(""))).toList();
        if (!children.isEmpty()) {
            notice.text(new Text.Plain("Triggered by:")).text(new Text.Bullets(children));
        }
        notice.fact("Rule", withoutArns(change.rule().orElse(null)));
    }

    private static void silence(AlarmStateChange change, Notice.Builder notice) {
        Json mute = change.mute();
        notice.fact("Actions suppressed", withoutArns(change.suppressionReason().or(change::suppressedBy).orElse(null)))
                .fact("Muted by", mute.at("mutedByArn").text().map(CloudWatchAlarm::muteRule).orElse(null))
                .fact("Muted until", mute.at("muteWindowEnd").moment().orElse(null));
    }

    private static String muteRule(String arn) {
        return Arn.parse(arn).map(Arn::resource).orElse(arn).replace("alarm-mute-rule:", "");
    }

    /** That nothing is measured any more says neither that there is trouble nor that it is over; it calls for nobody. */
    private static Optional<Standing> standing(AlarmStateChange change, String state) {
        return Optional.ofNullable(switch (state) {
            case "ALARM" -> change.isSilenced() ? Standing.running(state) : Standing.open(state);
            case "OK" -> Standing.over(state);
            case "INSUFFICIENT_DATA" -> Standing.running(state);
            default -> null;
        });
    }

    /** Who suppresses an alarm during work does not want to be woken by the event of it. */
    private static Severity severity(AlarmStateChange change, String state) {
        return switch (state) {
            case "ALARM" -> change.isSilenced() ? Severity.LOW : Severity.HIGH;
            case "OK" -> Severity.GOOD;
            case "INSUFFICIENT_DATA" -> Severity.LOW;
            default -> Severity.MEDIUM;
        };
    }

    /** Alarms are known by their names; account and Region are in the notice already. */
    static String withoutArns(String text) {
        return text == null ? null : ALARM_ARN.matcher(text).replaceAll("");
    }
}
