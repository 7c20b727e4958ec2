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
record Settlement(Claim claim, DeliveryState state, Form form, int failures, int laneFailures, Duration stepAside,
        Duration pause,
        Optional<String> reason, Optional<String> reference, Try attempt) {

    record Try(Instant startedAt, Duration took, AttemptResult result, int status, Optional<String> reason) {
    }
}
