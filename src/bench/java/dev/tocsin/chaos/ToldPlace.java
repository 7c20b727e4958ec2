package dev.tocsin.chaos;

import java.util.Optional;

/**
 * Where the history says that a delivery is shown.
 *
 * @param digest the one that it is in
 * @param message the one that stands for its matter, in whose thread it may be
 * @param reference what names the very message that shows it, where the chat says so
 */
record ToldPlace(Optional<String> digest, Optional<String> message, Optional<String> reference) {

    static final ToldPlace UNSAID = new ToldPlace(Optional.empty(), Optional.empty(), Optional.empty());

    static ToldPlace inDigest(String digest) {
        return new ToldPlace(Optional.of(digest), Optional.empty(), Optional.empty());
    }
}
