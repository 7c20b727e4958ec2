package dev.tocsin.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * In no lane is a message shown first after another that was sent only when it had its 200. Left out is what stepped aside
 * after many failures, and what a lane of digests tries by itself in plain form.
 */
final class LaneOrder {

    /** A first showing of one letter in one lane. */
    private record FirstShown(SentLetter letter, ToldDelivery delivery, long at) {
    }

    private LaneOrder() {
    }

    static void audit(Evidence evidence, Showings showings, Ledger ledger) {
        Map<Integer, SentLetter> letters = evidence.letters().stream()
                .collect(Collectors.toMap(SentLetter::number, Function.identity()));
        List<String> overtaken = new ArrayList<>();
        long aside = 0;
        for (LaneUnderTest lane : evidence.lanes()) {
            FirstShown newest = null;
            for (FirstShown shown : firstShown(evidence, showings, letters, lane)) {
                boolean isLate = newest != null && shown.letter().takenAt() != 0
                        && newest.letter().sentAt() > shown.letter().takenAt() && newest.at() < shown.at();
                if (isLate && isAside(lane, shown.delivery())) {
                    aside++;
                } else if (isLate) {
                    overtaken.add(shown + " after " + newest);
                }
                newest = newest == null || shown.letter().sentAt() > newest.letter().sentAt() ? shown : newest;
            }
        }
        ledger.figure("deliveries overtaken as they had stepped aside, or were refused by a digest's lane", aside)
                .fault("shown after what was sent later", overtaken);
    }

    private static boolean isAside(LaneUnderTest lane, ToldDelivery delivery) {
        return delivery.failures() >= ChaosTimes.STEPS_ASIDE_AFTER || lane.postsDigests() && delivery.form().equals("PLAIN");
    }

    private static List<FirstShown> firstShown(Evidence evidence, Showings showings, Map<Integer, SentLetter> letters,
            LaneUnderTest lane) {
        return evidence.history().deliveries().stream().filter(one -> one.lane() == lane.number())
                .map(one -> showings.first(one).map(at -> new FirstShown(letters.get(one.letter()), one, at)))
                .flatMap(Optional::stream).sorted(Comparator.comparing(FirstShown::at)).toList();
    }
}
