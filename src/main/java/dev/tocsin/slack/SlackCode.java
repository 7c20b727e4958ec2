package dev.tocsin.slack;

import java.util.Set;

/**
 * What Slack's error codes mean whichever method answers with them, by docs.slack.dev/reference/methods/auth.test and
 * chat.postMessage.
 */
public final class SlackCode {

    private static final Set<String> TOO_FAST = Set.of("ratelimited", "rate_limited");
    /** "It's possible some aspect of the operation succeeded", says Slack of these. */
    private static final Set<String> MAYBE_DONE = Set.of("internal_error", "fatal_error");
    /** The login and the addition to an organisation last as long as the workspace moves into one. */
    private static final Set<String> NOT_NOW = Set.of("service_unavailable", "request_timeout", "team_added_to_org",
            "org_login_required", "accesslimited");
    private static final Set<String> OF_THE_TOKEN = Set.of("invalid_auth", "not_authed", "account_inactive", "token_revoked",
            "token_expired", "not_allowed_token_type");

    private SlackCode() {
    }

    public static boolean isTooFast(String code) {
        return TOO_FAST.contains(code);
    }

    /** Whether Slack may have done what it was asked in spite of it. */
    public static boolean isMaybeDone(String code) {
        return MAYBE_DONE.contains(code);
    }

    /** Whether it is a fault of Slack's own, which passes. */
    public static boolean isNotNow(String code) {
        return NOT_NOW.contains(code) || isMaybeDone(code);
    }

    /** Whether Slack refuses the token itself, so that another is needed. */
    public static boolean isOfTheToken(String code) {
        return OF_THE_TOKEN.contains(code);
    }
}
