package dev.tocsin.standin;

import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * A call of a method of the Web API with a good token. What a method may not do is thrown as {@link SlackRefused}.
 *
 * @param method for instance {@code chat.update}
 */
record SlackCall(Inquiry inquiry, String method, String token, SlackTeams teams) {

    /** The others read arguments from a form or the query alone, and find none in JSON. */
    private static final Set<String> TAKING_JSON = Set.of("chat.postMessage", "chat.update", "chat.delete",
            "chat.postEphemeral", "files.completeUploadExternal", "files.delete");
    private static final String CHANNEL_ID = "[CDG][A-Z0-9]{2,}";

    String team() {
        return teams.team(token).id();
    }

    /** One argument; those that are JSON in a form come as JSON. */
    JsonNode argument(String name) {
        if (inquiry.json().isObject() && TAKING_JSON.contains(method)) {
            return inquiry.json().path(name);
        }
        String text = inquiry.isForm() ? Inquiry.parameters(inquiry.body()).get(name) : null;
        text = text == null ? inquiry.query().get(name) : text;
        if (text == null) {
            return MissingNode.getInstance();
        }
        return text.startsWith("[") || text.startsWith("{") ? Inquiry.json(text) : TextNode.valueOf(text);
    }

    /** Empty where there is none. */
    String text(String name) {
        return argument(name).asText("");
    }

    String required(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            throw new SlackRefused(SlackReplies.missing(name));
        }
        return text;
    }

    boolean is(String name) {
        return argument(name).asBoolean() || text(name).equals("1");
    }

    /** The whole request where it has to be JSON. */
    JsonNode json() {
        if (!inquiry.method().equals("POST") || !inquiry.header("content-type").startsWith("application/json")) {
            throw new SlackRefused("invalid_post_type");
        }
        if (!inquiry.json().isObject()) {
            throw new SlackRefused("invalid_json");
        }
        return inquiry.json();
    }

    SlackCall needs(String scope) {
        if (!teams.scopes(token).contains(scope)) {
            throw new SlackRefused(SlackReplies.missingScope(scope, teams.scopes(token)));
        }
        return this;
    }

    /** The channel that the call names by its id; names are no ids. */
    SlackTeams.Channel channel() {
        String id = text("channel");
        if (!id.matches(CHANNEL_ID)) {
            throw new SlackRefused("channel_not_found");
        }
        if (id.startsWith("D")) {
            return new SlackTeams.Channel(id, "directmessage", true, false, true);
        }
        return teams.channel(team(), id).orElseThrow(() -> new SlackRefused("channel_not_found"));
    }
}
