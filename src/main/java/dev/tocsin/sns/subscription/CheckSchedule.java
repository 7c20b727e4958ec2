package dev.tocsin.sns.subscription;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When a topic is compared with AWS again, scattered by chance so that topics do not come due together. */
final class CheckSchedule {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 6;

    private final Duration period;
    private final RandomGenerator random;

    CheckSchedule(Duration period, RandomGenerator random) {
        this.period = period;
        this.random = random;
    }

    /** Between four fifths of the period and the whole, so that nothing stays unnoticed for longer than that. */
    Duration period() {
        return scattered(period, 5);
    }

    /** After so many looks in a row that did not end well: a minute at most, doubling up to an hour. */
    Duration backoff(int failures) {
        Duration first = period.compareTo(FIRST) < 0 ? period : FIRST;
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return scattered(pause.compareTo(LONGEST) > 0 ? LONGEST : pause, 2);
    }

    /** Shorter by up to one part of so many. */
    private Duration scattered(Duration whole, int parts) {
        long millis = whole.toMillis();
        return Duration.ofMillis(millis - random.nextLong(millis / parts + 1));
    }
}
