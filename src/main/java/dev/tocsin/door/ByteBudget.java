package dev.tocsin.door;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The bytes that a door holds in memory. They are charged as they arrive and not as they are announced. Where there are too
 * many, the largest body that is still arriving goes, so that small ones pass beside any number of large ones. Where too many
 * bodies are on their way, the oldest goes: a request that waits for its first byte takes up some kilobytes as well.
 */
final class ByteBudget {

    private static final int LEAST_ARRIVING = 64;
    private static final long BYTES_OF_A_REQUEST = 8 * 1_024;

    private final long most;
    private final int mostArriving;
    private final Set<Arrival> arriving = new LinkedHashSet<>();
    private long held;

    ByteBudget(long most) {
        this.most = most;
        this.mostArriving = (int) Math.max(LEAST_ARRIVING, most / BYTES_OF_A_REQUEST);
    }

    /** @return who has to go to make room for this */
    synchronized Optional<Arrival> begin(Arrival arrival) {
        Optional<Arrival> oldest = arriving.size() < mostArriving ? Optional.empty() : arriving.stream().findFirst();
        oldest.ifPresent(this::giveBack);
        arriving.add(arrival);
        return oldest;
    }

    /** @return who has to go to make room for this, perhaps the one that grew */
    synchronized Optional<Arrival> grow(Arrival arrival, int bytes) {
        arriving.add(arrival); // unless it has just been sent away, it is there
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
