package dev.tocsin.configuration.workspaces;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.Snapshot;
import dev.tocsin.configuration.Configurations;
import dev.tocsin.configuration.Conflicts;
import dev.tocsin.configuration.Database;
import dev.tocsin.configuration.DeclaredElsewhere;
import dev.tocsin.configuration.Sealing;
import dev.tocsin.configuration.State;
import dev.tocsin.slack.BotTokens;
import dev.tocsin.slack.Installation;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * What becomes of a workspace because Slack says so: it authorizes Tocsin, takes that back, or exchanges its tokens. Each is
 * one transaction with its entry in the audit, and waits for others that change the same workspace.
 */
@Singleton
public final class SlackAuthorizations {

    /** Slack tells times in whole seconds and by its own clock. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    private final Sealing sealing;
    private final WorkspaceChanges audited;
    private final SlackTokens tokens;
    private final DeclaredElsewhere managed;

    SlackAuthorizations(Sealing sealing, WorkspaceChanges audited, SlackTokens tokens, DeclaredElsewhere managed) {
        this.sealing = sealing;
        this.audited = audited;
        this.tokens = tokens;
        this.managed = managed;
    }

    /** What {@link #disable} found. */
    public enum Disabled {
        DISABLED,
        BEFORE,
        /** What was said is about an earlier authorization or an earlier token. */
        OUTDATED,
        /** It is about another app than the one whose token we have. */
        OTHER_APP,
        UNKNOWN
    }

    public Uni<Boolean> knows(String slackTeamId) {
        return Database.read(() -> find(slackTeamId)).map(Objects::nonNull);
    }

    /** Adds the workspace, or gives a known one its new tokens and lets its lanes send again. */
    public Uni<Void> authorize(Installation installation, Actor by) {
        return Database.write(() -> locked(installation.workspaceId())
                .chain(known -> known == null
                        ? add(installation, by)
                        : update(known, by, workspace -> {
                            managed.refuse(workspace.managedBy, workspace.slackTeamId);
                            allow(workspace, installation);
                        })))
                // Two may add the same one; who comes second finds it.
                .onFailure(Conflicts::isDuplicate).retry().atMost(1)
                .invoke(() -> Log.infof("workspace authorized team=%s by=%s", installation.workspaceId(), by.kind()));
    }

    /**
     * Lets the lanes of the workspace wait until it is authorized anew, because Slack says that the app or its token is gone.
     * Where tokens rotate that may be about an earlier one, and where it is not known whose token we have it may be about
     * another app: Slack is then asked whether the present token is good.
     *
     * @param appId which app Slack says that of; empty if it does not say
     * @param since when that happened; what happened before the workspace was last authorized does not count
     */
    public Uni<Disabled> disable(String slackTeamId, String reason, Optional<String> appId, Instant since, Actor by) {
        return Database.read(() -> find(slackTeamId)).chain(workspace -> {
            Disabled none = nothingToDisable(workspace, since);
            if (none != null) {
                return Uni.createFrom().item(none);
            }
            if (workspace.appId != null && appId.filter(id -> !id.equals(workspace.appId)).isPresent()) {
                return Uni.createFrom().item(Disabled.OTHER_APP);
            }
            boolean isCertain = workspace.refreshTokenSealed == null && workspace.appId != null && appId.isPresent();
            return isCertain
                    ? disableNow(slackTeamId, reason, since, by)
                    : tokens.isGood(workspace).chain(isGood -> isGood
                            ? Uni.createFrom().item(Disabled.OUTDATED)
                            : disableNow(slackTeamId, reason, since, by));
        });
    }

    private Uni<Disabled> disableNow(String slackTeamId, String reason, Instant since, Actor by) {
        return Database.write(() -> locked(slackTeamId).chain(workspace -> {
            Disabled none = nothingToDisable(workspace, since);
            return none != null
                    ? Uni.createFrom().item(none)
                    : update(workspace, by, it -> it.disable(reason, Configurations.now())).replaceWith(Disabled.DISABLED);
        }));
    }

    private static Disabled nothingToDisable(SlackWorkspace workspace, Instant since) {
        if (workspace == null) {
            return Disabled.UNKNOWN;
        }
        if (workspace.state == State.DISABLED) {
            return Disabled.BEFORE;
        }
        return since.plus(CLOCKS).isBefore(workspace.stateSince) ? Disabled.OUTDATED : null;
    }

    /**
     * Keeps the tokens that a refresh token was exchanged for, unless the workspace has another one by now.
     *
     * @param spentSealed the refresh token, sealed as it is stored
     * @return whether they are kept
     */
    public Uni<Boolean> renew(String slackTeamId, String spentSealed, BotTokens tokens, Actor by) {
        return ifStill(slackTeamId, spentSealed, workspace -> update(workspace, by, renewed -> {
            Instant now = Configurations.now();
            boolean waited = renewed.waitsForRenewal(now);
            renewed.take(tokens, sealing, now);
            if (waited) {
                renewed.enable(now);
            }
        }));
    }

    /** Disables the workspace because its token cannot be renewed, unless it has another one by now. */
    public Uni<Boolean> disableFor(String slackTeamId, String refusedSealed, String reason, Actor by) {
        return ifStill(slackTeamId, refusedSealed, workspace -> workspace.isDisabledFor(reason)
                ? Uni.createFrom().voidItem()
                : update(workspace, by, it -> it.disable(reason, Configurations.now())));
    }

    private Uni<Boolean> ifStill(String slackTeamId, String refreshTokenSealed,
            Function<SlackWorkspace, Uni<Void>> change) {
        return Database.write(() -> locked(slackTeamId)
                .chain(workspace -> workspace == null
                        || !sealing.areSame(refreshTokenSealed, workspace.refreshTokenSealed, workspace.sealedFor())
                                ? Uni.createFrom().item(false)
                                : change.apply(workspace).replaceWith(true)));
    }

    private Uni<Void> add(Installation installation, Actor by) {
        SlackWorkspace workspace = new SlackWorkspace();
        workspace.slackTeamId = installation.workspaceId();
        workspace.createdAt = Configurations.now();
        allow(workspace, installation);
        return workspace.<SlackWorkspace> persistAndFlush().chain(() -> audited.created(workspace, by));
    }

    private Uni<Void> update(SlackWorkspace workspace, Actor by, Consumer<SlackWorkspace> change) {
        Snapshot before = audited.snapshot(workspace);
        change.accept(workspace);
        return audited.changed(before, workspace, by);
    }

    private void allow(SlackWorkspace workspace, Installation installation) {
        Instant now = Configurations.now();
        workspace.name(installation.name());
        workspace.scopes = installation.scopes().toArray(String[]::new);
        workspace.appId = installation.appId().orElse(null);
        workspace.botUserId = installation.botUserId().orElse(null);
        workspace.enterpriseId = installation.enterpriseId().orElse(null);
        workspace.take(installation.tokens(), sealing, now);
        workspace.enable(now);
    }

    private static Uni<SlackWorkspace> find(String slackTeamId) {
        return SlackWorkspace.<SlackWorkspace> find("slackTeamId", slackTeamId).firstResult();
    }

    private static Uni<SlackWorkspace> locked(String slackTeamId) {
        return SlackWorkspace.<SlackWorkspace> find("slackTeamId", slackTeamId).withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }
}
