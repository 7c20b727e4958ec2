package dev.tocsin.configuration.chime;

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

/** A Chime webhook as answers show it. */
@Schema(name = "ChimeWebhookConfiguration")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChimeWebhookView(
        @Schema(required = true, examples = "payments-chime") String configurationName,
        @Schema(required = true, examples = "Payments room/Alarms") String webhookDescription,
        @Schema(required = true, examples = "[\"arn:aws:sns:eu-central-1:123456789012:alarms\"]") List<String> snsTopicArns,
        String iamRoleArn,
        @Schema(required = true) LoggingLevel loggingLevel,
        @Schema(minimum = "0", maximum = "" + Limits.DIGEST_AFTER, examples = "60", description = CommonMembers.DIGESTS
                + "Absent if the setting tocsin.delivery.digest-after decides") Integer digestAfterSeconds,
        @Schema(minimum = "0", maximum = "" + Limits.FOLD_AFTER, examples = "5", description = CommonMembers.FOLDS
                + "Absent if the setting tocsin.delivery.fold-after decides") Integer foldAfterMessages,
        @Schema(minimum = "1", maximum = "" + Limits.MINUTES, examples = "15", description = CommonMembers.REMIND_EVERY
                + "Absent if never") Integer remindEveryMinutes,
        @Schema(minimum = "1", maximum = "" + Limits.REMINDERS, examples = "4", description = CommonMembers.REMIND_AT_MOST
                + "Absent if nobody has said it, which is " + CommonMembers.REMINDERS_IF_NOBODY_SAYS) Integer remindAtMost,
        @Schema(minimum = "1", maximum = "" + Limits.MINUTES, examples = "30", description = CommonMembers.ESCALATE_AFTER
                + "Absent if never") Integer escalateAfterMinutes,
        @Schema(examples = "payments-leads", description = CommonMembers.ESCALATE_TO
                + "Absent if nothing is escalated") String escalateTo,
        @Schema(required = true) List<Tag> tags,
        @Schema(required = true) ConfigurationState state,
        @Schema(examples = "maintenance until Monday", description = "Why it is disabled, or what the chat says where it is shut; absent otherwise, or if nobody said why") String stateReason,
        @Schema(examples = "unarchive the channel in Slack, or name another", description = "What a person should do where it is shut; absent otherwise") String stateAdvice,
        @Schema(required = true, description = "Since when it is in that state, or, where it was shut or is given another destination meanwhile, since when that takes messages") Instant stateSince,
        @Schema(examples = "/etc/tocsin/configurations.yaml", description = "The file that declares it and alone may change it; absent otherwise") String managedBy,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt) {

    static ChimeWebhookView of(ChimeWebhookConfiguration webhook) {
        ShownState shown = webhook.shownState();
        return new ChimeWebhookView(webhook.configurationName, webhook.webhookDescription,
                webhook.snsTopicArns.stream().sorted().toList(), webhook.iamRoleArn, webhook.loggingLevel,
                webhook.digestAfterSeconds, webhook.foldAfterMessages, webhook.remindEveryMinutes, webhook.remindAtMost,
                webhook.escalateAfterMinutes, webhook.escalateTo,
                Tags.list(webhook.tags), shown.state(), shown.reason(), shown.advice(), shown.since(), webhook.managedBy,
                webhook.createdAt,
                webhook.updatedAt);
    }
}
