package dev.tocsin.sns.message;

import java.util.UUID;
import java.util.regex.Pattern;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.sns.SnsEnvelope;
import io.vertx.core.http.HttpServerRequest;

/**
 * Which message a refusal is about, as far as it can be told.
 *
 * @param topicArn null if it cannot
 * @param messageId null if it cannot
 */
record Named(String topicArn, UUID messageId) {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    static Named by(SnsEnvelope envelope) {
        return new Named(envelope.topic().toString(), envelope.id());
    }

    /** The headers that SNS sends along, for a body that has no envelope or none that can be read. Nobody signs them. */
    static Named byHeaders(HttpServerRequest request) {
        String topic = request.getHeader("x-amz-sns-topic-arn");
        String message = request.getHeader("x-amz-sns-message-id");
        return new Named(TopicArn.isValid(topic) ? topic : null,
                message != null && UUID_FORM.matcher(message).matches() ? UUID.fromString(message) : null);
    }
}
