package dev.tocsin.slack;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

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
     * {@code chat.postMessage}; takes the scope chat:write.
     *
     * @param message with its {@code channel}
     */
    public Uni<SlackPosted> chatPostMessage(Secret botToken, ObjectNode message) {
        return http.json("chat.postMessage", bearer(botToken), message.toString()).map(SlackPosted::of);
    }

    /** {@code chat.postEphemeral}: what only its {@code user} sees, who has to be in the channel, as the app has to. */
    public Uni<Void> chatPostEphemeral(Secret botToken, ObjectNode message) {
        return http.json("chat.postEphemeral", bearer(botToken), message.toString()).replaceWithVoid();
    }

    /** {@code chat.update}: another text and other blocks for a message of the app's own. */
    public Uni<Void> chatUpdate(Secret botToken, ObjectNode message) {
        return http.json("chat.update", bearer(botToken), message.toString()).replaceWithVoid();
    }

    /** {@code users.info}; takes the scope users:read. */
    public Uni<SlackUser> usersInfo(Secret botToken, String userId) {
        return http.call("users.info", bearer(botToken), Map.of("user", userId)).map(SlackUser::of);
    }

    /** {@code usergroups.users.list}: the ids of those who are in a user group; takes the scope usergroups:read. */
    public Uni<Set<String>> usersOfGroup(Secret botToken, String groupId) {
        return http.call("usergroups.users.list", bearer(botToken), Map.of("usergroup", groupId))
                .map(answer -> StreamSupport.stream(answer.json().path("users").spliterator(), false)
                        .map(JsonNode::asText).collect(Collectors.toUnmodifiableSet()));
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
