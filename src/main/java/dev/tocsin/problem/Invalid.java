package dev.tocsin.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is wrong with one member of a request. All three are cut where they are too long to repeat.
 *
 * @param field where it is, for instance {@code snsTopicArns[2]}; at most 200 characters
 * @param message what is wrong, the limit included; at most 1,000 characters
 * @param rejectedValue what was given, at most 256 characters of it; null if it was absent or secret
 */
@Schema(description = "What is wrong with one member of a request")
public record Invalid(
        @Schema(required = true, description = "Where it is", examples = "snsTopicArns[2]") String field,
        @Schema(required = true, description = "What is wrong, and the limit") String message,
        @Schema(description = "What was given, unless it is absent or secret; its first 256 characters if it is longer") String rejectedValue) {

    private static final int LONGEST_FIELD = 200;
    private static final int LONGEST_MESSAGE = 1000;
    private static final int LONGEST_REPEATED = 256;

    public Invalid {
        field = cut(field, LONGEST_FIELD);
        message = cut(message, LONGEST_MESSAGE);
        if (rejectedValue != null && rejectedValue.length() > LONGEST_REPEATED) {
            rejectedValue = Quoted.beginning(rejectedValue, LONGEST_REPEATED) + "… (" + rejectedValue.length()
                    + " characters)";
        }
    }

    /** For values that are absent or must not be repeated. */
    public static Invalid of(String field, String message) {
        return new Invalid(field, message, null);
    }

    private static String cut(String text, int most) {
        return text == null || text.length() <= most ? text : Quoted.beginning(text, most) + "…";
    }
}
