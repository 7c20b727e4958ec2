package dev.tocsin.delivery;

import java.util.Optional;
import java.util.UUID;

import io.smallrye.mutiny.Uni;

/** Is asked before a message with the mark of a canary is posted. */
public interface MarkedPosts {

    /**
     * Why it ends before the post, for the history; empty if it is to be posted.
     *
     * @param lane of the configuration that it goes to
     */
    Uni<Optional<String>> endsBecause(UUID mark, long lane, long deliveryId);
}
