package dev.tocsin.configuration;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A Slack workspace as answers show it. */
@Schema(name = "SlackWorkspace")
public record SlackWorkspaceView(
        @Schema(examples = "T0123456789") String slackTeamId,
        @Schema(examples = "Acme") String slackTeamName,
        @Schema(examples = "ENABLED") String state,
        Instant createdAt,
        Instant updatedAt) {

    static SlackWorkspaceView of(SlackWorkspace workspace) {
        return new SlackWorkspaceView(workspace.slackTeamId, workspace.slackTeamName, "ENABLED", workspace.createdAt,
                workspace.updatedAt);
    }
}
