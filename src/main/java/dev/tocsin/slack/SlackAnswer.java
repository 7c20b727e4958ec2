package dev.tocsin.slack;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.outbound.HttpAnswer;
import dev.tocsin.outbound.RetryAfterHeader;
import dev.tocsin.slack.SlackCode.Meaning;

/**
 * An answer of the Web API that says yes. Slack answers 200 for its refusals too, and tells them by {@code ok} and
 * {@code error}.
 *
 * @param scopes the header X-OAuth-Scopes: what the token that asked is good for
 */
record SlackAnswer(JsonNode json, List<String> scopes) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,60}");
    private static final int OK = 200;
    private static final int TOO_MANY = 429;

    /** @throws SlackFault if it says no, or nothing */
    static SlackAnswer of(HttpAnswer answer) {
        if (answer.status() == TOO_MANY) {
            throw new SlackFault.Limited(retryAfter(answer));
        }
        if (answer.status() != OK) {
            throw new SlackFault.Unavailable("Slack answered with HTTP status " + answer.status());
        }
        JsonNode json = json(answer);
        if (json.path("ok").asBoolean()) {
            return new SlackAnswer(json, list(answer.header("x-oauth-scopes").orElse(null)));
        }
        throw fault(json.path("error").asText(""), answer);
    }

    private static SlackFault fault(String error, HttpAnswer answer) {
        if (!CODE.matcher(error).matches()) {
            return new SlackFault.Unavailable("Slack's answer cannot be read");
        }
        SlackCode code = SlackCode.of(error);
        if (code.means(Meaning.TOO_FAST)) {
            return new SlackFault.Limited(retryAfter(answer));
        }
        return code.means(Meaning.NOT_NOW)
                ? new SlackFault.Unavailable("Slack answered " + error)
                : new SlackFault.Refused(code);
    }

    String text(String... path) {
        return optional(path).orElseThrow(
                () -> new SlackFault.Unavailable("Slack's answer lacks " + String.join(".", path)));
    }

    /** Empty if it is absent, null, empty or no text. */
    Optional<String> optional(String... path) {
        JsonNode node = json;
        for (String name : path) {
            node = node.path(name);
        }
        return Optional.of(node).filter(JsonNode::isTextual).map(JsonNode::textValue).filter(text -> !text.isEmpty());
    }

    boolean is(String name) {
        return json.path(name).asBoolean();
    }

    /** Scopes as Slack writes them: separated by commas. */
    static List<String> list(String commaSeparated) {
        return commaSeparated == null
                ? List.of()
                : Arrays.stream(commaSeparated.split(",")).map(String::strip).filter(one -> !one.isEmpty()).toList();
    }

    private static Duration retryAfter(HttpAnswer answer) {
        return RetryAfterHeader.of(answer, Instant.now())
                .orElse(RetryAfterHeader.SHORTEST);
    }

    private static JsonNode json(HttpAnswer answer) {
        if (answer.body().length == 0) {
            throw new SlackFault.Unavailable("Slack's answer is empty");
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException unreadable) {
            throw new SlackFault.Unavailable("Slack's answer cannot be read");
        }
    }

    /** Without what it says: that may be tokens. */
    @Override
    public String toString() {
        return "SlackAnswer";
    }
}
