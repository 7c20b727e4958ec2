package dev.tocsin.door;

import java.util.Locale;

/** Why a request was turned away before it was read. */
public enum Turned {
    /** Its form leaves two readings: lengths that contradict each other, unknown codings, no Host. */
    MALFORMED,
    /** Its body is larger than any that belongs here. */
    TOO_LARGE,
    /** More arrives at the same time than is held in memory, and this was the largest of it. */
    OVERLOADED,
    /**
     * Too many bodies are on their way, and this one has been for the longest time. It gets no answer, which costs too much.
     */
    CROWDED_OUT,
    /** Its body did not arrive in time. */
    STALLED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
