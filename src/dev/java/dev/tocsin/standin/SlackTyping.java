package dev.tocsin.standin;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.standin.PostedMessage.Author;
import io.vertx.core.Future;

/** Lets people type: messages in which they mention the app, and slash commands. The app hears of it signed as Slack signs. */
public final class SlackTyping {

    private final SnsPublisher http;
    private final URI app;
    private final SlackConversations conversations;
    private final SlackResponseUrls responseUrls;
    private final String ownUrl;

    SlackTyping(SnsPublisher http, URI app, SlackConversations conversations, SlackResponseUrls responseUrls, String ownUrl) {
        this.http = http;
        this.app = app;
        this.conversations = conversations;
        this.responseUrls = responseUrls;
        this.ownUrl = ownUrl;
    }

    /** As Slack sends what people type. */
    static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A message that is in its channel now, and what the app hears of it. */
    public record Typed(PostedMessage message, String event) {
    }

    /** Somebody writes a message in which they mention the app; nobody is told yet. */
    public Typed mention(String channel, SlackPerson person, String words, Optional<String> thread) {
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("user", person.id())
                .put("text", "<@" + SlackTeams.BOT_USER_ID + "> " + words);
        PostedMessage message = conversations.add(person.team(), channel, Author.PERSON, thread, false, Optional.empty(),
                content);
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", "app_mention").put("user", person.id())
                .put("text", content.path("text").asText()).put("ts", message.ts()).put("channel", channel)
                .put("team", person.team()).put("event_ts", message.ts());
        thread.ifPresent(ts -> event.put("thread_ts", ts));
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("token", "x").put("team_id", person.team())
                .put("api_app_id", SlackTeams.APP_ID).put("type", "event_callback")
                .put("event_id", "Ev" + UUID.randomUUID().toString().replace("-", ""))
                .put("event_time", Instant.now().getEpochSecond()).put("is_ext_shared_channel", false);
        body.set("event", event);
        return new Typed(message, body.toString());
    }

    /** Tells the app of it, as often as wanted. */
    public Future<SnsPublisher.Reply> tell(Typed typed) {
        return http.post(app.resolve("/slack/events"),
                SlackRequests.headers(typed.event(), Instant.now().getEpochSecond(), SlackTeams.SIGNING_SECRET), typed.event());
    }

    /** Somebody types a slash command, which no channel shows. */
    public Future<SnsPublisher.Reply> slash(String channel, SlackPerson person, String words) {
        PostedMessage nowhere = new PostedMessage(person.team(), channel, "0.0", Author.PERSON, Optional.empty(), false,
                Optional.of(person.id()), JsonNodeFactory.instance.objectNode(), false, 0, false, 0);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("token", "x");
        fields.put("team_id", person.team());
        fields.put("channel_id", channel);
        fields.put("user_id", person.id());
        fields.put("user_name", person.name());
        fields.put("command", "/tocsin");
        fields.put("text", words);
        fields.put("api_app_id", SlackTeams.APP_ID);
        fields.put("is_enterprise_install", "false");
        fields.put("response_url", ownUrl + responseUrls.issue(nowhere, person));
        fields.put("trigger_id", UUID.randomUUID().toString().replace("-", "."));
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.post(app.resolve("/slack/commands"),
                SlackRequests.formHeaders(form, Instant.now().getEpochSecond(), SlackTeams.SIGNING_SECRET), form)
                .onSuccess(reply -> responseUrls.shown(nowhere, person, reply.body()));
    }
}
