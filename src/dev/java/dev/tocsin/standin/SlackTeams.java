package dev.tocsin.standin;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The teams of the stand-in's Slack, what its one app may do in them, and their channels. A team is there as soon as somebody
 * speaks of it, and any bot token that nobody issued is good as well: its team is its last part, as in {@code xoxb-1-T0ACME},
 * or else {@code T0DEMO}. May be used from any thread.
 */
public final class SlackTeams {

    /** The app, as its page at Slack shows it. */
    public static final String CLIENT_ID = "1111111111.2222222222";
    public static final String CLIENT_SECRET = "stand-in-s3cr3t-client-secret";
    public static final String SIGNING_SECRET = "stand-in-s3cr3t-signing-secret";
    public static final String APP_ID = "A0TOCSIN";
    public static final String BOT_USER_ID = "U0TOCSIN";

    static final String DEMO = "T0DEMO";
    static final List<String> SCOPES = List.of("chat:write", "chat:write.public", "channels:read", "groups:read", "team:read",
            "channels:history", "groups:history", "files:read", "files:write", "app_mentions:read", "commands",
            "usergroups:read", "users:read");
    static final int LIFE_SECONDS = 43_200;

    private static final Pattern TEAM_AT_THE_END = Pattern.compile(".*-([TE][0-9A-Z]+)");

    /** A team, or an organisation (E...). */
    record Team(String id, String name) {
        boolean isOrganisation() {
            return id.startsWith("E");
        }
    }

    /**
     * A channel.
     *
     * @param isMember whether the app is in it
     */
    public record Channel(String id, String name, boolean isPrivate, boolean isArchived, boolean isMember) {
    }

    /** What a person allowed; the code is exchanged for tokens once. */
    record Grant(String teamId, List<String> scopes, String redirectUri) {
    }

    /** @param refreshToken null unless tokens rotate */
    record Issued(String botToken, String refreshToken) {
    }

    private record Token(String teamId, List<String> scopes, String error) {
        Token with(List<String> others) {
            return new Token(teamId, others, error);
        }

        Token refused(String why) {
            return new Token(teamId, scopes, why);
        }
    }

    private final Map<String, String> names = new TreeMap<>();
    private final Map<String, Token> tokens = new HashMap<>();
    private final Map<String, Optional<Grant>> grants = new HashMap<>();
    private final Map<String, Optional<Grant>> refreshTokens = new HashMap<>();
    private final Map<String, Integer> refreshes = new HashMap<>();
    private final Map<String, Channel> channels = new HashMap<>();
    private boolean rotating;
    private long issued;

    public synchronized void name(String teamId, String name) {
        names.put(teamId, name);
    }

    /** Whether bot tokens that are issued from now on expire and bring a refresh token. */
    public synchronized void rotate(boolean rotate) {
        rotating = rotate;
    }

    /** How often tokens of the team were exchanged for new ones. */
    public synchronized int refreshes(String teamId) {
        return refreshes.getOrDefault(teamId, 0);
    }

    /** As an administrator of the team does it, or {@code auth.revoke}. */
    public synchronized void revoke(String botToken) {
        tokens.put(botToken, token(botToken).refused("token_revoked"));
    }

    /** As time does it. */
    public synchronized void expire(String botToken) {
        tokens.put(botToken, token(botToken).refused("token_expired"));
    }

    /** What the token is good for from now on, and nothing else. */
    public synchronized void allow(String botToken, String... scopes) {
        tokens.put(botToken, token(botToken).with(List.of(scopes)));
    }

    /** As the team does it: no token of the app is good there any more. */
    public synchronized void uninstall(String teamId) {
        tokens.replaceAll((token, one) -> one.teamId().equals(teamId) ? one.refused("account_inactive") : one);
        refreshTokens.replaceAll((token, grant) -> grant.filter(one -> !one.teamId().equals(teamId)));
    }

    public synchronized void channel(String teamId, Channel channel) {
        channels.put(teamId + "/" + channel.id(), channel);
    }

    /** Those that were asked for by a test, and the public ones that nobody spoke of. */
    synchronized Optional<Channel> channel(String teamId, String id) {
        Channel known = channels.get(teamId + "/" + id);
        if (known != null) {
            return Optional.of(known).filter(one -> !one.isPrivate() || one.isMember());
        }
        return id.matches("[CG][A-Z0-9]+")
                ? Optional.of(new Channel(id, "channel-" + id.toLowerCase(Locale.ROOT), id.startsWith("G"), false,
                        id.startsWith("G")))
                : Optional.empty();
    }

    /** Those that were named, by their teams, in which the app is. */
    synchronized Map<Channel, String> joined() {
        Map<Channel, String> joined = new LinkedHashMap<>();
        channels.forEach((key, channel) -> {
            if (channel.isMember()) {
                joined.put(channel, key.substring(0, key.indexOf('/')));
            }
        });
        return joined;
    }

    /** The one of that name; where nobody spoke of it, one whose id is made of the name. */
    synchronized Channel channelNamed(String teamId, String name) {
        return channels.entrySet().stream()
                .filter(one -> one.getKey().startsWith(teamId + "/") && one.getValue().name().equals(name))
                .map(Map.Entry::getValue).findFirst().orElseGet(() -> new Channel(
                        "C0" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""), name, false, false, false));
    }

    /** How people know the channel: by its name if somebody gave it one, else by its id. */
    synchronized String shownName(String teamId, String id) {
        Channel known = channels.get(teamId + "/" + id);
        return known == null ? id : known.name();
    }

    /** Whether the app may still use it. */
    public synchronized boolean isGood(String botToken) {
        return error(botToken).isEmpty();
    }

    /** What Slack says to a token; empty if it is good. */
    synchronized Optional<String> error(String botToken) {
        if (!botToken.matches("(xoxe\\.)?xoxb-.+")) {
            return Optional.of("invalid_auth");
        }
        return Optional.ofNullable(token(botToken).error());
    }

    synchronized Team team(String botToken) {
        return named(token(botToken).teamId());
    }

    synchronized List<String> scopes(String botToken) {
        return token(botToken).scopes();
    }

    synchronized Team named(String teamId) {
        return new Team(teamId, names.getOrDefault(teamId, "Team " + teamId));
    }

    /** Answers the code. */
    synchronized String grant(Grant grant) {
        String code = "stand-in-s3cr3t-code-" + ++issued;
        grants.put(code, Optional.of(grant));
        return code;
    }

    synchronized Optional<Grant> grant(String code) {
        return grants.getOrDefault(code, Optional.empty());
    }

    synchronized boolean wasUsed(String code) {
        return grants.containsKey(code) && grants.get(code).isEmpty();
    }

    synchronized Issued redeem(String code) {
        Grant grant = grants.put(code, Optional.empty()).orElseThrow();
        return issue(grant);
    }

    synchronized Optional<Grant> granted(String refreshToken) {
        return refreshTokens.getOrDefault(refreshToken, Optional.empty());
    }

    synchronized Issued refresh(String refreshToken) {
        Grant grant = refreshTokens.put(refreshToken, Optional.empty()).orElseThrow();
        refreshes.merge(grant.teamId(), 1, Integer::sum);
        return issue(grant);
    }

    private Issued issue(Grant grant) {
        String tail = "xoxb-s3cr3t-" + ++issued + "-" + grant.teamId();
        Issued pair = rotating ? new Issued("xoxe." + tail, "xoxe-1-s3cr3t-" + issued) : new Issued(tail, null);
        tokens.put(pair.botToken(), new Token(grant.teamId(), grant.scopes(), null));
        if (rotating) {
            refreshTokens.put(pair.refreshToken(), Optional.of(grant));
        }
        return pair;
    }

    private Token token(String botToken) {
        Token known = tokens.get(botToken);
        if (known != null) {
            return known;
        }
        Matcher team = TEAM_AT_THE_END.matcher(botToken);
        return new Token(team.matches() ? team.group(1) : DEMO, SCOPES, null);
    }
}
