package dev.tocsin.standin;

import java.time.Duration;

/**
 * How SNS comes again with what a subscriber did not take.
 *
 * @param first how long it waits after the first try; each pause is twice the one before
 * @param longest the longest pause
 * @param altogether how old a message may become before it is given up
 */
record SnsPatience(Duration first, Duration longest, Duration altogether) {

    /** For development: as patient as SNS within a lunch break. SNS itself goes on for an hour. */
    static final SnsPatience IN_DEV_MODE = new SnsPatience(Duration.ofSeconds(1), Duration.ofSeconds(20),
            Duration.ofMinutes(15));

    /** @param tries how many there were, at least one */
    Duration pauseAfter(int tries) {
        Duration pause = first.multipliedBy(1L << Math.min(tries - 1, 20));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
