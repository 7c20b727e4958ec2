package dev.tocsin.notice.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.aws.Arn;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Json;

/** As CloudWatch sends it to EventBridge. */
record EmittedAlarm(Event event) implements AlarmStateChange {

    @Override
    public Optional<String> name() {
        return event.detail().at("alarmName").text();
    }

    @Override
    public Optional<String> arn() {
        return event.arns().findFirst().map(Arn::toString);
    }

    @Override
    public Optional<String> region() {
        return event.region();
    }

    @Override
    public Optional<String> account() {
        return event.account();
    }

    @Override
    public Optional<String> state() {
        return state("value").text();
    }

    @Override
    public Optional<String> oldState() {
        return event.detail().at("previousState", "value").text();
    }

    @Override
    public Optional<Duration> before() {
        return event.detail().at("previousState", "timestamp").moment()
                .flatMap(since -> at().map(now -> Duration.between(since, now)));
    }

    @Override
    public Optional<Instant> at() {
        return state("timestamp").moment().or(event::time);
    }

    @Override
    public Optional<String> description() {
        return configuration("description").text();
    }

    @Override
    public Optional<String> reason() {
        return state("reason").text();
    }

    @Override
    public AlarmCondition condition() {
        return new AlarmCondition(event.detail().at("configuration"), reason().orElse(""), state("reasonData").opened());
    }

    @Override
    public Optional<String> rule() {
        return configuration("alarmRule").text();
    }

    @Override
    public List<Child> children() {
        return state("reasonData").opened().at("triggeringAlarms").items().stream()
                .filter(child -> child.at("arn").text().isPresent())
                .map(child -> new Child(child.at("arn").textOrNull(), child.at("state", "value").text()))
                .toList();
    }

    /** What suppresses: the suppressor alarm, or the time that the composite alarm waits for it. */
    @Override
    public Optional<String> suppressedBy() {
        return state("actionsSuppressedBy").text();
    }

    @Override
    public Optional<String> suppressionReason() {
        return state("actionsSuppressedReason").text();
    }

    @Override
    public Json mute() {
        return event.detail().at("muteDetail");
    }

    @Override
    public Optional<String> contributor() {
        return event.detail().at("alarmContributor", "id").text();
    }

    @Override
    public Json contributorAttributes() {
        return event.detail().at("alarmContributor", "attributes");
    }

    private Json state(String member) {
        return event.detail().at("state", member);
    }

    private Json configuration(String member) {
        return event.detail().at("configuration", member);
    }
}
