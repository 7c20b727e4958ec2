package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.chat.Form;
import dev.tocsin.chat.Outcome.Unsent;

/**
 * How one try ended and what follows from it.
 *
 * @param form the form of the next try
 * @param stepAside how long the delivery lets later ones go first; zero keeps its place at the head of the lane
 * @param pause how long the whole lane is left alone
 * @param refusal why the destination is shut from now on, unless it was opened during the try
 * @param lived how the matter stands after it, and in which message, if the delivery belongs to one
 */
record Settlement(Claim claim, DeliveryState state, Form form, int failures, int laneFailures, Duration stepAside,
        Duration pause,
        Optional<String> reason, Optional<String> reference, Try attempt, Optional<ShutBecause> refusal,
        Optional<Lived> lived) {

    /** It belongs to no matter that goes on. */
    Settlement(Claim claim, DeliveryState state, Form form, int failures, int laneFailures, Duration stepAside, Duration pause,
            Optional<String> reason, Optional<String> reference, Try attempt, Optional<ShutBecause> refusal) {
        this(claim, state, form, failures, laneFailures, stepAside, pause, reason, reference, attempt, refusal,
                Optional.empty());
    }

    /** It says nothing against the destination. */
    Settlement(Claim claim, DeliveryState state, Form form, int failures, int laneFailures, Duration stepAside, Duration pause,
            Optional<String> reason, Optional<String> reference, Try attempt) {
        this(claim, state, form, failures, laneFailures, stepAside, pause, reason, reference, attempt, Optional.empty());
    }

    /** The same, of one whose matter stands so from now on. */
    Settlement with(Lived matter) {
        return new Settlement(claim, state, form, failures, laneFailures, stepAside, pause, reason, reference, attempt, refusal,
                Optional.of(matter));
    }

    /**
     * The same, of one of several that were posted as one message.
     *
     * @param quiet how long the lane is left alone if they were delivered
     */
    Settlement inDigestOf(int deliveries, Duration quiet) {
        return shown("shown in a digest of " + deliveries + " notifications", quiet);
    }

    /** The same, of one of several of the same matter that were posted as one message. */
    Settlement togetherWith(int others) {
        return shown("shown in one message with " + others + (others == 1 ? " other" : " others"), Duration.ZERO);
    }

    private Settlement shown(String words, Duration quiet) {
        if (state != DeliveryState.DELIVERED) {
            return this;
        }
        Optional<String> told = Optional.of(words);
        Try shown = new Try(attempt.startedAt, attempt.took, attempt.result, attempt.status,
                Optional.of(words + attempt.reason.map(remark -> "; " + remark).orElse("")));
        return new Settlement(claim, state, form, failures, laneFailures, stepAside, quiet, told, reference, shown, refusal,
                lived);
    }

    /** The same, of one that was not shown for no fault of its own: it keeps its place and its count of failures. */
    Settlement withoutBlame() {
        return state != DeliveryState.PENDING ? this
                : new Settlement(claim, state, form, claim.failures(), laneFailures, Duration.ZERO, pause, reason, reference,
                        attempt,
                        refusal, lived);
    }

    /** Whether it may shut or open the destination, which the audit has to be told in the same transaction. */
    boolean mayTurn() {
        return refusal.isPresent() || claim.address().isShut() && state == DeliveryState.DELIVERED;
    }

    /**
     * What a destination is shut for.
     *
     * @param reason the chat's code or the HTTP status
     * @param advice what a person should do about it, if anybody can say
     */
    record ShutBecause(String reason, Optional<String> advice) {
    }

    /**
     * How one try ended.
     *
     * @param status the answer's HTTP status, 0 if none came
     * @param unsent why nothing was sent, if that is so
     */
    record Try(Instant startedAt, Duration took, AttemptResult result, int status, Optional<String> reason,
            Optional<Unsent> unsent) {

        /** Something was sent, or the destination could not be reached. */
        Try(Instant startedAt, Duration took, AttemptResult result, int status, Optional<String> reason) {
            this(startedAt, took, result, status, reason, Optional.empty());
        }
    }
}
