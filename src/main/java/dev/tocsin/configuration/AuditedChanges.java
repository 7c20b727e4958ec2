package dev.tocsin.configuration;

import jakarta.inject.Singleton;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.Change;
import dev.tocsin.audit.Snapshot;
import io.smallrye.mutiny.Uni;

/** Tells the audit what became of configurations, in the transaction under way. */
@Singleton
public final class AuditedChanges {

    private final AuditLog log;

    AuditedChanges(AuditLog log) {
        this.log = log;
    }

    /** To be taken before a change, since an entity does not remember what it was. */
    public Snapshot snapshot(Configuration configuration) {
        return log.snapshot(configuration.view()).without("createdAt", "updatedAt", "stateSince").withSecret("webhookUrl",
                configuration.webhookUrlSealed);
    }

    /** By the one whose request is under way. */
    Uni<Void> created(Configuration configuration) {
        return log.record(creation(configuration));
    }

    public Uni<Void> created(Configuration configuration, Actor by) {
        return log.record(creation(configuration).by(by));
    }

    Uni<Void> changed(Snapshot before, Configuration configuration) {
        return log.record(change(before, configuration));
    }

    public Uni<Void> changed(Snapshot before, Configuration configuration, Actor by) {
        return log.record(change(before, configuration).by(by));
    }

    Uni<Void> deleted(Configuration configuration) {
        return log.record(deletion(configuration));
    }

    public Uni<Void> deleted(Configuration configuration, Actor by) {
        return log.record(deletion(configuration).by(by));
    }

    private Change creation(Configuration configuration) {
        return Change.created(configuration.kind(), configuration.configurationName, snapshot(configuration));
    }

    private Change change(Snapshot before, Configuration configuration) {
        return Change.changed(configuration.kind(), configuration.configurationName, before, snapshot(configuration));
    }

    private Change deletion(Configuration configuration) {
        return Change.deleted(configuration.kind(), configuration.configurationName, snapshot(configuration));
    }
}
