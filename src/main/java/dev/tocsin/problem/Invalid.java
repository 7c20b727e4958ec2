package dev.tocsin.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is wrong with one member of a request.
 *
 * @param field where it is, for instance {@code snsTopicArns[2]}
 * @param message what is wrong, the limit included
 * @param rejectedValue what was given; null if it was absent, secret, or too long to repeat
 */
@Schema(description = "What is wrong with one member of a request")
public record Invalid(
        @Schema(description = "Where it is", examples = "snsTopicArns[2]") String field,
        @Schema(description = "What is wrong, and the limit") String message,
        @Schema(description = "What was given, unless it is absent or secret") String rejectedValue) {

    private static final int LONGEST_REPEATED = 256;

    public Invalid {
        if (rejectedValue != null && rejectedValue.length() > LONGEST_REPEATED) {
            rejectedValue = rejectedValue.substring(0, LONGEST_REPEATED) + "… (" + rejectedValue.length() + " characters)";
        }
    }

    /** For values that are absent or must not be repeated. */
    public static Invalid of(String field, String message) {
        return new Invalid(field, message, null);
    }
}
