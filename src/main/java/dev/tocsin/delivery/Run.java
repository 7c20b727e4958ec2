package dev.tocsin.delivery;

import java.util.List;

/**
 * What is leased of a lane to this replica at once: its head, and where nothing paces the lane also what follows. It is posted
 * in
 * this order, and ends with the first try that does not deliver.
 *
 * @param askedAt when the lease was asked for, as {@link System#nanoTime()}, and so not later than it began
 * @param claims one for each delivery, at least one, all under one lease
 */
record Run(long askedAt, List<Claim> claims) {

    Run {
        claims = List.copyOf(claims);
    }

    Claim first() {
        return claims.get(0);
    }

    long laneId() {
        return first().laneId();
    }

    /** How long the messages are together. */
    long bytes() {
        return claims.stream().mapToLong(Claim::bytes).sum();
    }
}
