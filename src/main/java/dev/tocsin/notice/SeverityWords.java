package dev.tocsin.notice;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Guesses how bad something is from the words of a state, where no interpreter knows better. */
public final class SeverityWords {

    private static final Map<String, Severity> WORDS = Stream.of(
            words(Severity.CRITICAL, "CRITICAL FATAL EMERGENCY"),
            words(Severity.HIGH, "ALARM FAILED FAILURE FAIL FAILING ERROR ERRORS FAULT HIGH SEVERE DEGRADED IMPAIRED UNHEALTHY "
                    + "CRASHED UNSUCCESSFUL TIMEDOUT TIMEOUT ROLLBACK ROLLEDBACK ABORTED EXPIRED DENIED REJECTED RED FIRING DOWN "
                    + "ISSUE OUTAGE"),
            words(Severity.MEDIUM, "WARN WARNING MEDIUM MODERATE YELLOW STOPPED TERMINATED CANCELLED CANCELED INTERRUPTED "
                    + "NONCOMPLIANT PARTIAL SKIPPED UNAVAILABLE DRIFTED PENDINGDELETION"),
            words(Severity.LOW, "LOW MINOR INSUFFICIENTDATA"),
            words(Severity.GOOD, "SUCCEEDED SUCCESS SUCCESSFUL SUCCESSFULLY COMPLETED COMPLETE OK HEALTHY PASSED COMPLIANT "
                    + "RESOLVED RECOVERED READY GREEN AVAILABLE APPROVED"))
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** States that are spelt as two words. */
    private static final List<String> JOINED = List.of("TIMED OUT", "ROLLED BACK", "NON COMPLIANT", "NOT COMPLIANT",
            "PENDING DELETION",
            "INSUFFICIENT DATA");
    private static final List<String> NEGATIONS = List.of("NO", "NOT", "NON", "WITHOUT", "0", "ZERO");
    private static final int LONGEST = 200;

    private SeverityWords() {
    }

    /** The worst word's severity; empty if no word tells. */
    public static Optional<Severity> in(String state) {
        String spaced = spaced(Cut.end(state, LONGEST));
        for (String joined : JOINED) {
            spaced = spaced.replace(joined, joined.replace(" ", ""));
        }
        String[] words = spaced.split(" ");
        Severity worst = null;
        for (int i = 0; i < words.length; i++) {
            Severity severity = WORDS.get(words[i]);
            if (severity != null && i > 0 && NEGATIONS.contains(words[i - 1])) {
                severity = severity == Severity.GOOD ? Severity.MEDIUM : null;
            }
            if (severity != null && (worst == null || severity.compareTo(worst) < 0)) {
                worst = severity;
            }
        }
        return Optional.ofNullable(worst);
    }

    /** The words in capitals with one space between them, at borders of case and at all but letters and digits. */
    private static String spaced(String state) {
        StringBuilder words = new StringBuilder(state.length() + 8);
        for (int i = 0; i < state.length(); i++) {
            char c = state.charAt(i);
            boolean lower = c >= 'a' && c <= 'z';
            boolean upper = c >= 'A' && c <= 'Z';
            boolean word = lower || upper || c >= '0' && c <= '9';
            boolean begins = upper && i > 0 && state.charAt(i - 1) >= 'a' && state.charAt(i - 1) <= 'z';
            if ((begins || !word) && !words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
            if (word) {
                words.append(lower ? (char) (c - 'a' + 'A') : c);
            }
        }
        return words.toString().strip();
    }

    /** GuardDuty's scale from 0 to 10, which other services share. */
    public static Optional<Severity> ofScore(BigDecimal score) {
        if (score.signum() < 0 || score.compareTo(BigDecimal.TEN) > 0) {
            return Optional.empty();
        }
        double value = score.doubleValue();
        if (value >= 9) {
            return Optional.of(Severity.CRITICAL);
        }
        if (value >= 7) {
            return Optional.of(Severity.HIGH);
        }
        return Optional.of(value >= 4 ? Severity.MEDIUM : Severity.LOW);
    }

    private static List<Map.Entry<String, Severity>> words(Severity severity, String words) {
        return Arrays.stream(words.split(" ")).map(word -> Map.entry(word, severity)).toList();
    }
}
