package dev.tocsin.sns.subscription;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.iam.Policies;
import dev.tocsin.sns.subscription.Topics.Instructions;

/** Writes the commands and policies for one topic. Nothing in them needs quoting: the forms of ARNs and URLs are checked. */
@ApplicationScoped
class InstructionsFor {

    private static final String NEW = "SUBSCRIPTION_ARN";

    private final OurEndpoint endpoint;
    private final Policies policies;

    InstructionsFor(OurEndpoint endpoint, Policies policies) {
        this.endpoint = endpoint;
        this.policies = policies;
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
                policies.forTocsin(topic), policies.statementOfForeign(topic));
    }

    private static String attribute(TopicArn topic, String subscription, String name, String value) {
        return aws(topic, "set-subscription-attributes --subscription-arn " + subscription + " --attribute-name " + name
                + " --attribute-value '" + value + "'");
    }

    private static String aws(TopicArn topic, String command) {
        return "aws sns --region " + topic.region() + " " + command;
    }
}
