package dev.tocsin.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One SNS message that was verified and is to be kept, identified by topic and MessageId.
 *
 * @param attributes name to value of the message attributes
 * @param publishedAt the signed Timestamp
 * @param trace where the request named one
 */
public record Notification(String topicArn, UUID messageId, Type type, Optional<String> subject, String message,
        Map<String, String> attributes, Instant publishedAt, Optional<TraceId> trace) {

    /** SNS's own names. Only a {@link #Notification} is delivered; the others are kept for the history. */
    @Schema(name = "NotificationType")
    public enum Type {
        Notification,
        SubscriptionConfirmation,
        UnsubscribeConfirmation
    }
}
