package dev.tocsin.notice.data;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.Partition;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Moments;
import dev.tocsin.notice.Reading;

/**
 * What the event subscriptions of RDS, DMS and Redshift publish: one form, whose members differ a little from service to
 * service.
 */
record SubscriptionEvent(Json json, Message message) {

    private static final String REGION_PARAMETER = "region=";
    private static final int LONGEST_ID = 60;

    /** An event whose id begins so, for instance {@code RDS-EVENT-}. */
    static Optional<SubscriptionEvent> in(Reading reading, String idPrefix) {
        Json json = reading.json();
        return json.has("Event Source") && json.has("Event Message")
                ? Optional.of(new SubscriptionEvent(json, reading.message())).filter(event -> event.id().startsWith(idPrefix))
                : Optional.empty();
    }

    /** The fragment of the address of its documentation, such as {@code RDS-EVENT-0049}; an empty text if there is none. */
    String id() {
        String address = json.at("Event ID").text().or(() -> json.at("About this Event").text()).orElse("");
        String id = address.substring(address.lastIndexOf('#') + 1).strip();
        return id.length() <= LONGEST_ID ? id : "";
    }

    /** The kind of its source, such as {@code db-instance}. */
    String sourceType() {
        return json.at("Event Source").text().orElse("");
    }

    Optional<String> sourceId() {
        return json.at("Source ID").text().or(() -> json.at("SourceId").text()).or(() -> json.at("Resource").text());
    }

    Optional<Arn> sourceArn() {
        return json.at("Source ARN").text().flatMap(Arn::parse);
    }

    Optional<String> words() {
        return json.at("Event Message").text();
    }

    /** Written as {@code 2026-03-02 09:15:31.000}, in UTC, some with a Z behind it. */
    Optional<Instant> time() {
        return json.at("Event Time").text().flatMap(text -> {
            String form = text.replace(' ', 'T');
            return Moments.read(form).or(() -> Moments.read(form + "Z"));
        });
    }

    /** The Region of the source; a subscription's topic is in the same one. */
    Optional<String> region() {
        return sourceArn().map(Arn::region)
                .or(() -> json.at("Identifier Link").text().flatMap(SubscriptionEvent::regionOf))
                .filter(region -> Partition.ofRegion(region).isPresent())
                .or(() -> TopicArn.parse(message.topicArn()).map(TopicArn::region));
    }

    /** The account of the source; services publish to topics of the same account. */
    Optional<String> account() {
        return sourceArn().map(Arn::account).filter(Json::isAccount)
                .or(() -> TopicArn.parse(message.topicArn()).map(TopicArn::account));
    }

    private static Optional<String> regionOf(String address) {
        int start = address.indexOf(REGION_PARAMETER);
        if (start < 0) {
            return Optional.empty();
        }
        int end = start += REGION_PARAMETER.length();
        while (end < address.length() && isRegionLetter(address.charAt(end))) {
            end++;
        }
        return Optional.of(address.substring(start, end));
    }

    private static boolean isRegionLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }
}
