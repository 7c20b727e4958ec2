package dev.tocsin.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing.Phase;

/**
 * A message that a destination has not taken for long.
 *
 * @param deliveryId on its way there
 * @param placeAt with the delivery's id its place in the lane
 * @param isInOrder whether the lane is looked through up to it
 */
record StuckMessage(long deliveryId, long notificationId, Instant placeAt, boolean isInOrder, Message message) {

    private record Read(StuckMessage message, Notice notice) {

        Instant at() {
            return notice.occurredAt().orElse(message.message().publishedAt());
        }

        Optional<String> matter() {
            return notice.standing().flatMap(standing -> notice.correlationKey()).map(key -> notice.family() + " " + key);
        }
    }

    /**
     * Those that somebody has to see: what is open, and what is bad where nothing says whether it is open. Of several messages
     * about one matter the newest says how it stands.
     */
    static List<StuckMessage> toBeSeen(List<StuckMessage> messages, Function<Message, Notice> meaning) {
        List<Read> chosen = new ArrayList<>();
        Map<String, Read> newest = new HashMap<>();
        for (StuckMessage message : messages) {
            Read read = new Read(message, meaning.apply(message.message()));
            read.matter().ifPresentOrElse(matter -> newest.merge(matter, read,
                    (one, other) -> other.at().isBefore(one.at()) ? one : other), () -> chosen.add(read));
        }
        chosen.addAll(newest.values());
        return chosen.stream().filter(read -> isToBeSeen(read.notice())).map(Read::message)
                .sorted(Comparator.comparingLong(StuckMessage::deliveryId)).toList();
    }

    private static boolean isToBeSeen(Notice notice) {
        return notice.standing().map(standing -> standing.phase() == Phase.OPEN)
                .orElseGet(() -> notice.severity().compareTo(Severity.HIGH) <= 0);
    }
}
