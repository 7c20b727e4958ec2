package dev.tocsin.console.history;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.console.Light;
import dev.tocsin.console.StateLights;
import dev.tocsin.history.Histories.NotificationSummary;

/** A notification as a list shows it. */
record NotificationRow(NotificationSummary it) {

    public Light state() {
        return StateLights.ofNotification(it.state());
    }

    public Light severity() {
        return StateLights.ofSeverity(it.severity());
    }

    /** For instance {@code alarms}. */
    public String topic() {
        return TopicArn.parse(it.topicArn()).map(TopicArn::name).orElse(it.topicArn());
    }

    /** Two topics may bring one MessageId. */
    public String page() {
        return "/console/notifications/" + it.messageId() + "?topicArn=" + it.topicArn();
    }
}
