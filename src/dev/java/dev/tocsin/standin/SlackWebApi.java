package dev.tocsin.standin;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The methods of Slack's Web API that a sender of notices needs. Any token that begins with {@code xoxb-} is good unless it
 * was revoked, and any channel whose id looks like one exists unless {@link SlackTeams} says otherwise.
 */
final class SlackWebApi implements Counterpart {

    private static final String BASE = "/api/";
    private static final String POST_MESSAGE = "chat.postMessage";
    /** Those that faults and the page tell apart by channel. */
    private static final Set<String> IN_A_CHANNEL = Set.of(POST_MESSAGE, "chat.update", "chat.delete", "chat.postEphemeral");
    private static final String BEARER = "Bearer ";

    private final SlackTeams teams;
    private final SlackOAuth oauth;
    private final Map<String, SlackMethod> methods = new HashMap<>();

    SlackWebApi(SlackTeams teams, SlackOAuth oauth, SlackConversations conversations, SlackRestrictions restrictions,
            SlackFiles files, SlackPeople people, Pacing pacing, LongSupplier millis) {
        this.teams = teams;
        this.oauth = oauth;
        SlackPosting posting = new SlackPosting(conversations, restrictions, files, pacing);
        SlackEditing editing = new SlackEditing(conversations, restrictions, files, millis);
        SlackReading reading = new SlackReading(conversations);
        SlackFileMethods filing = new SlackFileMethods(files, conversations);
        methods.put("auth.test", this::authTest);
        methods.put("auth.revoke", this::authRevoke);
        methods.put(POST_MESSAGE, posting::postMessage);
        methods.put("chat.postEphemeral", posting::postEphemeral);
        methods.put("chat.update", editing::update);
        methods.put("chat.delete", editing::delete);
        methods.put("chat.getPermalink", editing::getPermalink);
        methods.put("conversations.info", reading::info);
        methods.put("conversations.history", reading::history);
        methods.put("conversations.replies", reading::replies);
        methods.put("files.getUploadURLExternal", filing::getUploadUrl);
        methods.put("files.completeUploadExternal", filing::completeUpload);
        methods.put("files.info", filing::info);
        methods.put("files.delete", filing::delete);
        methods.put("users.info", people::info);
        methods.put("usergroups.users.list", people::usersOfGroup);
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
        return method(inquiry).equals(POST_MESSAGE) ? channel(inquiry) : method(inquiry);
    }

    @Override
    public String faultAddress(Inquiry inquiry) {
        return IN_A_CHANNEL.contains(method(inquiry)) ? inquiry.path() + "#" + channel(inquiry) : inquiry.uri();
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        String method = method(inquiry);
        if (method.equals(SlackOAuth.ACCESS)) {
            return SlackReplies.answer(oauth.access(inquiry));
        }
        String authorization = inquiry.header("authorization");
        if (authorization.isEmpty()) {
            return SlackReplies.error("not_authed");
        }
        String token = authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "";
        Optional<String> objection = teams.error(token);
        if (objection.isPresent()) {
            return SlackReplies.error(objection.get());
        }
        try {
            return methods.getOrDefault(method, call -> SlackReplies.error("unknown_method"))
                    .answer(new SlackCall(inquiry, method, token, teams));
        } catch (SlackRefused refused) {
            return refused.answer();
        }
    }

    private Answer authTest(SlackCall call) {
        SlackTeams.Team team = teams.team(call.token());
        ObjectNode answer = SlackReplies.yes().put("url", "https://stand-in.slack.com/")
                .put("team", team.name()).put("user", "tocsin").put("team_id", team.id())
                .put("user_id", SlackTeams.BOT_USER_ID).put("bot_id", SlackMessageJson.BOT_ID)
                .put("is_enterprise_install", team.isOrganisation());
        if (team.isOrganisation()) {
            answer.put("enterprise_id", team.id());
        }
        return new Answer(200, "application/json; charset=utf-8", answer.toString(),
                Map.of("X-OAuth-Scopes", String.join(",", teams.scopes(call.token()))), false);
    }

    private Answer authRevoke(SlackCall call) {
        teams.revoke(call.token());
        return SlackReplies.answer(SlackReplies.yes().put("revoked", true));
    }

    private static String method(Inquiry inquiry) {
        return inquiry.path().substring(BASE.length());
    }

    private static String channel(Inquiry inquiry) {
        return inquiry.json().path("channel").asText("");
    }
}
