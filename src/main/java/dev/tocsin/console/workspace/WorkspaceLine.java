package dev.tocsin.console.workspace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.configuration.State;
import dev.tocsin.configuration.workspaces.SlackWorkspaceView;
import dev.tocsin.console.ApiPath;
import dev.tocsin.console.Light;
import dev.tocsin.console.StateLights;
import dev.tocsin.slack.OptionalScope;

/**
 * A Slack workspace and how it stands.
 *
 * @param missingScopes what Tocsin asks for and this token is not good for, as far as Slack told
 * @param optionalScopes what of the rest it is not good for either, and what is missed without it
 * @param users how many configurations post with its token
 * @param because what a person should know or do; null if nothing
 */
record WorkspaceLine(SlackWorkspaceView workspace, List<String> missingScopes, List<OptionalScope> optionalScopes, long users,
        Light light, String because) {

    static WorkspaceLine of(SlackWorkspaceView workspace, List<String> wantedScopes, long users, Instant now) {
        List<String> all = workspace.scopes().isEmpty() ? List.of()
                : wantedScopes.stream().filter(scope -> !workspace.scopes().contains(scope)).toList();
        List<String> missing = all.stream().filter(scope -> OptionalScope.of(scope).isEmpty()).toList();
        List<OptionalScope> optional = all.stream().map(OptionalScope::of).flatMap(Optional::stream).toList();
        if (workspace.state() == State.DISABLED) {
            return new WorkspaceLine(workspace, missing, optional, users, Light.bad("Token refused"), reason(workspace));
        }
        if (workspace.tokenExpiresAt() != null && !workspace.tokenExpiresAt().isAfter(now)) {
            return new WorkspaceLine(workspace, missing, optional, users, Light.bad("Token expired"),
                    "It is not renewed yet. That is tried every minute, and the log says why it fails.");
        }
        return missing.isEmpty()
                ? new WorkspaceLine(workspace, missing, optional, users, StateLights.ofConfiguration(workspace.state().name()),
                        null)
                : new WorkspaceLine(workspace, missing, optional, users, Light.warn("Scopes missing"),
                        "Authorize it again to allow: " + String.join(", ", missing) + ".");
    }

    /** Only a token that Tocsin exchanges has an expiry here. */
    public boolean isRenewed() {
        return workspace.tokenExpiresAt() != null;
    }

    public boolean isDisabled() {
        return workspace.state() == State.DISABLED;
    }

    public String address() {
        return ApiPath.inConsole("/api/slack/workspaces/" + workspace.slackTeamId());
    }

    private static String reason(SlackWorkspaceView workspace) {
        String reason = workspace.stateReason() == null ? "nobody said why" : workspace.stateReason();
        return workspace.stateAdvice() == null ? reason : reason + ": " + workspace.stateAdvice();
    }
}
