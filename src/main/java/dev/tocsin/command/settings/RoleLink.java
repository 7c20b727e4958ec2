package dev.tocsin.command.settings;

import java.util.Optional;

/**
 * What a link is for by which somebody in Slack asks for a role of their own.
 *
 * @param slackUserName what they call themselves; only the id is certain
 * @param account in which the role has to be, where the configuration says so by its own role
 * @param roleArn the role that they have now
 * @param askedRoleArn the role that they have asked for and nobody has granted yet
 */
public record RoleLink(String slackTeamId, String slackUserId, String slackUserName, String configurationName,
        Optional<String> account, Optional<String> roleArn, Optional<String> askedRoleArn) {
}
