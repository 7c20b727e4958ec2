package dev.tocsin.aws.call;

import java.time.Duration;

/** How long a call may still take, and whether it has gone to AWS. */
final class Patience {

    private static final Duration LEAST = Duration.ofMillis(1);

    private final long until;
    private final Duration timeout;
    private volatile boolean hasBegun;

    Patience(Duration timeout) {
        this.timeout = timeout;
        this.until = System.nanoTime() + timeout.toNanos();
    }

    Duration left() {
        Duration left = Duration.ofNanos(until - System.nanoTime());
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /** Whether so little is left that nothing should be begun. */
    boolean isNearlyOver() {
        return left().compareTo(timeout.dividedBy(10)) < 0;
    }

    void begin() {
        hasBegun = true;
    }

    boolean hasBegun() {
        return hasBegun;
    }
}
