package dev.tocsin.notice;

import java.util.List;
import java.util.Set;

/** Secrets in URLs: the password before the host, parameters that sign or authorize, and addresses that are secret whole. */
final class UrlShapes {

    /** Ends a URL in running text; a backslash does so too, unless it escapes a sign as JSON may. */
    private static final String ENDS_URL = "\"'<>`|()[]{}";
    private static final String TRAILING = ".,;:!?";
    private static final int LONGEST = 2_000;
    private static final int LONGEST_PASSWORD = 300;
    private static final int MOST_ESCAPES = 4;

    /** Whoever has a URL with one of these needs nothing else, so all of its query goes. */
    private static final String SIGNATURE = "signature";
    private static final Set<String> SIGNING = Set.of("sig", "xamzsecuritytoken");
    private static final Set<String> SECRET = Set.of("password", "passwd", "pwd", "passphrase", "secret", "clientsecret",
            "accesstoken", "refreshtoken", "idtoken", "authtoken", "sessiontoken", "securitytoken", "apikey", "privatekey",
            "accountkey", "sharedaccesskey", "xapikey");
    /** A host, or how it ends, and the path behind which the address is secret. */
    private static final String[][] WEBHOOKS = { { "hooks.slack.com", "/services/" }, { "hooks.slack.com", "/workflows/" },
            { "hooks.slack.com", "/triggers/" }, { "hooks.slack-gov.com", "/services/" },
            { "hooks.slack-gov.com", "/workflows/" }, { "hooks.slack-gov.com", "/triggers/" },
            { ".chime.aws", "/incomingwebhooks/" }, { "discord.com", "/api/webhooks/" }, { "discordapp.com", "/api/webhooks/" },
            { ".webhook.office.com", "/webhookb2/" }, { "outlook.office.com", "/webhook/" },
            { "outlook.office365.com", "/webhook/" }, { ".logic.azure.com", "/workflows/" },
            { ".logic.azure.com:443", "/workflows/" }, { ".api.powerplatform.com", "/powerautomate/" },
            { ".api.powerplatform.com:443", "/powerautomate/" }, { "chat.googleapis.com", "/v1/spaces/" },
            { "events.pagerduty.com", "/integration/" }, { "hooks.zapier.com", "/hooks/catch/" },
            { "api.telegram.org", "/bot" } };

    private final String text;
    private final List<int[]> found;
    /** Up to where no parameter of a query is secret. */
    private int searched = -1;

    UrlShapes(String text, List<int[]> found) {
        this.text = text;
        this.found = found;
    }

    /** {@code postgres://user:password@host}, at the colon before the slashes; a token may stand there without a user. */
    int user(int colon) {
        int start = afterSlashes(colon + 1);
        if (start < 0 || colon == 0 || !Character.isLetterOrDigit(text.charAt(colon - 1))) {
            return colon + 1;
        }
        int password = -1;
        int at = -1;
        int i = text.startsWith("[", start) ? Math.max(start, text.indexOf(']', start)) : start;
        while (i < text.length() && i - start < LONGEST && "/?#".indexOf(text.charAt(i)) < 0 && !endsUser(i)) {
            at = text.charAt(i) == '@' ? i : at;
            password = text.charAt(i) == ':' && password < 0 ? i + 1 : password;
            i++;
        }
        if (at < 0 && password >= 0 && !isPort(password)) {
            // A password in which a slash was not encoded.
            at = atSignBehind(i);
        }
        if (at < 0) {
            return start;
        }
        if (password >= 0 && password < at) {
            found.add(new int[] { password, at });
        } else if (password < 0 && Secrets.isUnmistakable(text.substring(start, at)) && isRandom(start, at)) {
            found.add(new int[] { start, at });
        }
        return at + 1;
    }

    /** Behind two slashes, which JSON within JSON may have escaped; -1 if there are none. */
    private int afterSlashes(int from) {
        int first = afterBackslashes(from);
        int second = first < text.length() && text.charAt(first) == '/' ? afterBackslashes(first + 1) : -1;
        return second > 0 && second < text.length() && text.charAt(second) == '/' ? second + 1 : -1;
    }

    private int afterBackslashes(int from) {
        int i = from;
        while (i < text.length() && i - from < MOST_ESCAPES && text.charAt(i) == '\\') {
            i++;
        }
        return i;
    }

    private int atSignBehind(int from) {
        int i = from;
        while (i < text.length() && i - from < LONGEST_PASSWORD && text.charAt(i) != '@' && !endsUser(i)) {
            i++;
        }
        return i < text.length() && text.charAt(i) == '@' ? i : -1;
    }

    /** Parentheses and the like may be in a password. */
    private boolean endsUser(int i) {
        char c = text.charAt(i);
        return Character.isWhitespace(c) || "\"<>|`".indexOf(c) >= 0;
    }

    private boolean isPort(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i == text.length() || "/?#".indexOf(text.charAt(i)) >= 0;
    }

    private boolean isRandom(int from, int to) {
        return to - from >= 16 && text.substring(from, to).chars().anyMatch(Character::isDigit);
    }

    /** {@code user:password@tcp(host)/name}, at the at sign: the data source name of Go's drivers, which has no scheme. */
    int dataSource(int at) {
        if (!text.startsWith("@tcp(", at) && !text.startsWith("@unix(", at)) {
            return at + 1;
        }
        int start = at;
        while (start > 0 && at - start < 200 && text.charAt(start - 1) != ':'
                && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        if (start > 0 && start < at && text.charAt(start - 1) == ':') {
            found.add(new int[] { start, at });
        }
        return at + 1;
    }

    /** The parameters behind a question mark, or behind the sharp sign where logins put them. */
    int query(int mark) {
        if (mark < searched) {
            return mark + 1;
        }
        searched = rawEnd(mark + 1);
        int end = trimmed(mark + 1, searched);
        int name = mark + 1;
        for (int i = name; i < end; i++) {
            char c = text.charAt(i);
            if (c == '=' && name >= 0) {
                String bare = Labels.bare(text.substring(Math.max(name, i - 40), i));
                int value = i + 1;
                if (value < end && (bare.endsWith(SIGNATURE) || SIGNING.contains(bare))) {
                    found.add(new int[] { mark + 1, end });
                    return end;
                }
                if (SECRET.contains(bare)) {
                    int last = parameterEnd(value, end);
                    if (last > value) {
                        found.add(new int[] { value, last });
                    }
                }
                name = -1;
            } else if (c == '&' || c == ';' || c == '?' || c == '#' || c == '\\') {
                int escaped = afterBackslashes(i);
                name = text.startsWith("u0026", escaped) ? escaped + 5 : i + 1;
            }
        }
        return mark + 1;
    }

    private int parameterEnd(int from, int end) {
        int i = from;
        while (i < end && "&;#".indexOf(text.charAt(i)) < 0 && !text.startsWith("\\u0026", i)) {
            i++;
        }
        return i;
    }

    /** At a slash: whether the address so far is a webhook's, whose rest is the secret. */
    int webhook(int slash) {
        for (String[] webhook : WEBHOOKS) {
            String host = webhook[0];
            int path = slash + webhook[1].length();
            if (text.startsWith(webhook[1], slash) && slash >= host.length()
                    && text.regionMatches(true, slash - host.length(), host, 0, host.length())
                    && isHostAlone(host, slash - host.length())) {
                int end = urlEnd(path);
                if (end > path) {
                    found.add(new int[] { path, end });
                    return end;
                }
            }
        }
        return slash + 1;
    }

    private boolean isHostAlone(String host, int start) {
        return host.charAt(0) == '.' || start == 0
                || !Character.isLetterOrDigit(text.charAt(start - 1)) && text.charAt(start - 1) != '-';
    }

    private int urlEnd(int from) {
        return trimmed(from, rawEnd(from));
    }

    private int rawEnd(int from) {
        int i = from;
        while (i < text.length() && !endsUrl(i)) {
            i++;
        }
        return i;
    }

    private int trimmed(int from, int end) {
        int i = end;
        while (i > from && TRAILING.indexOf(text.charAt(i - 1)) >= 0) {
            i--;
        }
        return i;
    }

    private boolean endsUrl(int i) {
        char c = text.charAt(i);
        if (c == '\\') {
            int escaped = afterBackslashes(i);
            return !text.startsWith("u00", escaped) && !text.startsWith("/", escaped);
        }
        return Character.isWhitespace(c) || ENDS_URL.indexOf(c) >= 0;
    }
}
