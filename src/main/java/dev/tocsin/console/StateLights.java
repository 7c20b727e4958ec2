package dev.tocsin.console;

import java.util.Map;

/** How the states that the API names look, each kind of thing in words of its own. */
public final class StateLights {

    private static final Map<String, Light> OF_CONFIGURATIONS = Map.of(
            "ENABLED", Light.good("Enabled"),
            "DISABLED", Light.calm("Disabled"),
            "SHUT", Light.bad("Shut"));
    private static final Map<String, Light> OF_SUBSCRIPTIONS = Map.of(
            "REQUESTED", Light.calm("Requested"),
            "PENDING_CONFIRMATION", Light.warn("Pending confirmation"),
            "CONFIRMED", Light.good("Confirmed"),
            "FAILED", Light.bad("Failed"),
            "REMOVED_AT_AWS", Light.bad("Removed at AWS"));
    private static final Map<String, Light> OF_TOPICS = Map.of(
            "TROUBLE", Light.bad("Trouble"),
            "WARNING", Light.warn("Warning"),
            "WAITING", Light.warn("Subscribing"),
            "UNHEARD", Light.calm("Not named any more"),
            "IDLE", Light.calm("Nothing yet"),
            "OK", Light.good("Subscribed"));
    private static final Map<String, Light> OF_DESTINATIONS = Map.of(
            "TROUBLE", Light.bad("Trouble"),
            "SHUT", Light.bad("Shut"),
            "WAITING", Light.warn("Waiting"),
            "DISABLED", Light.calm("Disabled"),
            "IDLE", Light.calm("Nothing yet"),
            "OK", Light.good("Delivering"));
    private static final Map<String, Light> OF_DELIVERIES = Map.of(
            "PENDING", Light.warn("Waiting"),
            "SENDING", Light.warn("Being sent"),
            "DELIVERED", Light.good("Delivered"),
            "DEAD", Light.bad("Given up"));

    private static final Map<String, Light> OF_NOTIFICATIONS = Map.of(
            "PENDING", Light.warn("Under way"),
            "DELIVERED", Light.good("Delivered"),
            "DEAD", Light.bad("Given up"),
            "UNHEARD", Light.warn("Nobody hears it"),
            "RECORDED", Light.calm("Recorded"),
            "REFUSED", Light.bad("Refused"));
    private static final Map<String, Light> OF_MATTERS = Map.of(
            "RUNNING", Light.calm("Under way"),
            "OPEN", Light.bad("Open"),
            "OVER", Light.good("Over"));
    private static final Map<String, Light> OF_SEVERITIES = Map.of(
            "CRITICAL", Light.bad("Critical"),
            "HIGH", Light.bad("High"),
            "MEDIUM", Light.warn("Medium"),
            "LOW", Light.calm("Low"),
            "INFO", Light.calm("Info"),
            "GOOD", Light.good("Good"));

    private StateLights() {
    }

    /** @param state in the API's word, as those of the others are */
    public static Light ofConfiguration(String state) {
        return of(OF_CONFIGURATIONS, state);
    }

    public static Light ofSubscription(Enum<?> state) {
        return of(OF_SUBSCRIPTIONS, state.name());
    }

    public static Light ofTopic(Enum<?> light) {
        return of(OF_TOPICS, light.name());
    }

    public static Light ofDestination(Enum<?> light) {
        return of(OF_DESTINATIONS, light.name());
    }

    public static Light ofDelivery(Enum<?> state) {
        return of(OF_DELIVERIES, state.name());
    }

    public static Light ofNotification(Enum<?> state) {
        return of(OF_NOTIFICATIONS, state.name());
    }

    public static Light ofMatter(Enum<?> phase) {
        return of(OF_MATTERS, phase.name());
    }

    public static Light ofSeverity(Enum<?> severity) {
        return of(OF_SEVERITIES, severity.name());
    }

    /** A state that a newer replica may have is shown by its own word. */
    private static Light of(Map<String, Light> lights, String state) {
        return lights.getOrDefault(state, Light.calm(state));
    }
}
