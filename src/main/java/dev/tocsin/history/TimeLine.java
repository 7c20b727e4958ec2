package dev.tocsin.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.tocsin.history.Histories.Attempt;
import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.DeliveryStanding;

/** What happened with a delivery, one after the other. */
public final class TimeLine {

    private TimeLine() {
    }

    /** What an entry tells of. */
    public enum Event {
        /** The message came and was stored, and the delivery with it. */
        RECEIVED,
        /** The delivery was put at the end of its lane, later than the message came: somebody asked for it. */
        QUEUED,
        /** A try; its attempt says how it ended. */
        TRIED,
        /** A try is under way. */
        SENDING,
        /** It waits; the words say for what, if that is known. */
        WAITING,
        /** The chat took it, or took a digest that shows it. */
        DELIVERED,
        /** It was given up; the words say why. */
        DEAD
    }

    /**
     * @param at when; empty for what is so now and until nobody knows when
     * @param words why, if there is more to say
     * @param attempt of a try
     */
    public record Entry(Event event, Optional<Instant> at, Optional<String> words, Optional<Attempt> attempt) {

        private static Entry of(Event event, Instant at, String words) {
            return new Entry(event, Optional.ofNullable(at), Optional.ofNullable(words), Optional.empty());
        }
    }

    static List<Entry> of(Instant receivedAt, DeliveryHistory delivery) {
        List<Entry> past = new ArrayList<>();
        past.add(Entry.of(Event.RECEIVED, receivedAt, null));
        if (delivery.queuedAt().isAfter(receivedAt)) {
            past.add(Entry.of(Event.QUEUED, delivery.queuedAt(), null));
        }
        delivery.attempts().forEach(attempt -> past.add(new Entry(Event.TRIED, Optional.of(attempt.startedAt()),
                Optional.ofNullable(attempt.reason()), Optional.of(attempt))));
        if (delivery.settledAt() != null) {
            past.add(Entry.of(delivery.state() == DeliveryStanding.DEAD ? Event.DEAD : Event.DELIVERED, delivery.settledAt(),
                    delivery.reason()));
        }
        // Tries of before it was queued again come before that.
        past.sort(Comparator.comparing(entry -> entry.at().orElseThrow()));
        if (delivery.state() == DeliveryStanding.SENDING) {
            past.add(Entry.of(Event.SENDING, null, null));
        } else if (delivery.state() == DeliveryStanding.PENDING) {
            past.add(Entry.of(Event.WAITING, delivery.nextAttemptAt(),
                    delivery.waitsBecause() != null ? delivery.waitsBecause() : delivery.reason()));
        }
        return List.copyOf(past);
    }
}
