package dev.tocsin.delivery;

import java.util.Optional;
import java.util.UUID;

/**
 * How a matter stands after a try, and what follows for the message that stands for it.
 *
 * @param isLive whether it can be changed
 * @param isToChange whether it shows something else than how the matter stands now
 * @param wantsChart whether there is something to be drawn beside it
 * @param replaces the message that stood for the matter until now, and does so no more
 */
record Lived(LiveMessage message, boolean isLive, boolean isToChange, boolean wantsChart, Optional<UUID> replaces) {

    /** It takes nobody's place. */
    Lived(LiveMessage message, boolean isLive, boolean isToChange, boolean wantsChart) {
        this(message, isLive, isToChange, wantsChart, Optional.empty());
    }

    /** The same in the place of another. */
    Lived inPlaceOf(UUID other) {
        return new Lived(message, isLive, isToChange, wantsChart, Optional.of(other));
    }

    /** The same, of one of which an earlier one is not written yet. */
    Lived after(Lived earlier) {
        return new Lived(message, isLive, isToChange || earlier.isToChange, wantsChart || earlier.wantsChart,
                replaces.or(() -> earlier.replaces));
    }
}
