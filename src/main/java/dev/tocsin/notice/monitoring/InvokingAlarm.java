package dev.tocsin.notice.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.Partition;
import dev.tocsin.notice.Json;

/** As CloudWatch invokes a Lambda function with it, which some functions publish as they got it. */
record InvokingAlarm(Json json) implements AlarmStateChange {

    static Optional<InvokingAlarm> in(Json json) {
        boolean known = json.at("source").is("aws.cloudwatch") && json.at("alarmData", "alarmName").text().isPresent();
        return known ? Optional.of(new InvokingAlarm(json)) : Optional.empty();
    }

    @Override
    public Optional<String> name() {
        return json.at("alarmData", "alarmName").text();
    }

    @Override
    public Optional<String> arn() {
        return parsedArn().map(Arn::toString);
    }

    @Override
    public Optional<String> region() {
        return json.at("region").text().or(() -> parsedArn().map(Arn::region))
                .filter(region -> Partition.ofRegion(region).isPresent());
    }

    @Override
    public Optional<String> account() {
        return json.at("accountId").text().or(() -> parsedArn().map(Arn::account)).filter(Json::isAccount);
    }

    @Override
    public Optional<String> state() {
        return state("value").text();
    }

    @Override
    public Optional<String> oldState() {
        return json.at("alarmData", "previousState", "value").text();
    }

    @Override
    public Optional<Duration> before() {
        return json.at("alarmData", "previousState", "timestamp").moment()
                .flatMap(since -> at().map(now -> Duration.between(since, now)));
    }

    @Override
    public Optional<Instant> at() {
        return state("timestamp").moment().or(() -> json.at("time").moment());
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
        return new AlarmCondition(json.at("alarmData", "configuration"), reason().orElse(""), state("reasonData").opened());
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
        return json.at("alarmData", "muteDetail");
    }

    @Override
    public Optional<String> contributor() {
        return json.at("alarmData", "alarmContributor", "id").text();
    }

    @Override
    public Json contributorAttributes() {
        return json.at("alarmData", "alarmContributor", "attributes");
    }

    private Optional<Arn> parsedArn() {
        return json.at("alarmArn").text().flatMap(Arn::parse);
    }

    private Json state(String member) {
        return json.at("alarmData", "state", member);
    }

    private Json configuration(String member) {
        return json.at("alarmData", "configuration", member);
    }
}
