package dev.tocsin.standin;

import java.net.URI;
import java.time.Instant;

import io.vertx.core.Future;

/** Tells an app by Slack's Events API what happened to it, signed as Slack signs. */
public final class SlackEvents {

    private final SnsPublisher http;
    private final URI app;
    private final SlackTeams teams;

    /** @param app where it takes events, for instance {@code http://localhost:8080/slack/events} */
    public SlackEvents(SnsPublisher http, URI app, SlackTeams teams) {
        this.http = http;
        this.app = app;
        this.teams = teams;
    }

    /** Somebody removes the app from the team. Its tokens are dead before it hears of it. */
    public Future<SnsPublisher.Reply> uninstall(String teamId) {
        teams.uninstall(teamId);
        return tell(teamId, "{\"type\":\"app_uninstalled\"}");
    }

    /** @param event as JSON */
    public Future<SnsPublisher.Reply> tell(String teamId, String event) {
        long now = Instant.now().getEpochSecond();
        String body = SlackRequests.event(teamId, event, now);
        return http.post(app, SlackRequests.headers(body, now, SlackTeams.SIGNING_SECRET), body);
    }
}
