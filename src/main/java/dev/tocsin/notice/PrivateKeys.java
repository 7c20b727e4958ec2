package dev.tocsin.notice;

import java.util.List;
import java.util.Set;

/**
 * Private keys in PEM, whole or cut off at either end, with their line breaks as they are or escaped. Their header stays, so
 * that readers know what was there.
 */
final class PrivateKeys {

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final String QUOTED = "&gt;";
    private static final Set<String> HEADERS = Set.of("Proc-Type", "DEK-Info", "Comment", "Version", "Hash", "Charset");
    private static final int LONGEST_KIND = 60;
    /** Words at least so long are taken for a piece of a key; its last line may be shorter. */
    private static final int PIECE = 16;

    private final String text;
    private final List<int[]> found;
    /** The next END at or after the place last asked about; the length of the text if there is none. */
    private int nextEnd = -1;
    private int done;

    PrivateKeys(String text, List<int[]> found) {
        this.text = text;
        this.found = found;
    }

    int at(int dash) {
        if (text.startsWith(BEGIN, dash)) {
            int body = afterHeader(dash + BEGIN.length());
            return body < 0 ? dash + BEGIN.length() : whole(body);
        }
        if (text.startsWith(END, dash)) {
            int after = afterHeader(dash + END.length());
            if (after >= 0) {
                beheaded(dash);
                return after;
            }
        }
        return dash + 1;
    }

    /** Where what follows {@code PRIVATE KEY-----} begins; -1 if it is no private key. */
    private int afterHeader(int from) {
        int dashes = text.indexOf(DASHES, from);
        if (dashes < 0 || dashes - from > LONGEST_KIND) {
            int cut = Math.min(text.length(), from + LONGEST_KIND);
            return dashes < 0 && text.substring(from, cut).contains("PRIVATE KEY") ? cut : -1;
        }
        return text.substring(from, dashes).contains("PRIVATE KEY") ? dashes + DASHES.length() : -1;
    }

    private int whole(int body) {
        int end = endAfter(body);
        int nextBegin = end < text.length() ? text.indexOf(BEGIN, body) : -1;
        int last = end < text.length() && (nextBegin < 0 || nextBegin > end) ? end : pieces(body);
        if (last > body) {
            found.add(new int[] { body, last });
        }
        done = last;
        return Math.max(last, body);
    }

    private int endAfter(int from) {
        if (nextEnd < from) {
            int end = text.indexOf(END, from);
            nextEnd = end < 0 ? text.length() : end;
        }
        return nextEnd;
    }

    /** How far a key goes that has no end: over words of its alphabet, as long as they are too long for words. */
    private int pieces(int from) {
        int last = from;
        int i = from;
        while (i < text.length()) {
            int word = gapEnd(i);
            int end = word;
            while (end < text.length() && isOfKey(text.charAt(end))) {
                end++;
            }
            boolean header = end < text.length() && text.charAt(end) == ':' && HEADERS.contains(text.substring(word, end));
            if (header) {
                end = lineEnd(end);
            } else if (end - word < PIECE && !(end > word && endsKey(end))) {
                return last;
            }
            last = end;
            i = end;
        }
        return last;
    }

    private boolean endsKey(int end) {
        return end == text.length() || text.charAt(end - 1) == '=' || "\"'`".indexOf(text.charAt(end)) >= 0
                || text.startsWith("\\\"", end);
    }

    /** The lines before an END that no BEGIN belongs to. */
    private void beheaded(int end) {
        int first = end;
        int i = end;
        boolean lastLine = true;
        while (i > done) {
            int word = i;
            int gap = gapBefore(word);
            while (word > done && gap > 0) {
                word -= gap;
                gap = gapBefore(word);
            }
            int start = word;
            while (start > done && isOfKey(text.charAt(start - 1)) && !isEscapedBreak(start - 2)) {
                start--;
            }
            if (start == word || word - start < PIECE && !lastLine) {
                break;
            }
            lastLine = false;
            first = start;
            i = start;
        }
        if (first < end) {
            found.add(new int[] { first, end });
        }
        done = end;
    }

    private int gapEnd(int from) {
        int i = from;
        while (i < text.length() && (isGap(text.charAt(i)) || isEscapedBreak(i) || text.startsWith(QUOTED, i))) {
            i += isEscapedBreak(i) ? 2 : isGap(text.charAt(i)) ? 1 : QUOTED.length();
        }
        return i;
    }

    private int gapBefore(int i) {
        if (isEscapedBreak(i - 2)) {
            return 2;
        }
        return i > 0 && isGap(text.charAt(i - 1)) ? 1 : text.startsWith(QUOTED, i - QUOTED.length()) ? QUOTED.length() : 0;
    }

    /** Mails and chats begin quoted lines with a sign. */
    private static boolean isGap(char c) {
        return Character.isWhitespace(c) || c == '>' || c == '|';
    }

    private boolean isEscapedBreak(int i) {
        return i >= 0 && i + 1 < text.length() && text.charAt(i) == '\\'
                && (text.charAt(i + 1) == 'n' || text.charAt(i + 1) == 'r' || text.charAt(i + 1) == '\\');
    }

    private int lineEnd(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '\n' && !isEscapedBreak(i)) {
            i++;
        }
        return i;
    }

    private static boolean isOfKey(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '=' || c == '-' || c == '_');
    }
}
