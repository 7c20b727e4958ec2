package dev.tocsin.standin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.standin.SlackTeams.Grant;
import dev.tocsin.standin.SlackTeams.Issued;
import dev.tocsin.standin.SlackTeams.Team;

/**
 * The page on which people allow the app, and {@code oauth.v2.access}. A browser is shown the page; who asks for no HTML, as
 * curl, is taken for somebody who allows it. {@code allow=T0ACME} and {@code deny=1} are what the page's links say.
 */
final class SlackOAuth implements Counterpart {

    static final String ACCESS = "oauth.v2.access";
    private static final String AUTHORIZE = "/oauth/v2/authorize";
    private static final String TEAM = "[TE][0-9A-Z]{1,40}";

    private final SlackTeams teams;

    SlackOAuth(SlackTeams teams) {
        this.teams = teams;
    }

    @Override
    public Received.Kind kind() {
        return Received.Kind.SLACK_API;
    }

    @Override
    public boolean speaksFor(Inquiry inquiry) {
        return inquiry.path().equals(AUTHORIZE);
    }

    @Override
    public String room(Inquiry inquiry) {
        return "oauth.v2.authorize";
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        Map<String, String> query = inquiry.query();
        String redirect = query.getOrDefault("redirect_uri", "");
        if (!SlackTeams.CLIENT_ID.equals(query.get("client_id"))) {
            return Answer.text(400, "Invalid client_id parameter");
        }
        if (!redirect.matches("https?://.+") || query.getOrDefault("scope", "").isEmpty()) {
            return Answer.text(400, "redirect_uri or scope is missing");
        }
        if (query.containsKey("deny")) {
            return to(redirect, Map.of("error", "access_denied", "state", query.getOrDefault("state", "")));
        }
        String team = query.getOrDefault("allow", query.getOrDefault("team", SlackTeams.DEMO));
        if (!team.matches(TEAM)) {
            return Answer.text(400, "No such team");
        }
        if (!query.containsKey("allow") && inquiry.header("accept").contains("text/html")) {
            return page(inquiry, team);
        }
        String code = teams.grant(new Grant(team, List.of(query.get("scope").split(",")), redirect));
        return to(redirect, Map.of("code", code, "state", query.getOrDefault("state", "")));
    }

    /** Answers as {@code oauth.v2.access} does. */
    ObjectNode access(Inquiry inquiry) {
        Map<String, String> form = new LinkedHashMap<>(Inquiry.parameters(inquiry.body()));
        String[] app = app(inquiry, form);
        if (!app[0].equals(SlackTeams.CLIENT_ID)) {
            return SlackReplies.no("invalid_client_id");
        }
        if (!app[1].equals(SlackTeams.CLIENT_SECRET)) {
            return SlackReplies.no("bad_client_secret");
        }
        return switch (form.getOrDefault("grant_type", "authorization_code")) {
            case "authorization_code" -> exchange(form.getOrDefault("code", ""), form.getOrDefault("redirect_uri", ""));
            case "refresh_token" -> refresh(form.getOrDefault("refresh_token", ""));
            default -> SlackReplies.no("invalid_grant_type");
        };
    }

    private ObjectNode exchange(String code, String redirectUri) {
        synchronized (teams) {
            if (teams.wasUsed(code)) {
                return SlackReplies.no("code_already_used");
            }
            return teams.grant(code).map(grant -> grant.redirectUri().equals(redirectUri)
                    ? granted(grant, teams.redeem(code))
                    : SlackReplies.no("bad_redirect_uri")).orElseGet(() -> SlackReplies.no("invalid_code"));
        }
    }

    private ObjectNode refresh(String refreshToken) {
        synchronized (teams) {
            return teams.granted(refreshToken).map(grant -> granted(grant, teams.refresh(refreshToken)))
                    .orElseGet(() -> SlackReplies.no("invalid_refresh_token"));
        }
    }

    private ObjectNode granted(Grant grant, Issued issued) {
        Team team = teams.named(grant.teamId());
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", true).put("app_id", SlackTeams.APP_ID)
                .put("scope", String.join(",", grant.scopes())).put("token_type", "bot")
                .put("access_token", issued.botToken()).put("bot_user_id", SlackTeams.BOT_USER_ID)
                .put("is_enterprise_install", team.isOrganisation());
        answer.putObject("authed_user").put("id", "U0PERSON");
        ObjectNode named = JsonNodeFactory.instance.objectNode().put("id", team.id()).put("name", team.name());
        answer.set("team", team.isOrganisation() ? JsonNodeFactory.instance.nullNode() : named);
        answer.set("enterprise", team.isOrganisation() ? named : JsonNodeFactory.instance.nullNode());
        return issued.refreshToken() == null
                ? answer
                : answer.put("refresh_token", issued.refreshToken()).put("expires_in", SlackTeams.LIFE_SECONDS);
    }

    /** Who asks and its secret, as Basic authorization or in the form. */
    private static String[] app(Inquiry inquiry, Map<String, String> form) {
        String authorization = inquiry.header("authorization");
        if (!authorization.startsWith("Basic ")) {
            return new String[] { form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", "") };
        }
        String pair = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
        return (pair + ":").split(":", 3);
    }

    private static Answer to(String redirect, Map<String, String> parameters) {
        StringBuilder location = new StringBuilder(redirect).append(redirect.contains("?") ? '&' : '?');
        parameters.forEach((name, value) -> location.append(name).append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)).append('&'));
        location.setLength(location.length() - 1);
        return new Answer(302, "text/plain;charset=utf-8", "", Map.of("Location", location.toString()), false);
    }

    private Answer page(Inquiry inquiry, String team) {
        String again = escaped(inquiry.uri());
        String body = """
                <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Stand-in for Slack</title>
                <h1>Tocsin asks for access to %s</h1><p>It would like to: %s</p>
                <p><a href="%s&amp;allow=%s">Allow</a> · <a href="%s&amp;allow=T0OTHER">Allow in another team, T0OTHER</a>
                · <a href="%s&amp;deny=1">Cancel</a></p>
                <p>In these teams each channel id is good that looks like one, for instance C0OPS.</p>""".formatted(
                escaped(teams.named(team).name()),
                escaped(inquiry.query().get("scope")), again, team, again, again);
        return new Answer(200, "text/html;charset=utf-8", body, Map.of("Content-Security-Policy", "default-src 'none'"), false);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
