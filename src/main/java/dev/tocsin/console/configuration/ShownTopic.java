package dev.tocsin.console.configuration;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tocsin.aws.RegionNames;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.console.Light;
import dev.tocsin.console.StateLights;
import dev.tocsin.sns.subscription.SubscriptionState.State;
import dev.tocsin.sns.subscription.Topics.TopicView;

/** A topic as pages show it. */
public record ShownTopic(TopicArn arn, TopicView view) {

    static final String ADDRESS = "/console/topics";

    /** The topics of one Region. */
    public record OfRegion(String region, List<ShownTopic> topics) {

        public String regionName() {
            return RegionNames.of(region);
        }
    }

    static ShownTopic of(TopicView view) {
        return new ShownTopic(TopicArn.parse(view.topicArn())
                .orElseThrow(() -> new IllegalStateException("not the ARN of a topic: " + view.topicArn())), view);
    }

    static List<OfRegion> byRegion(List<ShownTopic> topics) {
        return topics.stream().collect(Collectors.groupingBy(topic -> topic.arn.region(), TreeMap::new, Collectors.toList()))
                .entrySet().stream().map(region -> new OfRegion(region.getKey(), region.getValue())).toList();
    }

    public String address() {
        return ADDRESS + "/" + arn;
    }

    /** For what is to be asked of the frame. */
    public String checkPath() {
        return "/topics/" + arn + "/check";
    }

    public String regionName() {
        return RegionNames.of(arn.region());
    }

    /** How it does. */
    public Light light() {
        return StateLights.ofTopic(view.light());
    }

    /** How its subscription stands. */
    public Light subscription() {
        return StateLights.ofSubscription(view.state());
    }

    /** Then nothing has to be done at AWS, though it can be. */
    public boolean isConfirmed() {
        return view.state() == State.CONFIRMED;
    }

    /** As far as SNS says so. */
    public boolean isMissing() {
        return view.state() == State.FAILED && view.reason() != null && view.reason().contains("does not exist");
    }

    boolean isUnderWay() {
        return view.state() == State.REQUESTED || view.state() == State.PENDING_CONFIRMATION;
    }

    /** Whether it would be unsubscribed if this configuration did not hear it. */
    boolean isHeardOnlyBy(String configurationName) {
        return view.configurationNames().equals(List.of(configurationName));
    }
}
