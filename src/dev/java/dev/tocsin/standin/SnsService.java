package dev.tocsin.standin;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.vertx.core.Vertx;

/**
 * The topics and subscriptions of SNS. It signs and delivers what is published, and a confirmation message after
 * each Subscribe, once it is told with whose signature and where the subscriber really listens. For use from any thread.
 */
public final class SnsService implements AutoCloseable {

    private final Map<String, Map<String, String>> topics = new TreeMap<>();
    private final Map<String, SnsSubscription> subscriptions = new LinkedHashMap<>();
    private final Set<String> denied = new LinkedHashSet<>();
    private final Vertx vertx;
    private final SnsDeliveries deliveries;
    private Optional<TopicsFile> file = Optional.empty();
    private SnsSigner signer;
    private URI subscriber;

    SnsService(Vertx vertx) {
        this.vertx = vertx;
        this.deliveries = new SnsDeliveries(vertx, SnsPatience.IN_DEV_MODE);
    }

    /**
     * From now on messages are signed and posted.
     *
     * @param subscriber where all HTTP endpoints really are
     */
    public synchronized void deliver(SnsSigner signer, URI subscriber) {
        this.signer = signer;
        this.subscriber = subscriber;
    }

    /** From now on all topics and subscriptions are kept in a file, and those that it has already are here. */
    synchronized void keepIn(TopicsFile kept) {
        TopicsFile.Kept before = kept.read();
        before.topics().forEach((arn, attributes) -> topics.put(arn, new TreeMap<>(attributes)));
        before.subscriptions().forEach(one -> subscriptions.put(one.arn(), one));
        file = Optional.of(kept);
    }

    /** Beside the event loop, on which most of this is called. Each writes how it stands then, so their order is all one. */
    private void keep() {
        file.ifPresent(kept -> vertx.executeBlocking(() -> {
            kept.write(this::state);
            return null;
        }, false));
    }

    private synchronized TopicsFile.Kept state() {
        Map<String, Map<String, String>> attributes = new TreeMap<>();
        topics.forEach((arn, one) -> attributes.put(arn, Map.copyOf(one)));
        return new TopicsFile.Kept(attributes, List.copyOf(subscriptions.values()));
    }

    public synchronized void createTopic(String topicArn) {
        if (topics.putIfAbsent(topicArn, new TreeMap<>(Map.of("TopicArn", topicArn))) == null) {
            keep();
        }
    }

    /** Nobody may do anything with the topic who has to sign for it. */
    public synchronized void deny(String topicArn) {
        denied.add(topicArn);
    }

    /** The topic's subscriptions, pending ones included. */
    public synchronized List<SnsSubscription> subscriptions(String topicArn) {
        return subscriptions.values().stream().filter(one -> one.topicArn().equals(topicArn)).toList();
    }

    public synchronized Map<String, String> topicAttributes(String topicArn) {
        return Map.copyOf(topics.get(topicArn));
    }

    /** As somebody does in the AWS console. */
    public synchronized void delete(String subscriptionArn) {
        subscriptions.remove(subscriptionArn);
        keep();
    }

    /** As somebody does in the AWS console. */
    public synchronized void setAttribute(String subscriptionArn, String name, String value) {
        subscriptions.computeIfPresent(subscriptionArn, (arn, one) -> one.with(name, value));
        keep();
    }

    /** A subscription that is there already, confirmed. */
    public synchronized SnsSubscription add(String topicArn, String endpoint) {
        SnsSubscription added = SnsSubscription.pending(topicArn, URI.create(endpoint).getScheme(), endpoint).confirm(false);
        subscriptions.put(added.arn(), added);
        keep();
        return added;
    }

    synchronized boolean exists(String topicArn) {
        return topics.containsKey(topicArn);
    }

    synchronized boolean isDenied(String topicArn) {
        return denied.contains(topicArn);
    }

    synchronized List<String> topicsIn(String region) {
        return topics.keySet().stream().filter(arn -> region.isEmpty() || arn.split(":")[3].equals(region)).toList();
    }

    /** The same endpoint again gets the same subscription again, and while that is pending another confirmation message. */
    synchronized SnsSubscription subscribe(String topicArn, String protocol, String endpoint) {
        SnsSubscription subscription = subscriptions.values().stream()
                .filter(one -> one.topicArn().equals(topicArn) && one.endpoint().equals(endpoint)).findFirst()
                .orElseGet(() -> SnsSubscription.pending(topicArn, protocol, endpoint));
        subscriptions.put(subscription.arn(), subscription);
        keep();
        if (!subscription.isConfirmed()) {
            post(SnsMessage.subscriptionConfirmation(topicArn, subscription.token()));
        }
        return subscription;
    }

    synchronized Optional<SnsSubscription> confirm(String topicArn, String token, boolean authenticated) {
        Optional<SnsSubscription> confirmed = subscriptions.values().stream()
                .filter(one -> one.topicArn().equals(topicArn) && one.token().equals(token)).findFirst()
                .map(one -> one.confirm(authenticated));
        confirmed.ifPresent(one -> {
            subscriptions.put(one.arn(), one);
            keep();
        });
        return confirmed;
    }

    synchronized Optional<SnsSubscription> subscription(String arn) {
        return Optional.ofNullable(subscriptions.get(arn));
    }

    synchronized void setTopicAttribute(String topicArn, String name, String value) {
        topics.get(topicArn).put(name, value);
        keep();
    }

    /** Answers the MessageId, or nothing where too much waits for the subscriber already. */
    synchronized Optional<String> publish(String topicArn, String subject, String message, Map<String, String> attributes) {
        SnsMessage notification = SnsMessage.notification(topicArn, message);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            notification = notification.attribute(attribute.getKey(), "String", attribute.getValue());
        }
        SnsMessage titled = subject == null ? notification : notification.subject(subject);
        List<SnsSubscription> heard = new ArrayList<>(subscriptions(topicArn));
        heard.removeIf(one -> !one.isConfirmed());
        return heard.stream().allMatch(one -> post(titled)) ? Optional.of(titled.messageId()) : Optional.empty();
    }

    /** @return whether it is on its way, or nobody listens anyway */
    private boolean post(SnsMessage message) {
        return signer == null || deliveries.offer(subscriber, signer, message);
    }

    @Override
    public void close() {
        deliveries.close();
        file.ifPresent(kept -> kept.close(this::state));
    }
}
