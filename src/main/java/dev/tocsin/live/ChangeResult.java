package dev.tocsin.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What follows from a try to change a message.
 *
 * @param isChanged whether it shows now what it was to show
 * @param again when it is to be tried again; empty if that is done with
 * @param pause how long all changes of its workspace wait
 * @param chart what is drawn under it from now on; kept as it is if empty
 * @param gone why it is not there any more
 * @param frozen why it stays as it is
 * @param refused what its workspace does not take and is not tried again for a while
 * @param isToBePostedAnew whether what it was to say has to be posted
 * @param events what people are told in the history
 */
record ChangeResult(boolean isChanged, Optional<Duration> again, Optional<Duration> pause, Optional<String> chart,
        Optional<String> gone, Optional<String> frozen, Optional<String> refused, boolean isToBePostedAnew,
        List<Event> events) {

    /** One line of a message's history. */
    record Event(What what, Optional<String> detail) {

        Event(What what, String detail) {
            this(what, Optional.of(detail));
        }
    }

    /** What can become of a message after it was posted. */
    enum What {
        CHANGED,
        CHART,
        NO_CHART,
        GONE,
        FROZEN,
        REFUSED,
        FAILED,
        ACKNOWLEDGED,
        RESOLVED,
        REOPENED,
        REMINDED,
        ESCALATED,
        NOT_ESCALATED
    }

    ChangeResult {
        events = List.copyOf(events);
    }

    static ChangeResult changed(Optional<String> chart, List<Event> events) {
        return new ChangeResult(true, Optional.empty(), Optional.empty(), chart, Optional.empty(), Optional.empty(),
                Optional.empty(), false, events);
    }

    /** There is nothing to be done any more. */
    static ChangeResult dropped(List<Event> events) {
        return new ChangeResult(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), false, events);
    }

    static ChangeResult later(Duration again, Optional<Duration> pause, List<Event> events) {
        return new ChangeResult(false, Optional.of(again), pause, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), false, events);
    }

    static ChangeResult gone(String because, boolean isToBePostedAnew) {
        return new ChangeResult(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(because),
                Optional.empty(), Optional.empty(), isToBePostedAnew, List.of(new Event(What.GONE, because)));
    }

    static ChangeResult frozen(String because) {
        return new ChangeResult(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(because), Optional.empty(), false, List.of(new Event(What.FROZEN, because)));
    }

    /** What was tried in vain may have been taken all the same. */
    boolean mayHaveChanged() {
        return isChanged || again.isPresent();
    }

    /** The same, after something that the workspace does not take. */
    ChangeResult having(Optional<String> notTaken) {
        return new ChangeResult(isChanged, again, pause, chart, gone, frozen, notTaken.or(() -> refused), isToBePostedAnew,
                events);
    }
}
