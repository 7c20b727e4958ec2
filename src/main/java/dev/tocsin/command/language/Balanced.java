package dev.tocsin.command.language;

import java.util.Optional;

/** Finds where JSON and JMESPath end that stand in a command without quotation marks around them. */
final class Balanced {

    /**
     * @param text with straight quotation marks
     * @param end behind it
     */
    record Json(String text, int end) {
    }

    private Balanced() {
    }

    /** The JSON that begins here and ends where a word does. */
    static Optional<Json> json(String text, int from, boolean hasVariables) {
        if (text.charAt(from) != '{' && text.charAt(from) != '[') {
            return Optional.empty();
        }
        int end = end(text, from);
        boolean word = end > 0 && (end == text.length() || Character.isWhitespace(text.charAt(end)) || text.charAt(end) == '`');
        return word ? CommandJson.repaired(text.substring(from, end), hasVariables).map(json -> new Json(json, end))
                : Optional.empty();
    }

    private static int end(String text, int from) {
        int depth = 0;
        boolean inside = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inside && c == '\\') {
                i++;
            } else if (Quotation.isDouble(c)) {
                inside = !inside;
            } else if (!inside && (c == '{' || c == '[')) {
                depth++;
            } else if (!inside && (c == '}' || c == ']') && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Where a query ends: at the first space that is neither in brackets nor in quotation marks. */
    static int queryEnd(String text, int from) {
        int depth = 0;
        int space = -1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                if (depth <= 0) {
                    return i;
                }
                space = space < 0 ? i : space;
            }
            if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            } else if ("'\"`".indexOf(Quotation.straight(String.valueOf(c))) >= 0) {
                i = literalEnd(text, i);
            }
        }
        return depth > 0 && space > 0 ? space : text.length();
    }

    /** The mark that closes a literal; if none does, the one that opens it. */
    private static int literalEnd(String text, int from) {
        String mark = Quotation.straight(text.substring(from, from + 1));
        for (int i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (Quotation.straight(text.substring(i, i + 1)).equals(mark)) {
                return i;
            }
        }
        return from;
    }
}
