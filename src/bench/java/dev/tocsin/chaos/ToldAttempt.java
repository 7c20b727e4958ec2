package dev.tocsin.chaos;

import java.util.Optional;

/** @param startedAt as the database writes it; the same for all deliveries that were posted together */
record ToldAttempt(int number, String startedAt, String outcome, Optional<String> reason) {

    private static final String AMBIGUOUS = "may have arrived";
    private static final String IN_A_DIGEST = "shown in a digest of ";
    private static final String FOUND = "an earlier try had posted it";

    boolean mayHaveShown() {
        return outcome.equals("DELIVERED") || outcome.equals("INTERRUPTED")
                || reason.filter(words -> words.contains(AMBIGUOUS)).isPresent();
    }

    /** Whether it showed nothing, since it was found there. */
    boolean foundIt() {
        return outcome.equals("DELIVERED") && reason.filter(words -> words.contains(FOUND)).isPresent();
    }

    boolean showedInADigest() {
        return outcome.equals("DELIVERED") && reason.filter(words -> words.startsWith(IN_A_DIGEST)).isPresent();
    }
}
