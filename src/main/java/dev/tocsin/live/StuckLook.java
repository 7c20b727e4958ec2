package dev.tocsin.live;

import java.time.Instant;
import java.util.Optional;

/**
 * Of which configuration what waits is looked through, and how far that has been done.
 *
 * @param to where what has to be seen goes as well
 * @param because why nothing can be sent there now, if that is so
 * @param passedAt with the id the place of the last delivery that was looked at, in the order of the lane
 */
record StuckLook(long configurationId, String configurationName, String to, int afterMinutes, Optional<String> because,
        Instant passedAt, long passedId) {
}
