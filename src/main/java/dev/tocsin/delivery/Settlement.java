package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.chat.Form;

/**
 * How one try ended and what follows from it.
 *
 * @param form the form of the next try
 * @param stepAside how long the delivery lets later ones go first; zero keeps its place at the head of the lane
 * @param pause how long the whole lane is left alone
 */
record Settlement(Claim claim, State state, Form form, int failures, int laneFailures, Duration stepAside, Duration pause,
        Optional<String> reason, Optional<String> reference, Try attempt) {

    /** Where a delivery stands. */
    enum State {
        PENDING,
        DELIVERED,
        DEAD
    }

    /** How a try ended; kept for the history. */
    enum Result {
        DELIVERED,
        RATE_LIMITED,
        FAILED,
        REJECTED,
        INTERRUPTED
    }

    record Try(Instant startedAt, Duration took, Result result, int status, Optional<String> reason) {
    }
}
