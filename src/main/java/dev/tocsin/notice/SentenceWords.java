package dev.tocsin.notice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of prose that tell how bad something is, and how a text is parted into words, so that names are none. */
final class SentenceWords {

    private static final int MOST = 80;
    private static final String AROUND = "\"'`([{<*>}]),;:.!?|#~\u201c\u201d\u2018\u2019\u2026";
    private static final String ENDS_CLAUSE = ".:;!?";
    private static final String SPACES = " \t\n\u000B\f\r";
    private static final Pattern BEHIND_SIGNS = Pattern.compile("(?<=[=:])");

    /** Those that say the same wherever they stand. */
    private static final Map<String, Severity> VERBS = Stream.of(
            words(Severity.CRITICAL, "CRITICAL FATAL EMERGENCY"),
            words(Severity.HIGH, "FAILED FAILS FAILING DEGRADED IMPAIRED UNHEALTHY CRASHED CRASHING CRASHLOOPBACKOFF OOMKILLED "
                    + "UNREACHABLE OUTAGE FIRING ABORTED DENIED REFUSED UNABLE COMPROMISED CORRUPTED EXHAUSTED EXCEEDED "
                    + "BREACHED UNSUCCESSFUL UNRESPONSIVE EXPIRED REJECTED"),
            words(Severity.MEDIUM, "WARNING STOPPED TERMINATED CANCELLED CANCELED INTERRUPTED NONCOMPLIANT PARTIALLY SKIPPED "
                    + "UNAVAILABLE DRIFTED STALLED OVERDUE THROTTLED INCOMPLETE"),
            words(Severity.GOOD, "SUCCEEDED SUCCESS SUCCESSFUL SUCCESSFULLY COMPLETED RESOLVED RECOVERED RESTORED HEALTHY"))
            .flatMap(List::stream).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    /** Those that may merely say what another thing is for. */
    private static final Set<String> NOUNS = lookup("ERROR", "ERRORS", "FAILURE", "FAILURES", "FAULT", "TIMEOUT", "TIMEOUTS",
            "DEADLOCK", "DEADLOCKS", "CRASH", "EXCEPTION", "OUTAGE", "WARNING", "WARNINGS");
    /** Before "down" these make everyday words of it. */
    private static final Set<String> NOT_DOWN = Set.of("CALM", "SLOW", "COUNT", "SIT", "COOL", "SCALE", "SCALED", "WIND",
            "COME",
            "GO", "SETTLE", "BREAK", "LOCK", "UP", "WRITE", "COOLED", "SLOWED", "UPSIDE", "SCALING", "AND", "TOP");
    private static final Set<String> MODIFIED = Set.of("REPORT", "REPORTS", "BUDGET", "HANDLER", "HANDLERS", "HANDLING", "LOG",
            "LOGS", "PAGE", "PAGES", "TEST", "TESTS", "TRACKING", "TRACKER", "INJECTION", "DRILL", "COURSE", "SETTING",
            "SETTINGS", "TOLERANCE", "DOMAIN", "REVIEW", "MONITORING", "DETECTION", "CATALOG", "POLICY", "DOCS", "CORRECTION",
            "DASHBOARD", "RECOVERY", "QUEUE", "TOPIC", "SERVICE", "TEMPLATE", "SYSTEM");

    /** At the head of a text these are states too, and so they are in capitals. */
    private static final Set<String> HEADS = Set.of("ALERT", "INCIDENT", "RECOVERY");
    private static final Map<String, List<Phrase>> PHRASES = Stream.of(
            words(Severity.HIGH,
                    "IS_DOWN ARE_DOWN WAS_DOWN WENT_DOWN GONE_DOWN STILL_DOWN DOWN_SINCE OUT_OF_MEMORY OUT_OF_DISK "
                            + "OUT_OF_SPACE NO_SPACE_LEFT CONNECTION_RESET CONNECTION_LOST LOST_CONNECTION NOT_RESPONDING "
                            + "NOT_REACHABLE NOT_RESPOND NO_RESPONSE NOT_WORKING DISK_FULL DISK_IS_FULL TIMED_OUT IN_ALARM "
                            + "ROLLED_BACK COULD_NOT CAN_NOT CANNOT_CONNECT CANNOT_REACH CANNOT_BE CANNOT_ACCESS CANNOT_OPEN "
                            + "CANNOT_READ CANNOT_WRITE CANNOT_START CANNOT_FIND CANNOT_CREATE CANNOT_DELETE CANNOT_UPDATE "
                            + "CANNOT_ALLOCATE CANNOT_LOAD CANNOT_PROCESS CANNOT_SEND CANNOT_RESOLVE CANNOT_DELIVER COULDN'T_CONNECT "
                            + "CAN'T_CONNECT CAN'T_REACH CAN'T_BE CAN'T_START CAN'T_ACCESS DOES_NOT_EXIST"),
            words(Severity.MEDIUM,
                    "SHUT_DOWN NON_COMPLIANT NOT_COMPLIANT ACTION_REQUIRED ACTION_IS_REQUIRED IS_FULL ARE_FULL WAS_FULL "
                            + "ALMOST_FULL NEARLY_FULL QUEUE_FULL STORAGE_FULL BUFFER_FULL POOL_FULL VOLUME_FULL "
                            + "BACKLOG_FULL RUNNING_OUT_OF RUNNING_LOW"),
            words(Severity.LOW, "INSUFFICIENT_DATA"))
            .flatMap(List::stream)
            .map(phrase -> new Phrase(List.of(phrase.getKey().split("_")), phrase.getValue()))
            .collect(Collectors.groupingBy(phrase -> phrase.words().get(0)));

    /** What names of events end with and say nothing by. */
    private static final Set<String> TAILS = Set.of("EVENT", "EVENTS", "NOTIFICATION", "NOTIFICATIONS", "NOTICE", "MESSAGE",
            "CHANGE", "V1", "V2", "V3", "1", "2", "3", "0");
    /** Words of states that end other names too: somebody signed up. */
    private static final Set<String> NO_ENDS = Set.of("UP", "DOWN", "HIGH", "LOW", "RED", "GREEN", "YELLOW", "ISSUE",
            "TRIGGERED", "P0", "P1", "P2", "P3", "P4", "P5", "CLEAN", "NORMAL");

    /**
     * A word of a text.
     *
     * @param upper in capitals, without the signs around it
     * @param severity what it says in prose, null for nothing
     * @param endsClause whether a sign behind it ends a sentence or a part of one
     */
    record Word(String upper, Severity severity, boolean endsClause) {

        /** What it says as a state. */
        Severity ofState() {
            return SeverityWords.in(upper).orElse(null);
        }
    }

    /** Words that mean trouble only together. */
    record Phrase(List<String> words, Severity severity) {

        /** What it is full of may be nothing bad. */
        boolean tellsOfWhatFollows() {
            return words.get(words.size() - 1).equals("FULL");
        }
    }

    private SentenceWords() {
    }

    /** Of what every word of every text is asked about: Java's unmodifiable sets take several times as long to say no. */
    static Set<String> lookup(String... words) {
        return new HashSet<>(Arrays.asList(words));
    }

    /** A text of one word whose parts are joined as programs do. */
    static boolean isName(String text) {
        return text.indexOf(' ') < 0 && text.indexOf('\n') < 0 && text.chars().allMatch(c -> Character.isLetterOrDigit(c)
                || c == '_' || c == '.' || c == ':');
    }

    static boolean isTail(String word) {
        return TAILS.contains(word);
    }

    static Severity ofLastWord(String word) {
        return NO_ENDS.contains(word) ? null : SeverityWords.ofWord(word);
    }

    static Severity ofVerb(String word) {
        Severity severity = NOUNS.contains(word) ? null : VERBS.get(word);
        return severity == Severity.GOOD ? null : severity;
    }

    static Severity ofHead(String word) {
        return HEADS.contains(word) ? "RECOVERY".equals(word) ? Severity.GOOD : Severity.HIGH : SeverityWords.ofWord(word);
    }

    static boolean isModified(String noun, String next) {
        return NOUNS.contains(noun) && MODIFIED.contains(next);
    }

    /** "Server down", where nothing follows. */
    static boolean isDown(String before, String word, String next) {
        return "DOWN".equals(word) && next.isEmpty() && !before.isEmpty() && !NOT_DOWN.contains(before);
    }

    static List<Phrase> phrases(String first) {
        return PHRASES.getOrDefault(first, List.of());
    }

    static List<Word> of(String text) {
        boolean shouting = !hasSmall(text);
        List<Word> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(text, SPACES);
        while (tokens.hasMoreTokens() && words.size() < MOST) {
            String token = tokens.nextToken();
            boolean ends = ENDS_CLAUSE.indexOf(token.charAt(token.length() - 1)) >= 0;
            String[] parts = isOfOnePart(token) ? new String[] { token } : BEHIND_SIGNS.split(token);
            for (int i = 0; i < parts.length; i++) {
                boolean last = i == parts.length - 1;
                add(words, parts[i], ends || !last, shouting);
            }
        }
        return words;
    }

    /** Most are, and a URL is. */
    private static boolean isOfOnePart(String token) {
        return token.indexOf('=') < 0 && token.indexOf(':') < 0 || token.contains("://");
    }

    private static void add(List<Word> words, String token, boolean ends, boolean shouting) {
        String word = stripped(token.endsWith("=") && token.length() > 1 ? token.substring(0, token.length() - 1) : token);
        if (!word.isEmpty()) {
            String upper = word.toUpperCase(Locale.ROOT);
            words.add(new Word(upper.replace('\u2019', '\''), severity(word, upper, shouting), ends));
        }
    }

    private static Severity severity(String word, String upper, boolean shouting) {
        boolean capitals = word.length() > 1 && upper.equals(word) && hasCapital(word);
        boolean plain = isPlain(word);
        if (capitals && !shouting) {
            // Whoever writes one word in capitals means a state.
            return SeverityWords.in(word).orElse(null);
        }
        if (!plain) {
            // Parts joined by hyphens, dots and the like are a name.
            return capitals && word.indexOf('_') > 0 ? SeverityWords.in(word).orElse(null)
                    : isException(word) ? Severity.HIGH : "TIMED-OUT".equals(upper) ? Severity.HIGH : null;
        }
        Severity known = VERBS.get(upper);
        if (known != null) {
            return known;
        }
        if (NOUNS.contains(upper)) {
            return upper.startsWith("WARNING") ? Severity.MEDIUM : Severity.HIGH;
        }
        return isException(word) ? Severity.HIGH : null;
    }

    /** Every word of every text is asked about, so these are loops: a stream takes several times as long. */
    private static boolean hasCapital(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (Character.isUpperCase(word.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasSmall(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLowerCase(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!Character.isLetter(c) && c != '\'') {
                return false;
            }
        }
        return true;
    }

    /** {@code java.io.IOException}, {@code ConnectionError}: what programs throw, and not what they call things else. */
    private static boolean isException(String word) {
        int end = word.endsWith("Exception") ? "Exception".length() : word.endsWith("Error") ? "Error".length() : 0;
        return end > 0 && word.length() > end && Character.isLetter(word.charAt(word.length() - end - 1));
    }

    private static String stripped(String token) {
        int start = 0;
        int end = token.length();
        while (start < end && AROUND.indexOf(token.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && AROUND.indexOf(token.charAt(end - 1)) >= 0) {
            end--;
        }
        return token.substring(start, end);
    }

    private static List<Map.Entry<String, Severity>> words(Severity severity, String words) {
        return Arrays.stream(words.split(" ")).map(word -> Map.entry(word, severity)).toList();
    }
}
