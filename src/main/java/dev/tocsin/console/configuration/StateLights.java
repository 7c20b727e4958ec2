package dev.tocsin.console.configuration;

import java.util.Map;

import dev.tocsin.console.Light;

/** How the states of configurations, topics, subscriptions and deliveries look. */
final class StateLights {

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

    private StateLights() {
    }

    /** @param state in the API's word, as those of the others are */
    static Light ofConfiguration(String state) {
        return of(OF_CONFIGURATIONS, state);
    }

    static Light ofSubscription(Enum<?> state) {
        return of(OF_SUBSCRIPTIONS, state.name());
    }

    static Light ofTopic(Enum<?> light) {
        return of(OF_TOPICS, light.name());
    }

    static Light ofDestination(Enum<?> light) {
        return of(OF_DESTINATIONS, light.name());
    }

    static Light ofDelivery(Enum<?> state) {
        return of(OF_DELIVERIES, state.name());
    }

    /** A state that a newer replica may have is shown by its own word. */
    private static Light of(Map<String, Light> lights, String state) {
        return lights.getOrDefault(state, Light.calm(state));
    }
}
