package dev.tocsin.chat;

import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What every chat does to text that somebody else wrote, before its own escaping. */
public final class Characters {

    /** Breaks an {@code @} from what follows without being seen. */
    public static final char ZERO_WIDTH_SPACE = '\u200B';

    /** More of one text than any chat shows; what is longer is not looked at, so that nobody can keep us busy with it. */
    public static final int MOST_SHOWN = 16_000;

    private static final String[] ASCII = IntStream.range(0, 128).mapToObj(Character::toString).toArray(String[]::new);
    private static final char REPLACEMENT = '\uFFFD';
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private Characters() {
    }

    /**
     * The text without what is not meant to be seen: control characters other than tab and line feed go, and so do the
     * bidirectional controls, with which text can be made to read differently from what it is. Every kind of line break
     * becomes a line feed, and half a surrogate pair becomes U+FFFD.
     */
    public static String clean(String text) {
        return isClean(text) ? text : cleaned(text);
    }

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= ' ' && c < 0x7F || c == '\n' || c == '\t';
            if (!plain && (isHidden(c) || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029)) {
                return false;
            }
        }
        return true;
    }

    private static String cleaned(String text) {
        String lines = LINE_BREAK.matcher(text).replaceAll("\n");
        StringBuilder clean = new StringBuilder(lines.length());
        lines.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                clean.append(REPLACEMENT);
            } else if (c == '\n' || c == '\t' || !isHidden(c)) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    /** As much of it as any chat could show, cleaned, on one line with single spaces. */
    public static String line(String text) {
        String clean = clean(head(text));
        return (isLine(clean) ? clean : WHITE_SPACE.matcher(clean).replaceAll(" ")).strip();
    }

    private static boolean isLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == ' ' && i > 0 && text.charAt(i - 1) == ' ') {
                return false;
            }
        }
        return true;
    }

    /** The character that begins here, as a string. */
    public static String at(CharSequence text, int index) {
        return of(Character.codePointAt(text, index));
    }

    /** A character as a string. */
    public static String of(int codePoint) {
        return codePoint < ASCII.length ? ASCII[codePoint] : Character.toString(codePoint);
    }

    /**
     * The beginning of a text, cleaned.
     *
     * @param beyond the characters that follow it, which are not even looked at
     */
    public record Beginning(String text, int beyond) {
    }

    /** As much of a text as any chat could show, cut before it is cleaned, so that a long text costs no more than a short. */
    public static Beginning beginning(String text) {
        String words = text.strip();
        String head = head(words);
        return new Beginning(clean(head).strip(), words.codePointCount(head.length(), words.length()));
    }

    /** The characters that {@link #line} does not look at. */
    public static int beyond(String text) {
        return text.codePointCount(head(text).length(), text.length());
    }

    /** The beginning of a text, as much as any chat could show, ending between two characters. */
    public static String head(String text) {
        if (text.length() <= MOST_SHOWN) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(MOST_SHOWN - 1)) ? MOST_SHOWN - 1 : MOST_SHOWN);
    }

    /** The beginning of a text, at most so many UTF-16 units with the dots that say it was cut. */
    public static String shorten(String text, int units) {
        if (text.length() <= units) {
            return text;
        }
        int end = units - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "\u2026";
    }

    private static boolean isHidden(int c) {
        return Character.isISOControl(c) || c == 0x061C || c == 0x200E || c == 0x200F || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069 || c >= 0xFFF9 && c <= 0xFFFB || c == 0xFEFF;
    }

    /** Whether letters or digits stand on both sides of the place. */
    public static boolean isInsideWord(String text, int at) {
        return at > 0 && at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at - 1))
                && Character.isLetterOrDigit(text.charAt(at + 1));
    }
}
