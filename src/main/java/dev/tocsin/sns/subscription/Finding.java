package dev.tocsin.sns.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.sns.subscription.SubscriptionState.State;

/**
 * What a look at a topic's subscription came to.
 *
 * @param warnings what works, but not as it should
 */
record Finding(State state, Optional<String> subscriptionArn, Optional<String> reason, List<String> warnings, Next next) {

    /** When to look again. */
    enum Next {
        /** As often as the others. */
        PERIOD,
        /** Soon, then less and less often. */
        BACKOFF,
        /** Never: it is settled and nobody hears the topic. */
        FORGET
    }

    Finding {
        warnings = List.copyOf(warnings);
    }

    static Finding confirmed(String subscriptionArn, List<String> warnings) {
        return new Finding(State.CONFIRMED, Optional.of(subscriptionArn), Optional.empty(), warnings, Next.PERIOD);
    }

    static Finding pending(String subscriptionArn, String reason, List<String> warnings) {
        return new Finding(State.PENDING_CONFIRMATION, Optional.of(subscriptionArn), Optional.of(reason), warnings,
                Next.BACKOFF);
    }

    static Finding failed(KnownTopic topic, String reason) {
        return new Finding(State.FAILED, topic.subscriptionArn(), Optional.of(reason), List.of(), Next.BACKOFF);
    }

    /** Nothing is known to have changed. */
    static Finding unchanged(KnownTopic topic, Optional<String> reason, List<String> warnings, Next next) {
        return new Finding(topic.state(), topic.subscriptionArn(), reason, warnings, next);
    }

    static Finding settled(KnownTopic topic) {
        return new Finding(topic.state(), Optional.empty(), Optional.empty(), List.of(), Next.FORGET);
    }

    Finding warning(Optional<String> warning) {
        if (warning.isEmpty()) {
            return this;
        }
        List<String> more = new ArrayList<>(warnings);
        more.add(warning.get());
        return new Finding(state, subscriptionArn, reason, more, next);
    }
}
