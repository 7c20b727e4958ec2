package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.chat.Form;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.notice.Message;

/**
 * The head of a lane, leased to this replica for one try.
 *
 * @param lease the fence: a settlement under a lease that has lapsed changes nothing
 * @param attempt the number of this try, from 1
 * @param failures how many earlier tries of this delivery failed
 * @param laneFailures how many tries in a row the destination has failed
 * @param interruptions how often the process ended while sending this delivery
 * @param age how long ago it was queued, or the destination was opened again, by the database's clock
 * @param claimedAt by the database's clock
 * @param bytes how long the message is as it is stored
 * @param logging what its configuration wants to be logged
 * @param folding whether it may be kept to be shown with others of its matter
 * @param living how it is shown if its matter goes on
 */
record Claim(long laneId, UUID lease, long deliveryId, String configurationName, Form form, int attempt, int failures,
        int laneFailures, int interruptions, Duration age, Instant claimedAt, int bytes, Message message, Address address,
        Logging logging, Folding folding, Living living) {

    /** One of which nothing but its message is known. */
    Claim(long laneId, UUID lease, long deliveryId, String configurationName, Form form, int attempt, int failures,
            int laneFailures, int interruptions, Duration age, Instant claimedAt, int bytes, Message message, Address address,
            Logging logging, Folding folding) {
        this(laneId, lease, deliveryId, configurationName, form, attempt, failures, laneFailures, interruptions, age, claimedAt,
                bytes, message, address, logging, folding, Living.UNSAID);
    }

    /** One that is shown by itself, whatever was shown before. */
    Claim(long laneId, UUID lease, long deliveryId, String configurationName, Form form, int attempt, int failures,
            int laneFailures, int interruptions, Duration age, Instant claimedAt, int bytes, Message message, Address address,
            Logging logging) {
        this(laneId, lease, deliveryId, configurationName, form, attempt, failures, laneFailures, interruptions, age, claimedAt,
                bytes, message, address, logging, new Folding(0, Optional.empty()));
    }

    /**
     * The destination as stored, its credential sealed.
     *
     * @param isShut whether it refused whatever was sent there, so that this try finds out whether it still does
     * @param takesMessages whether it took the last one
     */
    record Address(String kind, String address, String credentialSealed, String sealedFor, boolean isShut,
            boolean takesMessages) {
    }

    /**
     * @param interrupted whether the process ended during the try before this one, which has been found out just now
     * @param trace what the message is found by in traces
     */
    record Logging(LoggingLevel level, boolean interrupted, TraceId trace) {
    }

    /**
     * @param after how many messages of its matter are shown by themselves before; 0 if it is never kept
     * @param matter as which it was kept, if it was
     */
    record Folding(int after, Optional<String> matter) {
    }

    /**
     * What the configuration says of messages that change. Empty is what the settings say.
     *
     * @param remindEveryMinutes empty for never, as with escalation
     * @param isAskedFor whether it was queued after its notification had been received, because somebody asked for it
     * @param isSentAgain whether it had been settled before
     * @param mayBeThereSince since when at the earliest, if an earlier try may have posted it although nobody heard of it
     */
    record Living(Optional<Boolean> isLive, Optional<Boolean> hasCharts, Optional<Integer> remindEveryMinutes,
            Optional<Integer> escalateAfterMinutes, boolean isAskedFor, boolean isSentAgain,
            Optional<Instant> mayBeThereSince) {

        static final Living UNSAID = new Living(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false,
                false, Optional.empty());
    }
}
