package dev.tocsin.notice.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.SentenceSeverity;
import dev.tocsin.notice.Severity;

/** What a sentence says of how something went, for events whose id and category tell nothing. */
final class OutcomeWords {

    private static final int LONGEST = 200;
    private static final List<String> BAD = List.of("fail", "unable", "cannot", "can't", "couldn't", "could not", "can not",
            "error", "exhausted", "inaccessible", "incompatible", "outside the", "unsupported", "insufficient", "not enough",
            "incomplete", "out of memory", "corrupt", "shutdown", "shut down", "storage-full", "has stopped", "unreachable",
            "timed out");
    /** Somebody has to act, or ought to. */
    private static final List<String> TO_DO = List.of("required", "requires", "action", "exceed", "degraded", "approaching",
            "reached the", "running low", "is low", "low on", "throttl", "terminated", "deleted", "stopped", "canceled",
            "cancelled");
    private static final List<String> NO_TROUBLE = List.of("failover", "fail over", "no errors", "without errors", "0 errors",
            "no action is required", "no action required", "no actions are necessary", "as required");
    private static final List<String> DONE = List.of("complete", "finished", "succe", "restarted", "recovered", "resumed",
            "created", "restored");

    private OutcomeWords() {
    }

    static Optional<Severity> of(String sentence) {
        String words = Cut.end(sentence, LONGEST).toLowerCase(Locale.ROOT);
        for (String harmless : NO_TROUBLE) {
            words = words.replace(harmless, "");
        }
        if (has(words, BAD)) {
            return Optional.of(Severity.HIGH);
        }
        return has(words, DONE) ? Optional.of(Severity.GOOD)
                : has(words, TO_DO) ? Optional.of(Severity.MEDIUM) : SentenceSeverity.of(words);
    }

    private static boolean has(String words, List<String> signs) {
        return signs.stream().anyMatch(words::contains);
    }
}
