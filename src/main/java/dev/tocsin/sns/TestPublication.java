package dev.tocsin.sns;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.TopicArn;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Publishes a test message to a topic, so that the whole path is tested: SNS, the subscription, Tocsin and the chat. */
@ApplicationScoped
public class TestPublication {

    private static final String SUBJECT = "Tocsin test message";

    private final SubscriptionsAtAws aws;
    private final Clock clock;

    TestPublication(SubscriptionsAtAws aws, Clock clock) {
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
        return aws.publish(topic, SUBJECT, message(topic, configurationName));
    }

    private String message(TopicArn topic, String configurationName) {
        return new JsonObject().put("version", "1.0").put("source", "custom").put("id", UUID.randomUUID().toString())
                .put("content", new JsonObject().put("textType", "client-markdown")
                        .put("title", ":bell: Test message")
                        .put("description", "A test of the configuration `" + configurationName + "` by the topic `" + topic
                                + "`, published " + clock.instant() + ". Who reads this is reached.")
                        .put("keywords", new JsonArray().add("test")))
                .put("metadata", new JsonObject().put("summary", "Test message").put("enableCustomActions", false))
                .encode();
    }
}
