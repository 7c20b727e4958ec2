package dev.tocsin.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The message in a chat that stands for a matter at one destination, and how the matter stands by it.
 *
 * @param channel where it was posted, as the destination was addressed then
 * @param reference names it at the destination; empty where that does not say, and so it cannot be changed
 * @param state of the newest message about the matter
 * @param deliveryId the delivery that brought that
 * @param opened when the matter last became open, if it ever was
 * @param overAt when it was last over after that
 * @param changes how often its state was another than before
 * @param deliveries how many deliveries it has shown
 * @param previousId the message that stood for the matter before
 */
public record LiveMessage(UUID id, String matter, String channel, Optional<String> reference, MatterState state,
        long deliveryId, Optional<Opened> opened, Optional<Instant> overAt, int changes, int deliveries,
        Optional<UUID> previousId, Hindrances hindrances, Care care) {

    /** @param as the state, in the publisher's word */
    public record Opened(Instant at, String as) {
    }

    /**
     * What keeps it from being changed.
     *
     * @param gone why it is not there any more
     * @param frozen why it stays as it is
     * @param threadless why nothing can be said in its thread
     */
    public record Hindrances(Optional<String> gone, Optional<String> frozen, Optional<String> threadless) {

        static final Hindrances NONE = new Hindrances(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Who takes care of the matter, and who said that it is over. */
    public record Care(Optional<ByPerson> acknowledged, Optional<ByPerson> resolved) {

        static final Care NONE = new Care(Optional.empty(), Optional.empty());
    }

    /** @param name what people are shown */
    public record ByPerson(String id, String name, Instant at) {
    }

    /** Of the first message about a matter, or of one that stands apart from those before. */
    static LiveMessage first(UUID id, Belonging belonging, String channel, Optional<LiveMessage> previous) {
        MatterState state = belonging.state();
        return new LiveMessage(id, belonging.matter(), channel, Optional.empty(), state, belonging.deliveryId(),
                opening(state), Optional.empty(), 0, 0, previous.map(LiveMessage::id), Hindrances.NONE, Care.NONE);
    }

    private static Optional<Opened> opening(MatterState state) {
        return state.isOpen() ? Optional.of(new Opened(state.at(), state.standing().state())) : Optional.empty();
    }

    /** The same matter in another message, since this one cannot be changed any more. */
    LiveMessage inAnother(UUID id, String channel) {
        return new LiveMessage(id, matter, channel, Optional.empty(), state, deliveryId, opened, overAt, changes, deliveries,
                Optional.of(this.id), Hindrances.NONE, care);
    }

    /** After one more message about it, which is newer. */
    LiveMessage moved(Belonging belonging) {
        MatterState now = belonging.state();
        boolean opens = isOpenedBy(now);
        boolean closes = !now.isOpen() && state.isOpen();
        boolean isChange = !now.standing().state().equals(state.standing().state());
        return new LiveMessage(id, matter, channel, reference, now, belonging.deliveryId(), opens ? opening(now) : opened,
                opens ? Optional.empty() : closes ? Optional.of(now.at()) : overAt, changes + (isChange ? 1 : 0), deliveries,
                previousId, hindrances, opens ? Care.NONE : care);
    }

    /** Whether it was not open before a newer state, or somebody had said by then that it is over. */
    boolean isOpenedBy(MatterState now) {
        return now.isOpen()
                && (!state.isOpen() || care.resolved().filter(resolved -> resolved.at().isBefore(now.at())).isPresent());
    }

    /** Of a try that showed one more delivery. */
    LiveMessage shown(Optional<String> as) {
        return new LiveMessage(id, matter, channel, as.or(() -> reference), state, deliveryId, opened, overAt, changes,
                deliveries + 1, previousId, hindrances, care);
    }

    LiveMessage gone(String because) {
        return with(new Hindrances(Optional.of(because), hindrances.frozen, hindrances.threadless));
    }

    LiveMessage threadless(String because) {
        return with(new Hindrances(hindrances.gone, hindrances.frozen, Optional.of(because)));
    }

    private LiveMessage with(Hindrances found) {
        return new LiveMessage(id, matter, channel, reference, state, deliveryId, opened, overAt, changes, deliveries,
                previousId, found, care);
    }
}
