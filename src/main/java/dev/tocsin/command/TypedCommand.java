package dev.tocsin.command;

import java.util.Optional;

/**
 * What somebody typed in Slack for the app.
 *
 * @param key tells this from all else that is typed, however often Slack says it
 * @param workspaceId whose app it is: the team's id, or the organisation's where all of that has the app
 * @param isOfTheWorkspace whether they belong there themselves; in a channel that is shared with others they need not
 * @param appId for which app, if it is said
 * @param ts names their message; empty if there is none, as with slash commands
 * @param thread the message in whose thread they typed it
 * @param userName what they are called there, as they wish
 * @param responseUrl where they can be answered alone, as it came; empty where it did not
 */
public record TypedCommand(CommandSource source, String key, String workspaceId, boolean isOfTheWorkspace,
        Optional<String> appId, String channel, Optional<String> ts, Optional<String> thread, String userId, String userName,
        String text, String responseUrl) {

    /** Without what was typed, which may hold secrets. */
    @Override
    public String toString() {
        return "TypedCommand[" + source + " " + workspaceId + "/" + channel + "]";
    }
}
