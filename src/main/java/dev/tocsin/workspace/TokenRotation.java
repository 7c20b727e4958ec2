package dev.tocsin.workspace;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.tocsin.audit.Actor;
import dev.tocsin.configuration.workspaces.SlackAuthorizations;
import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.quiet.RepeatedLines;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.secret.UnopenableSecret;
import dev.tocsin.slack.BotTokens;
import dev.tocsin.slack.SlackApi;
import dev.tocsin.slack.SlackApp;
import dev.tocsin.slack.SlackCode;
import dev.tocsin.slack.SlackCode.Meaning;
import dev.tocsin.slack.SlackFault;
import dev.tocsin.workspace.DueRotations.Due;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
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
 * Deliveries wait meanwhile and none is lost. An orderly stop therefore begins no exchange and waits for the one under way.
 *
 * <p>
 * A token that has expired and is refused a successor counts as refused: its workspace is disabled. Where the settings are to
 * blame, the exchange is tried on, and brings the workspace back by itself. While Slack is away the workspace stays enabled;
 * its
 * lanes wait, and the wellness says so.
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
    /** How long the stop waits for an exchange under way, whose answer would be lost; longer than a call to Slack. */
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    private static final int BEFORE_EVERYBODY = 1;
    /** They need their time too, and it passes for us as well. */
    private static final int AFTER_THE_LANES = 3_500;

    private final DueRotations due;
    private final AppSettings settings;
    private final SecretSealer sealer;
    private final SlackApi slack;
    private final SlackAuthorizations workspaces;
    private final RepeatedLines log;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean stopping;
    private volatile long stoppingSince;

    TokenRotation(DueRotations due, AppSettings settings, SecretSealer sealer, SlackApi slack,
            SlackAuthorizations workspaces, RepeatedLines log) {
        this.due = due;
        this.settings = settings;
        this.sealer = sealer;
        this.slack = slack;
        this.workspaces = workspaces;
        this.log = log;
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> poll() {
        return refreshThoseDue().onFailure().invoke(failure -> log.warn("token-rotation",
                "Slack tokens cannot be looked after now: " + DatabaseTrouble.words(failure))).onFailure().recoverWithNull();
    }

    /** One after the other: each is a transaction of its own in the session of this call. */
    Uni<Void> refreshThoseDue() {
        return refreshOne().chain(found -> found ? refreshThoseDue() : Uni.createFrom().voidItem());
    }

    /** Counted first and asked afterwards, so that a stop either sees it or keeps it from beginning. */
    private Uni<Boolean> refreshOne() {
        return Uni.createFrom().deferred(() -> {
            underWay.incrementAndGet();
            Uni<Boolean> refreshed = stopping
                    ? Uni.createFrom().item(false)
                    : due.claim(AHEAD, LEASE).chain(claimed -> claimed.isEmpty()
                            ? Uni.createFrom().item(false)
                            : refresh(claimed.get()).replaceWith(true));
            return refreshed.onTermination().invoke(underWay::decrementAndGet);
        });
    }

    void beginNoMore(@Observes @Priority(BEFORE_EVERYBODY) ShutdownDelayInitiatedEvent event) {
        stoppingSince = System.nanoTime();
        stopping = true;
    }

    void awaitThoseUnderWay(@Observes @Priority(AFTER_THE_LANES) ShutdownDelayInitiatedEvent event)
            throws InterruptedException {
        while (underWay.get() > 0 && System.nanoTime() - stoppingSince < FAREWELL.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        if (underWay.get() > 0) {
            Log.warn(
                    "Stopped while tokens of a Slack workspace were being exchanged; if they are lost, it has to be authorized "
                            + "anew before its present token expires");
        }
    }

    private Uni<Void> refresh(Due workspace) {
        Optional<SlackApp> app = settings.appIfSet();
        if (app.isEmpty()) {
            return refused(workspace, SlackCode.of(SlackCode.APP_NOT_SET));
        }
        return Uni.createFrom().item(() -> sealer.open(workspace.refreshTokenSealed(), workspace.sealedFor()))
                .chain(token -> slack.refresh(app.get(), token))
                .chain(tokens -> keep(workspace, tokens))
                .onFailure(SlackFault.class).recoverWithUni(fault -> failed(workspace, fault))
                .onFailure(UnopenableSecret.class)
                .recoverWithUni(lost -> refused(workspace, SlackCode.of(SlackCode.TOKEN_NOT_OPENED)));
    }

    /** Tries for a while: what Slack has answered once it does not answer again. */
    private Uni<Void> keep(Due workspace, BotTokens tokens) {
        long begin = System.nanoTime();
        return workspaces.renew(workspace.slackTeamId(), workspace.refreshTokenSealed(), tokens, ROTATION)
                .onFailure(failure -> System.nanoTime() - begin < TRY_TO_STORE.toNanos())
                .retry().withBackOff(FIRST_WAIT, LONGEST_WAIT).indefinitely()
                .onFailure().invoke(failure -> Log.errorf("workspace team=%s: its new tokens could not be stored and are lost; "
                        + "authorize it anew before the present one expires: %s", workspace.slackTeamId(),
                        DatabaseTrouble.words(failure)))
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
        return refused(workspace, SlackCode.of(refused.code()));
    }

    private Uni<Void> refused(Due workspace, SlackCode code) {
        boolean isOver = workspace.expired() || code.means(Meaning.AUTHORIZATION_IS_OVER);
        Uni<Void> noted = isOver
                ? workspaces.disableFor(workspace.slackTeamId(), workspace.refreshTokenSealed(), code.code(), ROTATION)
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
        return noted.chain(() -> later(workspace, code.code() + code.advice().map(words -> ": " + words).orElse(""), PAUSE));
    }

    private Uni<Void> later(Due workspace, String reason, Duration pause) {
        Log.warnf("workspace team=%s: the token was not renewed: %s", workspace.slackTeamId(), reason);
        return due.pause(workspace, pause);
    }
}
