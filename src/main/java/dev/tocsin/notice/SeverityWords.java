package dev.tocsin.notice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Guesses how bad something is from the words of a state, where no interpreter knows better. In a state every word counts; for
 * prose, where the same words have their everyday meaning, there is {@link SentenceSeverity}.
 */
public final class SeverityWords {

    private static final Map<String, Severity> WORDS = Stream.of(
            words(Severity.CRITICAL, "CRITICAL FATAL EMERGENCY DISASTER BLOCKER PANIC SEV0 SEV1 P0 P1"),
            words(Severity.HIGH, "ALARM FAILED FAILURE FAILURES FAIL FAILS FAILING ERROR ERRORS FAULT HIGH SEVERE DEGRADED "
                    + "IMPAIRED UNHEALTHY CRASHED UNSUCCESSFUL TIMEDOUT TIMEOUT ROLLBACK ROLLEDBACK ABORTED EXPIRED DENIED "
                    + "REJECTED RED FIRING DOWN ISSUE OUTAGE UNREACHABLE OFFLINE BLOCKED COMPROMISED CRASH CRASHING "
                    + "CRASHLOOPBACKOFF EXCEEDED VIOLATION VIOLATED VIOLATING OOM OOMKILLED KILLED ALERTING TRIGGERED MAJOR "
                    + "URGENT SEV2 P2 BREACHED BREACHING BREACH THREAT THREATS INFECTED MALICIOUS MALWARE INCOMPATIBLE "
                    + "INACCESSIBLE CORRUPT CORRUPTED EXHAUSTED BROKEN DEAD REFUSED DEADLOCK UNRESPONSIVE EXCEPTION "
                    + "IMAGEPULLBACKOFF ERRIMAGEPULL PROBLEM"),
            words(Severity.MEDIUM, "WARN WARNING WARNINGS MEDIUM MODERATE YELLOW STOPPED TERMINATED CANCELLED CANCELED "
                    + "INTERRUPTED NONCOMPLIANT PARTIAL PARTIALLY SKIPPED UNAVAILABLE DRIFTED PENDINGDELETION STALLED DELAYED "
                    + "OVERDUE THROTTLED UNSTABLE FLAPPING INCOMPLETE SUSPENDED SHUTDOWN SEV3 P3"),
            words(Severity.LOW, "LOW MINOR INSUFFICIENTDATA SEV4 SEV5 P4 P5"),
            words(Severity.GOOD, "SUCCEEDED SUCCEEDS SUCCESS SUCCESSFUL SUCCESSFULLY COMPLETED COMPLETE OK OKAY HEALTHY PASSED "
                    + "PASS COMPLIANT RESOLVED RECOVERED READY GREEN AVAILABLE APPROVED UP ONLINE CLEARED CLOSED FIXED DONE "
                    + "FINISHED NORMAL RESTORED MITIGATED CLEAN NOTHREATS OPERATIONAL"))
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** States that are spelt as two words. */
    private static final Set<String> JOINED = Set.of("TIMED OUT", "ROLLED BACK", "NON COMPLIANT", "NOT COMPLIANT",
            "PENDING DELETION", "INSUFFICIENT DATA", "NO THREATS", "OFF LINE", "SHUT DOWN");
    private static final Map<String, String> MEANING = Map.of("NOTCOMPLIANT", "NONCOMPLIANT");
    private static final Set<String> NEGATIONS = Set.of("NO", "NOT", "NON", "WITHOUT", "0", "ZERO", "NEVER");
    /** Of these the whole matter is over, whatever its parts once said. */
    private static final Set<String> OVER = Set.of("RESOLVED", "RECOVERED", "CLEARED", "CLOSED", "FIXED", "MITIGATED");
    private static final int LONGEST = 200;

    private SeverityWords() {
    }

    /** The worst word's severity; empty if no word tells. */
    public static Optional<Severity> in(String state) {
        List<String> words = words(state);
        Severity worst = null;
        for (int i = 0; i < words.size(); i++) {
            Severity severity = WORDS.get(words.get(i));
            if (severity == null) {
                continue;
            }
            boolean negated = i > 0 && NEGATIONS.contains(words.get(i - 1));
            boolean none = i + 1 < words.size() && "0".equals(words.get(i + 1));
            if (negated || none) {
                severity = severity == Severity.GOOD ? Severity.MEDIUM : null;
            }
            if (severity != null && (worst == null || severity.compareTo(worst) < 0)) {
                worst = severity;
            }
        }
        return Optional.ofNullable(worst);
    }

    /** The severity of one word in capitals; null if it tells nothing. */
    static Severity ofWord(String word) {
        return WORDS.get(word);
    }

    /** Whether a state says that a matter is settled, and not merely that some work went through. */
    static boolean isOver(String state) {
        return words(state).stream().anyMatch(OVER::contains) && in(state).filter(Severity.GOOD::equals).isPresent();
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

    /** The words in capitals, parted at humps and at all that is neither letter nor digit. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int length = Math.min(text.length(), LONGEST);
        int start = -1;
        for (int i = 0; i <= length; i++) {
            boolean ofWord = i < length && isOfWord(text.charAt(i));
            boolean hump = ofWord && start >= 0 && isHump(text.charAt(i - 1), text.charAt(i));
            if (start >= 0 && (!ofWord || hump)) {
                add(words, text.substring(start, i).toUpperCase(Locale.ROOT));
                start = hump ? i : -1;
            } else if (start < 0 && ofWord) {
                start = i;
            }
        }
        return words;
    }

    private static void add(List<String> words, String word) {
        int last = words.size() - 1;
        if (last >= 0 && JOINED.contains(words.get(last) + " " + word)) {
            String joined = words.get(last) + word;
            words.set(last, MEANING.getOrDefault(joined, joined));
        } else {
            words.add(word);
        }
    }

    private static boolean isOfWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static boolean isHump(char before, char c) {
        return before >= 'a' && before <= 'z' && c >= 'A' && c <= 'Z';
    }

    private static List<Map.Entry<String, Severity>> words(Severity severity, String words) {
        return Arrays.stream(words.split(" ")).map(word -> Map.entry(word, severity)).toList();
    }
}
