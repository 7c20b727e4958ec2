package dev.tocsin.console.overview;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.console.Light;
import dev.tocsin.console.StateLights;
import dev.tocsin.sns.subscription.TopicLight;
import dev.tocsin.sns.subscription.Topics.TopicView;

/** A topic as the overview shows it. */
record TopicRow(TopicView it) {

    public Light light() {
        return StateLights.ofTopic(it.light());
    }

    public String page() {
        return "/console/topics/" + it.topicArn();
    }

    /** For instance {@code alarms}. */
    public String name() {
        return arn().name();
    }

    /** For instance {@code eu-central-1, 123456789012}. */
    public String place() {
        return arn().region() + ", " + arn().account();
    }

    private TopicArn arn() {
        return TopicArn.parse(it.topicArn()).orElseThrow();
    }

    public String because() {
        return it.reason() != null ? it.reason() : it.warnings().isEmpty() ? null : String.join(" ", it.warnings());
    }

    public boolean needsAPerson() {
        return it.light() == TopicLight.TROUBLE;
    }
}
