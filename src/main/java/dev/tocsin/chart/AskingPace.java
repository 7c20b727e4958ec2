package dev.tocsin.chart;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How fast each account and Region is asked, so that a storm of alarms leaves CloudWatch's own limits to others as well. Who
 * would
 * have to wait long is turned away.
 */
final class AskingPace {

    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final int MOST_PLACES = 1_000;

    private final long interval;
    private final LongSupplier nanoTime;
    /** When each may be asked next. */
    private final Map<String, Long> next = new HashMap<>();

    /** @param perSecond how often each place is asked in a second */
    AskingPace(int perSecond, LongSupplier nanoTime) {
        this.interval = Duration.ofSeconds(1).toNanos() / perSecond;
        this.nanoTime = nanoTime;
    }

    /** How long whoever asks now has to wait; empty if that is too long. */
    synchronized Optional<Duration> turn(String place) {
        long now = nanoTime.getAsLong();
        if (next.size() >= MOST_PLACES && !next.containsKey(place)) {
            next.values().removeIf(at -> at - now <= 0);
        }
        long at = next.getOrDefault(place, now);
        long wait = Math.max(0, at - now);
        if (wait > LONGEST_WAIT.toNanos() || next.size() >= MOST_PLACES && !next.containsKey(place)) {
            return Optional.empty();
        }
        next.put(place, now + wait + interval);
        return Optional.of(Duration.ofNanos(wait));
    }

    /** CloudWatch said that it is asked too often. */
    synchronized void rest(String place) {
        next.put(place, nanoTime.getAsLong() + REST.toNanos());
    }
}
