package dev.tocsin.notice;

import java.util.List;
import java.util.Locale;
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
    /** How parameters end whose value is secret, whatever it is. */
    private static final List<String> SECRET = List.of("password", "passwd", "pwd", "passphrase", "passcode", "secret",
            "token", "apikey", "accesskey", "secretkey", "privatekey", "accountkey", "jwt");
    private static final Set<String> ONE_TIME = Set.of("otp", "totp");
    /** Where pages of a list go on, which is no one's to keep. */
    private static final Set<String> PAGES = Set.of("nexttoken", "pagetoken", "nextpagetoken", "continuationtoken",
            "paginationtoken", "synctoken");
    /** Those that hold a secret or merely its kind: {@code auth=basic}. */
    private static final Set<String> OFTEN = Set.of("auth", "authorization", "session", "sessionid", "sid", "pass", "pw",
            "credential", "credentials", "ticket", "cookie");
    /** Those that mostly name something, and hold a secret now and then. */
    private static final Set<String> SELDOM = Set.of("key", "code", "state");
    private static final Set<String> NOTHING = Set.of("null", "none", "true", "false", "undefined");
    private static final int RANDOM = 16;
    private static final int LONGEST_LOOK = 200;
    private static final int LONGEST_INDEX = 40;

    private static final List<String> SLACK = List.of("hooks.slack.com", "hooks.slack-gov.com");
    private static final List<String> OUTLOOK = List.of("outlook.office.com", "outlook.office365.com");
    private static final List<String> DISCORD = List.of("discord.com", "discordapp.com");
    private static final List<Webhook> WEBHOOKS = List.of(new Webhook("/services/", SLACK), new Webhook("/workflows/", SLACK),
            new Webhook("/triggers/", SLACK), new Webhook("/incomingwebhooks/", List.of(".chime.aws")),
            new Webhook("/api/webhooks/", DISCORD), new Webhook("/api/v#/webhooks/", DISCORD),
            new Webhook("/webhookb2/", List.of(".webhook.office.com")), new Webhook("/webhook/", OUTLOOK),
            new Webhook("/workflows/", List.of(".logic.azure.com")),
            new Webhook("/powerautomate/", List.of(".api.powerplatform.com")),
            new Webhook("/v#/spaces/", List.of("chat.googleapis.com")),
            new Webhook("/integration/", List.of("events.pagerduty.com")),
            new Webhook("/hooks/catch/", List.of("hooks.zapier.com")), new Webhook("/bot", List.of("api.telegram.org")));
    private static final int MOST_SLASHES = 12;
    private static final int LONGEST_PORT = 5;

    /**
     * An address that is secret.
     *
     * @param path behind which it is secret; {@code #} stands for a number
     * @param hosts or how they end
     */
    private record Webhook(String path, List<String> hosts) {
    }

    private final String text;
    private final List<int[]> found;
    /** Up to where no parameter of a query is secret. */
    private int searched = -1;

    UrlShapes(String text, List<int[]> found) {
        this.text = text;
        this.found = found;
    }

    /**
     * {@code postgres://user:password@host}, at the colon before the slashes; a token may stand there without a user. The
     * scheme
     * may be missing or torn.
     */
    int user(int colon) {
        int start = afterSlashes(colon + 1);
        if (start < 0) {
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
        searched = queryEnd(mark + 1);
        int end = trimmed(mark + 1, searched);
        int name = mark + 1;
        int last = -1;
        for (int i = name; i < end; i++) {
            char c = text.charAt(i);
            if (c == '=' && name >= 0) {
                String bare = Labels.bare(text.substring(Math.max(name, i - 40), i));
                int value = i + 1;
                if (value < end && (bare.endsWith(SIGNATURE) || SIGNING.contains(bare))) {
                    found.add(new int[] { mark + 1, end });
                    return end;
                }
                last = value < last ? last : parameterEnd(value, end);
                if (last > value && isSecret(bare, text.substring(value, Math.min(last, value + LONGEST_LOOK)))) {
                    found.add(new int[] { value, last });
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

    private static boolean isSecret(String name, String value) {
        if (NOTHING.contains(value.toLowerCase(Locale.ROOT))) {
            return false;
        }
        if (ONE_TIME.contains(name) || SECRET.stream().anyMatch(name::endsWith)) {
            return !PAGES.contains(name);
        }
        return OFTEN.contains(name) && Secrets.isUnmistakable(value) || SELDOM.contains(name) && isRandom(value);
    }

    /** Names and paths have signs between their words, and ids have no capitals beside small letters. */
    private static boolean isRandom(String value) {
        int run = 0;
        int kinds = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = c >= 'a' && c <= 'z';
            boolean capital = c >= 'A' && c <= 'Z';
            run = digit || letter || capital ? run + 1 : 0;
            kinds = run == 0 ? 0 : kinds | (digit ? 1 : letter ? 2 : 4);
            if (run >= RANDOM && kinds == 7) {
                return true;
            }
        }
        return false;
    }

    /** At a slash: whether the address so far is a webhook's, whose rest is the secret. */
    int webhook(int slash) {
        int host = hostEnd(slash);
        if (host == 0 || !Character.isLetterOrDigit(text.charAt(host - 1))) {
            return slash + 1;
        }
        for (Webhook webhook : WEBHOOKS) {
            int secret = pathEnd(webhook.path(), slash);
            boolean known = secret >= 0 && webhook.hosts().stream().anyMatch(name -> isHost(name, host));
            int end = known ? urlEnd(secret) : -1;
            if (end > secret) {
                found.add(new int[] { secret, end });
                return end;
            }
        }
        return slash + 1;
    }

    /** The host may have a dot at its end, and a port; JSON may have escaped the slash. */
    private int hostEnd(int slash) {
        int end = slash;
        while (end > 0 && slash - end < MOST_ESCAPES && text.charAt(end - 1) == '\\') {
            end--;
        }
        int port = end;
        while (port > 0 && end - port < LONGEST_PORT && text.charAt(port - 1) >= '0' && text.charAt(port - 1) <= '9') {
            port--;
        }
        end = port > 0 && text.charAt(port - 1) == ':' ? port - 1 : end;
        return end > 0 && text.charAt(end - 1) == '.' ? end - 1 : end;
    }

    private boolean isHost(String name, int end) {
        int start = end - name.length();
        return start >= 0 && text.regionMatches(true, start, name, 0, name.length()) && isHostAlone(name, start);
    }

    /** Behind the path, in which servers take several slashes for one and may not tell capitals from small letters. */
    private int pathEnd(String path, int slash) {
        int i = slash;
        for (int p = 0; p < path.length(); p++) {
            int next = switch (path.charAt(p)) {
                case '/' -> slashesEnd(i);
                case '#' -> digitsEnd(i);
                default -> text.regionMatches(true, i, path, p, 1) ? i + 1 : i;
            };
            if (next == i) {
                return -1;
            }
            i = next;
        }
        return i;
    }

    private int slashesEnd(int from) {
        int i = from;
        while (i < text.length() && i - from < MOST_SLASHES && (text.charAt(i) == '/' || text.charAt(i) == '\\')) {
            i++;
        }
        return i > from && text.charAt(i - 1) == '/' ? i : from;
    }

    private int digitsEnd(int from) {
        int i = from;
        while (i < text.length() && i - from < LONGEST_PORT && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
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

    /** Forms name their parameters {@code user[token]}. */
    private int queryEnd(int from) {
        int i = rawEnd(from);
        while (i < text.length() && text.charAt(i) == '[') {
            int close = i + 1;
            while (close < text.length() && close - i < LONGEST_INDEX
                    && (Character.isLetterOrDigit(text.charAt(close)) || "_-".indexOf(text.charAt(close)) >= 0)) {
                close++;
            }
            if (!text.startsWith("]=", close) && !text.startsWith("][", close)) {
                return i;
            }
            i = rawEnd(close + 1);
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
