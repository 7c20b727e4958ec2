package dev.tocsin.delivery;

import java.time.Instant;

import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;
import dev.tocsin.notice.Standing.Phase;

/**
 * How a matter stands by one message.
 *
 * @param at since when, by the publisher's clock
 */
public record MatterState(Standing standing, Severity severity, Instant at) {

    boolean isOpen() {
        return standing.phase() == Phase.OPEN;
    }

    boolean isOver() {
        return standing.phase() == Phase.OVER;
    }

    /** Publishers' clocks may be coarse: what is under way is not later than what has come of it at the same moment. */
    boolean isOlderThan(MatterState other) {
        boolean isUnderWay = standing.phase() == Phase.RUNNING && other.standing.phase() != Phase.RUNNING;
        return at.isBefore(other.at) || at.equals(other.at) && isUnderWay;
    }

    /** Whether it calls for somebody who has seen the other. */
    boolean callsForAttentionAfter(MatterState before) {
        return isOpen() && (!before.isOpen() || severity.compareTo(before.severity) < 0);
    }
}
