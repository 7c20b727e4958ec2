package dev.tocsin.configuration;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

/** What configurations of all kinds have in common, as the list of all shows it. */
@Schema(name = "ConfigurationSummary", description = "What configurations of all kinds have in common")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigurationSummary(
        @Schema(examples = "payments-alarms", required = true) String configurationName,
        @Schema(examples = "slack-channel", required = true, description = "Its kind") String kind,
        @Schema(examples = "/api/slack/channels/payments-alarms", required = true, description = "Where all of it is shown") String link,
        @Schema(examples = "Payments room/Alarms", description = "What tells its webhook apart; absent if nobody said") String webhookDescription,
        @Schema(examples = "[\"arn:aws:sns:eu-central-1:123456789012:alarms\"]", required = true) List<String> snsTopicArns,
        @Schema(required = true) ConfigurationState state,
        @Schema(examples = "maintenance until Monday", description = "Why it is disabled, or what the chat says where it is shut; absent otherwise, or if nobody said why") String stateReason,
        @Schema(examples = "unarchive the channel in Slack, or name another", description = "What a person should do where it is shut; absent otherwise") String stateAdvice,
        @Schema(required = true, description = "Since when it is in that state, or, where it was shut or is given another destination meanwhile, since when that takes messages") Instant stateSince,
        @Schema(examples = "/etc/tocsin/configurations.yaml", description = "The file that declares it and alone may change it; absent otherwise") String managedBy,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt) {

    static ConfigurationSummary of(Configuration configuration, ConfigurationKind<?, ?> kind) {
        ShownState shown = configuration.shownState();
        return new ConfigurationSummary(configuration.configurationName, kind.name(),
                kind.pathOf(configuration.configurationName), configuration.webhookDescription,
                configuration.snsTopicArns.stream().sorted().toList(), shown.state(), shown.reason(), shown.advice(),
                shown.since(), configuration.managedBy, configuration.createdAt, configuration.updatedAt);
    }
}
