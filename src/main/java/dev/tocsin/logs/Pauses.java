package dev.tocsin.logs;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Who waits how long after a failure. What may be the matter with all groups makes all wait, one second doubling to a minute;
 * what is the matter with one makes that one wait for minutes, since people have to do something. For use from any thread.
 */
final class Pauses {

    static final Duration LONGEST = Duration.ofMinutes(1);
    static final Duration FOR_PEOPLE = Duration.ofMinutes(5);
    static final Duration FOR_OTHERS = Duration.ofSeconds(10);
    private static final long FIRST_MILLIS = 1_000;

    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, Long> groups = new HashMap<>();
    private int failures;
    private long allUntil;

    Pauses(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    synchronized boolean hold(String group) {
        long now = clock.millis();
        return now < allUntil || now < groups.getOrDefault(group, 0L);
    }

    synchronized void succeeded(String group) {
        failures = 0;
        groups.remove(group);
    }

    synchronized void failed(String group, Step.Failed failed) {
        long now = clock.millis();
        switch (failed.kind()) {
            case THROTTLED, UNREACHABLE, CREDENTIALS -> pauseAll(now);
            case NOT_FOUND -> groups.put(group, now + FOR_OTHERS.toMillis());
            case DENIED, REFUSED -> groups.put(group, now + FOR_PEOPLE.toMillis());
        }
        groups.values().removeIf(until -> until <= now);
    }

    /** Several writes under way fail together, and that is one failure. */
    private void pauseAll(long now) {
        if (now < allUntil) {
            return;
        }
        long most = Math.min(FIRST_MILLIS << Math.min(failures, 10), LONGEST.toMillis());
        failures++;
        allUntil = now + most / 2 + random.nextLong(most / 2 + 1);
    }
}
