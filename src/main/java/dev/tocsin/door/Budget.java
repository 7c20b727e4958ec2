package dev.tocsin.door;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The bytes that a door holds in memory. They are charged as they arrive and not as they are announced. Where there are too
 * many, the largest body that is still arriving goes, so that small ones pass beside any number of large ones.
 */
final class Budget {

    private final long most;
    private final Set<Arrival> arriving = new HashSet<>();
    private long held;

    Budget(long most) {
        this.most = most;
    }

    /** @return who has to go to make room for this, perhaps the one that grew */
    synchronized Optional<Arrival> grow(Arrival arrival, int bytes) {
        arriving.add(arrival);
        arrival.charge(bytes);
        held += bytes;
        if (held <= most) {
            return Optional.empty();
        }
        Arrival largest = arriving.stream().max(Comparator.comparingInt(Arrival::charged)).orElseThrow();
        giveBack(largest);
        return Optional.of(largest);
    }

    /** It is complete and is no longer sent away; its bytes count until its request ends. */
    synchronized void complete(Arrival arrival) {
        arriving.remove(arrival);
    }

    synchronized void giveBack(Arrival arrival) {
        arriving.remove(arrival);
        held -= arrival.charged();
        arrival.charge(-arrival.charged());
    }

    synchronized long held() {
        return held;
    }
}
