package dev.tocsin.standin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** So many within any minute, for each key by itself. */
final class MinuteBudget implements Pacing {

    static final int NO_LIMIT = Integer.MAX_VALUE;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoClock;
    private final Map<String, Deque<Long>> taken = new HashMap<>();
    private int most = NO_LIMIT;

    MinuteBudget(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** From now on, and as if nothing had been taken yet. */
    synchronized void allow(int most) {
        this.most = most;
        taken.clear();
    }

    @Override
    public synchronized int secondsToWait(String key) {
        if (most == NO_LIMIT) {
            return 0;
        }
        long now = nanoClock.getAsLong();
        Deque<Long> times = taken.computeIfAbsent(key, any -> new ArrayDeque<>());
        while (!times.isEmpty() && now - times.peekFirst() >= MINUTE) {
            times.removeFirst();
        }
        if (times.size() < most) {
            times.addLast(now);
            return 0;
        }
        long wait = times.isEmpty() ? MINUTE : times.peekFirst() + MINUTE - now;
        return (int) ((wait + SECOND - 1) / SECOND);
    }
}
