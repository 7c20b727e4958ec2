package dev.tocsin.live;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.delivery.LiveMessage;
import dev.tocsin.notice.Message;

/**
 * A message that is to be changed, leased to this replica.
 *
 * @param asked counts what asked for changes, so that what is asked for meanwhile is not taken for done
 * @param isStates whether it is to say how its matter stands now, and not only what is shown beside that
 * @param failures how many tries in a row have failed
 * @param shown the newest message about its matter; empty if that is forgotten
 * @param place where it stands; empty if there is no such configuration any more
 * @param previous where the message is that stood for the matter before
 */
record DueChange(LiveMessage message, UUID lease, long configurationId, int asked, boolean isStates, int failures,
        Optional<Shown> shown, Optional<Place> place, Optional<Previous> previous, Optional<String> chart,
        Optional<Instant> chartWantedFor, boolean isFirstChart) {

    /** @param deliveryId that brought it */
    record Shown(long deliveryId, Message message) {
    }

    /**
     * @param waitsBecause why nothing can be sent there now, if that is so
     * @param roleArn as which AWS is asked for what belongs to it
     */
    record Place(String kind, String address, String credentialSealed, String sealedFor, Optional<String> waitsBecause,
            Optional<Boolean> hasCharts, Optional<String> roleArn) {
    }

    record Previous(String channel, String reference) {
    }
}
