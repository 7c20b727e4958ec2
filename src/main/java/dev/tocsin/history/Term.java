package dev.tocsin.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody typed between two blanks, and its words. It is looked for as a beginning in what messages say, and as the whole
 * name of a configuration, the whole name of a topic or its ARN.
 *
 * @param words all of them are the beginning of one that a notification is found by
 */
record Term(String typed, Set<String> words) {

    static final int MOST_WORDS = 10;
    /** A letter or two begin so many words that they cost more than they tell. */
    private static final int SHORT = 2;
    private static final Pattern WITHOUT_HYPHENS = Pattern
            .compile("([0-9a-fA-F]{8})([0-9a-fA-F]{4})([0-9a-fA-F]{4})([0-9a-fA-F]{4})([0-9a-fA-F]{12})");
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Those that have a letter or a digit. */
    static List<Term> of(String text) {
        List<Term> terms = new ArrayList<>();
        for (String typed : text.strip().split("\\s+")) {
            Set<String> words = words(typed);
            if (!words.isEmpty()) {
                // What is long is asked for by its parts, of which these say enough.
                terms.add(new Term(typed, words.stream().limit(MOST_WORDS)
                        .collect(Collectors.toCollection(LinkedHashSet::new))));
            }
        }
        return List.copyOf(terms);
    }

    /** Of what is joined the whole says most, unless it was cut. */
    private static Set<String> words(String text) {
        Set<String> all = new LinkedHashSet<>();
        Lexemes.add(text, all, Integer.MAX_VALUE);
        return all.stream().filter(word -> all.stream().noneMatch(whole -> isPartAtTheEnd(word, whole)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isPartAtTheEnd(String word, String whole) {
        int before = whole.length() - word.length() - 1;
        return before > 0 && whole.length() < Lexemes.LONGEST && whole.endsWith(word)
                && !Character.isLetterOrDigit(whole.charAt(before)) && !Character.isSurrogate(whole.charAt(before));
    }

    /** As PostgreSQL's tsquery. */
    String query() {
        String said = words.stream().map(word -> Lexemes.quoted(word) + ":*").collect(Collectors.joining(" & "));
        return Stream.of(SearchWords.configuration(plain()), SearchWords.topic(plain()), SearchWords.topicName(plain()))
                .map(Lexemes::quoted).collect(Collectors.joining(" | ", "(" + said + " | ", ")"));
    }

    /** Whether it is worth asking the index. */
    boolean isTelling() {
        return words.stream().anyMatch(word -> word.length() > SHORT);
    }

    /** Of a MessageId, or of a trace that was told from one. */
    Optional<UUID> messageId() {
        return Optional.of(WITHOUT_HYPHENS.matcher(typed).replaceFirst("$1-$2-$3-$4-$5"))
                .filter(id -> ID.matcher(id).matches()).map(UUID::fromString);
    }

    /** PostgreSQL's text has no U+0000. */
    private String plain() {
        return typed.replace('\u0000', ' ');
    }
}
