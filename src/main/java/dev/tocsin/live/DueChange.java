package dev.tocsin.live;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.tocsin.delivery.LiveMessage;
import dev.tocsin.notice.Message;

/**
 * A message that is to be changed, leased to this replica.
 *
 * @param asked counts what asked for changes, so that what is asked for meanwhile is not taken for done
 * @param rank how much it matters: 0 where a person asked for it, 1 for a state, 2 for what is only shown beside that
 * @param failures how many tries in a row have failed
 * @param shown the newest message about its matter; empty if that is forgotten
 * @param place where it stands; empty if there is no such configuration any more
 * @param previous where the message is that stood for the matter before
 * @param chart what is drawn under it, as text
 * @param chartWantedFor since when the state is shown for which a chart is wanted
 * @param refuses what its workspace did not take of late
 */
record DueChange(LiveMessage message, UUID lease, long configurationId, int asked, int rank, int failures,
        Optional<Shown> shown, Optional<Place> place, Optional<Previous> previous, Optional<String> chart,
        Optional<Instant> chartWantedFor, Set<String> refuses) {

    private static final int STATE = 1;
    private static final int CHART = 2;

    /** Whether nothing but a chart, or what AWS says of its resource, is to be added. */
    boolean isChart() {
        return rank == CHART;
    }

    /** Whether it is to say how its matter stands now, and not only what is shown beside that. */
    boolean isStates() {
        return rank <= STATE;
    }

    /** Whether somebody who looks at it has done something about it. */
    boolean isPersons() {
        return rank < STATE;
    }

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
