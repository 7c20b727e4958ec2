package dev.tocsin.standin;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.standin.SlackRules.Refusal;

/**
 * The two methods of Slack's Web API that a sender of notices needs: {@code auth.test} and {@code chat.postMessage}. Any
 * token that begins with {@code xoxb-} is good, and any channel whose id looks like one exists. Errors come with status
 * 200, as Slack's do.
 */
final class SlackWebApi implements Counterpart {

    private static final String BASE = "/api/";
    private static final String POST_MESSAGE = BASE + "chat.postMessage";

    private final Pacing pacing;
    private final LongSupplier millis;
    private final AtomicLong messages = new AtomicLong();

    SlackWebApi(Pacing pacing, LongSupplier millis) {
        this.pacing = pacing;
        this.millis = millis;
    }

    @Override
    public Received.Kind kind() {
        return Received.Kind.SLACK_API;
    }

    @Override
    public boolean speaksFor(Inquiry inquiry) {
        return inquiry.path().startsWith(BASE);
    }

    @Override
    public String room(Inquiry inquiry) {
        return inquiry.path().equals(POST_MESSAGE) ? channel(inquiry) : inquiry.path().substring(BASE.length());
    }

    @Override
    public String faultAddress(Inquiry inquiry) {
        return inquiry.path().equals(POST_MESSAGE) ? inquiry.path() + "#" + channel(inquiry) : inquiry.uri();
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        String authorization = inquiry.header("authorization");
        if (authorization.isEmpty()) {
            return error("not_authed");
        }
        if (!authorization.startsWith("Bearer xoxb-")) {
            return error("invalid_auth");
        }
        return switch (inquiry.path().substring(BASE.length())) {
            case "auth.test" -> authTest();
            case "chat.postMessage" -> postMessage(inquiry);
            default -> error("unknown_method");
        };
    }

    private static Answer authTest() {
        return ok(JsonNodeFactory.instance.objectNode().put("ok", true).put("url", "https://stand-in.slack.com/")
                .put("team", "Stand-in").put("user", "tocsin").put("team_id", "T0DEMO").put("user_id", "U0TOCSIN")
                .put("bot_id", "B0TOCSIN").put("is_enterprise_install", false));
    }

    private Answer postMessage(Inquiry inquiry) {
        if (!inquiry.method().equals("POST") || !inquiry.header("content-type").startsWith("application/json")) {
            return error("invalid_post_type");
        }
        if (!inquiry.json().isObject()) {
            return error("invalid_json");
        }
        String channel = channel(inquiry);
        if (!channel.matches("[CDG][A-Z0-9]{2,}|#[a-z0-9_-]{1,80}")) {
            return error("channel_not_found");
        }
        int wait = pacing.secondsToWait(channel);
        if (wait > 0) {
            return Answer.json(429, "{\"ok\":false,\"error\":\"ratelimited\"}").retryAfter(wait);
        }
        Optional<Refusal> refusal = SlackRules.check(inquiry.json());
        return refusal.map(SlackWebApi::refused).orElseGet(() -> posted(channel, inquiry.json()));
    }

    private Answer posted(String channel, JsonNode request) {
        String ts = "%d.%06d".formatted(millis.getAsLong() / 1000, messages.incrementAndGet() % 1_000_000);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", true).put("channel", channel).put("ts", ts);
        ObjectNode message = answer.putObject("message").put("type", "message").put("subtype", "bot_message")
                .put("bot_id", "B0TOCSIN").put("ts", ts).put("text", request.path("text").asText(""));
        if (request.has("thread_ts")) {
            message.set("thread_ts", request.get("thread_ts"));
        }
        return ok(answer).taken();
    }

    private static String channel(Inquiry inquiry) {
        return inquiry.json().path("channel").asText("");
    }

    private static Answer refused(Refusal refusal) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", false).put("error", refusal.error());
        answer.putObject("response_metadata").putArray("messages").add("[ERROR] " + refusal.detail());
        return ok(answer);
    }

    private static Answer error(String error) {
        return ok(JsonNodeFactory.instance.objectNode().put("ok", false).put("error", error));
    }

    private static Answer ok(ObjectNode answer) {
        return Answer.json(200, answer.toString());
    }
}
