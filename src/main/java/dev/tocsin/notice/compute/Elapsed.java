package dev.tocsin.notice.compute;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long something took, for reading. */
final class Elapsed {

    private Elapsed() {
    }

    /** For instance {@code 2 h 5 min}; null where one of both is unknown or they are the wrong way round. */
    static String between(Optional<Instant> start, Optional<Instant> end) {
        if (start.isEmpty() || end.isEmpty() || end.get().isBefore(start.get())) {
            return null;
        }
        Duration elapsed = Duration.between(start.get(), end.get());
        if (elapsed.toDays() > 0) {
            return two(elapsed.toDays(), "d", elapsed.toHoursPart(), "h");
        }
        if (elapsed.toHours() > 0) {
            return two(elapsed.toHours(), "h", elapsed.toMinutesPart(), "min");
        }
        return elapsed.toMinutes() > 0
                ? two(elapsed.toMinutes(), "min", elapsed.toSecondsPart(), "s")
                : elapsed.toSeconds() + " s";
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small > 0 ? " " + small + " " + smallUnit : "");
    }
}
