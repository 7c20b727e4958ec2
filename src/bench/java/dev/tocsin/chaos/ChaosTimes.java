package dev.tocsin.chaos;

import java.time.Duration;

/** How long the replicas may take for things, as they are set. */
final class ChaosTimes {

    static final Duration LEASE = Duration.ofSeconds(6);
    static final Duration TRY = Duration.ofSeconds(3);
    static final int STEPS_ASIDE_AFTER = 5;

    private ChaosTimes() {
    }
}
