package dev.tocsin.configuration.workspaces;

import jakarta.inject.Singleton;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.Change;
import dev.tocsin.audit.Snapshot;
import io.smallrye.mutiny.Uni;

/** Tells the audit what became of workspaces, in the transaction under way. */
@Singleton
public final class WorkspaceChanges {

    /** What sort of thing a workspace is, for the audit and for whoever plans changes. */
    public static final String KIND = "slack-workspace";

    private final AuditLog log;

    WorkspaceChanges(AuditLog log) {
        this.log = log;
    }

    /** To be taken before a change, since an entity does not remember what it was. */
    public Snapshot snapshot(SlackWorkspace workspace) {
        return log.snapshot(SlackWorkspaceView.of(workspace)).without("createdAt", "updatedAt", "stateSince")
                .withSecret("botToken", workspace.botTokenSealed).withSecret("refreshToken", workspace.refreshTokenSealed);
    }

    /** By the one whose request is under way. */
    Uni<Void> created(SlackWorkspace workspace) {
        return log.record(creation(workspace));
    }

    public Uni<Void> created(SlackWorkspace workspace, Actor by) {
        return log.record(creation(workspace).by(by));
    }

    Uni<Void> changed(Snapshot before, SlackWorkspace workspace) {
        return log.record(change(before, workspace));
    }

    public Uni<Void> changed(Snapshot before, SlackWorkspace workspace, Actor by) {
        return log.record(change(before, workspace).by(by));
    }

    Uni<Void> deleted(SlackWorkspace workspace) {
        return log.record(deletion(workspace));
    }

    public Uni<Void> deleted(SlackWorkspace workspace, Actor by) {
        return log.record(deletion(workspace).by(by));
    }

    private Change creation(SlackWorkspace workspace) {
        return Change.created(KIND, workspace.slackTeamId, snapshot(workspace));
    }

    private Change change(Snapshot before, SlackWorkspace workspace) {
        return Change.changed(KIND, workspace.slackTeamId, before, snapshot(workspace));
    }

    private Change deletion(SlackWorkspace workspace) {
        return Change.deleted(KIND, workspace.slackTeamId, snapshot(workspace));
    }
}
