package dev.tocsin.standin;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.vertx.core.Future;

/** Tells an app which buttons people press, signed as Slack signs. */
public final class SlackInteractions {

    private final SnsPublisher http;
    private final URI app;
    private final SlackTeams teams;
    private final SlackConversations conversations;
    private final SlackResponseUrls responseUrls;
    private final String ownUrl;

    SlackInteractions(SnsPublisher http, URI app, SlackTeams teams, SlackConversations conversations,
            SlackResponseUrls responseUrls, String ownUrl) {
        this.http = http;
        this.app = app;
        this.teams = teams;
        this.conversations = conversations;
        this.responseUrls = responseUrls;
        this.ownUrl = ownUrl;
    }

    /**
     * Presses a button that the message shows now.
     *
     * @return what the app answered; fails with an {@link IllegalArgumentException} if there is no such button
     */
    public Future<SnsPublisher.Reply> click(String channel, String ts, String actionId, SlackPerson person) {
        PostedMessage message = conversations.message(channel, ts).orElse(null);
        if (message == null) {
            return Future.failedFuture(new IllegalArgumentException("There is no message " + ts + " in " + channel));
        }
        return SlackContent.element(message.content(), actionId)
                .map(element -> tell(payload(message, element, person)))
                .orElseGet(() -> Future.failedFuture(new IllegalArgumentException(
                        "The message " + ts + " has no " + actionId + ", but " + SlackContent.actionIds(message.content()))));
    }

    /** Whatever the payload says, as from Slack. */
    public Future<SnsPublisher.Reply> tell(ObjectNode payload) {
        String form = "payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8);
        return http.post(app,
                SlackRequests.formHeaders(form, Instant.now().getEpochSecond(), SlackTeams.SIGNING_SECRET), form);
    }

    private ObjectNode payload(PostedMessage message, ObjectNode element, SlackPerson person) {
        return SlackInteraction.pressed(message, conversations.replies(message.channel(), message.ts()), element, person,
                teams.shownName(message.team(), message.channel()), ownUrl + responseUrls.issue(message, person),
                Instant.now());
    }
}
