package dev.tocsin.configuration;

import jakarta.inject.Singleton;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.Change;
import dev.tocsin.audit.Snapshot;
import io.smallrye.mutiny.Uni;

/** Tells the audit what became of configurations and workspaces, in the transaction under way. */
@Singleton
final class AuditedChanges {

    static final String WORKSPACE = "slack-workspace";

    private final AuditLog log;

    AuditedChanges(AuditLog log) {
        this.log = log;
    }

    /** To be taken before a change, since an entity does not remember what it was. */
    Snapshot snapshot(Configuration configuration) {
        return withoutTimes(log.snapshot(configuration.view())).withSecret("webhookUrl", configuration.webhookUrlSealed);
    }

    Snapshot snapshot(SlackWorkspace workspace) {
        return withoutTimes(log.snapshot(SlackWorkspaceView.of(workspace)))
                .withSecret("botToken", workspace.botTokenSealed).withSecret("refreshToken", workspace.refreshTokenSealed);
    }

    Uni<Void> created(Configuration configuration) {
        return log.record(
                Change.created(configuration.kind(), configuration.configurationName, snapshot(configuration)));
    }

    Uni<Void> changed(Snapshot before, Configuration configuration) {
        return log.record(Change.changed(configuration.kind(), configuration.configurationName, before,
                snapshot(configuration)));
    }

    Uni<Void> deleted(Configuration configuration) {
        return log.record(
                Change.deleted(configuration.kind(), configuration.configurationName, snapshot(configuration)));
    }

    Uni<Void> created(SlackWorkspace workspace) {
        return log.record(Change.created(WORKSPACE, workspace.slackTeamId, snapshot(workspace)));
    }

    Uni<Void> changed(Snapshot before, SlackWorkspace workspace) {
        return log.record(Change.changed(WORKSPACE, workspace.slackTeamId, before, snapshot(workspace)));
    }

    Uni<Void> created(SlackWorkspace workspace, Actor by) {
        return log.record(Change.created(WORKSPACE, workspace.slackTeamId, snapshot(workspace)).by(by));
    }

    Uni<Void> changed(Snapshot before, SlackWorkspace workspace, Actor by) {
        return log.record(Change.changed(WORKSPACE, workspace.slackTeamId, before, snapshot(workspace)).by(by));
    }

    Uni<Void> created(Configuration configuration, Actor by) {
        return log.record(Change.created(configuration.kind(), configuration.configurationName, snapshot(configuration))
                .by(by));
    }

    Uni<Void> changed(Snapshot before, Configuration configuration, Actor by) {
        return log.record(Change.changed(configuration.kind(), configuration.configurationName, before,
                snapshot(configuration)).by(by));
    }

    Uni<Void> deleted(Configuration configuration, Actor by) {
        return log.record(Change.deleted(configuration.kind(), configuration.configurationName, snapshot(configuration))
                .by(by));
    }

    Uni<Void> deleted(SlackWorkspace workspace, Actor by) {
        return log.record(Change.deleted(WORKSPACE, workspace.slackTeamId, snapshot(workspace)).by(by));
    }

    Uni<Void> deleted(SlackWorkspace workspace) {
        return log.record(Change.deleted(WORKSPACE, workspace.slackTeamId, snapshot(workspace)));
    }

    private static Snapshot withoutTimes(Snapshot snapshot) {
        return snapshot.without("createdAt", "updatedAt", "stateSince");
    }
}
