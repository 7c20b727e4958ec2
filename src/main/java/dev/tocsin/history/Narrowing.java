package dev.tocsin.history;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.notice.Severity;

/**
 * What a list of notifications is narrowed down to; whatever is absent or empty narrows nothing.
 *
 * @param words all of them are the beginning of one that a notification is found by
 * @param severities one of them
 * @param from received at that time or later
 * @param until received before
 */
record Narrowing(Set<String> words, Set<Severity> severities, Optional<String> family, Optional<String> topicArn,
        Optional<String> configurationName, Optional<Instant> from, Optional<Instant> until) {

    private static final int SHORT = 2;
    static final Narrowing NONE = new Narrowing(Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty());

    /** The words of what somebody typed. Of what is joined the whole says most, unless it was cut. */
    static Set<String> words(String text) {
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

    /** What only those have that were read; as PostgreSQL's tsquery, empty if nothing of that sort is asked for. */
    Optional<String> meaning() {
        return all(meanings(words.stream()).toList());
    }

    /** All that the index of words can answer, for those that were read. */
    Optional<String> signs() {
        return all(Stream.concat(meanings(words.stream()), places()).toList());
    }

    /**
     * Those of them that are worth asking the index: a letter or two begin so many words that they cost more than they tell.
     */
    Optional<String> tellingSigns() {
        return all(Stream.concat(meanings(words.stream().filter(word -> word.length() > SHORT)), places()).toList());
    }

    private Stream<String> meanings(Stream<String> words) {
        return Stream.of(words.map(word -> Lexemes.quoted(word) + ":*"),
                severities.isEmpty() ? Stream.<String> empty() : Stream.of(oneOfTheSeverities()),
                family.map(SearchWords::family).map(Lexemes::quoted).stream()).flatMap(parts -> parts);
    }

    private Stream<String> places() {
        return Stream.of(topicArn.map(SearchWords::topic), configurationName.map(SearchWords::configuration))
                .flatMap(Optional::stream).map(Lexemes::quoted);
    }

    private String oneOfTheSeverities() {
        return severities.stream().sorted().map(SearchWords::severity).map(Lexemes::quoted)
                .collect(Collectors.joining(" | ", "(", ")"));
    }

    private static Optional<String> all(Collection<String> parts) {
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" & ", parts));
    }
}
