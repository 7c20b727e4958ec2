package dev.tocsin.configuration;

import jakarta.inject.Singleton;

import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.Snapshot;

/** Tells the audit what became of configurations. */
@Singleton
public final class AuditedChanges extends AuditedEntities<Configuration> {

    AuditedChanges(AuditLog log) {
        super(log);
    }

    @Override
    protected String kind(Configuration configuration) {
        return configuration.kind();
    }

    @Override
    protected String name(Configuration configuration) {
        return configuration.configurationName;
    }

    @Override
    protected Object view(Configuration configuration) {
        return configuration.view();
    }

    @Override
    protected Snapshot withSecrets(Snapshot snapshot, Configuration configuration) {
        return snapshot.withSecret("webhookUrl", configuration.webhookUrlSealed);
    }
}
