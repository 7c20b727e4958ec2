package dev.tocsin.delivery;

/**
 * How a matter stands after a try, and what follows for the message that stands for it.
 *
 * @param isLive whether it can be changed
 * @param isToChange whether it shows something else than how the matter stands now
 * @param wantsChart whether there is something to be drawn under it
 */
record Lived(LiveMessage message, boolean isLive, boolean isToChange, boolean wantsChart) {

    /** The same, of one of which an earlier one is not written yet. */
    Lived after(Lived earlier) {
        return new Lived(message, isLive, isToChange || earlier.isToChange, wantsChart || earlier.wantsChart);
    }
}
