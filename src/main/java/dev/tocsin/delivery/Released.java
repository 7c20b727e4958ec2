package dev.tocsin.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * How a lane was given free, or kept where its run goes on.
 *
 * @param freeIn how long nothing may be posted, by its pauses and its pace
 * @param hasMore whether something is due in it, not counting what was settled just now
 */
record Released(Duration freeIn, boolean hasMore) {

    /** How long to wait before the lane is claimed again; empty if it need not be until something comes. */
    Optional<Duration> untilNext() {
        return Optional.of(freeIn).filter(time -> hasMore || !time.isZero());
    }
}
