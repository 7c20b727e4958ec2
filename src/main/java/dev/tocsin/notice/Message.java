package dev.tocsin.notice;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A notification as its publisher wrote it.
 *
 * @param topicArn the topic that it came through
 * @param messageId SNS's id of it, a UUID
 * @param publishedAt SNS's Timestamp
 * @param subject as published
 * @param body the published text; JSON for most AWS services
 * @param attributes name to value of its message attributes; unlike all else here they are not signed, so they are hints
 */
public record Message(String topicArn, String messageId, Instant publishedAt, Optional<String> subject, String body,
        Map<String, String> attributes) {
}
