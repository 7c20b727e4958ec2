package dev.tocsin.console.message;

import java.util.List;
import java.util.Optional;

import dev.tocsin.chat.SafeUrl;
import dev.tocsin.console.Light;
import dev.tocsin.console.StateLights;
import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.NotificationHistory;
import dev.tocsin.history.Histories.Standing;

/**
 * What has become of a published message so far.
 *
 * @param found empty while it has not come back from SNS
 * @param asked how often the page has asked
 */
record PublishedMessage(String topicArn, String messageId, Optional<NotificationHistory> found, int asked) {

    private static final int HASTY = 10;
    /** A minute: ten seconds, and then one time in two seconds. */
    private static final int MOST = 35;

    /** To one configuration. */
    record Arrival(DeliveryHistory it) {

        public Light light() {
            return StateLights.ofDelivery(it.state());
        }

        /** Null if it is none to be clicked. */
        public String permalink() {
            return it.permalink() == null ? null : SafeUrl.of(it.permalink()).orElse(null);
        }

        /** Why it has not arrived, or not yet; null if nothing is to be said. */
        public String because() {
            return it.waitsBecause() != null ? it.waitsBecause() : it.reason();
        }
    }

    public Light light() {
        return found.map(message -> StateLights.ofNotification(message.state())).orElseGet(() -> Light.calm("Not here yet"));
    }

    public List<Arrival> arrivals() {
        return found.stream().flatMap(message -> message.deliveries().stream()).map(Arrival::new).toList();
    }

    /** Why it was turned away or sent nowhere; null if it was not. */
    public String because() {
        return found.filter(message -> message.deliveries().isEmpty()).map(message -> message.unheard() != null
                ? message.unheard().because() + " " + message.unheard().advice()
                : message.refusals().stream().findFirst().map(refusal -> refusal.detail()).orElse(null)).orElse(null);
    }

    public boolean isHere() {
        return found.isPresent();
    }

    /** What was refused may come again by SNS, if the fault was ours. */
    public boolean isOver() {
        return found.filter(message -> message.state() != Standing.PENDING && message.state() != Standing.REFUSED).isPresent();
    }

    public boolean isAskedAgain() {
        return !isOver() && asked < MOST;
    }

    public boolean isGivenUp() {
        return !isOver() && asked >= MOST;
    }

    public String next() {
        return "/console/topics/" + topicArn + "/publish/" + messageId + "?asked=" + (asked + 1);
    }

    public String pause() {
        return asked < HASTY ? "1s" : "2s";
    }
}
