package dev.tocsin.standin;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** What Slack would say to a message, for tests of other rooms. */
public final class SlackSays {

    private SlackSays() {
    }

    /** Why Slack would refuse the message of a bot; empty if it would take it. */
    public static Optional<String> refusal(JsonNode message) {
        return SlackRules.check(message).map(SlackSays::words);
    }

    /** Why it would refuse the same from a webhook, which takes less. */
    public static Optional<String> webhookRefusal(JsonNode message) {
        return SlackRules.ofWebhooks().refusal(message).map(SlackSays::words);
    }

    private static String words(SlackRules.Refusal refusal) {
        return refusal.error() + ": " + refusal.detail();
    }
}
