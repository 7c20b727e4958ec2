package dev.tocsin.notice;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
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
    private static final Pattern HUMP = Pattern.compile("([a-z])([A-Z])");
    private static final Pattern NO_WORD = Pattern.compile("[^A-Z0-9]+");

    private SeverityWords() {
    }

    /** The worst word's severity; empty if no word tells. */
    public static Optional<Severity> in(String state) {
        String parted = HUMP.matcher(Cut.end(state, LONGEST)).replaceAll("$1 $2").toUpperCase(Locale.ROOT);
        String spaced = NO_WORD.matcher(parted).replaceAll(" ").strip();
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
