package dev.tocsin.notice.data;

import java.util.Optional;

import dev.tocsin.notice.Cut;

/**
 * What a title can say of a message, and what is left to say below it.
 *
 * @param words the first sentence without its point, cut where it is too long
 * @param rest what the words do not say
 */
record Headline(String words, Optional<String> rest) {

    private static final int LONGEST = 110;

    /** A sentence that is too long for a title gives way to these words. */
    static Headline of(String message, String shortWords) {
        Headline whole = of(message);
        return sentenceEnd(message.strip()) <= LONGEST ? whole : new Headline(shortWords, Optional.of(message.strip()));
    }

    static Headline of(String message) {
        String text = message.strip();
        int end = sentenceEnd(text);
        if (end > LONGEST) {
            return new Headline(beginning(text), Optional.of(text));
        }
        String sentence = text.substring(0, end).strip();
        String rest = text.substring(Math.min(text.length(), end + 1)).strip();
        return new Headline(sentence, Optional.of(rest).filter(words -> !words.isEmpty()));
    }

    /** It ends with a whole word where one ends soon before. */
    private static String beginning(String text) {
        int space = text.lastIndexOf(' ', LONGEST - 1);
        return space > LONGEST / 2 ? text.substring(0, space) + "\u2026" : Cut.end(text, LONGEST);
    }

    /** The place of the point or line break after the first sentence; more than the longest if it does not come soon. */
    private static int sentenceEnd(String text) {
        for (int i = 0; i < Math.min(text.length(), LONGEST + 1); i++) {
            char c = text.charAt(i);
            boolean last = i + 1 == text.length();
            if (c == '\n' || c == '.' && (last || Character.isWhitespace(text.charAt(i + 1)))) {
                return i;
            }
        }
        return text.length();
    }
}
