package dev.tocsin.notice;

/** Shortens text without tearing a character apart. Lengths are in UTF-16 units, the ellipsis included. */
public final class Cut {

    private static final String ELLIPSIS = "…";

    private Cut() {
    }

    /** Keeps the beginning. */
    public static String end(String text, int length) {
        return text.length() <= length ? text : head(text, length - 1) + ELLIPSIS;
    }

    /** Keeps beginning and end: of an ARN, a path or a stack trace the end often tells most. */
    public static String middle(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int tail = (length - 1) / 3;
        return head(text, length - 1 - tail) + ELLIPSIS + tail(text, tail);
    }

    /** The first line that says something, else an empty text. */
    public static String firstLine(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
    }

    private static String head(String text, int length) {
        boolean torn = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, torn ? length - 1 : length);
    }

    private static String tail(String text, int length) {
        int start = text.length() - length;
        boolean torn = length > 0 && Character.isLowSurrogate(text.charAt(start));
        return text.substring(torn ? start + 1 : start);
    }
}
