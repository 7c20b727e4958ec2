package dev.tocsin.chaos;

import java.util.List;
import java.util.Optional;

/** What the history says of a delivery at the end. */
record ToldDelivery(long id, int lane, int letter, String state, String form, int failures, Optional<String> reason,
        ToldPlace place, List<ToldAttempt> attempts) {

    boolean isDelivered() {
        return state.equals("DELIVERED");
    }

    /** Whether a digest showed it; if it was sent again, the last time. */
    boolean isInADigest() {
        return place.digest().isPresent();
    }

    boolean isDead() {
        return state.equals("DEAD");
    }

    /** The history names only the last digest that showed it, so nobody can say when the first one did. */
    boolean hasForgottenADigest() {
        long delivered = attempts.stream().filter(one -> one.outcome().equals("DELIVERED")).count();
        return delivered > 1 && attempts.stream().anyMatch(ToldAttempt::showedInADigest);
    }

    /** During how many tries the process ended. */
    long interruptions() {
        return attempts.stream().filter(one -> one.outcome().equals("INTERRUPTED")).count();
    }

    /** How often it may have been shown by what the history says. */
    long mayHaveShown() {
        return attempts.stream().filter(ToldAttempt::mayHaveShown).count();
    }
}
