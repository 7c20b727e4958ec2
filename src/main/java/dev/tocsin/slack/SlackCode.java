package dev.tocsin.slack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Slack's error codes mean and what people should do about them: the one table of them, whichever method or webhook
 * answers with a code. By docs.slack.dev/reference/methods (auth.test, chat.postMessage, conversations.info, oauth.v2.access)
 * and docs.slack.dev/messaging/sending-messages-using-incoming-webhooks.
 *
 * @param advice as a clause; empty where nobody has to do anything, or nobody can say what
 */
public record SlackCode(String code, Set<Meaning> meanings, Optional<String> advice) {

    /** Not Slack's: it is not set which app asks. */
    public static final String APP_NOT_SET = "slack_app_not_set";
    /** Not Slack's: a stored token cannot be opened with the keys that are set. */
    public static final String TOKEN_NOT_OPENED = "stored_token_not_opened";

    private static final String AUTHORIZE = "authorize the workspace again";
    private static final String NEW_WEBHOOK = "make a new incoming webhook in Slack and store its URL";
    private static final String ADMINISTRATORS = "ask the administrators of the Slack workspace to let the app post there";
    private static final String OTHER_CHANNEL = "name a channel of the workspace that the app may post to";

    private static final Map<String, SlackCode> TABLE = new HashMap<>();

    static {
        add("ratelimited", "", Meaning.TOO_FAST);
        add("rate_limited", "", Meaning.TOO_FAST);
        add("message_limit_exceeded", "", Meaning.WORKSPACE_TOO_FAST);

        add("service_unavailable", "", Meaning.NOT_NOW);
        add("request_timeout", "", Meaning.NOT_NOW);
        add("accesslimited", "", Meaning.NOT_NOW);
        // These two last as long as the workspace moves into an organisation.
        add("team_added_to_org", "", Meaning.NOT_NOW);
        add("org_login_required", "", Meaning.NOT_NOW);
        add("internal_error", "", Meaning.NOT_NOW, Meaning.MAYBE_DONE);
        add("fatal_error", "", Meaning.NOT_NOW, Meaning.MAYBE_DONE);

        add("invalid_auth", AUTHORIZE, Meaning.TOKEN, Meaning.TOKEN_IS_DEAD, Meaning.AUTHORIZATION_IS_OVER);
        add("token_revoked", AUTHORIZE, Meaning.TOKEN, Meaning.TOKEN_IS_DEAD, Meaning.AUTHORIZATION_IS_OVER);
        add("account_inactive", AUTHORIZE, Meaning.TOKEN, Meaning.TOKEN_IS_DEAD, Meaning.AUTHORIZATION_IS_OVER);
        add("token_expired", AUTHORIZE, Meaning.TOKEN, Meaning.TOKEN_IS_DEAD);
        add("not_authed", AUTHORIZE, Meaning.TOKEN, Meaning.TOKEN_IS_DEAD);
        add("not_allowed_token_type", "give the workspace a bot token, which begins with xoxb-", Meaning.TOKEN);
        add("missing_scope", "authorize the workspace again, so that it allows the scope chat:write", Meaning.SCOPE);
        add("app_uninstalled", AUTHORIZE);
        add("tokens_revoked", AUTHORIZE);
        add("invalid_refresh_token", AUTHORIZE);

        add("bad_client_secret", "set tocsin.slack.client-secret to the one of the Slack app", Meaning.SETTINGS);
        add("invalid_client_id", "set tocsin.slack.client-id to the one of the Slack app", Meaning.SETTINGS);
        add("bad_redirect_uri", "add Tocsin's callback to the redirect URLs of the Slack app", Meaning.SETTINGS);

        // Ours, where the token of a workspace cannot be renewed.
        add(APP_NOT_SET, "set tocsin.slack.client-id and tocsin.slack.client-secret to those of the Slack app",
                Meaning.SETTINGS);
        add(TOKEN_NOT_OPENED, "give tocsin.secrets.previous-keys the key that the tokens were sealed with, or authorize the "
                + "workspace again", Meaning.SETTINGS);

        add("is_archived", "unarchive the channel in Slack, or name another", Meaning.DESTINATION);
        add("channel_is_archived", "unarchive the channel in Slack, or name another", Meaning.DESTINATION);
        add("channel_not_found", "if the channel is private, say /invite and the app's name there; if it was deleted, name "
                + "another", Meaning.DESTINATION, Meaning.UNSEEN_CHANNEL);
        add("invalid_channel", OTHER_CHANNEL, Meaning.DESTINATION, Meaning.UNSEEN_CHANNEL);
        add("not_in_channel", "say /invite and the app's name in the channel", Meaning.DESTINATION);
        add("restricted_action", ADMINISTRATORS, Meaning.DESTINATION);
        add("ekm_access_denied", ADMINISTRATORS, Meaning.DESTINATION);
        add("access_denied", ADMINISTRATORS, Meaning.DESTINATION);
        add("no_permission", ADMINISTRATORS, Meaning.DESTINATION);
        add("two_factor_setup_required", ADMINISTRATORS, Meaning.DESTINATION);
        add("enterprise_is_restricted", ADMINISTRATORS, Meaning.DESTINATION);
        add("team_access_not_granted", ADMINISTRATORS, Meaning.DESTINATION, Meaning.AUTHORIZATION_IS_OVER);
        add("team_not_found", AUTHORIZE, Meaning.DESTINATION);
        add("user_is_bot", OTHER_CHANNEL, Meaning.DESTINATION);
        add("cannot_dm_bot", OTHER_CHANNEL, Meaning.DESTINATION);
        add("duplicate_channel_not_found", OTHER_CHANNEL, Meaning.DESTINATION);
        add("messages_tab_disabled", "name a channel, or switch on the app's Messages tab", Meaning.DESTINATION);
        add("as_user_not_supported", "", Meaning.DESTINATION);
        add("deprecated_endpoint", "", Meaning.DESTINATION);
        add("method_deprecated", "", Meaning.DESTINATION);

        // What incoming webhooks say, whose status tells whose fault it is.
        add("no_service", NEW_WEBHOOK);
        add("no_service_id", NEW_WEBHOOK);
        add("no_active_hooks", NEW_WEBHOOK);
        add("invalid_token", NEW_WEBHOOK);
        add("no_team", NEW_WEBHOOK);
        add("team_disabled", "let the owners of the Slack workspace bring it back, or make a webhook in another");
        add("action_prohibited", ADMINISTRATORS);
        add("posting_to_general_channel_denied", ADMINISTRATORS);
    }

    /** What a code can say. */
    public enum Meaning {
        /** We ask too often. */
        TOO_FAST,
        /** All of the workspace has posted too much, which does not pass within seconds. */
        WORKSPACE_TOO_FAST,
        /** A fault of Slack's own, which passes. */
        NOT_NOW,
        /** "It's possible some aspect of the operation succeeded", says Slack. */
        MAYBE_DONE,
        /** The token itself is refused, so that another is needed. */
        TOKEN,
        /** No method takes the token any more. */
        TOKEN_IS_DEAD,
        /** The authorization is gone, whatever time the token had left. */
        AUTHORIZATION_IS_OVER,
        /** The token is not good for that, until somebody authorizes us anew. */
        SCOPE,
        /** Nothing can be posted there, whatever it is. */
        DESTINATION,
        /** There is no such channel, or none that the app may see. */
        UNSEEN_CHANNEL,
        /** The operator's to mend; it says nothing about a workspace. */
        SETTINGS
    }

    /** One that the table does not know means nothing. */
    public static SlackCode of(String code) {
        SlackCode known = TABLE.get(code);
        if (known != null) {
            return known;
        }
        // Slack has many of these, as in restricted_action_read_only_channel.
        return code.startsWith("restricted_action")
                ? new SlackCode(code, TABLE.get("restricted_action").meanings(), TABLE.get("restricted_action").advice())
                : new SlackCode(code, Set.of(), Optional.empty());
    }

    /** All codes that mean that. */
    public static List<String> allThatMean(Meaning meaning) {
        return TABLE.values().stream().filter(code -> code.means(meaning)).map(SlackCode::code).sorted().toList();
    }

    public boolean means(Meaning meaning) {
        return meanings.contains(meaning);
    }

    private static void add(String code, String advice, Meaning... meanings) {
        TABLE.put(code, new SlackCode(code, Set.of(meanings), Optional.of(advice).filter(words -> !words.isEmpty())));
    }
}
