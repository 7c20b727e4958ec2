package dev.tocsin.start;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;

/**
 * Whether Tocsin is still starting. Until then nothing has been taken from anybody, so a signal need not wait for anything;
 * afterwards the application stops in its own order.
 */
@Singleton
public final class StartPhase {

    /** Before everybody but the migration, which a signal may end as well. */
    static final int LAST = 2;

    private static volatile boolean over;

    void end(@Observes @Priority(LAST) StartupEvent started) {
        over = true;
    }

    public static boolean isOver() {
        return over;
    }
}
