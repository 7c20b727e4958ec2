package dev.tocsin.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.aws.TopicArn;

/**
 * Messages that carry messages: an SNS notification within an SNS notification, the events with which SNS and SQS call a
 * Lambda function, and the JSON of {@code MessageStructure} with a text for each protocol. People want to see what is
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
     * @param topic the topic of the innermost envelope, by its own words
     * @param sentAt the time that the innermost envelope bears
     * @param others further messages of the same envelope, as far as they are kept
     * @param missing how many more there were
     */
    record Opened(Message message, Json json, Optional<TopicArn> topic, Optional<Instant> sentAt, List<Message> others,
            int missing) {

        private Opened within(Opened outer) {
            return new Opened(message, json, topic.or(outer::topic), sentAt.or(outer::sentAt),
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
        return records(outer.message(), json.at("Records"));
    }

    private static Optional<Opened> records(Message outer, Json records) {
        List<Json> items = records.items();
        if (items.isEmpty() || !items.stream().limit(MOST_OTHERS + 1L).allMatch(Envelope::isRecord)) {
            return Optional.empty();
        }
        List<Message> others = new ArrayList<>();
        items.stream().skip(1).limit(MOST_OTHERS).forEach(item -> others.add(record(outer, item).message()));
        Opened first = record(outer, items.get(0));
        return Optional.of(new Opened(first.message(), first.json(), first.topic(), first.sentAt(), List.copyOf(others),
                items.size() - 1 - others.size()));
    }

    private static boolean isRecord(Json item) {
        return isNotification(item.at("Sns")) || item.at("body").text().isPresent()
                && (item.at("eventSource").is("aws:sqs") || isNotification(item.at("body").opened()));
    }

    private static Opened record(Message outer, Json item) {
        if (item.at("Sns").isObject()) {
            return notification(outer, item.at("Sns"));
        }
        return bare(with(outer, item.at("body").textOrNull()));
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
        return new Opened(opened.message(), opened.json(), json.at("TopicArn").text().flatMap(TopicArn::parse), sentAt,
                List.of(), 0);
    }

    private static Map<String, String> attributes(Json notification, Map<String, String> outer) {
        Map<String, String> attributes = new HashMap<>();
        notification.at("MessageAttributes").forEachMember((name, attribute) -> attribute.at("Value").text()
                .ifPresent(value -> attributes.put(name, value)));
        return attributes.isEmpty() ? outer : Map.copyOf(attributes);
    }

    private static Message with(Message outer, String body) {
        return new Message(outer.topicArn(), outer.messageId(), outer.publishedAt(), outer.subject(), body, outer.attributes());
    }
}
