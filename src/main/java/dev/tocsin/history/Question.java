package dev.tocsin.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.tocsin.delivery.DeliveryState;
import dev.tocsin.history.Histories.Standing;
import dev.tocsin.history.Postings.MatterPhase;
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
    static final int MOST_WORDS = Term.MOST_WORDS;
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
    static List<Term> terms(Optional<String> text) {
        if (text.isEmpty()) {
            return List.of();
        }
        if (text.get().length() > LONGEST_TEXT) {
            throw Problems.invalid("text", "must have at most " + LONGEST_TEXT + " characters", text.get());
        }
        List<Term> terms = Term.of(text.get());
        if (terms.isEmpty()) {
            throw Problems.invalid("text", "must have a letter or a digit", text.get());
        }
        if (text.get().strip().split("\\s+").length > MOST_WORDS) {
            throw Problems.invalid("text", "must have at most " + MOST_WORDS + " words", text.get());
        }
        return terms;
    }

    /** @throws dev.tocsin.problem.ProblemException if it is none that a stored notification can have */
    static Standing standing(String name) {
        return Standing.OF_STORED.stream().filter(standing -> standing.name().equals(name)).findFirst()
                .orElseThrow(() -> Problems.invalid("state", "must be one of "
                        + Standing.OF_STORED.stream().map(Enum::name).collect(Collectors.joining(", ")), name));
    }

    /** @throws dev.tocsin.problem.ProblemException if it is none */
    static DeliveryState state(String name) {
        return Arrays.stream(DeliveryState.values()).filter(state -> state.name().equals(name)).findFirst()
                .orElseThrow(() -> Problems.invalid("state", "must be PENDING, DELIVERED or DEAD", name));
    }

    /** @throws dev.tocsin.problem.ProblemException if it is no UUID */
    static UUID messageId(String text) {
        return uuid("messageId", text, "sns:Publish answers it");
    }

    /** @throws dev.tocsin.problem.ProblemException if it is no UUID */
    static UUID posting(String text) {
        return posting("postingId", text);
    }

    /** @throws dev.tocsin.problem.ProblemException if it is no UUID */
    static UUID posting(String name, String text) {
        return uuid(name, text, "a delivery tells it as postingId");
    }

    /** @throws dev.tocsin.problem.ProblemException if it is none */
    static MatterPhase phase(String name) {
        return Arrays.stream(MatterPhase.values()).filter(phase -> phase.name().equals(name)).findFirst()
                .orElseThrow(() -> Problems.invalid("phase", "must be RUNNING, OPEN or OVER", name));
    }

    /** @throws dev.tocsin.problem.ProblemException if it is neither */
    static boolean acknowledged(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw Problems.invalid("acknowledged", "must be true or false", text);
        }
        return text.equals("true");
    }

    private static UUID uuid(String name, String value, String source) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw Problems.invalid(name, "must be a UUID, as " + source, value);
        }
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
