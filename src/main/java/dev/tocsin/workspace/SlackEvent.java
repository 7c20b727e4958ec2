package dev.tocsin.workspace;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.command.TypedCommand;

/** What Slack tells by its Events API (docs.slack.dev/apis/events-api). */
sealed interface SlackEvent {

    /** Slack asks whether this address takes events, and wants its word back. */
    record Challenge(String word) implements SlackEvent {
    }

    /**
     * The app or its bot token is no longer good.
     *
     * @param workspaceId the team's id, or the organisation's
     * @param reason {@code app_uninstalled} or {@code tokens_revoked}
     * @param appId whose it was; a workspace may have several apps that post here
     */
    record Gone(String workspaceId, String reason, Instant since, Optional<String> appId) implements SlackEvent {
    }

    /** Somebody has mentioned the app. */
    record Mention(TypedCommand typed) implements SlackEvent {
    }

    /** Nothing that Tocsin has to do with. */
    record Other() implements SlackEvent {
    }

    /** What is signed by Slack and is no event all the same; says what is wrong with it. */
    final class Unreadable extends RuntimeException {
        Unreadable(String why) {
            super(why, null, false, false);
        }
    }

    /** The end of the year 9999. */
    long LATEST = 253_402_300_799L;

    ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads an event.
     *
     * @throws Unreadable if it is no JSON object, or if what it says cannot be
     */
    static SlackEvent read(byte[] body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (IOException unreadable) {
            throw new Unreadable("it is no JSON");
        }
        if (json == null || !json.isObject()) {
            throw new Unreadable("it is no JSON object");
        }
        requireText(json);
        return switch (json.path("type").asText("")) {
            case "url_verification" -> new Challenge(json.path("challenge").asText(""));
            case "event_callback" -> callback(json);
            default -> new Other();
        };
    }

    private static SlackEvent callback(JsonNode json) {
        String type = json.path("event").path("type").asText("");
        if (type.equals("app_mention")) {
            return SlackMention.read(json, workspaceId(json)).<SlackEvent> map(Mention::new).orElseGet(Other::new);
        }
        boolean isGone = type.equals("app_uninstalled")
                || type.equals("tokens_revoked") && !json.path("event").path("tokens").path("bot").isEmpty();
        return isGone ? new Gone(workspaceId(json), type, time(json.path("event_time")), appId(json)) : new Other();
    }

    static Optional<String> appId(JsonNode json) {
        return Optional.of(json.path("api_app_id").asText("")).filter(id -> !id.isEmpty());
    }

    private static Instant time(JsonNode seconds) {
        boolean isOne = seconds.isIntegralNumber() && seconds.canConvertToLong() && seconds.asLong() >= 0
                && seconds.asLong() <= LATEST;
        if (!isOne) {
            throw new Unreadable("event_time must be a number of seconds since 1970");
        }
        return Instant.ofEpochSecond(seconds.asLong());
    }

    /** PostgreSQL takes no U+0000 in text, and nothing that Slack names has one. */
    static void requireText(JsonNode json) {
        if (json.isTextual() && json.textValue().indexOf(0) >= 0) {
            throw new Unreadable("U+0000 is in a string");
        }
        json.forEach(SlackEvent::requireText);
    }

    /** An installation for a whole organisation is kept under the organisation's id. */
    private static String workspaceId(JsonNode json) {
        JsonNode authorization = json.path("authorizations").path(0);
        boolean ofOrganisation = authorization.path("is_enterprise_install").asBoolean()
                || json.path("is_enterprise_install").asBoolean() || !json.path("team_id").isTextual();
        String organisation = authorization.path("enterprise_id").asText(json.path("enterprise_id").asText(""));
        return ofOrganisation && !organisation.isEmpty() ? organisation : json.path("team_id").asText("");
    }
}
