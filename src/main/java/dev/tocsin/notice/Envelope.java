package dev.tocsin.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.TopicArn;

/**
 * Messages that carry messages: an SNS notification within an SNS notification, the events with which SNS and SQS call a
 * Lambda function, the arrays in which EventBridge Pipes hands things on, and the JSON of {@code MessageStructure} with a text
 * for
 * each protocol. People want to see what is
 * inside; signature and unsubscribe link of the envelope tell them nothing.
 */
final class Envelope {

    private static final int DEEPEST = 3;
    private static final int MOST_OTHERS = 9;

    /** What SNS may deliver to; the text for HTTP is meant for us. */
    private static final Set<String> PROTOCOLS = Set.of("default", "http", "https", "email", "email-json", "sms", "sqs",
            "lambda",
            "firehose", "application", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "APNS_MDM", "APNS_PASSBOOK",
            "MACOS", "MACOS_SANDBOX", "GCM", "ADM", "BAIDU", "MPNS", "WNS");

    private Envelope() {
    }

    /**
     * What is in it.
     *
     * @param message the first or only message, which keeps the topic and the id by which it came to us
     * @param json its body as JSON, or absent
     * @param origin the topic or queue of the innermost envelope, by its own words
     * @param sentAt the time that the innermost envelope bears
     * @param others further messages of the same envelope, as far as they are kept
     * @param missing how many more there were
     */
    record Opened(Message message, Json json, Optional<Arn> origin, Optional<Instant> sentAt, List<Message> others,
            int missing) {

        private Opened within(Opened outer) {
            return new Opened(message, json, origin.or(outer::origin), sentAt.or(outer::sentAt),
                    outer.others.isEmpty() ? others : outer.others, outer.others.isEmpty() ? missing : outer.missing);
        }
    }

    static Opened open(Message message) {
        Opened opened = bare(message);
        for (int depth = 0; depth < DEEPEST; depth++) {
            Optional<Opened> inner = inner(opened);
            if (inner.isEmpty()) {
                return opened;
            }
            opened = inner.get().within(opened);
        }
        return opened;
    }

    private static Opened bare(Message message) {
        return new Opened(message, new Json(Body.read(message.body())), Optional.empty(), Optional.empty(), List.of(), 0);
    }

    private static Optional<Opened> inner(Opened outer) {
        Json json = outer.json();
        if (isNotification(json)) {
            return Optional.of(notification(outer.message(), json));
        }
        if (isForEachProtocol(json)) {
            String text = json.at("https").text().or(() -> json.at("http").text()).or(() -> json.at("default").text())
                    .orElseThrow();
            return Optional.of(bare(with(outer.message(), text)));
        }
        if (isRecord(json)) {
            return Optional.of(record(outer.message(), json));
        }
        List<Json> items = json.node().isArray() ? json.items() : json.at("Records").items();
        // One thing in an array is that thing, whatever it is.
        boolean alone = json.node().isArray() && items.size() == 1 && items.get(0).isObject();
        Predicate<Json> known = json.node().isArray() ? Envelope::isKnown : Envelope::isRecord;
        return alone || !items.isEmpty() && items.stream().limit(MOST_OTHERS + 1L).allMatch(known)
                ? Optional.of(several(outer.message(), items))
                : Optional.empty();
    }

    private static Opened several(Message outer, List<Json> items) {
        List<Message> others = new ArrayList<>();
        items.stream().skip(1).limit(MOST_OTHERS).forEach(item -> others.add(record(outer, item).message()));
        Opened first = record(outer, items.get(0));
        return new Opened(first.message(), first.json(), first.origin(), first.sentAt(), List.copyOf(others),
                items.size() - 1 - others.size());
    }

    private static boolean isRecord(Json item) {
        return isNotification(item.at("Sns"))
                || item.at("body").text().isPresent()
                        && (item.at("eventSource").is("aws:sqs") || isNotification(item.at("body").opened()))
                || item.at("Body").text().isPresent() && item.at("ReceiptHandle").text().isPresent();
    }

    /** What stands by itself, so that an array of them is several messages and not one. */
    private static boolean isKnown(Json item) {
        return isRecord(item) || isNotification(item) || Event.in(item).isPresent()
                || item.at("AlarmName").text().isPresent() && item.at("NewStateValue").text().isPresent()
                || item.at("alarmData", "alarmName").text().isPresent();
    }

    private static Opened record(Message outer, Json item) {
        if (item.at("Sns").isObject()) {
            return notification(outer, item.at("Sns"));
        }
        if (!isRecord(item)) {
            return bare(with(outer, Body.compact(item.node())));
        }
        String body = item.at("body").text().or(() -> item.at("Body").text()).orElse("");
        Opened opened = bare(new Message(outer.topicArn(), outer.messageId(), outer.publishedAt(), outer.subject(), body,
                attributes(item, outer.attributes())));
        return new Opened(opened.message(), opened.json(), item.at("eventSourceARN").text().flatMap(Arn::parse),
                Optional.empty(), List.of(), 0);
    }

    private static boolean isNotification(Json json) {
        return json.at("Type").is("Notification") && !json.at("Message").isEmpty()
                && json.at("TopicArn").text().filter(TopicArn::isValid).isPresent();
    }

    /** All members are protocols and all values texts; the default is required. */
    private static boolean isForEachProtocol(Json json) {
        return json.at("default").text().isPresent()
                && json.node().properties().stream()
                        .allMatch(member -> PROTOCOLS.contains(member.getKey()) && member.getValue().isTextual());
    }

    private static Opened notification(Message outer, Json json) {
        Json body = json.at("Message");
        Optional<Instant> sentAt = json.at("Timestamp").moment();
        Message message = new Message(outer.topicArn(), outer.messageId(), sentAt.orElse(outer.publishedAt()),
                json.at("Subject").text().or(outer::subject), body.node().isTextual() ? body.node().textValue()
                        : Body.compact(
                                body.node()),
                attributes(json, outer.attributes()));
        Opened opened = bare(message);
        return new Opened(opened.message(), opened.json(), json.at("TopicArn").text().flatMap(Arn::parse), sentAt,
                List.of(), 0);
    }

    /** SNS has them in {@code Value}, SQS in {@code stringValue} or {@code StringValue}. */
    private static Map<String, String> attributes(Json envelope, Map<String, String> outer) {
        Map<String, String> attributes = new HashMap<>();
        for (String member : List.of("MessageAttributes", "messageAttributes")) {
            envelope.at(member).forEachMember((name, attribute) -> attribute.at("Value").text()
                    .or(() -> attribute.at("stringValue").text()).or(() -> attribute.at("StringValue").text())
                    .ifPresent(value -> attributes.put(name, value)));
        }
        return attributes.isEmpty() ? outer : Map.copyOf(attributes);
    }

    private static Message with(Message outer, String body) {
        return new Message(outer.topicArn(), outer.messageId(), outer.publishedAt(), outer.subject(), body, outer.attributes());
    }
}
