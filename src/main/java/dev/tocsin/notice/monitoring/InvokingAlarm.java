package dev.tocsin.notice.monitoring;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.Partition;
import dev.tocsin.notice.Json;

/** As CloudWatch invokes a Lambda function with it, which some functions publish as they got it. */
record InvokingAlarm(Json json) implements DetailedAlarm {

    static Optional<InvokingAlarm> in(Json json) {
        boolean known = json.at("source").is("aws.cloudwatch") && json.at("alarmData", "alarmName").text().isPresent();
        return known ? Optional.of(new InvokingAlarm(json)) : Optional.empty();
    }

    @Override
    public Json data() {
        return json.at("alarmData");
    }

    @Override
    public Optional<Instant> sentAt() {
        return json.at("time").moment();
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

    private Optional<Arn> parsedArn() {
        return json.at("alarmArn").text().flatMap(Arn::parse);
    }
}
