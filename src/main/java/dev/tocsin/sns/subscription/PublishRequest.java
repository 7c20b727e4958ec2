package dev.tocsin.sns.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tocsin.delivery.MessageLimits;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Problems;

/** A message to be published. */
@Schema(description = "A message as sns:Publish takes it")
public record PublishRequest(
        @Schema(maxLength = LONGEST_SUBJECT, examples = "Disk", description = "One line") String subject,
        @Schema(required = true, minLength = 1, examples = "The disk of db-7 is full", description = "The text; JSON for most AWS "
                + "services. With the attributes at most 262,144 bytes, as SNS counts") String message,
        @Schema(description = "Name to value; all are published as strings") Map<String, String> messageAttributes) {

    private static final int LONGEST_SUBJECT = 100;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?!(?i:aws\\.|amazon\\.))[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final int LONGEST_ATTRIBUTE = 256;

    /** @throws dev.tocsin.problem.ProblemException naming all members at fault */
    void check() {
        List<Invalid> errors = new ArrayList<>();
        if (subject != null && (subject.isBlank() || subject.length() > LONGEST_SUBJECT || CONTROL.matcher(subject).find())) {
            errors.add(new Invalid("subject",
                    "must have 1 to " + LONGEST_SUBJECT + " characters in one line, as SNS takes them", subject));
        }
        if (message == null) {
            errors.add(Invalid.of("message", "is required"));
        } else {
            MessageLimits.check(message, attributes(), errors);
        }
        attributes().forEach((name, value) -> check(name, value, errors));
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
    }

    Map<String, String> attributes() {
        return messageAttributes == null ? Map.of() : messageAttributes;
    }

    private static void check(String name, String value, List<Invalid> errors) {
        if (name.length() > LONGEST_ATTRIBUTE || !ATTRIBUTE.matcher(name).matches()) {
            errors.add(new Invalid("messageAttributes." + name, "SNS takes names of up to " + LONGEST_ATTRIBUTE
                    + " letters, digits, hyphens, underscores and single dots in between, not beginning with AWS. or Amazon.",
                    name));
        } else if (value != null && value.isEmpty()) {
            errors.add(Invalid.of("messageAttributes." + name, "must have at least one character, as SNS takes it"));
        }
    }
}
