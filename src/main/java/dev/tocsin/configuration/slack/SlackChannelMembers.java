package dev.tocsin.configuration.slack;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tocsin.configuration.CommonMembers;
import dev.tocsin.configuration.ConfigurationMembers;
import dev.tocsin.configuration.Limits;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.configuration.Tag;
import dev.tocsin.secret.Secret;

/** A Slack channel as a request names it: either slackTeamId and slackChannelId, or webhookUrl. */
@Schema(name = "SlackChannelRequest", description = "Either slackTeamId and slackChannelId, or webhookUrl: never both. What is left out counts as null at creation, and stays as it is in a change")
public record SlackChannelMembers(
        @Schema(required = true, pattern = Limits.NAME_PATTERN, examples = "payments-alarms", description = "Required at creation; cannot be changed") String configurationName,
        @Schema(pattern = Limits.TEAM_PATTERN, examples = "T0123456789", description = "A workspace of /api/slack/workspaces; cannot be changed") String slackTeamId,
        @Schema(examples = "C0123456789", description = "The channel's id; a pasted link to the channel is reduced to it") String slackChannelId,
        @Schema(nullable = true, minLength = 1, maxLength = Limits.TEXT, examples = "payments-alarms", description = "As Slack says, if it is left out") String slackChannelName,
        @Schema(implementation = String.class, writeOnly = true, description = "An incoming webhook's URL; never shown") Secret webhookUrl,
        @Schema(nullable = true, minLength = 1, maxLength = Limits.TEXT, description = "What tells the incoming webhook apart") String webhookDescription,
        @Schema(nullable = true, maxItems = Limits.TOPICS, examples = "[\"arn:aws:sns:eu-central-1:123456789012:alarms\"]", description = "Standard SNS topics; replaces the whole list") List<String> snsTopicArns,
        @Schema(nullable = true, maxLength = Limits.ROLE_ARN) String iamRoleArn,
        @Schema(nullable = true, description = "NONE if nobody says anything") LoggingLevel loggingLevel,
        @Schema(nullable = true, minimum = "0", maximum = ""
                + Limits.DIGEST_AFTER, examples = "60", description = CommonMembers.DIGESTS
                        + "As the setting tocsin.delivery.digest-after says if nobody says anything") Integer digestAfterSeconds,
        @Schema(nullable = true, minimum = "0", maximum = ""
                + Limits.FOLD_AFTER, examples = "5", description = CommonMembers.FOLDS
                        + "As the setting tocsin.delivery.fold-after says if nobody says anything") Integer foldAfterMessages,
        @Schema(nullable = true, description = SlackChannelKind.LIVE_MESSAGES
                + "As the setting tocsin.live.enabled says if nobody says anything; not true beside webhookUrl") Boolean liveMessages,
        @Schema(nullable = true, description = SlackChannelKind.CHARTS
                + "As the setting tocsin.live.charts says if nobody says anything") Boolean charts,
        @Schema(nullable = true, minimum = "1", maximum = ""
                + Limits.MINUTES, examples = "15", description = CommonMembers.REMIND_EVERY
                        + "Never if nobody says anything") Integer remindEveryMinutes,
        @Schema(nullable = true, minimum = "1", maximum = ""
                + Limits.REMINDERS, examples = "4", description = CommonMembers.REMIND_AT_MOST
                        + CommonMembers.REMINDERS_IF_NOBODY_SAYS + " if nobody says anything") Integer remindAtMost,
        @Schema(nullable = true, minimum = "1", maximum = ""
                + Limits.MINUTES, examples = "30", description = CommonMembers.ESCALATE_AFTER
                        + "Never if nobody says anything; goes with escalateTo") Integer escalateAfterMinutes,
        @Schema(nullable = true, pattern = Limits.NAME_PATTERN, examples = "payments-leads", description = CommonMembers.ESCALATE_TO
                + "Goes with escalateAfterMinutes; must be there, must not be this one, and must not lead back to it") String escalateTo,
        @Schema(nullable = true, maxItems = Limits.POLICIES, examples = "[\"arn:aws:iam::aws:policy/ReadOnlyAccess\"]", description = SlackChannelKind.GUARDRAILS
                + "At most " + CommandRules.GUARDRAILS_AT_MOST
                + " where commands are on or notificationButtons are there. Replaces the whole list") List<String> guardrailPolicyArns,
        @Schema(nullable = true, description = SlackChannelKind.OWN_ROLES
                + "false if nobody says anything") Boolean userAuthorizationRequired,
        @Schema(nullable = true, description = SlackChannelKind.COMMANDS
                + "false if nobody says anything; needs iamRoleArn or userAuthorizationRequired, and is not true beside webhookUrl") Boolean commands,
        @Schema(nullable = true, maxItems = CommandRules.PEOPLE_AT_MOST, examples = "[\"U0123456789\", \"S0123456789\"]", description = SlackChannelKind.PEOPLE
                + "Replaces the whole list") List<String> commandPeople,
        @Schema(nullable = true, maxItems = CommandRules.PEOPLE_AT_MOST, examples = "[\"S0123456789\"]", description = SlackChannelKind.APPROVERS
                + "Replaces the whole list") List<String> commandApprovers,
        @Schema(nullable = true, examples = "[\"SHOW_LOGS\", \"ALARM_HISTORY\"]", description = SlackChannelKind.BUTTONS
                + "Needs iamRoleArn or userAuthorizationRequired; replaces the whole list") List<NotificationButton> notificationButtons,
        @Schema(nullable = true, maxItems = Limits.TAGS, description = "Replaces the whole list") List<Tag> tags)
        implements
            ConfigurationMembers {

    /** The same with that URL. */
    @Override
    public SlackChannelMembers with(Secret secret) {
        return new SlackChannelMembers(configurationName, slackTeamId, slackChannelId, slackChannelName, secret,
                webhookDescription, snsTopicArns, iamRoleArn, loggingLevel, digestAfterSeconds, foldAfterMessages, liveMessages,
                charts, remindEveryMinutes, remindAtMost, escalateAfterMinutes, escalateTo,
                guardrailPolicyArns, userAuthorizationRequired, commands, commandPeople, commandApprovers, notificationButtons,
                tags);
    }
}
