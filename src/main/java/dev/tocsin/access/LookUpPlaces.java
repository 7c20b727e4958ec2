package dev.tocsin.access;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many may be looked up at once. What was found lately has places of its own, so that a flood of what is made up takes them
 * from nobody; and one address cannot have all of the others, nor all of them the pool's connections.
 */
final class LookUpPlaces {

    static final int MOST_OF_KNOWN = 64;
    static final int MOST_OF_UNKNOWN = 64;
    static final int MOST_OF_ONE_ADDRESS = 32;

    private final Semaphore known = new Semaphore(MOST_OF_KNOWN);
    private final Semaphore unknown = new Semaphore(MOST_OF_UNKNOWN);
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

    /** What gives the place back; empty if none is free. */
    Optional<Runnable> takeForKnown() {
        return known.tryAcquire() ? Optional.of(known::release) : Optional.empty();
    }

    /** What gives the place back; empty if none is free. */
    Optional<Runnable> takeForUnknown(String address) {
        if (!unknown.tryAcquire()) {
            return Optional.empty();
        }
        Runnable giveBack = () -> {
            byAddress.computeIfPresent(address, (from, taken) -> taken == 1 ? null : taken - 1);
            unknown.release();
        };
        if (byAddress.merge(address, 1, Integer::sum) > MOST_OF_ONE_ADDRESS) {
            giveBack.run();
            return Optional.empty();
        }
        return Optional.of(giveBack);
    }
}
