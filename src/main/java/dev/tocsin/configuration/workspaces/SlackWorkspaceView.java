package dev.tocsin.configuration.workspaces;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.configuration.State;

/** A Slack workspace as answers show it. */
@Schema(name = "SlackWorkspace")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SlackWorkspaceView(
        @Schema(required = true, examples = "T0123456789") String slackTeamId,
        @Schema(required = true, examples = "Acme") String slackTeamName,
        @Schema(required = true, description = "DISABLED: Slack refuses the bot token; deliveries wait until the workspace is authorized anew") State state,
        @Schema(examples = "token_revoked", description = "Why it is disabled; absent otherwise") String stateReason,
        @Schema(examples = "authorize the workspace again", description = "What a person should do while it is disabled; absent otherwise") String stateAdvice,
        @Schema(required = true, description = "Since when it is in that state") Instant stateSince,
        @Schema(required = true, examples = "[\"chat:write\"]", description = "What the bot token is good for, as far as Slack told") List<String> scopes,
        @Schema(examples = "A0123456789", description = "The Slack app; absent if unknown") String appId,
        @Schema(examples = "U0123456789", description = "The app's bot in this workspace; absent if unknown") String botUserId,
        @Schema(examples = "E0123456789", description = "The Enterprise organisation; absent if there is none") String enterpriseId,
        @Schema(description = "When the bot token expires and is exchanged for a new one; absent if it does not") Instant tokenExpiresAt,
        @Schema(examples = "/etc/tocsin/configurations.yaml", description = "The file that declares it and alone may change it; absent otherwise") String managedBy,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt) {

    static SlackWorkspaceView of(SlackWorkspace workspace) {
        return new SlackWorkspaceView(workspace.slackTeamId, workspace.slackTeamName, workspace.state,
                workspace.stateReason, workspace.advice(), workspace.stateSince, List.of(workspace.scopes), workspace.appId,
                workspace.botUserId, workspace.enterpriseId, workspace.tokenExpiresAt, workspace.managedBy, workspace.createdAt,
                workspace.updatedAt);
    }
}
