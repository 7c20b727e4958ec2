package dev.tocsin.problem;

/** Somebody without whom requests come to nothing, and who may be away. It is a bean of the room that talks to them. */
public interface Absence {

    /** One word, for instance {@code database}. */
    String who();

    /** Whether a request failed because they are out of reach, rather than for a fault of ours. */
    boolean isCauseOf(Throwable failure);
}
