package dev.tocsin.chat;

import java.time.Duration;
import java.util.Optional;

import dev.tocsin.chat.Outcome.Fault;

/** How a try to change a message ended. Reasons are short, readable and free of secrets. */
public sealed interface Edit {

    /** It shows what it was to show. */
    record Changed() implements Edit {
    }

    /** There is no such message any more, or it is not ours; what it said has to be posted anew. */
    record Gone(String reason) implements Edit {
    }

    /** It is there and cannot be changed any more; its thread still takes what is said. */
    record Frozen(String reason) implements Edit {
    }

    /** The content is refused. Without the named part it may pass. */
    record Refused(String reason, Part part) implements Edit {
    }

    /**
     * Not now. The same try may be repeated, since it changes nothing that it has changed already.
     *
     * @param delay how long the chat asks us to wait, where it says so
     * @param isTooFast whether all changes of the workspace have to wait
     */
    record Later(String reason, Optional<Duration> delay, boolean isTooFast) implements Edit {
    }

    /** The destination or our credential is refused, whatever we send. */
    record Closed(String reason, Fault fault, Optional<String> advice) implements Edit {
    }

    /** What of a message may be left out. */
    enum Part {
        /** The chart. */
        CHART,
        /** Data for other programs. */
        METADATA,
        /** All layout: words alone may pass. */
        LAYOUT
    }
}
