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

    private static final int BEFORE_EVERYBODY = 1;
    private static volatile boolean over;

    void end(@Observes @Priority(BEFORE_EVERYBODY) StartupEvent started) {
        over = true;
    }

    public static boolean isOver() {
        return over;
    }
}
