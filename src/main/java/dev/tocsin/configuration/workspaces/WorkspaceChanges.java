package dev.tocsin.configuration.workspaces;

import java.util.Set;

import jakarta.inject.Singleton;

import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.AuditedKinds;
import dev.tocsin.audit.Snapshot;
import dev.tocsin.configuration.AuditedEntities;

/** Tells the audit what became of workspaces. */
@Singleton
public final class WorkspaceChanges extends AuditedEntities<SlackWorkspace> implements AuditedKinds {

    /** What sort of thing a workspace is, for the audit and for whoever plans changes. */
    public static final String KIND = "slack-workspace";

    WorkspaceChanges(AuditLog log) {
        super(log);
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    protected String kind(SlackWorkspace workspace) {
        return KIND;
    }

    @Override
    protected String name(SlackWorkspace workspace) {
        return workspace.slackTeamId;
    }

    @Override
    protected Object view(SlackWorkspace workspace) {
        return SlackWorkspaceView.of(workspace);
    }

    @Override
    protected Snapshot withSecrets(Snapshot snapshot, SlackWorkspace workspace) {
        return snapshot.withSecret("botToken", workspace.botTokenSealed).withSecret("refreshToken",
                workspace.refreshTokenSealed);
    }
}
