package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.delivery.Digests.Several;

/** How a post went, from which follows what becomes of each delivery that it showed. */
final class Trial {

    private final RetryPolicy policy;
    private final Outcome outcome;
    private final Instant startedAt;
    private final Duration took;

    Trial(RetryPolicy policy, Outcome outcome, Instant startedAt, Duration took) {
        this.policy = policy;
        this.outcome = outcome;
        this.startedAt = startedAt;
        this.took = took;
    }

    boolean isDelivered() {
        return outcome instanceof Delivered;
    }

    Outcome outcome() {
        return outcome;
    }

    Settlement settle(Claim claim) {
        return policy.settle(claim, outcome, startedAt, took);
    }

    /**
     * Whether it says something about each that a digest covers: that it was shown, that it may have been, or that the chat
     * does not take what it says. All else is a failed try of the first, as it would be without a digest.
     */
    boolean isOfAll() {
        return outcome instanceof Delivered || outcome instanceof Rejected rejected && rejected.fault() == Fault.CONTENT
                || outcome instanceof RetryAfter retry && retry.ambiguous();
    }

    /** The first comes last, which decides about the lane; none but the first is to blame. */
    List<Settlement> settle(Several several) {
        List<Settlement> settled = new ArrayList<>();
        List<Claim> claims = several.claims();
        claims.subList(1, claims.size()).forEach(claim -> settled.add(settle(claim).withoutBlame()));
        settled.add(settle(claims.get(0)));
        return settled.stream().map(several::settled).toList();
    }
}
