package dev.tocsin.live;

/**
 * What came of what a person wanted to do about a matter.
 *
 * @param words what to tell them, as a sentence
 */
public record CareAnswer(Result result, String words) {

    /** How it ended. */
    public enum Result {
        DONE,
        /** It was so already, so nothing was changed. */
        ALREADY,
        /** This very press was heard before, whatever has happened since. */
        HEARD_BEFORE,
        /** As the matter stands there is nothing to be done so. */
        NOT_NOW,
        /** There is no such message, or it stands for no matter. */
        UNKNOWN,
        /** Its configuration was deleted. */
        ABANDONED,
        /** The message that they looked at is another one. */
        ELSEWHERE
    }
}
