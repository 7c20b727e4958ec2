package dev.tocsin.workspace;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.live.CareAction;
import dev.tocsin.live.ChatSpot;

/**
 * That somebody pressed one of our buttons (docs.slack.dev/reference/interaction-payloads/block_actions-payload).
 *
 * @param workspaceId whose app it is: the team's id, or the organisation's where all of that has the app
 * @param isOfTheWorkspace whether they belong there themselves; in a channel that is shared with others they need not
 * @param userName what they are called there, as they wish
 * @param channel in which the message is, whose name is {@code ts}
 * @param press names this press alone
 * @param responseUrl where they can be answered, as it came; empty where it did not
 */
record SlackPress(CareAction action, UUID posting, String workspaceId, boolean isOfTheWorkspace, String userId,
        String userName, String channel, String ts, String press, String responseUrl) {

    private static final String FIELD = "payload";
    private static final Pattern ID = Pattern.compile("[A-Z0-9]{1,40}");
    private static final Pattern TS = Pattern.compile("[0-9]{1,15}\\.[0-9]{1,9}");
    private static final Map<String, CareAction> ACTIONS = Map.of("tocsin-acknowledge", CareAction.ACKNOWLEDGE,
            "tocsin-resolve", CareAction.RESOLVE, "tocsin-reopen", CareAction.REOPEN);

    /**
     * Empty if it is nothing that Tocsin has to do with: another button, a link that was opened, a menu.
     *
     * @throws SlackEvent.Unreadable if it is no form with such a payload, or says what cannot be
     */
    static Optional<SlackPress> read(byte[] body) {
        JsonNode json = json(payload(new String(body, StandardCharsets.UTF_8)));
        if (!json.path("type").asText("").equals("block_actions")) {
            return Optional.empty();
        }
        for (JsonNode pressed : json.path("actions")) {
            CareAction action = ACTIONS.get(pressed.path("action_id").asText(""));
            Optional<UUID> posting = posting(pressed.path("value").asText(""));
            if (action != null && posting.isPresent()) {
                return Optional.of(of(json, pressed, action, posting.get()));
            }
        }
        return Optional.empty();
    }

    private static SlackPress of(JsonNode json, JsonNode pressed, CareAction action, UUID posting) {
        JsonNode user = json.path("user");
        JsonNode container = json.path("container");
        String team = required(json.path("team").path("id"), ID, "team.id");
        String organisation = json.path("enterprise").path("id").asText("");
        boolean isOfAll = json.path("is_enterprise_install").asBoolean() && ID.matcher(organisation).matches();
        String userId = required(user.path("id"), ID, "user.id");
        String userTeam = user.path("team_id").asText("");
        return new SlackPress(action, posting, isOfAll ? organisation : team,
                userTeam.equals(team) || !organisation.isEmpty() && userTeam.equals(organisation), userId,
                Optional.of(user.path("username").asText("")).filter(name -> !name.isBlank())
                        .orElseGet(() -> user.path("name").asText("")),
                required(container.path("channel_id"), ID, "container.channel_id"),
                required(container.path("message_ts"), TS, "container.message_ts"),
                userId + " " + required(pressed.path("action_ts"), TS, "action_ts") + " " + pressed.path("action_id").asText(),
                json.path("response_url").asText(""));
    }

    ChatSpot spot() {
        return new ChatSpot("workspace:" + workspaceId, channel, ts);
    }

    private static String required(JsonNode member, Pattern form, String name) {
        String text = member.asText("");
        if (!form.matcher(text).matches()) {
            throw new SlackEvent.Unreadable(name + " is none");
        }
        return text;
    }

    private static Optional<UUID> posting(String value) {
        try {
            return Optional.of(UUID.fromString(value));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    /** Two of them could be read in two ways. */
    private static String payload(String form) {
        List<String> payloads = Arrays.stream(form.split("&")).filter(field -> field.startsWith(FIELD + "="))
                .map(field -> field.substring(FIELD.length() + 1)).toList();
        if (payloads.size() != 1) {
            throw new SlackEvent.Unreadable("the form has no one field payload");
        }
        try {
            return URLDecoder.decode(payloads.get(0), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException undecodable) {
            throw new SlackEvent.Unreadable("its payload is not encoded as forms are");
        }
    }

    private static JsonNode json(String payload) {
        try {
            JsonNode json = SlackEvent.JSON.readTree(payload);
            if (json == null || !json.isObject()) {
                throw new SlackEvent.Unreadable("its payload is no JSON object");
            }
            SlackEvent.requireText(json);
            return json;
        } catch (IOException unreadable) {
            throw new SlackEvent.Unreadable("its payload is no JSON");
        }
    }
}
