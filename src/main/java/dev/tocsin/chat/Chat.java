package dev.tocsin.chat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.smallrye.mutiny.Uni;

/**
 * A kind of chat that notices can be posted to. Every CDI bean of this type takes part; a new destination kind is a new
 * room with one such bean.
 */
public interface Chat {

    /** The {@link Destination#kind() kinds} that it posts to; no two chats share one. */
    Set<String> kinds();

    /**
     * Posts once, within a time limit of its own, and says how it ended. It never fails: whatever goes wrong is an
     * {@link Outcome} with a reason that is fit to be shown and carries no secret.
     */
    Uni<Outcome> post(Destination destination, Posting posting);

    /**
     * The server that a destination's posts go to, with its port where that is not the usual one. It is not secret: it is named
     * where too much is under way to one server. By default that of the webhook.
     */
    default String host(Destination destination) {
        return Post.host(destination.credential().reveal());
    }

    /** How fast one destination takes messages. */
    MessagePace pace();

    /** What {@link #post} would send, without address and credential, or empty if that is no JSON. Nothing is sent. */
    default Optional<ObjectNode> payload(Posting posting) {
        return Optional.empty();
    }

    /** Where a message is shown, by what the destination called it when it took it; empty if that cannot be told. */
    default Optional<String> permalink(String address, String reference) {
        return Optional.empty();
    }

    /** Whether what was posted can be changed later, and replied to in a thread. */
    default boolean isLive() {
        return false;
    }

    /** Whether we are told when somebody presses a button there. */
    default boolean hearsButtons() {
        return false;
    }

    /**
     * Changes a message to what the posting says now, within a time limit of its own. It never fails, and may be repeated.
     *
     * @param reference names the message, as the destination did when it took it
     */
    default Uni<Edit> change(Destination destination, String reference, Posting posting) {
        throw new UnsupportedOperationException("messages at " + destination.kind() + " cannot be changed");
    }

    /**
     * Looks for a message that a try may have posted although nobody heard of it. Empty if there is none, or if that cannot be
     * told. It never fails.
     *
     * @param since when that try began at the earliest
     * @return what names the message at the destination
     */
    default Uni<Optional<String>> find(Destination destination, Posting posting, Instant since) {
        return Uni.createFrom().item(Optional.empty());
    }

    /** The name of the {@link #payload} in a preview, for instance {@code slack}; of several that send the same, one has it. */
    default Optional<String> previewName() {
        return Optional.empty();
    }
}
