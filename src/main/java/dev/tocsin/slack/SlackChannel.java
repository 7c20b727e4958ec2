package dev.tocsin.slack;

import java.util.Optional;

/**
 * A channel, by {@code conversations.info}. A private channel that the app is not in is no channel to it: Slack answers
 * {@code channel_not_found}.
 *
 * @param name without {@code #}; empty for conversations that have none
 * @param isMember whether the app is in it; it may post to public channels without being
 */
public record SlackChannel(String id, Optional<String> name, boolean isPrivate, boolean isArchived, boolean isMember) {

    static SlackChannel of(SlackAnswer answer) {
        var channel = new SlackAnswer(answer.json().path("channel"), answer.scopes());
        return new SlackChannel(channel.text("id"), channel.optional("name"), channel.is("is_private"),
                channel.is("is_archived"), channel.is("is_member"));
    }
}
