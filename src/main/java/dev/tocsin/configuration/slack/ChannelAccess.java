package dev.tocsin.configuration.slack;

import java.util.List;

import dev.tocsin.slack.SlackChannel;

/** Whether anything can be posted to a channel that Slack shows us. */
enum ChannelAccess {

    OPEN,
    ARCHIVED,
    /** The app is not in it, and could post there only if it were. */
    NOT_IN_IT;

    static final String POST_ANYWHERE = "chat:write.public";

    /** @param scopes of the token; empty if they are not known */
    static ChannelAccess to(SlackChannel channel, List<String> scopes) {
        if (channel.isArchived()) {
            return ARCHIVED;
        }
        boolean isOpenToAll = !channel.isPrivate() && (scopes.isEmpty() || scopes.contains(POST_ANYWHERE));
        return channel.isMember() || isOpenToAll ? OPEN : NOT_IN_IT;
    }
}
