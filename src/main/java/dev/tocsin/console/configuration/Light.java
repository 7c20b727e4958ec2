package dev.tocsin.console.configuration;

import java.util.Map;

/**
 * A state as a light.
 *
 * @param tone as the style sheet has it
 */
public record Light(String tone, String word) {

    private static final String GOOD = "good";
    private static final String WARN = "warn";
    private static final String BAD = "bad";
    private static final String CALM = "calm";
    private static final Map<String, Light> LIGHTS = Map.ofEntries(
            // Of a configuration
            Map.entry("ENABLED", new Light(GOOD, "Enabled")),
            Map.entry("DISABLED", new Light(CALM, "Disabled")),
            Map.entry("SHUT", new Light(BAD, "Shut")),
            // Of a subscription
            Map.entry("REQUESTED", new Light(CALM, "Requested")),
            Map.entry("PENDING_CONFIRMATION", new Light(WARN, "Pending confirmation")),
            Map.entry("CONFIRMED", new Light(GOOD, "Confirmed")),
            Map.entry("FAILED", new Light(BAD, "Failed")),
            Map.entry("REMOVED_AT_AWS", new Light(BAD, "Removed at AWS")),
            // Of a topic and a destination
            Map.entry("TROUBLE", new Light(BAD, "Trouble")),
            Map.entry("WARNING", new Light(WARN, "Warning")),
            Map.entry("WAITING", new Light(WARN, "Waiting")),
            Map.entry("UNHEARD", new Light(CALM, "Unheard")),
            Map.entry("IDLE", new Light(CALM, "Idle")),
            Map.entry("OK", new Light(GOOD, "OK")),
            // Of a delivery
            Map.entry("PENDING", new Light(CALM, "On its way")),
            Map.entry("SENDING", new Light(CALM, "Being posted")),
            Map.entry("DELIVERED", new Light(GOOD, "Delivered")),
            Map.entry("DEAD", new Light(BAD, "Given up")));

    /** @param state in the API's word */
    static Light of(String state) {
        return LIGHTS.getOrDefault(state, new Light(CALM, state));
    }
}
