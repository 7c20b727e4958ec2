package dev.tocsin.standin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * The JSON that SNS posts, member by member in SNS's order. Immutable: each change answers a new one, and a change after
 * {@link SnsSigner signing} is a forgery.
 */
public final class SnsMessage {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Always three digits after the second. */
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private final Map<String, JsonNode> members;

    private SnsMessage(Map<String, JsonNode> members) {
        this.members = members;
    }

    public static SnsMessage notification(String topicArn, String message) {
        return new SnsMessage(new LinkedHashMap<>()).with("Type", "Notification")
                .with("MessageId", UUID.randomUUID().toString()).with("TopicArn", topicArn).with("Message", message)
                .at(Instant.now());
    }

    public static SnsMessage subscriptionConfirmation(String topicArn, String token) {
        return handshake("SubscriptionConfirmation", topicArn, token,
                "You have chosen to subscribe to the topic " + topicArn
                        + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.");
    }

    public static SnsMessage unsubscribeConfirmation(String topicArn, String token) {
        return unsubscribeConfirmation(topicArn, token, subscriptionArn(topicArn));
    }

    public static SnsMessage unsubscribeConfirmation(String topicArn, String token, String subscriptionArn) {
        return handshake("UnsubscribeConfirmation", topicArn, token,
                "You have chosen to deactivate subscription " + subscriptionArn
                        + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in"
                        + " this message.");
    }

    private static SnsMessage handshake(String type, String topicArn, String token, String message) {
        return new SnsMessage(new LinkedHashMap<>()).with("Type", type).with("MessageId", UUID.randomUUID().toString())
                .with("Token", token).with("TopicArn", topicArn).with("Message", message)
                .with("SubscribeURL", origin(topicArn) + "/?Action=ConfirmSubscription&TopicArn=" + topicArn + "&Token="
                        + token)
                .at(Instant.now());
    }

    public SnsMessage subject(String subject) {
        Map<String, JsonNode> more = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (name.equals("Message")) {
                more.put("Subject", TextNode.valueOf(subject));
            }
            if (!name.equals("Subject")) {
                more.put(name, value);
            }
        });
        return new SnsMessage(more);
    }

    public SnsMessage at(Instant timestamp) {
        return with("Timestamp", TIMESTAMP.format(timestamp));
    }

    /** @param type String, String.Array, Number or Binary */
    public SnsMessage attribute(String name, String type, String value) {
        ObjectNode attributes = members.get("MessageAttributes") instanceof ObjectNode present ? present.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        attributes.putObject(name).put("Type", type).put("Value", value);
        return with("MessageAttributes", attributes);
    }

    /** Sets any member to a string; a member that is there keeps its place. */
    public SnsMessage with(String member, String value) {
        return with(member, TextNode.valueOf(value));
    }

    /** Sets any member; a member that is there keeps its place. */
    public SnsMessage with(String member, JsonNode value) {
        Map<String, JsonNode> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new SnsMessage(more);
    }

    public SnsMessage without(String member) {
        Map<String, JsonNode> fewer = new LinkedHashMap<>(members);
        fewer.remove(member);
        return new SnsMessage(fewer);
    }

    /** A member's text, {@code null} if it is not there. */
    public String get(String member) {
        JsonNode value = members.get(member);
        return value == null || value.isNull() ? null : value.asText();
    }

    JsonNode member(String member) {
        return members.getOrDefault(member, MissingNode.getInstance());
    }

    public String messageId() {
        return get("MessageId");
    }

    public String topicArn() {
        return get("TopicArn");
    }

    /** As SNS posts it: members on lines of their own, {@code "Name" : "value"}. */
    public String json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(members);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The headers that SNS sends with it, apart from those that any HTTP client adds. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amz-sns-message-type", get("Type"));
        headers.put("x-amz-sns-message-id", messageId());
        headers.put("x-amz-sns-topic-arn", topicArn());
        if (!"SubscriptionConfirmation".equals(get("Type"))) {
            headers.put("x-amz-sns-subscription-arn", subscriptionArn(topicArn()));
        }
        headers.put("Content-Type", "text/plain; charset=UTF-8");
        headers.put("User-Agent", "Amazon Simple Notification Service Agent");
        headers.put("Accept-Encoding", "gzip,deflate");
        return headers;
    }

    @Override
    public String toString() {
        return get("Type") + " " + messageId();
    }

    /** One subscription for each topic. */
    static String subscriptionArn(String topicArn) {
        return topicArn + ":" + UUID.nameUUIDFromBytes(topicArn.getBytes(StandardCharsets.US_ASCII));
    }

    /** Where the topic's Region has its SNS, for instance {@code https://sns.eu-west-1.amazonaws.com}. */
    static String origin(String topicArn) {
        String[] parts = topicArn.split(":");
        return "https://sns." + parts[3] + (parts[1].equals("aws-cn") ? ".amazonaws.com.cn" : ".amazonaws.com");
    }
}
