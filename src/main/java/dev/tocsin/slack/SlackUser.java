package dev.tocsin.slack;

import java.util.Optional;

/**
 * Somebody in Slack, by {@code users.info}.
 *
 * @param name what they are called there, as they wish
 * @param isDeactivated whether they may not log in any more
 * @param isBot whether it is no person
 * @param isStranger whether they are of another workspace with which a channel is shared
 */
public record SlackUser(String id, Optional<String> name, boolean isDeactivated, boolean isBot, boolean isStranger) {

    static SlackUser of(SlackAnswer answer) {
        var user = new SlackAnswer(answer.json().path("user"), answer.scopes());
        return new SlackUser(user.text("id"),
                user.optional("profile", "display_name").or(() -> user.optional("real_name")).or(() -> user.optional("name")),
                user.is("deleted"), user.is("is_bot"), user.is("is_stranger"));
    }
}
