package dev.tocsin.chat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.notice.Fact;

/**
 * What a message in a chat shows beside its notice, where it is about a matter that goes on: what became of it so far, what
 * people may do about it, a chart. Chats whose messages cannot be changed show what they can of it.
 *
 * @param thread in which thread it stands; empty for a message of its own
 * @param remarks small print, each a label and a value that are read as one line, for instance "In ALARM for 12 minutes, since"
 *        and a moment
 * @param buttons what people may do, the likeliest first
 * @param chart what is drawn under it
 * @param offers which commands its buttons give, besides
 */
public record Life(Optional<InThread> thread, List<Fact> remarks, List<Button> buttons, Optional<Chart> chart,
        List<Offer> offers) {

    /** Of a message that stands for nothing but itself. */
    public static final Life NONE = new Life(Optional.empty(), List.of(), List.of(), Optional.empty());

    public Life {
        remarks = List.copyOf(remarks);
        buttons = List.copyOf(buttons);
        offers = List.copyOf(offers);
    }

    /** Of a message whose buttons give no commands. */
    public Life(Optional<InThread> thread, List<Fact> remarks, List<Button> buttons, Optional<Chart> chart) {
        this(thread, remarks, buttons, chart, List.of());
    }

    /** The same in a thread. */
    public Life in(InThread thread) {
        return new Life(Optional.of(thread), remarks, buttons, chart, offers);
    }

    /** The same with another chart, or none. */
    public Life with(Optional<Chart> chart) {
        return new Life(thread, remarks, buttons, chart, offers);
    }

    /** The same with buttons that give commands. */
    public Life offering(List<Offer> offers) {
        return new Life(thread, remarks, buttons, chart, offers);
    }

    /**
     * @param reference the message that began the thread, by the destination's name for it (Slack's {@code ts})
     * @param isBroadcast whether the channel is to see it as well
     * @param isWhole whether all of the notice is shown there, since the message itself stays as it is
     */
    public record InThread(String reference, boolean isBroadcast, boolean isWhole) {
    }

    /** @param posting what the button is about; it comes back when somebody presses it */
    public record Button(Action action, UUID posting) {
    }

    /**
     * A button that gives a command. What that is comes from the notice again when somebody presses it.
     *
     * @param id tells it from the others of its message
     */
    public record Offer(String id, String label) {
    }

    /** What a button does. */
    public enum Action {
        ACKNOWLEDGE,
        RESOLVE,
        REOPEN
    }
}
