package dev.tocsin.standin;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** What Slack would say to a message, for tests of other rooms. */
public final class SlackSays {

    private SlackSays() {
    }

    /** Why Slack would refuse the message; empty if it would take it. */
    public static Optional<String> refusal(JsonNode message) {
        return SlackRules.check(message).map(refusal -> refusal.error() + ": " + refusal.detail());
    }
}
