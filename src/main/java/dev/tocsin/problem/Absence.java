package dev.tocsin.problem;

/** Somebody without whom requests come to nothing, and who may be away. It is a bean of the room that talks to them. */
public interface Absence {

    /** One word, for instance {@code database}. */
    String who();

    /** What is the matter with them, for whoever asked: {@code is out of reach}. */
    String matter(Throwable failure);

    /** The same for whoever runs Tocsin; nothing of what is stored. */
    String inWords(Throwable failure);

    /** Whether a request failed because they are out of reach or cannot do it, rather than for a fault of ours. */
    boolean isCauseOf(Throwable failure);
}
