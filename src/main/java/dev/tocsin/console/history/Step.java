package dev.tocsin.console.history;

import java.time.Instant;

import dev.tocsin.delivery.AttemptResult;
import dev.tocsin.history.Histories.Attempt;
import dev.tocsin.history.TimeLine.Entry;
import dev.tocsin.history.TimeLine.Event;

/** What happened with a delivery, as a line of its time line. */
record Step(Entry it) {

    public String look() {
        return switch (it.event()) {
            case RECEIVED, QUEUED -> "calm";
            case TRIED -> it.attempt().filter(attempt -> attempt.outcome() == AttemptResult.DELIVERED).isPresent() ? "good"
                    : "warn";
            case SENDING, WAITING -> "warn";
            case DELIVERED -> "good";
            case DEAD -> "bad";
        };
    }

    public String title() {
        return switch (it.event()) {
            case RECEIVED -> "Received and stored";
            case QUEUED -> "Put into the queue again";
            case TRIED -> "Try " + it.attempt().map(Attempt::number).orElse(0);
            case SENDING -> "Being sent now";
            case WAITING -> it.at().isPresent() ? "Waits for its next try" : "Waits";
            case DELIVERED -> "Delivered";
            case DEAD -> "Given up";
        };
    }

    /** Null where nobody knows. */
    public Instant at() {
        return it.at().orElse(null);
    }

    public boolean isToCome() {
        return it.event() == Event.WAITING;
    }

    /** Null if there is nothing more to say. */
    public String words() {
        return it.words().orElse(null);
    }

    /** For instance {@code HTTP 429, 132 ms, rate limited}; null of what is no try. */
    public String answer() {
        return it.attempt().map(attempt -> (attempt.status() == null ? "no answer" : "HTTP " + attempt.status()) + ", "
                + attempt.tookMillis() + " ms, "
                + attempt.outcome().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
                .orElse(null);
    }
}
