package dev.tocsin.notice.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;

/** What a sentence says of how something went, for events whose id and category tell nothing. */
final class OutcomeWords {

    private static final int LONGEST = 200;
    private static final List<String> BAD = List.of("fail", "unable", "cannot", "can't", "couldn't", "error", "exhausted",
            "inaccessible");
    private static final List<String> DONE = List.of("complete", "finished", "succe", "restarted", "recovered", "resumed",
            "created", "restored");

    private OutcomeWords() {
    }

    static Optional<Severity> of(String sentence) {
        String words = Cut.end(sentence, LONGEST).toLowerCase(Locale.ROOT).replace("failover", "").replace("fail over", "");
        if (BAD.stream().anyMatch(words::contains)) {
            return Optional.of(Severity.HIGH);
        }
        return DONE.stream().anyMatch(words::contains) ? Optional.of(Severity.GOOD) : SeverityWords.in(words);
    }
}
