package dev.tocsin.slack;

import java.util.List;
import java.util.Optional;

/**
 * Whom a bot token belongs to, by {@code auth.test}.
 *
 * @param workspaceId the team's id, or the organisation's (E...) if the app is installed for the whole of it
 * @param teamId the team that Slack names, which in an organisation may be one of many
 * @param botUserId the app's bot there
 * @param enterpriseId the Enterprise organisation that the team belongs to
 * @param scopes what the token is good for; empty if Slack does not say
 */
public record BotIdentity(String workspaceId, Optional<String> teamId, Optional<String> name, Optional<String> botUserId,
        Optional<String> appId, Optional<String> enterpriseId, List<String> scopes) {

    static BotIdentity of(SlackAnswer answer) {
        Optional<String> organisation = answer.optional("enterprise_id").filter(id -> answer.is("is_enterprise_install"));
        return new BotIdentity(organisation.orElseGet(() -> answer.text("team_id")), answer.optional("team_id"),
                answer.optional("team"), answer.optional("user_id"), answer.optional("app_id"),
                answer.optional("enterprise_id"), answer.scopes());
    }
}
