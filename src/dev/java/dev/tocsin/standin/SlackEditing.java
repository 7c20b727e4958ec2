package dev.tocsin.standin;

import java.time.Duration;
import java.util.function.LongSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.standin.PostedMessage.Author;
import dev.tocsin.standin.SlackRules.Refusal;

/** {@code chat.update}, {@code chat.delete} and {@code chat.getPermalink}. */
final class SlackEditing {

    /** Beyond this {@code chat.update} refuses what {@code chat.postMessage} cuts (seratch/ChatGPT-in-Slack#102). */
    private static final int LONGEST_TEXT = 4_000;

    private final SlackConversations conversations;
    private final SlackRestrictions restrictions;
    private final SlackFiles files;
    private final LongSupplier millis;

    SlackEditing(SlackConversations conversations, SlackRestrictions restrictions, SlackFiles files, LongSupplier millis) {
        this.conversations = conversations;
        this.restrictions = restrictions;
        this.files = files;
        this.millis = millis;
    }

    Answer update(SlackCall call) {
        call.needs("chat:write");
        int wait = restrictions.budget().secondsToWait(call.method() + "/" + call.team());
        if (wait > 0) {
            return SlackReplies.tooFast(wait);
        }
        JsonNode request = call.json();
        PostedMessage message = own(call, "cant_update_message");
        if (restrictions.isTooOldToEdit(call.team(), age(message))) {
            throw new SlackRefused("edit_window_closed");
        }
        if (request.path("reply_broadcast").asBoolean() && !message.isBroadcast()) {
            return broadcast(message, request);
        }
        ObjectNode content = SlackContent.changed(message.content(), request);
        check(call, request, message, content);
        boolean isEdited = message.isEdited() || SlackContent.marksAsEdited(message.content(), request);
        return conversations.change(message.channel(), message.ts(), one -> one.changed(content, isEdited))
                .map(this::changed).orElseThrow(() -> new SlackRefused("message_not_found"));
    }

    private Answer broadcast(PostedMessage message, JsonNode request) {
        if (message.threadTs().isEmpty()) {
            throw new SlackRefused("cant_broadcast_message");
        }
        if (SlackContent.showsSomething(request)) {
            throw new SlackRefused("no_dual_broadcast_content_update");
        }
        return conversations.change(message.channel(), message.ts(), PostedMessage::broadcast).map(this::changed)
                .orElseThrow(() -> new SlackRefused("message_not_found"));
    }

    private void check(SlackCall call, JsonNode request, PostedMessage message, ObjectNode content) {
        if (!request.has("text") && !request.has("blocks") && !request.has("attachments")
                && !request.has("markdown_text")) {
            throw new SlackRefused("no_text");
        }
        if (request.path("text").asText("").length() > LONGEST_TEXT) {
            throw new SlackRefused("msg_too_long");
        }
        if (isTyped(message.content()) && !request.path("blocks").isEmpty()
                && !request.path("blocks").findValuesAsText("type").contains("rich_text")) {
            throw new SlackRefused("block_mismatch");
        }
        SlackRules rules = SlackRules.ofChannels(restrictions.hasCharts(call.team()),
                file -> files.isUsable(call.team(), file));
        // What only takes something away is judged by what is left.
        rules.refusal(SlackContent.showsSomething(request) ? request : content).ifPresent(SlackEditing::refuse);
    }

    private static void refuse(Refusal refusal) {
        throw new SlackRefused(SlackReplies.refused(refusal));
    }

    /** Messages that people type are one block of rich text. */
    private static boolean isTyped(ObjectNode content) {
        return content.path("blocks").size() == 1 && content.at("/blocks/0/type").asText().equals("rich_text");
    }

    private Answer changed(PostedMessage message) {
        ObjectNode answer = SlackReplies.yes().put("channel", message.channel()).put("ts", message.ts()).put("text",
                message.text());
        answer.set("message",
                SlackMessageJson.withMetadata(message, conversations.replies(message.channel(), message.ts())));
        return SlackReplies.answer(answer);
    }

    Answer delete(SlackCall call) {
        call.needs("chat:write");
        int wait = restrictions.budget().secondsToWait(call.method() + "/" + call.team());
        if (wait > 0) {
            return SlackReplies.tooFast(wait);
        }
        PostedMessage message = own(call, "cant_delete_message");
        conversations.delete(message.channel(), message.ts());
        return SlackReplies.answer(SlackReplies.yes().put("channel", message.channel()).put("ts", message.ts()));
    }

    Answer getPermalink(SlackCall call) {
        SlackTeams.Channel channel = call.channel();
        PostedMessage message = conversations.message(channel.id(), call.required("message_ts"))
                .filter(one -> one.onlyFor().isEmpty()).orElseThrow(() -> new SlackRefused("message_not_found"));
        String link = "http://" + call.inquiry().header("host") + "/archives/" + channel.id() + "/p"
                + message.ts().replace(".", "")
                + message.threadTs().map(root -> "?thread_ts=" + root + "&cid=" + channel.id()).orElse("");
        return SlackReplies.answer(SlackReplies.yes().put("channel", channel.id()).put("permalink", link));
    }

    /** The message that the call names, if it is the app's own in this team. */
    private PostedMessage own(SlackCall call, String otherwise) {
        SlackTeams.Channel channel = call.channel();
        if (channel.isArchived() || restrictions.isFrozen(channel.id())) {
            throw new SlackRefused("is_inactive");
        }
        PostedMessage message = conversations.message(channel.id(), call.required("ts"))
                .filter(one -> one.onlyFor().isEmpty()).orElseThrow(() -> new SlackRefused("message_not_found"));
        if (message.author() != Author.APP || !message.team().equals(call.team())) {
            throw new SlackRefused(otherwise);
        }
        return message;
    }

    private Duration age(PostedMessage message) {
        return Duration
                .ofMillis(millis.getAsLong() - Long.parseLong(message.ts().substring(0, message.ts().indexOf('.'))) * 1000);
    }
}
