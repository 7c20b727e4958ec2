package dev.tocsin.slack;

import java.time.Duration;
import java.util.Optional;

import dev.tocsin.secret.Secret;

/**
 * A bot token, and where the app rotates its tokens, what the next one is fetched with.
 *
 * @param refreshToken good for one use
 * @param expiresIn how long the bot token is good for, counted from the answer; empty if for good
 */
public record BotTokens(Secret botToken, Optional<Secret> refreshToken, Optional<Duration> expiresIn) {

    static BotTokens of(SlackAnswer answer) {
        long seconds = answer.json().path("expires_in").asLong(0);
        return new BotTokens(Secret.of(answer.text("access_token")), answer.optional("refresh_token").map(Secret::of),
                seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty());
    }
}
