package dev.tocsin.sns;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.delivery.Notification.Type;
import dev.tocsin.secret.Secret;

/**
 * An SNS message as it was posted, with every member of the form that the signature check relies on. Nothing in it is to be
 * trusted before the room {@code sns.signature} has said so, and MessageAttributes not even then: they are not signed.
 *
 * @param messageId as text, because the text is what was signed
 * @param timestamp likewise
 * @param publishedAt the timestamp as a point in time
 * @param token of a confirmation message; whoever has it can confirm
 * @param subscribeUrl of a confirmation message; only ever part of what was signed, never requested
 * @param size in bytes, as it was posted
 */
public record SnsEnvelope(Type type, String messageId, TopicArn topic, Optional<String> subject, String message,
        String timestamp,
        Instant publishedAt,
        Optional<Secret> token, Optional<Secret> subscribeUrl, String signatureVersion, byte[] signature,
        String signingCertUrl, Map<String, String> attributes, int size) {

    public UUID id() {
        return UUID.fromString(messageId);
    }

    /** The members that SNS signs, as {@code name\nvalue\n} in the order of their names. */
    public byte[] signedBytes() {
        StringBuilder signed = new StringBuilder(message.length() + 512);
        line(signed, "Message", message);
        line(signed, "MessageId", messageId);
        if (type == Type.Notification) {
            subject.ifPresent(value -> line(signed, "Subject", value));
        } else {
            line(signed, "SubscribeURL", subscribeUrl.orElseThrow().reveal());
        }
        line(signed, "Timestamp", timestamp);
        token.filter(value -> type != Type.Notification).ifPresent(value -> line(signed, "Token", value.reveal()));
        line(signed, "TopicArn", topic.toString());
        line(signed, "Type", type.name());
        return signed.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder signed, String name, String value) {
        signed.append(name).append('\n').append(value).append('\n');
    }

    /** Neither the text nor anything secret. */
    @Override
    public String toString() {
        return type + " " + messageId + " of " + topic;
    }
}
