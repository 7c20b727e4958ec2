package dev.tocsin.console;

import java.util.Map;

/**
 * How something does: a word, and how good that is. A page shows it as a shape, the word and a colour.
 *
 * @param look one of {@code good}, {@code warn}, {@code bad} and {@code calm}, of the style sheet
 */
public record Light(String word, String look) {

    private static final String GOOD = "good";
    private static final String WARN = "warn";
    private static final String BAD = "bad";
    private static final String CALM = "calm";

    /** By the API's words. One word looks the same wherever it stands. */
    private static final Map<String, Light> LIGHTS = Map.ofEntries(
            // Of configurations and workspaces
            Map.entry("ENABLED", new Light("Enabled", GOOD)),
            Map.entry("DISABLED", new Light("Disabled", CALM)),
            Map.entry("SHUT", new Light("Shut", BAD)),
            // Of subscriptions
            Map.entry("REQUESTED", new Light("Requested", CALM)),
            Map.entry("PENDING_CONFIRMATION", new Light("Pending confirmation", WARN)),
            Map.entry("CONFIRMED", new Light("Confirmed", GOOD)),
            Map.entry("FAILED", new Light("Failed", BAD)),
            Map.entry("REMOVED_AT_AWS", new Light("Removed at AWS", BAD)),
            // Of topics and destinations
            Map.entry("TROUBLE", new Light("Trouble", BAD)),
            Map.entry("WARNING", new Light("Warning", WARN)),
            Map.entry("WAITING", new Light("Waiting", WARN)),
            Map.entry("UNHEARD", new Light("Unheard", WARN)),
            Map.entry("IDLE", new Light("Idle", CALM)),
            Map.entry("OK", new Light("OK", GOOD)),
            // Of notifications and deliveries
            Map.entry("PENDING", new Light("On its way", CALM)),
            Map.entry("SENDING", new Light("Being posted", CALM)),
            Map.entry("DELIVERED", new Light("Delivered", GOOD)),
            Map.entry("DEAD", new Light("Given up", BAD)),
            Map.entry("RECORDED", new Light("Recorded", CALM)),
            Map.entry("REFUSED", new Light("Refused", BAD)),
            // Of what happened
            Map.entry("CRITICAL", new Light("Critical", BAD)),
            Map.entry("HIGH", new Light("High", BAD)),
            Map.entry("MEDIUM", new Light("Medium", WARN)),
            Map.entry("LOW", new Light("Low", CALM)),
            Map.entry("INFO", new Light("Info", CALM)),
            Map.entry("GOOD", new Light("Good", GOOD)));

    /** Of one of the API's enumerations, which a test compares with the list. */
    public static Light of(Enum<?> word) {
        return of(word.name());
    }

    /** @param word in the API's spelling; one that is not known looks calm */
    public static Light of(String word) {
        return LIGHTS.getOrDefault(word, calm(word));
    }

    static boolean knows(String word) {
        return LIGHTS.containsKey(word);
    }

    public static Light good(String word) {
        return new Light(word, GOOD);
    }

    public static Light warn(String word) {
        return new Light(word, WARN);
    }

    public static Light bad(String word) {
        return new Light(word, BAD);
    }

    /** Neither good nor bad. */
    public static Light calm(String word) {
        return new Light(word, CALM);
    }
}
