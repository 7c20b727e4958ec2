package dev.tocsin.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.notice.Severity;

/**
 * What is leased of a lane to this replica at once: its head, and where nothing paces the lane also what follows. It is posted
 * in this order, and ends with the first try that does not deliver. If the head was kept to be shown with others of its matter,
 * it is all that was kept of that.
 *
 * @param askedAt when the lease was asked for, as {@link System#nanoTime()}, and so not later than it began
 * @param claims one for each delivery, at least one, all under one lease
 * @param storm present if so much waits that they are to be posted as one digest
 * @param folding the matters of which something is kept in the lane, and how severe each was when it was shown last
 */
record Run(long askedAt, List<Claim> claims, Optional<Storm> storm, Map<String, Severity> folding) {

    /**
     * @param urgent how many messages went first since the last digest
     * @param goesSingly whether this run is one of those
     */
    record Storm(int urgent, boolean goesSingly) {

        /** Of a run that is to be looked at. */
        Storm(int urgent) {
            this(urgent, false);
        }
    }

    Run {
        claims = List.copyOf(claims);
        folding = Map.copyOf(folding);
    }

    /** Of a lane in which nothing is kept. */
    Run(long askedAt, List<Claim> claims, Optional<Storm> storm) {
        this(askedAt, claims, storm, Map.of());
    }

    /** Whether it goes before a digest. */
    boolean isFirst() {
        return storm.filter(Storm::goesSingly).isPresent();
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
