package dev.tocsin.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was claimed and is not to be tried now.
 *
 * @param untried the deliveries of the run that were not tried
 * @param hold how long the lane is left alone
 * @param because why it is, for people; if empty, it is not
 * @param singles those that go by themselves next, in this order
 */
record Returned(Run run, List<Claim> untried, Duration hold, Optional<String> because, List<Claim> singles) {

    Returned {
        untried = List.copyOf(untried);
        singles = List.copyOf(singles);
    }

    Returned(Run run, List<Claim> untried, Duration hold, Optional<String> because) {
        this(run, untried, hold, because, List.of());
    }

    /** All of it, so that only what is posted is under way. */
    static Returned singly(Run run, List<Claim> singles) {
        return new Returned(run, run.claims(), Duration.ZERO, Optional.empty(), singles);
    }
}
