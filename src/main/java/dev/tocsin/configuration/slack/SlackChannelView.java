package dev.tocsin.configuration.slack;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.configuration.State;
import dev.tocsin.configuration.Tag;
import dev.tocsin.configuration.Tags;

/** A Slack channel as answers show it. */
@Schema(name = "SlackChannelConfiguration")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SlackChannelView(
        @Schema(examples = "payments-alarms") String configurationName,
        @Schema(enumeration = {
                "bot", "incoming-webhook" }, description = "How the channel is reached") String destination,
        @Schema(examples = "T0123456789") String slackTeamId,
        @Schema(examples = "C0123456789") String slackChannelId,
        @Schema(examples = "payments-alarms") String slackChannelName,
        String webhookDescription,
        @Schema(examples = "[\"arn:aws:sns:eu-central-1:123456789012:alarms\"]") List<String> snsTopicArns,
        String iamRoleArn,
        LoggingLevel loggingLevel,
        List<String> guardrailPolicyArns,
        boolean userAuthorizationRequired,
        List<Tag> tags,
        @Schema(description = "DISABLED: nothing is sent; deliveries wait until it is enabled, at most as long as the history is kept") State state,
        @Schema(examples = "maintenance until Monday", description = "Why it is disabled; absent otherwise, or if nobody said why") String stateReason,
        @Schema(description = "Since when it is in that state") Instant stateSince,
        @Schema(examples = "/etc/tocsin/configurations.yaml", description = "The file that declares it and alone may change it; absent otherwise") String managedBy,
        Instant createdAt,
        Instant updatedAt){

    static SlackChannelView of(SlackChannelConfiguration channel) {
        return new SlackChannelView(channel.configurationName, channel.isIncomingWebhook() ? "incoming-webhook" : "bot",
                channel.slackTeamId, channel.slackChannelId, channel.slackChannelName, channel.webhookDescription,
                channel.snsTopicArns.stream().sorted().toList(), channel.iamRoleArn, channel.loggingLevel,
                List.of(channel.guardrailPolicyArns), channel.userAuthorizationRequired, Tags.list(channel.tags), channel.state,
                channel.stateReason, channel.stateSince, channel.managedBy,
                channel.createdAt, channel.updatedAt);
    }
}
