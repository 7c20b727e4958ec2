package dev.tocsin.command;

/** How a command stands. */
public enum CommandState {
    /** It is to be carried out. */
    WAITING,
    /** A replica is at it. */
    RUNNING,
    /** It cannot go on before somebody answers a question. */
    ASKING,
    /** It was carried out and answered, be it that AWS refused it. */
    DONE,
    /** It was not carried out: it is not allowed, or no command. */
    REFUSED,
    /** What it lacked was said in another one. */
    CONTINUED,
    /** Somebody did not want it after all. */
    CANCELLED,
    /** Nobody has answered the question in time. */
    EXPIRED,
    /** It broke off, so it is not known whether AWS did it, or it was tried in vain. */
    INTERRUPTED;

    public boolean isOver() {
        return this != WAITING && this != RUNNING && this != ASKING;
    }
}
