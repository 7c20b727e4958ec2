package dev.tocsin.console.history;

import java.util.List;

import dev.tocsin.chat.SafeUrl;
import dev.tocsin.console.Light;
import dev.tocsin.console.StateLights;
import dev.tocsin.history.Histories.DeliveryHistory;

/**
 * A delivery as pages show it.
 *
 * @param steps its time line, empty in lists
 */
record DeliveryRow(DeliveryHistory it, List<TimeLineStep> steps) {

    public Light state() {
        return StateLights.ofDelivery(it.state());
    }

    public Light severity() {
        return StateLights.ofSeverity(it.severity());
    }

    public String page() {
        return "/console/notifications/" + it.messageId() + "?topicArn=" + it.topicArn();
    }

    /** Null if it is none to be clicked. */
    public String permalink() {
        return it.permalink() == null ? null : SafeUrl.of(it.permalink()).orElse(null);
    }

    /** What a person wants to know first. */
    public String because() {
        return it.waitsBecause() != null ? it.waitsBecause() : it.reason();
    }

    /** Only what has ended can be sent again. */
    public boolean isSettled() {
        return it.settledAt() != null;
    }
}
