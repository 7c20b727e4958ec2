package dev.tocsin.console.configuration;

import java.util.List;
import java.util.Optional;

import dev.tocsin.console.Light;
import dev.tocsin.console.StateLights;
import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.NotificationHistory;

/**
 * What has become of a test message so far.
 *
 * @param found empty while nothing of it has arrived
 * @param asked how often the page has asked
 */
public record TestProgress(String configurationName, String messageId, Optional<NotificationHistory> found, int asked) {

    private static final int HASTY = 10;
    /** Two and a half minutes. */
    private static final int MOST = 60;

    /** To this configuration; by a topic it goes to others too. */
    public Optional<DeliveryHistory> delivery() {
        return found.flatMap(message -> message.deliveries().stream()
                .filter(delivery -> delivery.configurationName().equals(configurationName)).findFirst());
    }

    public Light light() {
        return delivery().map(delivery -> StateLights.ofDelivery(delivery.state()))
                .orElseGet(() -> isRefused() ? Light.bad("Refused") : Light.calm("Not here yet"));
    }

    public boolean isRefused() {
        return found.isPresent() && delivery().isEmpty() && !found.get().refusals().isEmpty();
    }

    /** Why it is not delivered, or not yet; empty if that is not known. */
    public String words() {
        return delivery().map(delivery -> Optional.ofNullable(delivery.waitsBecause()).orElse(delivery.reason()))
                .or(() -> found.map(NotificationHistory::refusals).map(List::stream)
                        .flatMap(refusals -> refusals.findFirst().map(refusal -> refusal.detail())))
                .orElse("");
    }

    public boolean isOver() {
        return isRefused()
                || delivery().filter(delivery -> delivery.settledAt() != null).isPresent();
    }

    public boolean isAskedAgain() {
        return !isOver() && asked < MOST;
    }

    /** Nothing for so long that somebody should look what is the matter. */
    public boolean isGivenUp() {
        return !isOver() && asked >= MOST;
    }

    public String next() {
        return "/console/configurations/" + configurationName + "/test/" + messageId + "?asked=" + (asked + 1);
    }

    public String pause() {
        return asked < HASTY ? "1s" : "3s";
    }
}
