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
        @Schema(required = true, description = "DISABLED: nothing is sent; deliveries wait until it is enabled, at most as long as the history is kept") State state,
        @Schema(examples = "maintenance until Monday", description = "Why it is disabled; absent otherwise, or if nobody said why") String stateReason,
        @Schema(required = true, description = "Since when it is in that state") Instant stateSince,
        @Schema(examples = "/etc/tocsin/configurations.yaml", description = "The file that declares it and alone may change it; absent otherwise") String managedBy,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt) {

    static ConfigurationSummary of(Configuration configuration, ConfigurationKind<?, ?> kind) {
        return new ConfigurationSummary(configuration.configurationName, kind.name(),
                kind.pathOf(configuration.configurationName), configuration.webhookDescription,
                configuration.snsTopicArns.stream().sorted().toList(), configuration.state, configuration.stateReason,
                configuration.stateSince, configuration.managedBy, configuration.createdAt, configuration.updatedAt);
    }
}
