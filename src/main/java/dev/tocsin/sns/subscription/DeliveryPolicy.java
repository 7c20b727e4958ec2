package dev.tocsin.sns.subscription;

/** How long SNS tries to deliver to us. */
final class DeliveryPolicy {

    static final String ATTRIBUTE = "DeliveryPolicy";

    /**
     * 60 tries in three quarters of an hour or more, below the 3,600 s that SNS allows; the default gives up after one minute.
     */
    static final String PATIENT = "{\"healthyRetryPolicy\":{\"numRetries\":60,\"numNoDelayRetries\":0,\"minDelayTarget\":1,"
            + "\"numMinDelayRetries\":5,\"maxDelayTarget\":60,\"numMaxDelayRetries\":45,\"backoffFunction\":\"exponential\"}}";

    private DeliveryPolicy() {
    }
}
