package dev.tocsin.chat;

import java.util.Optional;

/**
 * An inline link or picture of Markdown, {@code [label](url "title")}, in its plainest form: everything else that has
 * brackets is not taken for one, and has to be kept from being one.
 *
 * @param end where the text goes on behind it
 */
public record MarkdownLink(String label, String url, int end) {

    private static final int LONGEST_LABEL = 500;
    private static final int LONGEST_URL = 2_000;

    /** The link whose label's bracket stands here. */
    public static Optional<MarkdownLink> at(String text, int bracket) {
        int label = bracket + 1;
        int close = label;
        while (close < text.length() && close - label < LONGEST_LABEL && "[]\n<>`".indexOf(text.charAt(close)) < 0) {
            close += text.charAt(close) == '\\' ? 2 : 1;
        }
        if (!text.startsWith("](", close)) {
            return Optional.empty();
        }
        int url = close + 2;
        int end = urlEnd(text, url);
        int last = end;
        if (end < text.length() && text.charAt(end) == ' ') {
            last = titleEnd(text, end + 1);
        }
        return end > url && last < text.length() && text.charAt(last) == ')'
                ? Optional.of(new MarkdownLink(text.substring(label, close), text.substring(url, end), last + 1))
                : Optional.empty();
    }

    /** Whether the bracket that closes here could make a link or the definition of one out of what follows. */
    public static boolean couldLink(String text, int bracket) {
        return bracket + 1 == text.length() || "(:".indexOf(text.charAt(bracket + 1)) >= 0;
    }

    /** Brackets in a URL come in pairs. */
    private static int urlEnd(String text, int from) {
        int depth = 0;
        int i = from;
        while (i < text.length() && i - from < LONGEST_URL && text.charAt(i) > ' ' && "<>\\\"".indexOf(text.charAt(i)) < 0) {
            char c = text.charAt(i);
            if (c == ')' && depth-- == 0) {
                return i;
            }
            depth += c == '(' ? 1 : 0;
            i++;
        }
        return i;
    }

    private static int titleEnd(String text, int from) {
        char quote = from < text.length() ? text.charAt(from) : ' ';
        if (quote != '"' && quote != '\'') {
            return text.length();
        }
        int end = text.indexOf(quote, from + 1);
        int line = text.indexOf('\n', from);
        return end < 0 || end - from > LONGEST_LABEL || line >= 0 && line < end ? text.length() : end + 1;
    }
}
