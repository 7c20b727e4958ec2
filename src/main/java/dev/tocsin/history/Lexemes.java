package dev.tocsin.history;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of texts as the history is searched by them, in small letters. What is joined ({@code payments-api-5xx}) is kept
 * from each of its parts on to its end ({@code payments-api-5xx}, {@code api-5xx}, {@code 5xx}), so that whatever somebody
 * types
 * of it is the beginning of one of them.
 */
final class Lexemes {

    /** In characters; what is longer is found by its beginning. */
    static final int LONGEST = 48;
    private static final String JOINTS = "-_.:/@+#";
    private static final int MOST_JOINTS = 3;

    private final Set<String> found;
    private final int most;

    private Lexemes(Set<String> found, int most) {
        this.found = found;
        this.most = most;
    }

    /** Adds the words of a text, until there are so many. */
    static void add(String text, Set<String> found, int most) {
        new Lexemes(found, most).read(small(text));
    }

    /** As an array that PostgreSQL casts to tsvector: the words between blanks, whatever is in them. */
    static String vector(Collection<String> lexemes) {
        return lexemes.stream().map(Lexemes::quoted).collect(Collectors.joining(" "));
    }

    /** What PostgreSQL takes for one word, in a vector as in a query. */
    static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private void read(String text) {
        int i = 0;
        while (i < text.length() && found.size() < most) {
            int end = isOfWord(text, i) ? end(text, i) : i;
            if (end > i) {
                addFromEachPart(text.substring(i, end));
            }
            i = end > i ? end : i + Character.charCount(text.codePointAt(i));
        }
    }

    /** Behind the last letter or digit that is joined to the one at the start. */
    private static int end(String text, int start) {
        int end = start;
        int i = start;
        while (i < text.length()) {
            if (isOfWord(text, i)) {
                i += Character.charCount(text.codePointAt(i));
                end = i;
            } else if (JOINTS.indexOf(text.charAt(i)) >= 0 && i - end < MOST_JOINTS) {
                i++;
            } else {
                break;
            }
        }
        return end;
    }

    private void addFromEachPart(String joined) {
        boolean begins = true;
        for (int i = 0; i < joined.length() && found.size() < most; i += Character.charCount(joined.codePointAt(i))) {
            boolean ofWord = isOfWord(joined, i);
            if (ofWord && begins) {
                found.add(beginning(joined.substring(i)));
            }
            begins = !ofWord;
        }
    }

    private static String beginning(String word) {
        if (word.length() <= LONGEST) {
            return word;
        }
        return word.substring(0, Character.isHighSurrogate(word.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    private static boolean isOfWord(String text, int i) {
        int character = text.codePointAt(i);
        return Character.isLetterOrDigit(character) || Character.getType(character) == Character.NON_SPACING_MARK;
    }

    private static String small(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
