package dev.tocsin.console.configuration;

import java.util.Map;

/**
 * A state as a light.
 *
 * @param tone as the style sheet has it
 */
public record Light(String tone, String word) {

    private static final Map<String, Light> LIGHTS = Map.of(
            "ENABLED", new Light("good", "Enabled"),
            "DISABLED", new Light("calm", "Disabled"),
            "SHUT", new Light("bad", "Shut"),
            "REQUESTED", new Light("calm", "Requested"),
            "PENDING_CONFIRMATION", new Light("warn", "Pending confirmation"),
            "CONFIRMED", new Light("good", "Confirmed"),
            "FAILED", new Light("bad", "Failed"),
            "REMOVED_AT_AWS", new Light("bad", "Removed at AWS"));

    /** @param state in the API's word */
    static Light of(String state) {
        return LIGHTS.getOrDefault(state, new Light("calm", state));
    }
}
