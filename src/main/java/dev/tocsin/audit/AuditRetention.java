package dev.tocsin.audit;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.DatabaseTrouble;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** Forgets entries that are older than they have to be. Every replica does it; it is idempotent. */
@ApplicationScoped
class AuditRetention {

    private final AuditHistory history;
    private final AuditConfig config;

    AuditRetention(AuditHistory history, AuditConfig config) {
        this.history = history;
        this.config = config;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return history.expire(config.retention()).replaceWithVoid().onFailure().recoverWithItem(failure -> {
            Log.warnf("The audit's retention is put off: %s", DatabaseTrouble.words(failure));
            return null;
        });
    }
}
