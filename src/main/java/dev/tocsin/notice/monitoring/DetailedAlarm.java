package dev.tocsin.notice.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.notice.Json;

/** With all that CloudWatch has to say of it, in the form that its events and its calls of Lambda functions share. */
sealed interface DetailedAlarm extends AlarmStateChange permits EmittedAlarm, InvokingAlarm {

    /** What it says: the names are those of an event's detail. */
    Json data();

    /** When it was sent, for a state without a time. */
    Optional<Instant> sentAt();

    @Override
    default Optional<String> name() {
        return data().at("alarmName").text();
    }

    @Override
    default Optional<String> state() {
        return state("value").text();
    }

    @Override
    default Optional<String> oldState() {
        return data().at("previousState", "value").text();
    }

    @Override
    default Optional<Duration> before() {
        return data().at("previousState", "timestamp").moment()
                .flatMap(since -> at().map(now -> Duration.between(since, now)));
    }

    @Override
    default Optional<Instant> at() {
        return state("timestamp").moment().or(this::sentAt);
    }

    @Override
    default Optional<String> description() {
        return configuration("description").text();
    }

    @Override
    default Optional<String> reason() {
        return state("reason").text();
    }

    @Override
    default AlarmCondition condition() {
        return new AlarmCondition(data().at("configuration"), reason().orElse(""), state("reasonData").opened());
    }

    @Override
    default Optional<String> rule() {
        return configuration("alarmRule").text();
    }

    @Override
    default List<Child> children() {
        return state("reasonData").opened().at("triggeringAlarms").items().stream()
                .filter(child -> child.at("arn").text().isPresent())
                .map(child -> new Child(child.at("arn").textOrNull(), child.at("state", "value").text()))
                .toList();
    }

    /** What suppresses: the suppressor alarm, or the time that the composite alarm waits for it. */
    @Override
    default Optional<String> suppressedBy() {
        return state("actionsSuppressedBy").text();
    }

    @Override
    default Optional<String> suppressionReason() {
        return state("actionsSuppressedReason").text();
    }

    @Override
    default Json mute() {
        return data().at("muteDetail");
    }

    @Override
    default Optional<String> contributor() {
        return data().at("alarmContributor", "id").text();
    }

    @Override
    default Json contributorAttributes() {
        return data().at("alarmContributor", "attributes");
    }

    private Json state(String member) {
        return data().at("state", member);
    }

    private Json configuration(String member) {
        return data().at("configuration", member);
    }
}
