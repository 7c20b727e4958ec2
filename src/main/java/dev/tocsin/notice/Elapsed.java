package dev.tocsin.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long something took, in its two largest units, for instance "2 hours 5 minutes". */
public final class Elapsed {

    private Elapsed() {
    }

    /** Null where one end is unknown or the two are the wrong way round, so that no fact comes of it. */
    public static String between(Optional<Instant> start, Optional<Instant> end) {
        return start.isPresent() && end.isPresent() ? words(Duration.between(start.get(), end.get())) : null;
    }

    /** Null for a length below zero. */
    public static String words(Duration length) {
        if (length.isNegative()) {
            return null;
        }
        if (length.toDays() > 0) {
            return units(length.toDays(), "day", length.toHoursPart(), "hour");
        }
        if (length.toHours() > 0) {
            return units(length.toHours(), "hour", length.toMinutesPart(), "minute");
        }
        return length.toMinutes() > 0
                ? units(length.toMinutes(), "minute", length.toSecondsPart(), "second")
                : unit(length.toSeconds(), "second");
    }

    private static String units(long first, String unit, long second, String smallerUnit) {
        return unit(first, unit) + (second == 0 ? "" : " " + unit(second, smallerUnit));
    }

    private static String unit(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
