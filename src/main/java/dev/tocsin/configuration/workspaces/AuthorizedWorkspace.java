package dev.tocsin.configuration.workspaces;

import java.util.List;
import java.util.Optional;

import dev.tocsin.secret.Secret;

/**
 * A workspace that has authorized us, with what it takes to speak there.
 *
 * @param slackTeamId the team's id, or the organisation's
 * @param tokenSealed the token as it is stored, for whoever has to say that it was refused
 * @param appId the app whose token it is; empty if that is not known
 * @param botUserId as whom we speak; empty if that is not known
 * @param scopes what the token is good for, as far as Slack told
 */
public record AuthorizedWorkspace(String slackTeamId, Secret token, String tokenSealed, Optional<String> appId,
        Optional<String> botUserId, List<String> scopes) {

    /** Whether that may be asked of it; where Slack did not tell what the token is good for, it may. */
    public boolean mayAllow(String scope) {
        return scopes.isEmpty() || scopes.contains(scope);
    }

    /** What the token is sealed for. */
    public String sealedFor() {
        return SlackWorkspace.sealedFor(slackTeamId);
    }
}
