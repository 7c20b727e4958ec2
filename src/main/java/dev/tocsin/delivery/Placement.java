package dev.tocsin.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Where a delivery is shown that belongs to a matter. */
sealed interface Placement {

    /** How the matter stands once the delivery is shown there; empty if that says nothing of it. */
    Optional<LiveMessage> then();

    /** By itself, and nothing follows from it. */
    record Apart() implements Placement {

        @Override
        public Optional<LiveMessage> then() {
            return Optional.empty();
        }
    }

    /**
     * As a message of its own, which stands for the matter from now on.
     *
     * @param before the one that did so until now
     */
    record Anew(LiveMessage message, Optional<LiveMessage> before) implements Placement {

        @Override
        public Optional<LiveMessage> then() {
            return Optional.of(message);
        }
    }

    /**
     * In the thread of the message that stands for it.
     *
     * @param root before
     * @param isNews whether it says how the matter stands now, so that the message is to be changed
     */
    record Reply(LiveMessage root, LiveMessage message, boolean isBroadcast, boolean isNews) implements Placement {

        @Override
        public Optional<LiveMessage> then() {
            return Optional.of(message);
        }
    }

    /** By changing the message, since nothing can be said in its thread. */
    record InPlace(LiveMessage root, LiveMessage message) implements Placement {

        @Override
        public Optional<LiveMessage> then() {
            return Optional.of(message);
        }
    }

    /** In the thread of a message, of whose matter it says nothing new. */
    record Aside(LiveMessage root, boolean isBroadcast) implements Placement {

        @Override
        public Optional<LiveMessage> then() {
            return Optional.of(root);
        }
    }

    /**
     * What is known where it is to be decided.
     *
     * @param channel how the destination is addressed now
     * @param isLive whether its messages can be changed, and are to be
     * @param isAskedFor whether somebody asked for this delivery again
     * @param newEpisode how long a matter has to be over so that it begins anew
     */
    record Situation(String channel, boolean isLive, boolean isAskedFor, Duration newEpisode) {
    }

    /** @param before the message that stands for the matter */
    static Placement of(Belonging belonging, Optional<LiveMessage> before, Situation situation, Supplier<UUID> ids) {
        if (situation.isAskedFor() && before.filter(root -> isToBeShownAgain(root, belonging)).isEmpty()) {
            return new Apart();
        }
        if (before.isEmpty() || beginsAnew(before.get(), belonging.state(), situation.newEpisode())) {
            return new Anew(LiveMessage.first(ids.get(), belonging, situation.channel(), before), before);
        }
        LiveMessage root = before.get();
        boolean isOld = belonging.state().isOlderThan(root.state());
        LiveMessage message = isOld ? root : root.moved(belonging);
        if (!situation.isLive()) {
            return isOld ? new Apart() : new Anew(message, before);
        }
        if (root.reference().isEmpty() || root.hindrances().gone().isPresent()
                || !root.channel().equals(situation.channel())) {
            return isOld ? new Apart() : new Anew(message.inAnother(ids.get(), situation.channel()), before);
        }
        boolean isUrgent = !isOld && (belonging.state().callsForAttentionAfter(root.state())
                || root.isOpenedBy(belonging.state()));
        if (root.hindrances().threadless().isPresent()) {
            return isOld ? new Apart()
                    : isUrgent ? new Anew(message.inAnother(ids.get(), situation.channel()), before)
                            : new InPlace(root, message);
        }
        return new Reply(root, message, isUrgent, !isOld);
    }

    /** Of what is said of a message and not of its matter: by itself where it cannot be in the thread. */
    static Placement aside(LiveMessage root, boolean isBroadcast, Situation situation) {
        boolean hasThread = situation.isLive() && !situation.isAskedFor() && root.reference().isPresent()
                && root.channel().equals(situation.channel()) && root.hindrances().gone().isEmpty()
                && root.hindrances().threadless().isEmpty();
        return hasThread ? new Aside(root, isBroadcast) : new Apart();
    }

    /** The message that showed it is gone, so that it is shown as a new one. */
    private static boolean isToBeShownAgain(LiveMessage root, Belonging belonging) {
        return root.hindrances().gone().isPresent() && root.deliveryId() == belonging.deliveryId();
    }

    private static boolean beginsAnew(LiveMessage root, MatterState now, Duration newEpisode) {
        return root.state().isOver() && !now.isOver() && now.at().isAfter(root.state().at().plus(newEpisode));
    }
}
