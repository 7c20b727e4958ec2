package dev.tocsin.notice.developer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The text that CloudFormation publishes for each event of a stack: lines such as {@code ResourceStatus='CREATE_COMPLETE'}.
 * A value may hold quotes, equals signs and line breaks, as ResourceProperties does; it ends at the quote that stands before
 * the next name or the end of the text.
 */
record StackMessage(Map<String, String> values) {

    private static final int LONGEST_NAME = 40;
    private static final int MOST = 40;

    StackMessage {
        values = Map.copyOf(values);
    }

    /** Empty for any other text. */
    static Optional<StackMessage> in(String text) {
        int start = firstLetter(text);
        int equals = nameEnd(text, start);
        if (equals < 0) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        while (equals >= 0 && values.size() < MOST) {
            int value = equals + 2;
            int end = valueEnd(text, value);
            values.putIfAbsent(text.substring(start, equals), text.substring(value, end).strip());
            start = afterLineBreak(text, end + 1);
            equals = nameEnd(text, start);
        }
        boolean known = values.containsKey("StackId") && values.containsKey("ResourceStatus");
        return known ? Optional.of(new StackMessage(values)) : Optional.empty();
    }

    /** What the value says, if it says something. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    private static int firstLetter(String text) {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return start;
    }

    /** Where the name that begins here is followed by {@code ='}; below zero if none begins here. */
    private static int nameEnd(String text, int start) {
        int end = start;
        while (end < text.length() && end - start < LONGEST_NAME && isLetter(text.charAt(end))) {
            end++;
        }
        return end > start && text.startsWith("='", end) ? end : -1;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** The quote that ends the value; a text that was cut off has none. */
    private static int valueEnd(String text, int from) {
        for (int quote = text.indexOf('\'', from); quote >= 0; quote = text.indexOf('\'', quote + 1)) {
            int next = afterLineBreak(text, quote + 1);
            boolean last = text.length() - quote < LONGEST_NAME && text.substring(quote + 1).isBlank();
            if (last || next > quote + 1 && nameEnd(text, next) >= 0) {
                return quote;
            }
        }
        return text.length();
    }

    private static int afterLineBreak(String text, int from) {
        int next = from;
        while (next < text.length() && (text.charAt(next) == '\n' || text.charAt(next) == '\r')) {
            next++;
        }
        return Math.min(next, text.length());
    }
}
