package dev.tocsin.configuration.chime;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tocsin.configuration.CommonMembers;
import dev.tocsin.configuration.ConfigurationMembers;
import dev.tocsin.configuration.Limits;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.configuration.Tag;
import dev.tocsin.secret.Secret;

/** A Chime webhook as a request names it. */
@Schema(name = "ChimeWebhookRequest", description = "What is left out counts as null at creation, and stays as it is in a change")
public record ChimeWebhookMembers(
        @Schema(required = true, pattern = Limits.NAME_PATTERN, examples = "payments-chime", description = "Required at creation; cannot be changed") String configurationName,
        @Schema(required = true, implementation = String.class, writeOnly = true, description = "The webhook's URL; required at creation, never shown") Secret webhookUrl,
        @Schema(required = true, minLength = 1, maxLength = Limits.TEXT, examples = "Payments room/Alarms", description = "What tells the webhook apart; required at creation") String webhookDescription,
        @Schema(required = true, nullable = true, minItems = 1, maxItems = Limits.TOPICS, examples = "[\"arn:aws:sns:eu-central-1:123456789012:alarms\"]", description = "Standard SNS topics; at least one; replaces the whole list") List<String> snsTopicArns,
        @Schema(nullable = true, maxLength = Limits.ROLE_ARN) String iamRoleArn,
        @Schema(nullable = true, description = "NONE if nobody says anything") LoggingLevel loggingLevel,
        @Schema(nullable = true, minimum = "0", maximum = ""
                + Limits.DIGEST_AFTER, examples = "60", description = CommonMembers.DIGESTS
                        + "As the setting tocsin.delivery.digest-after says if nobody says anything") Integer digestAfterSeconds,
        @Schema(nullable = true, minimum = "0", maximum = ""
                + Limits.FOLD_AFTER, examples = "5", description = CommonMembers.FOLDS
                        + "As the setting tocsin.delivery.fold-after says if nobody says anything") Integer foldAfterMessages,
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
        @Schema(nullable = true, maxItems = Limits.TAGS, description = "Replaces the whole list") List<Tag> tags)
        implements
            ConfigurationMembers {

    /** The same with that URL. */
    @Override
    public ChimeWebhookMembers with(Secret secret) {
        return new ChimeWebhookMembers(configurationName, secret, webhookDescription, snsTopicArns, iamRoleArn, loggingLevel,
                digestAfterSeconds, foldAfterMessages, remindEveryMinutes, remindAtMost, escalateAfterMinutes, escalateTo,
                tags);
    }
}
