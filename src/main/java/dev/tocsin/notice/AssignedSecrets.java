package dev.tocsin.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.tocsin.aws.Arn;

/**
 * The secrets that a text without a readable structure assigns to a name: {@code password=...}, {@code Authorization: Bearer
 * ...}, JSON that is broken. A value counts as secret when it is quoted or can be nothing else, so that prose such as
 * "invalid token: expected }" stays readable. One pass over the text, whatever is in it.
 */
final class AssignedSecrets {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_GAP = 20;
    private static final int WIDEST_PAIR = 60;
    private static final int RANDOM = 16;
    private static final int SHORTEST_SETTING = 6;
    /** Where a wide colon is usual, so are words without spaces between them. */
    private static final int BEYOND_LATIN = 0x250;

    /** What may stand between a name and its separator, and between the separator and a value: quotes and markup. */
    private static final String AROUND_NAME = " \\\"'`*]";
    private static final String BEFORE_VALUE = " \t*=:>";

    private static final Set<String> SCHEMES = Set.of("bearer", "basic", "digest", "token", "apikey", "negotiate",
            "aws4-hmac-sha256");
    /** "Unexpected token: 'else'" is what parsers say. */
    private static final Set<String> PROSE = Set.of("unexpected", "invalid", "illegal", "unrecognized", "unknown", "bad",
            "missing");

    private final String text;
    private final List<int[]> found = new ArrayList<>();
    private final ValueEnds ends;
    private final SecretElements elements;
    private final SecretOptions options;
    /** Up to where {@code value} is the value of a named pair whose name says secret. */
    private int pairEnd = -1;

    private AssignedSecrets(String text) {
        this.text = text;
        this.ends = new ValueEnds(text);
        this.elements = new SecretElements(text, found);
        this.options = new SecretOptions(text, found, ends);
    }

    /** The text with a mask in place of each secret; the same text if there is none. */
    static String hide(String text, String mask) {
        return ShapedSecrets.masked(text, find(text), mask);
    }

    static List<String> in(String text) {
        return find(text).stream().map(secret -> text.substring(secret[0], secret[1])).toList();
    }

    private static List<int[]> find(String text) {
        if (!isWorthALook(text)) {
            return List.of();
        }
        List<int[]> found = new AssignedSecrets(text).scan();
        if (!Unveiled.isDisguised(text) && !text.contains("\\u00")) {
            return found;
        }
        Unveiled unveiled = Unveiled.of(text);
        new AssignedSecrets(unveiled.text()).scan().stream()
                .filter(secret -> unveiled.text().substring(secret[0], secret[1]).chars().allMatch(c -> c < BEYOND_LATIN))
                .forEach(secret -> found.add(new int[] { unveiled.start(secret[0]), unveiled.end(secret[1] - 1) }));
        return ShapedSecrets.inOrder(found);
    }

    /** Whether a sign is there that assigns, opens a tag or begins an option, or one that may hide it. */
    private static boolean isWorthALook(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x7F || c < ' ' || c == ':' || c == '=' || c == '<' || c == '&' || c == '-' || c == '\\') {
                return true;
            }
        }
        return false;
    }

    private List<int[]> scan() {
        for (int i = 0; i < text.length();) {
            i = switch (text.charAt(i)) {
                case ':', '=' -> after(i);
                case '<', '&' -> elements.at(i);
                case '-', '\u2013', '\u2014' -> options.at(i);
                default -> i + 1;
            };
        }
        return found;
    }

    /** Looks at a separator; gives the place to go on at. */
    private int after(int separator) {
        int end = nameEnd(separator);
        int start = nameStart(end);
        if (start == end) {
            return separator + 1;
        }
        String name = text.substring(start, end);
        int value = skip(separator + 1);
        boolean ofPair = separator <= pairEnd && Secrets.isValueOfPair(name);
        if (ofPair || Secrets.isSecretName(name) || Secrets.endsWithSecretName(previousWord(start) + name)) {
            return isPartOfLongerName(separator, start) ? separator + 1 : valueAt(value, name, start);
        }
        if (Secrets.isNameOfPair(name)) {
            pairAt(value);
        }
        return separator + 1;
    }

    private int nameEnd(int separator) {
        int end = separator;
        while (end > 0 && separator - end < LONGEST_GAP && AROUND_NAME.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private int nameStart(int end) {
        int start = end;
        while (start > 0 && end - start < LONGEST_NAME && ValueEnds.isOfName(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private String previousWord(int start) {
        int end = start > 0 && text.charAt(start - 1) == ' ' ? start - 1 : start;
        return end == start ? "" : text.substring(nameStart(end), end);
    }

    /** Parts of ARNs and of dynamic references are no names, nor are the parameters that sign a link. */
    private boolean isPartOfLongerName(int separator, int start) {
        boolean colons = text.charAt(separator) == ':' && start > 0 && text.charAt(start - 1) == ':';
        boolean signature = text.charAt(separator) == '=' && start > 0 && "?&;".indexOf(text.charAt(start - 1)) >= 0
                && text.regionMatches(true, start, "X-Amz-", 0, 6);
        return colons || signature || text.startsWith("//", separator + 1);
    }

    private int skip(int from) {
        int i = from;
        while (i < text.length() && i - from < LONGEST_GAP && BEFORE_VALUE.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private int valueAt(int from, String name, int nameStart) {
        if (from < text.length() && text.charAt(from) == '[') {
            return arrayAt(from + 1, name, nameStart);
        }
        int quote = ends.openingQuote(from);
        return quote >= 0 ? quotedAt(from, quote, name, nameStart) : wordAt(from, name);
    }

    private int arrayAt(int from, String name, int nameStart) {
        int i = from;
        while (i < text.length() && text.charAt(i) != ']') {
            char c = text.charAt(i);
            if (c != ',' && !Character.isWhitespace(c)) {
                int quote = ends.openingQuote(i);
                if (quote < 0) {
                    return i;
                }
                i = quotedAt(i, quote, name, nameStart);
            } else {
                i++;
            }
        }
        return i;
    }

    private int quotedAt(int from, int quote, String name, int nameStart) {
        int end = ends.closingQuote(quote, quote - from);
        String value = text.substring(quote + 1, end);
        boolean prose = PROSE.contains(previousWord(nameStart).toLowerCase(Locale.ROOT)) && !Secrets.isUnmistakable(value);
        if (!prose && saysSomething(value) && isSecret(name, value)) {
            found.add(new int[] { quote + 1, end });
        }
        return Math.max(end, quote + 1);
    }

    private int wordAt(int from, String name) {
        int end = ends.wordEnd(from);
        if (SCHEMES.contains(text.substring(from, Math.min(end, from + LONGEST_GAP)).toLowerCase(Locale.ROOT))) {
            int credentials = skip(end);
            int last = ends.wordEnd(credentials);
            String value = text.substring(credentials, last);
            if (Secrets.isUnmistakable(value) || value.length() >= RANDOM) {
                found.add(new int[] { credentials, last });
            }
            return Math.max(last, from + 1);
        }
        String value = text.substring(from, end);
        if ((Secrets.isUnmistakable(value) || isSetting(from, value)) && saysSomething(value) && isSecret(name, value)) {
            found.add(new int[] { from, end });
        }
        return Math.max(end, from);
    }

    /** Nobody writes prose without spaces around an equals sign. */
    private boolean isSetting(int from, String value) {
        return from > 1 && text.charAt(from - 1) == '=' && ValueEnds.isOfName(text.charAt(from - 2))
                && value.length() >= SHORTEST_SETTING && value.chars().anyMatch(Character::isDigit)
                && value.chars().anyMatch(Character::isLetter);
    }

    /** {@code "name": "DB_PASSWORD", "value": "..."}. */
    private void pairAt(int from) {
        int start = Math.max(from, ends.openingQuote(from) + 1);
        int end = nameEndFrom(start);
        if (end > start && Secrets.isSecretName(text.substring(start, end))) {
            pairEnd = end + WIDEST_PAIR;
        }
    }

    private int nameEndFrom(int start) {
        int end = start;
        while (end < text.length() && end - start < LONGEST_NAME && ValueEnds.isOfName(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static boolean saysSomething(String value) {
        return value.chars().anyMatch(Character::isLetterOrDigit);
    }

    /** An ARN is a name, an access key's id too, and a number named token is a count. */
    static boolean isSecret(String name, String value) {
        boolean keyId = value.length() == 20 && (value.startsWith("AKIA") || value.startsWith("ASIA"));
        boolean count = name.toLowerCase(Locale.ROOT).contains("token")
                && value.chars().allMatch(c -> Character.isDigit(c) || c == ',' || c == '.');
        return !keyId && !count && Secrets.canBeSecret(name, value) && Arn.parse(value).isEmpty();
    }
}
