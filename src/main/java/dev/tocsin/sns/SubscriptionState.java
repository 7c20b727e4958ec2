package dev.tocsin.sns;

import java.util.Optional;

import dev.tocsin.aws.TopicArn;

/** How a topic's subscription to us stands, as far as SNS has told us. */
record SubscriptionState(TopicArn topic, State state, Optional<String> subscriptionArn, Optional<String> reason) {

    enum State {
        CONFIRMED,
        FAILED,
        UNSUBSCRIBED
    }

    static SubscriptionState confirmed(TopicArn topic, String subscriptionArn) {
        return new SubscriptionState(topic, State.CONFIRMED, Optional.of(subscriptionArn), Optional.empty());
    }

    static SubscriptionState failed(TopicArn topic, String reason) {
        return new SubscriptionState(topic, State.FAILED, Optional.empty(), Optional.of(reason));
    }

    static SubscriptionState unsubscribed(TopicArn topic) {
        return new SubscriptionState(topic, State.UNSUBSCRIBED, Optional.empty(),
                Optional.of("SNS says that the subscription was deactivated; subscribe again if that was not meant"));
    }
}
