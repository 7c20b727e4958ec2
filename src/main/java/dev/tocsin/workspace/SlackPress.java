package dev.tocsin.workspace;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.command.ButtonPresser;
import dev.tocsin.command.PressedButton;
import dev.tocsin.command.offer.PressedOffer;
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
record SlackPress(Pressed pressed, String workspaceId, boolean isOfTheWorkspace, String userId,
        String userName, String channel, String ts, String press, String responseUrl) {

    /** Which button it was. */
    sealed interface Pressed {

        /** Empty if it is none of ours. */
        static Optional<Pressed> of(String actionId, String value) {
            return PressedOffer.of(actionId, value).<Pressed> map(OfNotification::new)
                    .or(() -> id(value).flatMap(id -> of(actionId, id)));
        }

        private static Optional<Pressed> of(String actionId, UUID id) {
            CareAction action = ACTIONS.get(actionId);
            return action != null ? Optional.of(new OfMatter(action, id))
                    : PressedButton.of(actionId, id).map(OfCommand::new);
        }
    }

    /** Under a message that stands for a matter. */
    record OfMatter(CareAction action, UUID posting) implements Pressed {
    }

    /** Under what was said of a command. */
    record OfCommand(PressedButton button) implements Pressed {
    }

    /** Below a notification; it gives a command. */
    record OfNotification(PressedOffer offer) implements Pressed {
    }

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
        JsonNode json = json(SlackForm.read(body).text(FIELD));
        if (!json.path("type").asText("").equals("block_actions")) {
            return Optional.empty();
        }
        for (JsonNode pressed : json.path("actions")) {
            Optional<Pressed> button = Pressed.of(pressed.path("action_id").asText(""), pressed.path("value").asText(""));
            if (button.isPresent()) {
                return Optional.of(of(json, pressed, button.get()));
            }
        }
        return Optional.empty();
    }

    private static SlackPress of(JsonNode json, JsonNode pressed, Pressed button) {
        JsonNode user = json.path("user");
        JsonNode container = json.path("container");
        String team = required(json.path("team").path("id"), ID, "team.id");
        String organisation = json.path("enterprise").path("id").asText("");
        boolean isOfAll = json.path("is_enterprise_install").asBoolean() && ID.matcher(organisation).matches();
        String userId = required(user.path("id"), ID, "user.id");
        String userTeam = user.path("team_id").asText("");
        return new SlackPress(button, isOfAll ? organisation : team,
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

    ButtonPresser presser() {
        return new ButtonPresser(workspaceId, channel, ts, userId, userName, press);
    }

    private static String required(JsonNode member, Pattern form, String name) {
        String text = member.asText("");
        if (!form.matcher(text).matches()) {
            throw new SlackEvent.Unreadable(name + " is none");
        }
        return text;
    }

    private static Optional<UUID> id(String value) {
        try {
            return Optional.of(UUID.fromString(value));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
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
