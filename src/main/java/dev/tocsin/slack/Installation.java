package dev.tocsin.slack;

import java.util.List;
import java.util.Optional;

/**
 * What a workspace has allowed, by {@code oauth.v2.access}.
 *
 * @param workspaceId the team's id, or the organisation's (E...) if the app was installed for the whole of it
 */
public record Installation(String workspaceId, String name, Optional<String> enterpriseId, Optional<String> appId,
        Optional<String> botUserId, List<String> scopes, BotTokens tokens) {

    static Installation of(SlackAnswer answer) {
        Optional<String> organisation = answer.optional("enterprise", "id").filter(id -> answer.is("is_enterprise_install"));
        String id = organisation.orElseGet(() -> answer.text("team", "id"));
        String name = answer.optional(organisation.isPresent() ? "enterprise" : "team", "name").orElse(id);
        return new Installation(id, name, answer.optional("enterprise", "id"), answer.optional("app_id"),
                answer.optional("bot_user_id"), SlackAnswer.list(answer.optional("scope").orElse(null)), BotTokens.of(answer));
    }
}
