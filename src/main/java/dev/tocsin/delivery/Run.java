package dev.tocsin.delivery;

import java.util.List;
import java.util.Optional;

/**
 * What is leased of a lane to this replica at once: its head, and where nothing paces the lane also what follows. It is posted
 * in
 * this order, and ends with the first try that does not deliver.
 *
 * @param askedAt when the lease was asked for, as {@link System#nanoTime()}, and so not later than it began
 * @param claims one for each delivery, at least one, all under one lease
 * @param storm present if so much waits that they are to be posted as one digest
 */
record Run(long askedAt, List<Claim> claims, Optional<Storm> storm) {

    /** @param urgent how many urgent messages went first since the last digest */
    record Storm(int urgent) {
    }

    Run {
        claims = List.copyOf(claims);
    }

    /** A run of one of its deliveries. */
    Run only(Claim claim) {
        return new Run(askedAt, List.of(claim), storm);
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
