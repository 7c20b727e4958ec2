package dev.tocsin.standin;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A subscription as SNS keeps it.
 *
 * @param token confirms it
 * @param attributes those that can be set
 * @param isAuthenticated whether the confirmation was signed, so that unsubscribing has to be, too
 */
public record SnsSubscription(String arn, String topicArn, String protocol, String endpoint, String token,
        Map<String, String> attributes, boolean isConfirmed, boolean isAuthenticated) {

    public SnsSubscription {
        attributes = Map.copyOf(attributes);
    }

    static SnsSubscription pending(String topicArn, String protocol, String endpoint) {
        return new SnsSubscription(topicArn + ":" + UUID.randomUUID(), topicArn, protocol, endpoint,
                UUID.randomUUID().toString().replace("-", "").repeat(2), Map.of("RawMessageDelivery", "false"), false, false);
    }

    SnsSubscription confirm(boolean authenticated) {
        return new SnsSubscription(arn, topicArn, protocol, endpoint, token, attributes, true, authenticated);
    }

    SnsSubscription with(String attribute, String value) {
        Map<String, String> more = new TreeMap<>(attributes);
        more.put(attribute, value);
        return new SnsSubscription(arn, topicArn, protocol, endpoint, token, more, isConfirmed, isAuthenticated);
    }

    /** As GetSubscriptionAttributes shows them. */
    Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>(attributes);
        shown.putAll(Map.of("SubscriptionArn", arn, "TopicArn", topicArn, "Protocol", protocol, "Endpoint", endpoint,
                "Owner", topicArn.split(":")[4], "PendingConfirmation", String.valueOf(!isConfirmed),
                "ConfirmationWasAuthenticated", String.valueOf(isAuthenticated)));
        return shown;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return arn + " to " + endpoint + (isConfirmed ? "" : ", pending");
    }
}
