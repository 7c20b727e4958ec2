package dev.tocsin.sns;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.sns.Topics.Instructions;
import dev.tocsin.sns.Topics.Policy;
import dev.tocsin.sns.Topics.Statement;

/** Writes the commands and policies for one topic. Nothing in them needs quoting: the forms of ARNs and URLs are checked. */
@ApplicationScoped
class InstructionsFor {

    private static final String NEW = "SUBSCRIPTION_ARN";

    private final OurEndpoint endpoint;

    InstructionsFor(OurEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    Instructions topic(TopicArn topic, Optional<String> subscriptionArn) {
        String subscription = subscriptionArn.orElse(NEW);
        return new Instructions(endpoint.text(),
                aws(topic, "subscribe --topic-arn " + topic + " --protocol " + endpoint.protocol()
                        + " --notification-endpoint " + endpoint.text() + " --return-subscription-arn"),
                aws(topic, "set-topic-attributes --topic-arn " + topic
                        + " --attribute-name SignatureVersion --attribute-value 2"),
                attribute(topic, subscription, DeliveryPolicy.ATTRIBUTE, DeliveryPolicy.PATIENT),
                attribute(topic, subscription, "RedrivePolicy", "{\"deadLetterTargetArn\":\"arn:" + topic.partition() + ":sqs:"
                        + topic.region() + ":" + topic.account() + ":QUEUE\"}"),
                attribute(topic, subscription, "RawMessageDelivery", "false"),
                subscriptionArn.map(arn -> aws(topic, "unsubscribe --subscription-arn " + arn)).orElse(null),
                identityPolicy(topic), topicPolicyStatement(topic));
    }

    private static String attribute(TopicArn topic, String subscription, String name, String value) {
        return aws(topic, "set-subscription-attributes --subscription-arn " + subscription + " --attribute-name " + name
                + " --attribute-value '" + value + "'");
    }

    private static String aws(TopicArn topic, String command) {
        return "aws sns --region " + topic.region() + " " + command;
    }

    /** Actions on subscriptions cannot be limited to resources; IAM knows none of theirs. */
    private Policy identityPolicy(TopicArn topic) {
        return new Policy("2012-10-17", List.of(
                new Statement("Topic", "Allow", null, List.of("sns:Subscribe", "sns:ConfirmSubscription",
                        "sns:ListSubscriptionsByTopic", "sns:GetTopicAttributes", "sns:SetTopicAttributes", "sns:Publish"),
                        topic.toString(), null),
                new Statement("Subscriptions", "Allow", null,
                        List.of("sns:Unsubscribe", "sns:GetSubscriptionAttributes", "sns:SetSubscriptionAttributes",
                                "sns:ListTopics"),
                        "*", null)));
    }

    private Statement topicPolicyStatement(TopicArn topic) {
        return new Statement("TocsinSubscribes", "Allow",
                Map.of("AWS", "arn:" + topic.partition() + ":iam::TOCSIN_ACCOUNT:role/TOCSIN_ROLE"),
                List.of("sns:Subscribe", "sns:ListSubscriptionsByTopic"), topic.toString(), null);
    }
}
