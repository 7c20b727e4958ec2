package dev.tocsin.sns.subscription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.SnsApi;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.secret.Secret;
import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Topic;

/** What SNS's API says of topics and subscriptions, and what we ask it to do. Everything fails with an AwsFault. */
@ApplicationScoped
class SubscriptionsAtAws {

    /** Of 100 subscriptions each. Where ours is not among them, subscribing finds it, for that changes nothing then. */
    private static final int MOST_PAGES = 50;

    private final SnsApi sns;

    SubscriptionsAtAws(SnsApi sns) {
        this.sns = sns;
    }

    /** @param subscriptionArn an ARN, or a word such as {@code PendingConfirmation} or {@code Deleted} */
    record Listed(String subscriptionArn, String protocol, String endpoint) {

        boolean isConfirmed() {
            return subscriptionArn.startsWith("arn:");
        }
    }

    record TopicList(List<String> topicArns, Optional<String> nextToken) {
    }

    Uni<Boolean> hasCredentials() {
        return sns.hasCredentials();
    }

    Uni<List<Listed>> of(TopicArn topic) {
        return page(topic, null, new ArrayList<>(), 1);
    }

    private Uni<List<Listed>> page(TopicArn topic, String token, List<Listed> found, int number) {
        return sns.call(topic, (client, as) -> client.listSubscriptionsByTopic(request -> request
                .topicArn(topic.toString()).nextToken(token).overrideConfiguration(as))).chain(answer -> {
                    answer.subscriptions().stream().map(SubscriptionsAtAws::listed).forEach(found::add);
                    return answer.nextToken() == null || answer.nextToken().isEmpty() || number == MOST_PAGES
                            ? Uni.createFrom().item(found)
                            : page(topic, answer.nextToken(), found, number + 1);
                });
    }

    private static Listed listed(Subscription subscription) {
        return new Listed(String.valueOf(subscription.subscriptionArn()), subscription.protocol(), subscription.endpoint());
    }

    /** Answers the subscription's ARN, also while it waits to be confirmed. */
    Uni<String> subscribe(TopicArn topic, OurEndpoint endpoint) {
        return sns.call(topic, (client, as) -> client.subscribe(request -> request.topicArn(topic.toString())
                .protocol(endpoint.protocol()).endpoint(endpoint.text()).returnSubscriptionArn(true)
                .overrideConfiguration(as))).map(SubscribeResponse::subscriptionArn);
    }

    /** Afterwards only the owners of topic and subscription can unsubscribe, and no longer whoever has a message's link. */
    Uni<String> confirm(TopicArn topic, Secret token) {
        return sns.call(topic, (client, as) -> client.confirmSubscription(request -> request.topicArn(topic.toString())
                .token(token.reveal()).authenticateOnUnsubscribe("true").overrideConfiguration(as)))
                .map(ConfirmSubscriptionResponse::subscriptionArn);
    }

    Uni<Void> unsubscribe(TopicArn topic, String subscriptionArn) {
        return sns.call(topic, (client, as) -> client.unsubscribe(request -> request.subscriptionArn(subscriptionArn)
                .overrideConfiguration(as))).replaceWithVoid();
    }

    Uni<Map<String, String>> attributes(TopicArn topic, String subscriptionArn) {
        return sns.call(topic, (client, as) -> client.getSubscriptionAttributes(request -> request
                .subscriptionArn(subscriptionArn).overrideConfiguration(as))).map(answer -> answer.attributes());
    }

    Uni<Void> setAttribute(TopicArn topic, String subscriptionArn, String name, String value) {
        return sns.call(topic, (client, as) -> client.setSubscriptionAttributes(request -> request
                .subscriptionArn(subscriptionArn).attributeName(name).attributeValue(value).overrideConfiguration(as)))
                .replaceWithVoid();
    }

    Uni<Map<String, String>> topicAttributes(TopicArn topic) {
        return sns.call(topic, (client, as) -> client.getTopicAttributes(request -> request.topicArn(topic.toString())
                .overrideConfiguration(as))).map(answer -> answer.attributes());
    }

    Uni<Void> setTopicAttribute(TopicArn topic, String name, String value) {
        return sns.call(topic, (client, as) -> client.setTopicAttributes(request -> request.topicArn(topic.toString())
                .attributeName(name).attributeValue(value).overrideConfiguration(as))).replaceWithVoid();
    }

    /** A page of the topics of one account in one Region. */
    Uni<TopicList> topics(String partition, String region, Optional<String> account, Optional<String> nextToken) {
        return sns.call(partition, region, account, (client, as) -> client.listTopics(request -> request
                .nextToken(nextToken.orElse(null)).overrideConfiguration(as)))
                .map(answer -> new TopicList(answer.topics().stream().map(Topic::topicArn).toList(),
                        Optional.ofNullable(answer.nextToken()).filter(token -> !token.isEmpty())));
    }

    /**
     * Answers the MessageId.
     *
     * @param subject null for none
     * @param attributes name to value; all of them are texts
     */
    Uni<String> publish(TopicArn topic, String subject, String message, Map<String, String> attributes) {
        Map<String, MessageAttributeValue> values = new HashMap<>();
        attributes.forEach((name, value) -> values.put(name,
                MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
        return sns.call(topic, (client, as) -> client.publish(request -> request.topicArn(topic.toString())
                .subject(subject).message(message).messageAttributes(values).overrideConfiguration(as)))
                .map(PublishResponse::messageId);
    }
}
