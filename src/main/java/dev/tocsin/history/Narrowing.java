package dev.tocsin.history;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.history.Histories.Standing;
import dev.tocsin.notice.Severity;

/**
 * What a list of notifications is narrowed down to; whatever is absent or empty narrows nothing.
 *
 * @param terms what somebody typed; all of them are to be found
 * @param severities one of them
 * @param standing where all deliveries together stand
 * @param matter what it belongs to, by the notice's correlation key
 * @param from received at that time or later
 * @param until received before
 */
record Narrowing(List<Term> terms, Set<Severity> severities, Optional<Standing> standing, Optional<String> family,
        Optional<String> topicArn, Optional<String> configurationName, Optional<String> matter, Optional<Instant> from,
        Optional<Instant> until) {

    static final Narrowing NONE = new Narrowing(List.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What the only thing is that was typed, if it looks like a MessageId. */
    Optional<UUID> messageId() {
        return terms.size() == 1 ? terms.get(0).messageId() : Optional.empty();
    }

    /** The same, whatever was typed. */
    Narrowing withoutTerms() {
        return new Narrowing(List.of(), severities, standing, family, topicArn, configurationName, matter, from, until);
    }

    /** What only those have that were read; as PostgreSQL's tsquery, empty if nothing of that sort is asked for. */
    Optional<String> meaning() {
        return all(meanings(terms.stream()).toList());
    }

    /** All that the index of words can answer, for those that were read. */
    Optional<String> signs() {
        return all(Stream.concat(meanings(terms.stream()), places()).toList());
    }

    /** Those of them that are worth asking the index. */
    Optional<String> tellingSigns() {
        return all(Stream.concat(meanings(terms.stream().filter(Term::isTelling)), places()).toList());
    }

    private Stream<String> meanings(Stream<Term> asked) {
        return Stream.of(asked.map(Term::query),
                severities.isEmpty() ? Stream.<String> empty() : Stream.of(oneOfTheSeverities()),
                Stream.of(family.map(SearchWords::family), matter.map(SearchWords::matter)).flatMap(Optional::stream)
                        .map(Lexemes::quoted))
                .flatMap(parts -> parts);
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
