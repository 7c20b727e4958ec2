package dev.tocsin.sns.subscription;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.sns.subscription.SubscriptionState.State;

/**
 * A topic whose subscription this replica has claimed to look after.
 *
 * @param failures how many looks in a row did not end well
 * @param unheardFor how long no configuration has named it; empty while one does
 * @param lease proof of the claim
 */
record KnownTopic(TopicArn arn, State state, Optional<String> subscriptionArn, Optional<String> reason, int failures,
        Optional<Duration> unheardFor, UUID lease) {

    boolean isHeard() {
        return unheardFor.isEmpty();
    }
}
