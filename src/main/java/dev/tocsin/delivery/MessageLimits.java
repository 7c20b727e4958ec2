package dev.tocsin.delivery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.tocsin.problem.Invalid;

/** How large a message can be that SNS takes. */
public final class MessageLimits {

    /** 256 KiB, the attributes included. */
    static final int LARGEST = 262_144;

    private MessageLimits() {
    }

    /** Adds what is wrong with a message to the errors of a request, by the names of the API's members. */
    public static void check(String message, Map<String, String> attributes, List<Invalid> errors) {
        if (message.isEmpty()) {
            errors.add(Invalid.of("message", "must have at least one character; SNS takes no empty message"));
        }
        long bytes = bytes(message);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            if (attribute.getValue() == null) {
                errors.add(Invalid.of("messageAttributes." + attribute.getKey(), "must be a string"));
            } else {
                bytes += bytes(attribute.getKey()) + bytes(attribute.getValue());
            }
        }
        if (bytes > LARGEST) {
            errors.add(Invalid.of("message", "must have, with its attributes, at most " + LARGEST + " bytes; has " + bytes));
        }
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
