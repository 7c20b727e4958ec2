package dev.tocsin.standin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Allows one request a second and key, unless told otherwise, and a burst of some: what Slack and Chime allow a webhook. */
final class Pace implements Pacing {

    private static final int KEYS = 10_000;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long interval;
    private final int burst;
    private final LongSupplier nanoClock;
    private final Map<String, Long> dueByKey = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > KEYS;
        }
    };

    /** @param burst how many requests may come at once after a pause */
    Pace(int burst, LongSupplier nanoClock) {
        this(Duration.ofSeconds(1), burst, nanoClock);
    }

    /** For those that allow more or less than one a second. */
    Pace(Duration interval, int burst, LongSupplier nanoClock) {
        this.interval = interval.toNanos();
        this.burst = burst;
        this.nanoClock = nanoClock;
    }

    /** How many whole seconds to wait before the next try; 0 if this one is allowed. */
    @Override
    public synchronized int secondsToWait(String key) {
        long now = nanoClock.getAsLong();
        Long known = dueByKey.get(key);
        long due = known == null || known - now < 0 ? now : known;
        long early = due - now - (burst - 1) * interval;
        if (early > 0) {
            return (int) ((early + SECOND - 1) / SECOND);
        }
        dueByKey.put(key, due + interval);
        return 0;
    }
}
