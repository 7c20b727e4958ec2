package dev.tocsin.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.notice.Severity;
import dev.tocsin.problem.Problems;

/**
 * Query parameters of the history's lists, read strictly: what cannot be understood is a problem that says how it is written.
 *
 * @param from the earliest time
 * @param until the first time that is too late
 */
record Question(Optional<Instant> from, Optional<Instant> until) {

    static final int LONGEST_TEXT = 200;
    static final int MOST_WORDS = 10;
    /** The end of the year 9999, in seconds since 1970. */
    private static final long LATEST = 253_402_300_799L;

    /** @throws dev.tocsin.problem.ProblemException if they are no times, or end before they begin */
    Question(String from, String until) {
        this(time("from", from), time("until", until));
        if (this.from.isPresent() && this.until.isPresent() && !this.from.get().isBefore(this.until.get())) {
            throw Problems.invalid("until", "must be later than from", until);
        }
    }

    /** @throws dev.tocsin.problem.ProblemException if there is no word in it, or too many */
    static Set<String> words(Optional<String> text) {
        if (text.isEmpty()) {
            return Set.of();
        }
        if (text.get().length() > LONGEST_TEXT) {
            throw Problems.invalid("text", "must have at most " + LONGEST_TEXT + " characters", text.get());
        }
        Set<String> words = Narrowing.words(text.get());
        if (words.isEmpty()) {
            throw Problems.invalid("text", "must have a letter or a digit", text.get());
        }
        if (text.get().strip().split("\\s+").length > MOST_WORDS) {
            throw Problems.invalid("text", "must have at most " + MOST_WORDS + " words", text.get());
        }
        // What is long is asked for by its parts, of which these say enough.
        return words.stream().limit(MOST_WORDS).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** @throws dev.tocsin.problem.ProblemException if one is none */
    static Set<Severity> severities(List<String> names) {
        return names.stream().map(Question::severity)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Severity.class)));
    }

    private static Severity severity(String name) {
        return Arrays.stream(Severity.values()).filter(severity -> severity.name().equals(name)).findFirst()
                .orElseThrow(() -> Problems.invalid("severity", "must be one of " + Arrays.stream(Severity.values())
                        .map(Severity::name).collect(Collectors.joining(", ")) + "; repeat the parameter for several", name));
    }

    private static Optional<Instant> time(String parameter, String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            Instant time = Instant.parse(text);
            if (time.getEpochSecond() >= 0 && time.getEpochSecond() <= LATEST) {
                return Optional.of(time);
            }
        } catch (DateTimeException other) {
            // As a time before 1970 is.
        }
        throw noTime(parameter, text);
    }

    private static RuntimeException noTime(String parameter, String text) {
        return Problems.invalid(parameter, "must be a time in ISO 8601 with Z or an offset, for instance "
                + "2026-11-24T00:00:00Z, between 1970 and 9999; in an address a plus is written %2B", text);
    }
}
