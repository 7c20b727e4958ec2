package dev.tocsin.delivery;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import dev.tocsin.database.DatabaseTrouble;

/**
 * When the database was last away. While it was, leases have lapsed though their holders live: they have posted, try again and
 * again to settle it, and are to succeed before another takes their lanes and posts the same.
 */
final class Outage {

    /** Longer than those wait between two tries. */
    static final Duration FOR_OTHERS_TO_SETTLE = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private final AtomicLong lastFailure;

    /** @param nanos as {@link System#nanoTime} */
    Outage(LongSupplier nanos) {
        this.nanos = nanos;
        this.lastFailure = new AtomicLong(nanos.getAsLong() - FOR_OTHERS_TO_SETTLE.toNanos());
    }

    void note(Throwable failure) {
        if (DatabaseTrouble.isAbsence(failure)) {
            lastFailure.set(nanos.getAsLong());
        }
    }

    /** It lasts, or has ended only now. */
    boolean isHardlyOver() {
        return nanos.getAsLong() - lastFailure.get() < FOR_OTHERS_TO_SETTLE.toNanos();
    }
}
