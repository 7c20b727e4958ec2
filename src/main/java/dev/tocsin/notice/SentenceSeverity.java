package dev.tocsin.notice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.notice.SentenceWords.Phrase;

/**
 * How bad it sounds what somebody wrote in prose: a subject, a first line, a message. A state at the head speaks for all of it
 * ("RESOLVED: API outage"); after that only words count that hardly have an everyday meaning, and those only where they are not
 * part of a name ("error-handler").
 */
public final class SentenceSeverity {

    private static final int LONGEST = 400;
    private static final int MOST_GROUPS = 3;
    private static final int LOOK_BACK = 5;
    private static final String OPENING = "[({<*_`\"'#|>";
    /** What follows a state that stands at the head of a text. */
    private static final String CLOSING = ":])}|*!>`\"'-\u2013\u2014_";

    /** Words that end a trouble wherever they stand, unless it is not so, or not yet. */
    private static final Set<String> OVER = SentenceWords.lookup("RESOLVED", "RECOVERED", "CLEARED");
    private static final Set<String> NOT_YET = Set.of("NOT", "CANNOT", "CAN'T", "COULDN'T", "NEVER", "UNTIL", "UNLESS", "IF",
            "WHEN", "ONCE", "BE", "ISN'T", "WASN'T", "HASN'T", "AREN'T", "TO");
    private static final Set<String> AND_YET = SentenceWords.lookup("BUT", "HOWEVER", "STILL", "AGAIN", "YET");
    private static final Set<String> NONE = Set.of("NO", "WITHOUT", "0", "ZERO");
    private static final Set<String> STATE_NOUNS = SentenceWords.lookup("STATUS", "STATE", "HEALTH", "SEVERITY", "PRIORITY",
            "RESULT",
            "OUTCOME", "CONCLUSION", "CONDITION");
    private static final Set<String> LINKS = SentenceWords.lookup("IS", "ARE", "WAS", "TO", "NOW", "CHANGED", "BECAME", "=",
            "->", "\u2192",
            "OF");

    private final List<SentenceWords.Word> words;
    private final PastTrouble past;
    private Severity worst;

    private SentenceSeverity(String text) {
        this.words = SentenceWords.of(text);
        this.past = new PastTrouble(words);
    }

    /** Empty if nothing in it tells. */
    public static Optional<Severity> of(String sentence) {
        String text = Cut.end(sentence, LONGEST).strip();
        if (SentenceWords.isName(text)) {
            return ofName(text);
        }
        Severity head = head(text);
        boolean over = head == Severity.GOOD && SeverityWords.isOver(headWord(text)) || isWellAtHead(text, head);
        if (over) {
            return Optional.of(Severity.GOOD);
        }
        Severity rest = new SentenceSeverity(text).severity();
        if (rest == Severity.GOOD && head != null && head != Severity.GOOD) {
            return Optional.of(isOverInside(text) ? Severity.GOOD : head);
        }
        return Optional.ofNullable(worse(head, rest));
    }

    /**
     * What the name of an event says: {@code job_failed}, {@code Order Payment Failed}. What it says last happened; before it
     * stands the thing that it happened to, which may be an alarm or an error handler.
     */
    public static Optional<Severity> ofName(String name) {
        List<String> words = SeverityWords.words(name);
        int end = words.size();
        boolean changes = end > 1 && "CHANGE".equals(words.get(end - 1))
                && Set.of("STATE", "STATUS").contains(words.get(end - 2));
        if (changes) {
            return Optional.empty();
        }
        while (end > 0 && SentenceWords.isTail(words.get(end - 1))) {
            end--;
        }
        if (end == 1) {
            return Optional.ofNullable(SeverityWords.ofWord(words.get(0)));
        }
        Severity worst = null;
        for (int i = 0; i < end; i++) {
            boolean last = i == end - 1;
            boolean negated = i > 0 && (NONE.contains(words.get(i - 1)) || "NOT".equals(words.get(i - 1)));
            Severity severity = last ? SentenceWords.ofLastWord(words.get(i)) : SentenceWords.ofVerb(words.get(i));
            worst = negated ? worst : worse(worst, severity);
        }
        return Optional.ofNullable(worst);
    }

    /** "OK: disk errors" is well whatever had been wrong; that work went through does not mean as much. */
    private static boolean isWellAtHead(String text, Severity head) {
        return head == Severity.GOOD && Set.of("OK", "UP", "ONLINE", "HEALTHY", "NORMAL", "RECOVERY", "RESTORED")
                .contains(headWord(text));
    }

    private static boolean isOverInside(String text) {
        SentenceSeverity inside = new SentenceSeverity(text);
        return inside.isOver();
    }

    /** The state with which a text begins, alone or in brackets, before something else that it is the state of. */
    private static Severity head(String text) {
        String word = headWord(text);
        return word.isEmpty() ? null : SentenceWords.ofHead(word);
    }

    private static String headWord(String text) {
        int i = 0;
        for (int group = 0; group < MOST_GROUPS; group++) {
            while (i < text.length() && !Character.isLetterOrDigit(text.charAt(i))) {
                i++;
            }
            int end = i;
            while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            String word = text.substring(i, end).toUpperCase(Locale.ROOT);
            boolean bracketed = i > 0 && OPENING.indexOf(text.charAt(i - 1)) >= 0;
            boolean over = OVER.contains(word);
            if (over || SentenceWords.ofHead(word) != null && isClosed(text, end)) {
                return word;
            }
            int close = bracketed && "[(".indexOf(text.charAt(i - 1)) >= 0
                    ? text.indexOf(text.charAt(i - 1) == '[' ? ']' : ')', end)
                    : -1;
            if (close < 0) {
                return "";
            }
            i = close + 1;
        }
        return "";
    }

    /** At the end of the text, or before a sign that parts it from what follows; a hyphen only between spaces. */
    private static boolean isClosed(String text, int end) {
        int i = end;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        if (i == text.length()) {
            return true;
        }
        boolean hyphen = "-_\u2013\u2014".indexOf(text.charAt(i)) >= 0;
        return CLOSING.indexOf(text.charAt(i)) >= 0 && (!hyphen || i > end);
    }

    private Severity severity() {
        if (isOver()) {
            return Severity.GOOD;
        }
        for (int i = 0; i < words.size(); i++) {
            Severity severity = isNamedState(i) ? words.get(i).ofState() : words.get(i).severity();
            severity = severity == null ? phrase(i) : severity;
            if (severity == null || severity != Severity.GOOD && (isNone(i) || isModifier(i) || past.isAt(i))) {
                continue;
            }
            worst = worse(worst, severity == Severity.GOOD && isNegated(i) ? Severity.MEDIUM : severity);
        }
        return worst;
    }

    private boolean isOver() {
        boolean over = false;
        for (int i = 0; i < words.size(); i++) {
            String word = text(i);
            boolean back = "BACK".equals(word) && Set.of("NORMAL", "UP", "ONLINE").contains(text(text(i + 1).equals("TO")
                    ? i + 2
                    : i + 1));
            boolean longer = "NO".equals(word) && "LONGER".equals(text(i + 1)) && has(i + 2, Severity.HIGH);
            if (OVER.contains(word) && !before(i, 4, NOT_YET) || back || longer) {
                over = true;
            } else if (over && AND_YET.contains(word)) {
                return false;
            }
        }
        return over;
    }

    private boolean has(int from, Severity least) {
        for (int i = from; i < words.size(); i++) {
            Severity severity = words.get(i).severity();
            severity = severity == null ? phrase(i) : severity;
            if (severity != null && severity.compareTo(least) <= 0) {
                return true;
            }
        }
        return false;
    }

    /** Words that mean trouble only together, as "is down" does; "is full of ideas" is none. */
    private Severity phrase(int i) {
        if (SentenceWords.isDown(text(i - 1), text(i), text(i + 1))) {
            return Severity.HIGH;
        }
        for (Phrase phrase : SentenceWords.phrases(text(i))) {
            String next = text(i + phrase.words().size());
            if (stands(phrase, i) && !"WELL".equals(next) && !("OF".equals(next) && phrase.tellsOfWhatFollows())) {
                return phrase.severity();
            }
        }
        return null;
    }

    /** Its first word does. */
    private boolean stands(Phrase phrase, int i) {
        for (int p = 1; p < phrase.words().size(); p++) {
            if (!phrase.words().get(p).equals(text(i + p))) {
                return false;
            }
        }
        return true;
    }

    /** "Status: down", "its state changed to RED": what is written there is a state, in whatever letters. */
    private boolean isNamedState(int i) {
        int before = i - 1;
        while (before >= 0 && LINKS.contains(text(before)) && i - before <= 3) {
            before--;
        }
        return before >= 0 && STATE_NOUNS.contains(text(before)) && (before < i - 1 || words.get(before).endsClause());
    }

    /** "0 errors", "no new failures", "0 of 12 checks failed", "failed: 0". */
    private boolean isNone(int i) {
        if (NONE.contains(text(i + 1)) && !"NO".equals(text(i + 1)) && !"WITHOUT".equals(text(i + 1)) || isNegated(i)) {
            return true;
        }
        for (int before = i - 1; before >= 0 && i - before <= LOOK_BACK; before--) {
            String word = text(before);
            if (NONE.contains(word)) {
                return !"NO".equals(word) || i - before <= 3;
            }
            boolean number = !word.isEmpty() && Character.isDigit(word.charAt(0));
            if (number && !"OF".equals(text(before - 1)) || words.get(before).endsClause()) {
                return false;
            }
        }
        return false;
    }

    private boolean isNegated(int i) {
        return i > 0 && ("NOT".equals(text(i - 1)) || "NEVER".equals(text(i - 1)) || text(i - 1).endsWith("N'T"));
    }

    /** An error report is a report and no error. */
    private boolean isModifier(int i) {
        return !words.get(i).endsClause() && SentenceWords.isModified(text(i), text(i + 1));
    }

    private boolean before(int i, int most, Set<String> signs) {
        for (int before = i - 1; before >= 0 && i - before <= most; before--) {
            if (words.get(before).endsClause()) {
                return false;
            }
            if (signs.contains(text(before))) {
                return true;
            }
        }
        return false;
    }

    private String text(int i) {
        return i >= 0 && i < words.size() ? words.get(i).upper() : "";
    }

    private static Severity worse(Severity one, Severity other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }
}
