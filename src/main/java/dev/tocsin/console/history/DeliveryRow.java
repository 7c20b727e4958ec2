package dev.tocsin.console.history;

import java.util.List;

import dev.tocsin.chat.SafeUrl;
import dev.tocsin.console.Light;
import dev.tocsin.console.StateLights;
import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.ShownAs;

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

    /** Of the message that stands for its matter, if that goes on; null otherwise. */
    public String postingPage() {
        boolean isOfAMatter = it.postingId() != null && it.shownAs() != null && it.shownAs() != ShownAs.DIGEST;
        return isOfAMatter ? "/console/postings/" + it.postingId() : null;
    }

    /** How it is shown there, before the link to that message. */
    public String shown() {
        return switch (it.shownAs()) {
            case REPLY -> "Posted in the thread of";
            case CHANGE -> "Shown by changing";
            case MESSAGE, DIGEST -> "Posted as";
        };
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
