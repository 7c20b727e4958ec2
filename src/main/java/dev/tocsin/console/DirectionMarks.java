package dev.tocsin.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Characters that turn the direction of the text around them, and so let a name pose as another. Pages show them by their
 * number, as the drawings do, and they turn nothing. What a form sends back stays as it is, and so do attributes.
 */
final class DirectionMarks {

    /** Values are escaped, so what is between these brackets is a tag. */
    private static final Pattern TURN = Pattern
            .compile("<textarea\\b[^>]*>[^<]*</textarea>|<[^>]*>|([\\u202a-\\u202e\\u2066-\\u2069])");

    private DirectionMarks() {
    }

    static String shown(String html) {
        return TURN.matcher(html).replaceAll(found -> found.group(1) == null ? Matcher.quoteReplacement(found.group())
                : "U+%04X".formatted((int) found.group(1).charAt(0)));
    }
}
