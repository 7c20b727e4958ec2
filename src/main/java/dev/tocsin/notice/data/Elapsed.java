package dev.tocsin.notice.data;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long something took, as people say it: "2 h 5 min", "3 min 12 s". */
final class Elapsed {

    private Elapsed() {
    }

    /** Null if an end is missing or the two are in the wrong order. */
    static String between(Optional<Instant> start, Optional<Instant> end) {
        if (start.isEmpty() || end.isEmpty() || end.get().isBefore(start.get())) {
            return null;
        }
        return words(Duration.between(start.get(), end.get()));
    }

    static String words(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        if (time.toMinutes() > 0) {
            return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        }
        return time.toSeconds() > 0 ? time.toSeconds() + " s" : "less than a second";
    }
}
