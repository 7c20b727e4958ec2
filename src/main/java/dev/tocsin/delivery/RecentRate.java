package dev.tocsin.delivery;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How many a second there are just now: in the second that is over, or already in the one that has begun. */
final class RecentRate {

    private final LongSupplier nanos;
    private final long start;
    private long second;
    private int inSecond;
    private int inSecondBefore;

    /** @param nanos as {@link System#nanoTime} */
    RecentRate(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    synchronized void add(int count) {
        turn();
        inSecond += count;
    }

    synchronized int perSecond() {
        turn();
        return Math.max(inSecond, inSecondBefore);
    }

    private void turn() {
        long now = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - start);
        if (now != second) {
            inSecondBefore = now == second + 1 ? inSecond : 0;
            inSecond = 0;
            second = now;
        }
    }
}
