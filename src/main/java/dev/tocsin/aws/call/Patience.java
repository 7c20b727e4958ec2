package dev.tocsin.aws.call;

import java.time.Duration;

/** How long a call may still take, and whether it has gone to AWS. */
final class Patience {

    private static final Duration LEAST = Duration.ofMillis(1);

    private final long until;
    private volatile boolean hasBegun;

    Patience(Duration timeout) {
        this.until = System.nanoTime() + timeout.toNanos();
    }

    Duration left() {
        Duration left = Duration.ofNanos(until - System.nanoTime());
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    void begin() {
        hasBegun = true;
    }

    boolean hasBegun() {
        return hasBegun;
    }
}
