package dev.tocsin.console.history;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.console.Light;
import dev.tocsin.console.StateLights;
import dev.tocsin.history.Histories.NotificationSummary;

/** A notification as a list shows it. */
record NotificationRow(NotificationSummary it) {

    /** What no topic brought. */
    static final String OURSELVES = "Tocsin itself";

    public Light state() {
        return StateLights.ofNotification(it.state());
    }

    public Light severity() {
        return StateLights.ofSeverity(it.severity());
    }

    static boolean isOfOurselves(String topicArn) {
        return topicArn.startsWith("tocsin:");
    }

    /** For instance {@code alarms}. */
    public String topic() {
        return isOfOurselves(it.topicArn()) ? OURSELVES
                : TopicArn.parse(it.topicArn()).map(TopicArn::name).orElse(it.topicArn());
    }

    /** Two topics may bring one MessageId. */
    public String page() {
        return "/console/notifications/" + it.messageId() + "?topicArn=" + it.topicArn();
    }
}
