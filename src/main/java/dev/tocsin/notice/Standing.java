package dev.tocsin.notice;

import java.util.Objects;

/**
 * How the matter of a notice stands by this message, where a later message of the same matter takes its place: an alarm that is
 * OK again, a pipeline's execution that has ended.
 *
 * @param state in the publisher's own word, short enough for one line, for instance {@code ALARM} or {@code SUCCEEDED}
 * @param phase what people have to do with it
 * @param endsByItself whether a later message will say when the trouble is over; where none does, a person has to
 */
public record Standing(String state, Phase phase, boolean endsByItself) {

    /** What people have to do with a matter. */
    public enum Phase {
        /** Something is under way, and nobody has to do anything. */
        RUNNING,
        /** Somebody has to look at it. */
        OPEN,
        /** It has ended, or has ended well. */
        OVER
    }

    public Standing {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(phase, "phase");
    }

    public static Standing running(String state) {
        return new Standing(state, Phase.RUNNING, true);
    }

    /** Of which a later message will say that it is over. */
    public static Standing open(String state) {
        return new Standing(state, Phase.OPEN, true);
    }

    /** Of which no message will say that it is over. */
    public static Standing openUntilResolved(String state) {
        return new Standing(state, Phase.OPEN, false);
    }

    public static Standing over(String state) {
        return new Standing(state, Phase.OVER, true);
    }

    /** The same, unless it is open and not bad enough that somebody has to look: then it is merely under way. */
    public Standing unlessCalm(Severity severity) {
        boolean isCalm = severity.compareTo(Severity.MEDIUM) > 0;
        return phase == Phase.OPEN && isCalm ? running(state) : this;
    }
}
