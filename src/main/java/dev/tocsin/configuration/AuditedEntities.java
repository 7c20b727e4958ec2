package dev.tocsin.configuration;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.Change;
import dev.tocsin.audit.Snapshot;
import io.smallrye.mutiny.Uni;

/**
 * Tells the audit what became of entities of one sort, in the transaction under way; by the one whose request is under way,
 * unless somebody else is named.
 */
public abstract class AuditedEntities<E> {

    private final AuditLog log;

    protected AuditedEntities(AuditLog log) {
        this.log = log;
    }

    protected abstract String kind(E entity);

    protected abstract String name(E entity);

    /** What the API shows of it. */
    protected abstract Object view(E entity);

    protected abstract Snapshot withSecrets(Snapshot snapshot, E entity);

    /** To be taken before a change, since an entity does not remember what it was. */
    public final Snapshot snapshot(E entity) {
        return withSecrets(log.snapshot(view(entity)).without("createdAt", "updatedAt", "stateSince", "stateAdvice"), entity);
    }

    public final Uni<Void> created(E entity) {
        return log.record(creation(entity));
    }

    public final Uni<Void> created(E entity, Actor by) {
        return log.record(creation(entity).by(by));
    }

    public final Uni<Void> changed(Snapshot before, E entity) {
        return log.record(change(before, entity));
    }

    public final Uni<Void> changed(Snapshot before, E entity, Actor by) {
        return log.record(change(before, entity).by(by));
    }

    public final Uni<Void> deleted(E entity) {
        return log.record(deletion(entity));
    }

    public final Uni<Void> deleted(E entity, Actor by) {
        return log.record(deletion(entity).by(by));
    }

    private Change creation(E entity) {
        return Change.created(kind(entity), name(entity), snapshot(entity));
    }

    private Change change(Snapshot before, E entity) {
        return Change.changed(kind(entity), name(entity), before, snapshot(entity));
    }

    private Change deletion(E entity) {
        return Change.deleted(kind(entity), name(entity), snapshot(entity));
    }
}
