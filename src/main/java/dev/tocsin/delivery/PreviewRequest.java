package dev.tocsin.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Problems;

/** Which message to preview: one that the request brings, or one that is stored. */
@Schema(description = "Either a message as it would be published, or the id of one that is stored")
public record PreviewRequest(
        @Schema(maxLength = LONGEST_SUBJECT, examples = "Disk", description = "Goes with message") String subject,
        @Schema(minLength = 1, examples = "The disk of db-7 is full", description = "The published text; JSON for most AWS "
                + "services. With the attributes at most 262,144 bytes, as SNS counts") String message,
        @Schema(description = "Name to value; goes with message") Map<String, String> messageAttributes,
        @Schema(examples = "165545c9-2a5c-472c-8df2-7ff2be2b3b1b", description = "SNS's MessageId of a stored notification, "
                + "in place of message") String messageId,
        @Schema(maxLength = LONGEST_TOPIC, examples = "arn:aws:sns:eu-west-1:123456789012:alarms", description = "The topic of "
                + "the message; needed where several topics brought the same messageId") String topicArn) {

    private static final int LONGEST_SUBJECT = 256;
    private static final int LONGEST_TOPIC = 512;

    /** @throws dev.tocsin.problem.ProblemException naming all members at fault */
    public void check() {
        List<Invalid> errors = new ArrayList<>();
        if ((message == null) == (messageId == null)) {
            errors.add(Invalid.of(message == null ? "message" : "messageId",
                    "the request has either message or messageId, and not both"));
        } else if (messageId != null) {
            checkStored(errors);
        } else {
            checkGiven(errors);
        }
        if (topicArn != null && (topicArn.isBlank() || topicArn.length() > LONGEST_TOPIC)) {
            errors.add(new Invalid("topicArn", "must have 1 to " + LONGEST_TOPIC + " characters", topicArn));
        }
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
    }

    Optional<UUID> storedId() {
        return Optional.ofNullable(messageId).map(UUID::fromString);
    }

    Map<String, String> attributes() {
        return messageAttributes == null ? Map.of() : messageAttributes;
    }

    private void checkStored(List<Invalid> errors) {
        if (!isUuid(messageId)) {
            errors.add(new Invalid("messageId", "must be a UUID, as sns:Publish answers it", messageId));
        }
        if (subject != null) {
            errors.add(Invalid.of("subject", "goes with message; a stored notification has its own"));
        }
        if (messageAttributes != null) {
            errors.add(Invalid.of("messageAttributes", "go with message; a stored notification has its own"));
        }
    }

    private void checkGiven(List<Invalid> errors) {
        if (subject != null && subject.length() > LONGEST_SUBJECT) {
            errors.add(new Invalid("subject", "must have at most " + LONGEST_SUBJECT + " characters", subject));
        }
        MessageLimits.check(message, attributes(), errors);
    }

    private static boolean isUuid(String text) {
        try {
            UUID.fromString(text);
            return true;
        } catch (IllegalArgumentException other) {
            return false;
        }
    }
}
