package dev.tocsin.notice.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.Partition;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Message;

/** As an alarm action publishes it to SNS. */
record PublishedAlarm(Message message, Json alarm) implements AlarmStateChange {

    @Override
    public Optional<String> name() {
        return alarm.at("AlarmName").text();
    }

    @Override
    public Optional<String> arn() {
        return parsedArn().map(Arn::toString);
    }

    /** The member Region is a display name, such as "EU (Ireland)"; the ARN has the id. */
    @Override
    public Optional<String> region() {
        return parsedArn().map(Arn::region)
                .or(() -> alarm.at("Region").text())
                .filter(region -> Partition.ofRegion(region).isPresent())
                .or(() -> TopicArn.parse(message.topicArn()).map(TopicArn::region));
    }

    @Override
    public Optional<String> account() {
        return alarm.at("AWSAccountId").text().or(() -> parsedArn().map(Arn::account)).filter(Json::isAccount);
    }

    @Override
    public Optional<String> state() {
        return alarm.at("NewStateValue").text();
    }

    @Override
    public Optional<String> oldState() {
        return alarm.at("OldStateValue").text();
    }

    @Override
    public Optional<Duration> before() {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> at() {
        return alarm.at("StateChangeTime").moment();
    }

    @Override
    public Optional<String> description() {
        return alarm.at("AlarmDescription").text();
    }

    @Override
    public Optional<String> reason() {
        return alarm.at("NewStateReason").text();
    }

    @Override
    public AlarmCondition condition() {
        return new AlarmCondition(alarm.at("Trigger"), reason().orElse(""), new Json(null));
    }

    @Override
    public Optional<String> rule() {
        return alarm.at("AlarmRule").text();
    }

    @Override
    public List<Child> children() {
        return alarm.at("TriggeringChildren").items().stream()
                .filter(child -> child.at("Arn").text().isPresent())
                .map(child -> new Child(child.at("Arn").textOrNull(), child.at("State", "Value").text()))
                .toList();
    }

    @Override
    public Optional<String> suppressedBy() {
        return alarm.at("ActionsSuppressedBy").text();
    }

    @Override
    public Optional<String> suppressionReason() {
        return alarm.at("ActionsSuppressedReason").text();
    }

    /** A muted alarm publishes nothing. */
    @Override
    public Json mute() {
        return new Json(null);
    }

    @Override
    public Optional<String> contributor() {
        return alarm.at("AlarmContributorId").text();
    }

    @Override
    public Json contributorAttributes() {
        return alarm.at("AlarmContributorAttributes");
    }

    private Optional<Arn> parsedArn() {
        return alarm.at("AlarmArn").text().flatMap(Arn::parse);
    }
}
