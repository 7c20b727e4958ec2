package dev.tocsin.standin;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A message as Slack keeps it now.
 *
 * @param author the app's bot, the webhook that posted it, or a person, who is named by the content as {@code user}
 * @param threadTs the message in whose thread it stands; empty for one of the channel's own
 * @param isBroadcast whether a reply is shown in the channel too
 * @param onlyFor the only user who sees it
 * @param content {@code text}, {@code blocks}, {@code attachments}, {@code metadata}, {@code parse} and {@code link_names};
 *        not to be changed
 * @param isEdited whether Slack shows that it was edited
 * @param updates how often it was changed
 * @param version grows with each change of any message
 */
public record PostedMessage(String team, String channel, String ts, Author author, Optional<String> threadTs,
        boolean isBroadcast, Optional<String> onlyFor, ObjectNode content, boolean isEdited, int updates, boolean isDeleted,
        long version) {

    /** Who posts. */
    public enum Author {
        APP,
        WEBHOOK,
        PERSON
    }

    public String text() {
        return content.path("text").asText("");
    }

    /** Whether the channel itself shows it, not only a thread. */
    public boolean isInChannel() {
        return threadTs.isEmpty() || isBroadcast;
    }

    PostedMessage changed(ObjectNode content, boolean isEdited) {
        return new PostedMessage(team, channel, ts, author, threadTs, isBroadcast, onlyFor, content, isEdited, updates + 1,
                isDeleted, version);
    }

    PostedMessage broadcast() {
        return new PostedMessage(team, channel, ts, author, threadTs, true, onlyFor, content, isEdited, updates, isDeleted,
                version);
    }

    PostedMessage deleted() {
        return new PostedMessage(team, channel, ts, author, threadTs, isBroadcast, onlyFor, content, isEdited, updates, true,
                version);
    }

    PostedMessage at(long version) {
        return new PostedMessage(team, channel, ts, author, threadTs, isBroadcast, onlyFor, content, isEdited, updates,
                isDeleted, version);
    }
}
