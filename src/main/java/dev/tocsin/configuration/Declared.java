package dev.tocsin.configuration;

import java.util.List;

/** All that a file declares, its secrets resolved. A list may hold null where the file's entry could not be read. */
public record Declared(List<SlackWorkspaceMembers> slackWorkspaces, List<SlackChannelMembers> slackChannels,
        List<ChimeWebhookMembers> chimeWebhooks) {
}
