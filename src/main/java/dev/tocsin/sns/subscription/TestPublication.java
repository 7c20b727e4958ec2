package dev.tocsin.sns.subscription;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.database.DatabaseClock;
import dev.tocsin.delivery.TestMessage;
import io.smallrye.mutiny.Uni;

/** Publishes a test message to a topic, so that the whole path is tested: SNS, the subscription, Tocsin and the chat. */
@ApplicationScoped
public class TestPublication {

    private final SubscriptionsAtAws aws;
    private final DatabaseClock clock;

    TestPublication(SubscriptionsAtAws aws, DatabaseClock clock) {
        this.aws = aws;
        this.clock = clock;
    }

    /** Whether there are AWS credentials to publish with. */
    public Uni<Boolean> isPossible() {
        return aws.hasCredentials();
    }

    /**
     * Publishes a custom notification in AWS Chatbot's schema.
     *
     * @return SNS's MessageId, by which the history knows it; fails with {@link dev.tocsin.aws.AwsFault}
     */
    public Uni<String> publish(TopicArn topic, String configurationName) {
        return clock.now().chain(now -> publish(topic, TestMessage.SUBJECT,
                TestMessage.of(configurationName, "the topic `" + topic + "`", now)));
    }

    /** The same with another message of ours. */
    public Uni<String> publish(TopicArn topic, String subject, String message) {
        return aws.publish(topic, subject, message, Map.of());
    }
}
