package dev.tocsin.standin;

import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.standin.PostedMessage.Author;

/** A message as the Web API and interactions say it. */
final class SlackMessageJson {

    static final String BOT_ID = "B0TOCSIN";

    private SlackMessageJson() {
    }

    /** Without metadata, which is only for those who ask. */
    static ObjectNode of(PostedMessage message, List<PostedMessage> replies) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "message");
        if (message.isDeleted()) {
            json.put("subtype", "tombstone").put("user", "USLACKBOT").put("hidden", true)
                    .put("text", "This message was deleted.");
        } else {
            describe(message, json);
        }
        json.put("ts", message.ts());
        message.threadTs().ifPresent(
                root -> json.put("thread_ts", root).put("parent_user_id", SlackTeams.BOT_USER_ID));
        if (!replies.isEmpty()) {
            json.put("thread_ts", message.ts()).put("reply_count", replies.size()).put("reply_users_count", 1)
                    .put("latest_reply", replies.get(replies.size() - 1).ts());
            json.putArray("reply_users").add(SlackTeams.BOT_USER_ID);
        }
        return json;
    }

    static ObjectNode withMetadata(PostedMessage message, List<PostedMessage> replies) {
        ObjectNode json = of(message, replies);
        if (!message.isDeleted() && message.content().has("metadata")) {
            json.set("metadata", message.content().get("metadata"));
        }
        return json;
    }

    private static void describe(PostedMessage message, ObjectNode json) {
        if (message.isBroadcast()) {
            json.put("subtype", "thread_broadcast");
        } else if (message.author() == Author.WEBHOOK) {
            json.put("subtype", "bot_message");
        }
        json.put("team", message.team()).put("text", message.text());
        if (message.author() == Author.PERSON) {
            json.put("user", message.content().path("user").asText());
        } else {
            json.put("bot_id", BOT_ID);
        }
        if (message.author() == Author.APP) {
            json.put("user", SlackTeams.BOT_USER_ID).put("app_id", SlackTeams.APP_ID);
        }
        for (String part : List.of("blocks", "attachments")) {
            if (message.content().has(part)) {
                json.set(part, message.content().get(part));
            }
        }
        if (message.isEdited()) {
            json.putObject("edited").put("user", SlackTeams.BOT_USER_ID).put("ts", message.ts());
        }
    }
}
