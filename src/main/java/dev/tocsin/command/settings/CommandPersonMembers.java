package dev.tocsin.command.settings;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tocsin.configuration.Limits;

/** The role that somebody is to have, as a request says it. */
@Schema(name = "CommandPersonRequest")
public record CommandPersonMembers(
        @Schema(required = true, pattern = Limits.NAME_PATTERN, examples = "payments-alarms", description = "A Slack channel of a workspace") String configurationName,
        @Schema(nullable = true, pattern = Limits.TEAM_PATTERN, examples = "T0123456789", description = "The configuration's workspace if nobody says anything") String slackTeamId,
        @Schema(required = true, pattern = CommandPersonMembers.USER, examples = "U0123456789", description = "Of a person, and not of a user group") String slackUserId,
        @Schema(nullable = true, minLength = 1, maxLength = Limits.TEXT, examples = "ada", description = "For people who read it; the id if nobody says anything") String slackUserName,
        @Schema(required = true, maxLength = Limits.ROLE_ARN, examples = "arn:aws:iam::123456789012:role/people/ada", description = "In the account of the configuration's iamRoleArn, if it has one") String roleArn) {

    static final String USER = "^[UW][A-Z0-9]{1,63}$";
}
