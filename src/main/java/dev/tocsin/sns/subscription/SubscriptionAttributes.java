package dev.tocsin.sns.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.AwsFault;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.sns.SnsConfig;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** The settings of a confirmed subscription, and of its topic where we are told to manage them. */
@ApplicationScoped
class SubscriptionAttributes {

    private static final String RAW = "RawMessageDelivery";
    private static final String SIGNATURE_VERSION = "SignatureVersion";

    private final SubscriptionsAtAws aws;
    private final SnsConfig config;

    SubscriptionAttributes(SubscriptionsAtAws aws, SnsConfig config) {
        this.aws = aws;
        this.config = config;
    }

    /** Sets what is wrong and answers what is still not as it should be; what we may not read or set is a warning. */
    Uni<List<String>> repair(TopicArn topic, String subscriptionArn) {
        List<String> warnings = new ArrayList<>();
        return aws.attributes(topic, subscriptionArn)
                .chain(attributes -> repair(topic, subscriptionArn, attributes, warnings))
                .onFailure(AwsFault.class)
                .invoke(fault -> warnings.add("Its settings cannot be checked: " + fault.getMessage()))
                .onFailure(AwsFault.class).recoverWithNull()
                .chain(() -> signWithSha256(topic, warnings))
                .replaceWith(warnings);
    }

    private Uni<Void> repair(TopicArn topic, String arn, Map<String, String> attributes, List<String> warnings) {
        if (attributes.containsKey("FilterPolicy")) {
            warnings.add("It has a filter policy, so that not every message reaches Tocsin");
        }
        return rawDeliveryOff(topic, arn, attributes).chain(() -> patience(topic, arn, attributes, warnings));
    }

    /** A raw message has no signature, so it would be refused, and SNS would throw it away. */
    private Uni<Void> rawDeliveryOff(TopicArn topic, String arn, Map<String, String> attributes) {
        if (!"true".equalsIgnoreCase(attributes.get(RAW))) {
            return Uni.createFrom().voidItem();
        }
        return aws.setAttribute(topic, arn, RAW, "false")
                .invoke(() -> Log.warnf("Subscription topic=%s: raw message delivery was on; switched off", topic));
    }

    private Uni<Void> patience(TopicArn topic, String arn, Map<String, String> attributes, List<String> warnings) {
        if (attributes.containsKey(DeliveryPolicy.ATTRIBUTE)) {
            return Uni.createFrom().voidItem();
        }
        if (!config.manageDeliveryPolicy()) {
            warnings.add("It has no delivery policy of its own, so SNS gives up when Tocsin is away for more than a minute; "
                    + "the topic's instructions have the command (or tocsin.sns.manage-delivery-policy=true)");
            return Uni.createFrom().voidItem();
        }
        return aws.setAttribute(topic, arn, DeliveryPolicy.ATTRIBUTE, DeliveryPolicy.PATIENT);
    }

    private Uni<Void> signWithSha256(TopicArn topic, List<String> warnings) {
        if (!config.manageTopicAttributes()) {
            return Uni.createFrom().voidItem();
        }
        return aws.topicAttributes(topic)
                .chain(attributes -> "2".equals(attributes.get(SIGNATURE_VERSION)) ? Uni.createFrom().voidItem()
                        : aws.setTopicAttribute(topic, SIGNATURE_VERSION, "2"))
                .onFailure(AwsFault.class).recoverWithUni(fault -> {
                    warnings.add("SignatureVersion 2 cannot be set: " + fault.getMessage());
                    return Uni.createFrom().voidItem();
                });
    }
}
