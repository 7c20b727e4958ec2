package dev.tocsin.workspace;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.tocsin.audit.Actor;
import dev.tocsin.configuration.workspaces.SlackAuthorizations;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.secret.UnopenableSecret;
import dev.tocsin.slack.BotTokens;
import dev.tocsin.slack.SlackApi;
import dev.tocsin.slack.SlackApp;
import dev.tocsin.slack.SlackFault;
import dev.tocsin.workspace.DueRotations.Due;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/**
 * Exchanges bot tokens that expire (after 12 hours, by Slack) for new ones, two hours before they do. One replica at a time
 * does it for a workspace, and both new tokens are kept in one transaction, provided that the refresh token is still the one
 * that was spent.
 *
 * <p>
 * Slack takes a refresh token once. If this process ends between Slack's answer and our commit, the new tokens are lost: the
 * stored bot token is good for the rest of its two hours, the stored refresh token is refused from now on, and the workspace is
 * disabled when its bot token expires, unless somebody authorizes it anew before; the log says so every five minutes.
 * Deliveries
 * wait meanwhile and none is lost.
 */
@Singleton
class TokenRotation {

    private static final Duration AHEAD = Duration.ofHours(2);
    /** Longer than a call to Slack and the tries to store its answer. */
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration TRY_TO_STORE = Duration.ofSeconds(40);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Actor ROTATION = Actor.system("token-rotation");
    /** The operator's to mend; it says nothing about the workspace. */
    private static final Set<String> OF_THE_SETTINGS = Set.of("invalid_client_id", "bad_client_secret");
    /** The authorization itself is gone, whatever the time that the token had left. */
    private static final Set<String> OF_THE_WORKSPACE = Set.of("token_revoked", "account_inactive", "invalid_auth",
            "team_access_not_granted");

    private final DueRotations due;
    private final AppSettings settings;
    private final SecretSealer sealer;
    private final SlackApi slack;
    private final SlackAuthorizations workspaces;

    TokenRotation(DueRotations due, AppSettings settings, SecretSealer sealer, SlackApi slack,
            SlackAuthorizations workspaces) {
        this.due = due;
        this.settings = settings;
        this.sealer = sealer;
        this.slack = slack;
        this.workspaces = workspaces;
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> poll() {
        return refreshThoseDue().onFailure().invoke(failure -> Log.warnf("Slack tokens cannot be looked after now: %s",
                failure.getClass().getSimpleName())).onFailure().recoverWithNull();
    }

    /** One after the other: each is a transaction of its own in the session of this call. */
    Uni<Void> refreshThoseDue() {
        return due.claim(AHEAD, LEASE).chain(claimed -> claimed.isEmpty()
                ? Uni.createFrom().voidItem()
                : refresh(claimed.get()).chain(this::refreshThoseDue));
    }

    private Uni<Void> refresh(Due workspace) {
        Optional<SlackApp> app = settings.appIfSet();
        if (app.isEmpty()) {
            return later(workspace, "tocsin.slack.client-id or tocsin.slack.client-secret is not set", PAUSE);
        }
        return Uni.createFrom().item(() -> sealer.open(workspace.refreshTokenSealed(), workspace.sealedFor()))
                .chain(token -> slack.refresh(app.get(), token))
                .chain(tokens -> keep(workspace, tokens))
                .onFailure(SlackFault.class).recoverWithUni(fault -> failed(workspace, fault))
                .onFailure(UnopenableSecret.class).recoverWithUni(lost -> later(workspace, lost.getMessage(), PAUSE));
    }

    /** Tries for a while: what Slack has answered once it does not answer again. */
    private Uni<Void> keep(Due workspace, BotTokens tokens) {
        return workspaces.renew(workspace.slackTeamId(), workspace.refreshTokenSealed(), tokens, ROTATION)
                .onFailure().retry().withBackOff(FIRST_WAIT, LONGEST_WAIT).expireIn(TRY_TO_STORE.toMillis())
                .onFailure().invoke(failure -> Log.errorf("workspace team=%s: its new tokens could not be stored and are lost; "
                        + "authorize it anew before the present one expires: %s", workspace.slackTeamId(),
                        failure.getClass().getSimpleName()))
                .invoke(kept -> Log.infof("workspace team=%s: tokens exchanged%s", workspace.slackTeamId(),
                        kept ? "" : ", and not kept, because it was authorized anew meanwhile"))
                .replaceWithVoid();
    }

    private Uni<Void> failed(Due workspace, Throwable fault) {
        if (fault instanceof SlackFault.Limited limited) {
            return later(workspace, limited.getMessage(), limited.retryAfter());
        }
        if (!(fault instanceof SlackFault.Refused refused)) {
            return later(workspace, fault.getMessage(), LEASE);
        }
        boolean isOver = OF_THE_WORKSPACE.contains(refused.code())
                || workspace.expired() && !OF_THE_SETTINGS.contains(refused.code());
        return isOver
                ? workspaces.disableFor(workspace.slackTeamId(), workspace.refreshTokenSealed(), refused.code(), ROTATION)
                        .invoke(() -> Log.warnf("workspace team=%s disabled: its token cannot be renewed, %s",
                                workspace.slackTeamId(), refused.code()))
                        .replaceWithVoid()
                : later(workspace, refused.getMessage(), PAUSE);
    }

    private Uni<Void> later(Due workspace, String reason, Duration pause) {
        Log.warnf("workspace team=%s: the token was not renewed: %s", workspace.slackTeamId(), reason);
        return due.pause(workspace, pause);
    }
}
