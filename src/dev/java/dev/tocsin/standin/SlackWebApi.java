package dev.tocsin.standin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.standin.SlackRules.Refusal;

/**
 * The methods of Slack's Web API that a sender of notices needs. Any token that begins with {@code xoxb-} is good unless it
 * was revoked, and any channel whose id looks like one exists unless {@link SlackTeams} says otherwise. Errors come with
 * status 200, as Slack's do.
 */
final class SlackWebApi implements Counterpart {

    private static final String BASE = "/api/";
    private static final String POST_MESSAGE = BASE + "chat.postMessage";

    private static final String BEARER = "Bearer ";

    private final SlackTeams teams;
    private final SlackOAuth oauth;
    private final Pacing pacing;
    private final LongSupplier millis;
    private final AtomicLong messages = new AtomicLong();

    SlackWebApi(SlackTeams teams, SlackOAuth oauth, Pacing pacing, LongSupplier millis) {
        this.teams = teams;
        this.oauth = oauth;
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
        String method = inquiry.path().substring(BASE.length());
        if (method.equals(SlackOAuth.ACCESS)) {
            return ok(oauth.access(inquiry));
        }
        String authorization = inquiry.header("authorization");
        if (authorization.isEmpty()) {
            return error("not_authed");
        }
        String token = authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "";
        Optional<String> objection = teams.error(token);
        if (objection.isPresent()) {
            return error(objection.get());
        }
        return switch (method) {
            case "auth.test" -> authTest(token);
            case "auth.revoke" -> authRevoke(token);
            case "chat.postMessage" -> postMessage(inquiry, teams.team(token).id());
            case "conversations.info" -> conversationsInfo(inquiry, teams.team(token).id());
            default -> error("unknown_method");
        };
    }

    private Answer authTest(String token) {
        SlackTeams.Team team = teams.team(token);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", true).put("url", "https://stand-in.slack.com/")
                .put("team", team.name()).put("user", "tocsin").put("team_id", team.id())
                .put("user_id", SlackTeams.BOT_USER_ID).put("bot_id", "B0TOCSIN")
                .put("is_enterprise_install", team.isOrganisation());
        if (team.isOrganisation()) {
            answer.put("enterprise_id", team.id());
        }
        return new Answer(200, "application/json; charset=utf-8", answer.toString(),
                Map.of("X-OAuth-Scopes", String.join(",", teams.scopes(token))), false);
    }

    private Answer authRevoke(String token) {
        teams.revoke(token);
        return ok(JsonNodeFactory.instance.objectNode().put("ok", true).put("revoked", true));
    }

    private Answer conversationsInfo(Inquiry inquiry, String team) {
        String id = inquiry.isForm() ? Inquiry.parameters(inquiry.body()).get("channel") : inquiry.query().get("channel");
        return teams.channel(team, id == null ? "" : id).map(channel -> {
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", true);
            answer.putObject("channel").put("id", channel.id()).put("name", channel.name()).put("is_channel", true)
                    .put("is_private", channel.isPrivate()).put("is_archived", channel.isArchived())
                    .put("is_member", channel.isMember());
            return ok(answer);
        }).orElseGet(() -> error("channel_not_found"));
    }

    private Answer postMessage(Inquiry inquiry, String team) {
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
        Optional<SlackTeams.Channel> known = teams.channel(team, channel);
        if (channel.startsWith("C") && known.isEmpty()) {
            return error("channel_not_found");
        }
        if (known.filter(SlackTeams.Channel::isArchived).isPresent()) {
            return error("is_archived");
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
        return ok(no(error));
    }

    static ObjectNode no(String error) {
        return JsonNodeFactory.instance.objectNode().put("ok", false).put("error", error);
    }

    private static Answer ok(ObjectNode answer) {
        return Answer.json(200, answer.toString());
    }
}
