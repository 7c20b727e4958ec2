package dev.tocsin.access;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.DatabaseTrouble;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** Removes sessions that have expired. Every replica does it; it is idempotent. */
@ApplicationScoped
class SessionSweep {

    private final SessionStore store;

    SessionSweep(SessionStore store) {
        this.store = store;
    }

    @Scheduled(every = "1h", delayed = "3m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return store.expire().replaceWithVoid().onFailure().recoverWithItem(failure -> {
            Log.warnf("Sessions that have expired cannot be removed now: %s", DatabaseTrouble.words(failure));
            return null;
        });
    }
}
