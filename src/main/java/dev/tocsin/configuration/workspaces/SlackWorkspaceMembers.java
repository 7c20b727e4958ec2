package dev.tocsin.configuration.workspaces;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tocsin.configuration.Declarable;
import dev.tocsin.configuration.Limits;
import dev.tocsin.secret.Secret;

/** A Slack workspace as a request names it. */
@Schema(name = "SlackWorkspaceRequest")
public record SlackWorkspaceMembers(
        @Schema(pattern = Limits.TEAM_PATTERN, examples = "T0123456789", description = "Slack says which workspace the token belongs to; if given, it must be that one. Cannot be changed") String slackTeamId,
        @Schema(nullable = true, minLength = 1, maxLength = Limits.TEXT, examples = "Acme", description = "The name that Slack has for it, if none is given") String slackTeamName,
        @Schema(required = true, implementation = String.class, writeOnly = true, pattern = Limits.BOT_TOKEN_PATTERN, description = "The bot token, which begins with xoxb-; required at creation, never shown. Slack is asked whether it is good (auth.test)") Secret botToken)
        implements
            Declarable {

    /** The same with that token. */
    @Override
    public SlackWorkspaceMembers with(Secret secret) {
        return new SlackWorkspaceMembers(slackTeamId, slackTeamName, secret);
    }
}
