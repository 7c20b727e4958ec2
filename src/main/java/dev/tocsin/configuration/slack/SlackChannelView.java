package dev.tocsin.configuration.slack;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.configuration.CommonMembers;
import dev.tocsin.configuration.ConfigurationState;
import dev.tocsin.configuration.Limits;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.configuration.ShownState;
import dev.tocsin.configuration.Tag;
import dev.tocsin.configuration.Tags;

/** A Slack channel as answers show it. */
@Schema(name = "SlackChannelConfiguration")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SlackChannelView(
        @Schema(required = true, examples = "payments-alarms") String configurationName,
        @Schema(required = true, enumeration = {
                "bot", "incoming-webhook" }, description = "How the channel is reached") String destination,
        @Schema(examples = "T0123456789") String slackTeamId,
        @Schema(examples = "C0123456789") String slackChannelId,
        @Schema(examples = "payments-alarms") String slackChannelName,
        String webhookDescription,
        @Schema(required = true, examples = "[\"arn:aws:sns:eu-central-1:123456789012:alarms\"]") List<String> snsTopicArns,
        String iamRoleArn,
        @Schema(required = true) LoggingLevel loggingLevel,
        @Schema(minimum = "0", maximum = "" + Limits.DIGEST_AFTER, examples = "60", description = CommonMembers.DIGESTS
                + "Absent if the setting tocsin.delivery.digest-after decides") Integer digestAfterSeconds,
        @Schema(minimum = "0", maximum = "" + Limits.FOLD_AFTER, examples = "5", description = CommonMembers.FOLDS
                + "Absent if the setting tocsin.delivery.fold-after decides") Integer foldAfterMessages,
        @Schema(description = SlackChannelKind.LIVE_MESSAGES
                + "Absent if the setting tocsin.live.enabled decides") Boolean liveMessages,
        @Schema(description = SlackChannelKind.CHARTS
                + "Absent if the setting tocsin.live.charts decides") Boolean charts,
        @Schema(minimum = "1", maximum = "" + Limits.MINUTES, examples = "15", description = CommonMembers.REMIND_EVERY
                + "Absent if never") Integer remindEveryMinutes,
        @Schema(minimum = "1", maximum = "" + Limits.REMINDERS, examples = "4", description = CommonMembers.REMIND_AT_MOST
                + "Absent if nobody has said it, which is " + CommonMembers.REMINDERS_IF_NOBODY_SAYS) Integer remindAtMost,
        @Schema(minimum = "1", maximum = "" + Limits.MINUTES, examples = "30", description = CommonMembers.ESCALATE_AFTER
                + "Absent if never") Integer escalateAfterMinutes,
        @Schema(examples = "payments-leads", description = CommonMembers.ESCALATE_TO
                + "Absent if nothing is escalated") String escalateTo,
        @Schema(required = true, description = SlackChannelKind.GUARDRAILS) List<String> guardrailPolicyArns,
        @Schema(required = true, description = SlackChannelKind.OWN_ROLES) boolean userAuthorizationRequired,
        @Schema(required = true, description = SlackChannelKind.COMMANDS) boolean commands,
        @Schema(required = true, examples = "[\"U0123456789\"]", description = SlackChannelKind.PEOPLE) List<String> commandPeople,
        @Schema(required = true, examples = "[\"S0123456789\"]", description = SlackChannelKind.APPROVERS) List<String> commandApprovers,
        @Schema(required = true, examples = "[\"SHOW_LOGS\"]", description = SlackChannelKind.BUTTONS) List<NotificationButton> notificationButtons,
        @Schema(required = true) List<Tag> tags,
        @Schema(required = true) ConfigurationState state,
        @Schema(examples = "maintenance until Monday", description = "Why it is disabled, or what the chat says where it is shut; absent otherwise, or if nobody said why") String stateReason,
        @Schema(examples = "unarchive the channel in Slack, or name another", description = "What a person should do where it is shut; absent otherwise") String stateAdvice,
        @Schema(required = true, description = "Since when it is in that state, or, where it was shut or is given another destination meanwhile, since when that takes messages") Instant stateSince,
        @Schema(examples = "/etc/tocsin/configurations.yaml", description = "The file that declares it and alone may change it; absent otherwise") String managedBy,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt){

    static SlackChannelView of(SlackChannelConfiguration channel) {
        ShownState shown = channel.shownState();
        return new SlackChannelView(channel.configurationName, channel.isIncomingWebhook() ? "incoming-webhook" : "bot",
                channel.slackTeamId, channel.slackChannelId, channel.slackChannelName, channel.webhookDescription,
                channel.snsTopicArns.stream().sorted().toList(), channel.iamRoleArn, channel.loggingLevel,
                channel.digestAfterSeconds, channel.foldAfterMessages, channel.liveMessages, channel.charts,
                channel.remindEveryMinutes, channel.remindAtMost, channel.escalateAfterMinutes, channel.escalateTo,
                List.of(channel.guardrailPolicyArns), channel.userAuthorizationRequired, channel.commands,
                List.of(channel.commandPeople), List.of(channel.commandApprovers), channel.notificationButtons(),
                Tags.list(channel.tags), shown.state(), shown.reason(), shown.advice(), shown.since(), channel.managedBy,
                channel.createdAt, channel.updatedAt);
    }
}
