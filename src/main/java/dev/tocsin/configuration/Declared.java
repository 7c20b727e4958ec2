package dev.tocsin.configuration;

import java.util.List;

import dev.tocsin.secret.Secret;

/** All that a file declares, its secrets resolved. A list may hold null where the file's entry could not be read. */
public record Declared(List<SlackWorkspaceMembers> slackWorkspaces, List<SlackChannelMembers> slackChannels,
        List<ChimeWebhookMembers> chimeWebhooks) {

    /** Stands for a secret that a dry run does not look at: this very object counts as one that is right and the same. */
    public static final Secret UNSEEN = Secret.of("not looked at");

    static boolean isSeen(Secret secret) {
        return secret != UNSEEN;
    }

    /** How many entries there are, those included that could not be read. */
    public int size() {
        return slackWorkspaces.size() + slackChannels.size() + chimeWebhooks.size();
    }
}
