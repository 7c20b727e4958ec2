package dev.tocsin.sns.subscription;

import java.util.Optional;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tocsin.aws.TopicArn;

/** How a topic's subscription to us stands, as SNS's own messages tell. */
public record SubscriptionState(TopicArn topic, State state, Optional<String> subscriptionArn, Optional<String> reason) {

    @Schema(name = "SubscriptionState")
    public enum State {
        /** A configuration names the topic; SNS has not been asked, or not yet. */
        REQUESTED,
        /** SNS was asked and sends a confirmation message, which has not arrived yet. */
        PENDING_CONFIRMATION,
        /** SNS delivers to us. */
        CONFIRMED,
        /** SNS or we could not; the reason says why. */
        FAILED,
        /** It was there and was deleted, not by us. */
        REMOVED_AT_AWS
    }

    public static SubscriptionState confirmed(TopicArn topic, String subscriptionArn) {
        return new SubscriptionState(topic, State.CONFIRMED, Optional.of(subscriptionArn), Optional.empty());
    }

    public static SubscriptionState failed(TopicArn topic, String reason) {
        return new SubscriptionState(topic, State.FAILED, Optional.empty(), Optional.of(reason));
    }

    /** @param subscriptionArn which it was, if SNS said so */
    public static SubscriptionState removed(TopicArn topic, Optional<String> subscriptionArn) {
        return new SubscriptionState(topic, State.REMOVED_AT_AWS, subscriptionArn,
                Optional.of("SNS says that the subscription was deleted; subscribe again if that was not meant"));
    }
}
