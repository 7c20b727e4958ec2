package dev.tocsin.configuration.chime;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.configuration.State;
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
        @Schema(required = true) List<Tag> tags,
        @Schema(required = true, description = "DISABLED: nothing is sent; deliveries wait until it is enabled, at most as long as the history is kept") State state,
        @Schema(examples = "maintenance until Monday", description = "Why it is disabled; absent otherwise, or if nobody said why") String stateReason,
        @Schema(required = true, description = "Since when it is in that state") Instant stateSince,
        @Schema(examples = "/etc/tocsin/configurations.yaml", description = "The file that declares it and alone may change it; absent otherwise") String managedBy,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt) {

    static ChimeWebhookView of(ChimeWebhookConfiguration webhook) {
        return new ChimeWebhookView(webhook.configurationName, webhook.webhookDescription,
                webhook.snsTopicArns.stream().sorted().toList(), webhook.iamRoleArn, webhook.loggingLevel,
                Tags.list(webhook.tags), webhook.state, webhook.stateReason, webhook.stateSince, webhook.managedBy,
                webhook.createdAt,
                webhook.updatedAt);
    }
}
