package dev.tocsin.standin;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What Slack tells an app about a button that somebody pressed. */
final class SlackInteraction {

    private SlackInteraction() {
    }

    /**
     * @param element what was pressed, with its {@code block_id}
     * @param channelName what people call the channel
     */
    static ObjectNode pressed(PostedMessage message, List<PostedMessage> replies, ObjectNode element, SlackPerson person,
            String channelName, String responseUrl, Instant now) {
        String at = "%d.%06d".formatted(now.getEpochSecond(), now.getNano() / 1000);
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("type", "block_actions");
        payload.putObject("user").put("id", person.id()).put("username", person.name()).put("name", person.name())
                .put("team_id", person.team());
        payload.put("api_app_id", SlackTeams.APP_ID).put("token", "stand-in-s3cr3t-verification-token");
        boolean isInAttachment = !message.content().path("blocks").findValuesAsText("action_id")
                .contains(element.path("action_id").asText());
        ObjectNode container = payload.putObject("container").put("message_ts", message.ts())
                .put("channel_id", message.channel()).put("is_ephemeral", message.onlyFor().isPresent());
        if (isInAttachment) {
            container.put("type", "message_attachment").put("attachment_id", 1).put("is_app_unfurl", false);
        } else {
            container.put("type", "message");
        }
        payload.put("trigger_id", at.replace(".", "") + ".1234567890." + Integer.toHexString(at.hashCode()));
        payload.putObject("team").put("id", message.team()).put("domain", message.team().toLowerCase(Locale.ROOT));
        payload.putNull("enterprise").put("is_enterprise_install", false);
        payload.putObject("channel").put("id", message.channel()).put("name", channelName);
        payload.set("message", SlackMessageJson.of(message, replies));
        payload.putObject("state").putObject("values");
        payload.put("response_url", responseUrl);
        ObjectNode action = payload.putArray("actions").addObject().put("action_id", element.path("action_id").asText())
                .put("block_id", element.path("block_id").asText());
        action.set("text", element.path("text"));
        Optional.ofNullable(element.path("value").textValue()).ifPresent(value -> action.put("value", value));
        Optional.ofNullable(element.path("style").textValue()).ifPresent(style -> action.put("style", style));
        action.put("type", element.path("type").asText()).put("action_ts", at);
        return payload;
    }
}
