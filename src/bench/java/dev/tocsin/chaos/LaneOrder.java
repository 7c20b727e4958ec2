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
 * after many failures, what a digest leaves out as it was refused in full form or as the process ended twice while it was
 * sent, and what is urgent among digests.
 */
final class LaneOrder {

    /** What may be what ends the process goes by itself. */
    private static final int SUSPECTED = 2;

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
        long plain = 0;
        long suspected = 0;
        for (LaneUnderTest lane : evidence.lanes()) {
            FirstShown newest = null;
            for (FirstShown shown : firstShown(evidence, showings, letters, lane)) {
                boolean isLate = newest != null && shown.letter().takenAt() != 0
                        && newest.letter().sentAt() > shown.letter().takenAt() && newest.at() < shown.at();
                if (isLate && shown.delivery().failures() >= ChaosTimes.STEPS_ASIDE_AFTER) {
                    aside++;
                } else if (isLate && isInADigest(newest) && wasRefusedInFullForm(shown.delivery())) {
                    plain++;
                } else if (isLate && isInADigest(newest) && shown.delivery().interruptions() >= SUSPECTED) {
                    suspected++;
                } else if (isLate) {
                    overtaken.add(shown + " after " + newest);
                }
                boolean mayOvertake = lane.postsDigests() && ChaosLetter.isUrgent(shown.letter().number());
                newest = !mayOvertake && (newest == null || shown.letter().sentAt() > newest.letter().sentAt()) ? shown
                        : newest;
            }
        }
        ledger.figure("deliveries overtaken as they had stepped aside after many failures", aside)
                .figure("deliveries overtaken by a digest, as they had been refused in full form", plain)
                .figure("deliveries overtaken by a digest, as the process had ended twice while sending them", suspected)
                .fault("shown after what was sent later", overtaken);
    }

    /** What is sent again begins in full form again, so its form alone does not tell. */
    private static boolean wasRefusedInFullForm(ToldDelivery delivery) {
        return delivery.form().equals("PLAIN")
                || delivery.attempts().stream().anyMatch(attempt -> attempt.outcome().equals("REJECTED"));
    }

    private static boolean isInADigest(FirstShown overtaker) {
        return overtaker.delivery().isInADigest();
    }

    private static List<FirstShown> firstShown(Evidence evidence, Showings showings, Map<Integer, SentLetter> letters,
            LaneUnderTest lane) {
        return evidence.history().deliveries().stream().filter(one -> one.lane() == lane.number())
                .map(one -> showings.first(one).map(at -> new FirstShown(letters.get(one.letter()), one, at)))
                .flatMap(Optional::stream).sorted(Comparator.comparing(FirstShown::at)).toList();
    }
}
