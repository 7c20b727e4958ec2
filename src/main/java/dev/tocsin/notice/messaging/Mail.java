package dev.tocsin.notice.messaging;

import java.util.List;
import java.util.Optional;

import dev.tocsin.aws.Arn;
import dev.tocsin.notice.Json;

/** The mail that SES reports about: the member {@code mail} of all its notifications. */
record Mail(Json json) {

    private static final int MOST_RECIPIENTS = 100;

    Optional<String> id() {
        return json.at("messageId").text();
    }

    Optional<String> from() {
        return json.at("commonHeaders", "from").items().stream().findFirst().flatMap(Json::text)
                .or(() -> json.at("source").text());
    }

    Optional<String> subject() {
        return json.at("commonHeaders", "subject").text();
    }

    List<String> recipients() {
        return json.at("destination").items().stream().limit(MOST_RECIPIENTS).map(Json::text).flatMap(Optional::stream)
                .toList();
    }

    Optional<Arn> identity() {
        return json.at("sourceArn").text().flatMap(Arn::parse);
    }

    Optional<String> account() {
        return json.at("sendingAccountId").text().or(() -> identity().map(Arn::account)).filter(Json::isAccount);
    }

    /** Tags have lists of values. */
    Optional<String> configurationSet() {
        return json.at("tags", "ses:configuration-set").items().stream().findFirst().flatMap(Json::text);
    }
}
