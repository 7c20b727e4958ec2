package dev.tocsin.slack;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.secret.Secret;
import io.smallrye.mutiny.Uni;

/**
 * Slack's Web API (docs.slack.dev/reference/methods). Each call is one request, which ends after
 * {@link SlackAppConfig#timeout()} at the latest; those that come to nothing fail with a {@link SlackFault}.
 */
@ApplicationScoped
public class SlackApi {

    private final SlackHttp http;

    SlackApi(SlackHttp http) {
        this.http = http;
    }

    /** {@code auth.test}: whether the token is good, and whose it is. Takes no scope. */
    public Uni<BotIdentity> authTest(Secret botToken) {
        return http.call("auth.test", bearer(botToken), Map.of()).map(BotIdentity::of);
    }

    /** {@code auth.revoke}: ends the token. */
    public Uni<Void> authRevoke(Secret botToken) {
        return http.call("auth.revoke", bearer(botToken), Map.of()).replaceWithVoid();
    }

    /** {@code conversations.info}; takes the scope channels:read, for private channels groups:read. */
    public Uni<SlackChannel> conversationsInfo(Secret botToken, String channelId) {
        return http.call("conversations.info", bearer(botToken), Map.of("channel", channelId)).map(SlackChannel::of);
    }

    /** {@code chat.delete}: takes a message of the app's own away; takes the scope chat:write. */
    public Uni<Void> chatDelete(Secret botToken, String channelId, String ts) {
        return http.call("chat.delete", bearer(botToken), Map.of("channel", channelId, "ts", ts)).replaceWithVoid();
    }

    /**
     * {@code conversations.history} and {@code conversations.replies}: messages, the newest first and those of a thread last.
     * They take the scope channels:history, for private channels groups:history.
     */
    public Uni<SlackMessages.Page> messages(Secret botToken, SlackMessages asked) {
        return http.call(asked.method(), bearer(botToken), asked.form()).map(SlackMessages.Page::of);
    }

    /**
     * {@code oauth.v2.access}: what the code of a callback stands for.
     *
     * @param redirectUri the one that the authorization was asked for with
     */
    public Uni<Installation> exchange(SlackApp app, Secret code, String redirectUri) {
        return http.call("oauth.v2.access", basic(app), Map.of("code", code.reveal(), "redirect_uri", redirectUri))
                .map(Installation::of);
    }

    /** {@code oauth.v2.access} with a refresh token, which is spent by this even if the answer is lost. */
    public Uni<BotTokens> refresh(SlackApp app, Secret refreshToken) {
        return http.call("oauth.v2.access", basic(app),
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.reveal())).map(BotTokens::of);
    }

    private static Optional<String> bearer(Secret token) {
        return Optional.of("Bearer " + token.reveal());
    }

    private static Optional<String> basic(SlackApp app) {
        String pair = app.clientId() + ":" + app.clientSecret().reveal();
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
}
