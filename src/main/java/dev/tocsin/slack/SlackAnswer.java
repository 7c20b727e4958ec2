package dev.tocsin.slack;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * An answer of the Web API that says yes. Slack answers 200 for its refusals too, and tells them by {@code ok} and
 * {@code error}.
 *
 * @param scopes the header X-OAuth-Scopes: what the token that asked is good for
 */
record SlackAnswer(JsonNode json, List<String> scopes) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,60}");
    private static final int TOO_MANY = 429;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** @throws SlackFault if it says no, or nothing */
    static SlackAnswer of(Response response) {
        if (response.getStatus() == TOO_MANY) {
            throw new SlackFault.Limited(retryAfter(response));
        }
        if (response.getStatus() != Response.Status.OK.getStatusCode()) {
            throw new SlackFault.Unavailable("Slack answered with HTTP status " + response.getStatus());
        }
        JsonNode json = json(response);
        if (json.path("ok").asBoolean()) {
            return new SlackAnswer(json, list(response.getHeaderString("x-oauth-scopes")));
        }
        throw fault(json.path("error").asText(""), response);
    }

    private static SlackFault fault(String error, Response response) {
        if (!CODE.matcher(error).matches()) {
            return new SlackFault.Unavailable("Slack's answer cannot be read");
        }
        if (SlackCode.isTooFast(error)) {
            return new SlackFault.Limited(retryAfter(response));
        }
        return SlackCode.isNotNow(error)
                ? new SlackFault.Unavailable("Slack answered " + error)
                : new SlackFault.Refused(error);
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

    private static Duration retryAfter(Response response) {
        String seconds = response.getHeaderString(HttpHeaders.RETRY_AFTER);
        if (seconds == null || !seconds.strip().matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(1);
        }
        Duration wait = Duration.ofSeconds(Math.max(1, Long.parseLong(seconds.strip())));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** The body is in memory by now, so that reading the stream does not block. */
    private static JsonNode json(Response response) {
        if (!(response.getEntity() instanceof InputStream stream)) {
            throw new SlackFault.Unavailable("Slack's answer is empty");
        }
        try {
            return JSON.readTree(stream);
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
