package dev.tocsin.workspace;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

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
     */
    record Gone(String workspaceId, String reason, Instant since) implements SlackEvent {
    }

    /** Nothing that Tocsin has to do with. */
    record Other() implements SlackEvent {
    }

    ObjectMapper JSON = new ObjectMapper();

    /** @return nothing if it is no JSON object */
    static Optional<SlackEvent> read(byte[] body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        if (json == null || !json.isObject()) {
            return Optional.empty();
        }
        return Optional.of(switch (json.path("type").asText("")) {
            case "url_verification" -> new Challenge(json.path("challenge").asText(""));
            case "event_callback" -> callback(json);
            default -> new Other();
        });
    }

    private static SlackEvent callback(JsonNode json) {
        String type = json.path("event").path("type").asText("");
        boolean isGone = type.equals("app_uninstalled")
                || type.equals("tokens_revoked") && !json.path("event").path("tokens").path("bot").isEmpty();
        return isGone && json.path("event_time").canConvertToLong()
                ? new Gone(workspaceId(json), type, Instant.ofEpochSecond(json.path("event_time").asLong()))
                : new Other();
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
