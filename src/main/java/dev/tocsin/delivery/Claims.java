package dev.tocsin.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.delivery.Claimed.Leased;
import dev.tocsin.delivery.GroupCommit.Limits;
import dev.tocsin.delivery.LaneStore.Most;
import io.smallrye.mutiny.Uni;

/**
 * Claims lanes, many in one statement, and bounds how much what is claimed weighs together. What lingers leaves that room, so
 * that a host that does not answer keeps it from nobody; {@link PostsUnderWay} bounds how much that can become.
 */
@ApplicationScoped
class Claims {

    /** Of a digest: what people can be told in one message, and what is quickly understood. */
    private static final int MOST_OF_A_DIGEST = 1_000;
    static final int MOST_BYTES_OF_A_LANE = 256 * 1024;
    /** A message takes some 25 times as much while it is understood, rendered and posted; what lingers takes less. */
    static final long MOST_BYTES = 3 * 1024 * 1024;
    /** Of that, what is left to single messages of usual length, however many long ones and digests wait. */
    static final long BYTES_OF_USUAL = 512 * 1024;
    static final int USUAL_BYTES = 16 * 1024;
    /**
     * While nothing paces the lanes, what is posted one after the other is claimed and settled together. A claim and a
     * settlement take as long as five posts to a chat that answers at once.
     */
    static final int LONGEST_RUN = 40;

    private final LaneStore store;
    private final GroupCommit<Long, Claimed> claims;
    private final GroupCommit<Returned, Void> returns;
    private final int longestRun;
    private final Duration lease;
    /** By lane, of what is claimed and does not linger. */
    private final Map<Long, Long> weights = new HashMap<>();
    private long bytes;

    Claims(LaneStore store, DeliveryConfig config) {
        this.store = store;
        this.longestRun = config.pace().filter(pace -> pace.isZero()).isPresent() ? LONGEST_RUN : 1;
        this.lease = config.lease();
        this.claims = new GroupCommit<>(Limits.ofLanes(), this::claim);
        this.returns = new GroupCommit<>(Limits.ofLanes(), store::giveBack);
    }

    Uni<Claimed> claim(long lane) {
        return claim(lane, false);
    }

    /** @param isAlone whether it goes before those that were woken together */
    Uni<Claimed> claim(long lane, boolean isAlone) {
        return claims.submit(lane, isAlone);
    }

    /** One statement at a time, so that the room is still there when it has ended. */
    private Uni<List<Claimed>> claim(List<Long> lanes) {
        return store.claim(lanes, most()).invoke(claimed -> claimed.forEach(this::count));
    }

    private synchronized Most most() {
        long room = Math.max(0, MOST_BYTES - bytes);
        return new Most(longestRun, MOST_OF_A_DIGEST, room, Math.max(0, room - BYTES_OF_USUAL), USUAL_BYTES,
                MOST_BYTES_OF_A_LANE);
    }

    private void count(Claimed claimed) {
        if (claimed instanceof Leased leased) {
            count(leased.run());
        }
    }

    private synchronized void count(Run run) {
        leave(run.laneId());
        weights.put(run.laneId(), run.bytes());
        bytes += run.bytes();
    }

    /** What is stored or settled here could not be. */
    void noteFailure(Throwable failure) {
        store.noteFailure(failure);
    }

    /** Its messages are in flight no more. */
    void ended(Run run) {
        leave(run.laneId());
    }

    /** Its post has had no answer for a while: from now on it counts to its host alone. */
    void linger(long lane) {
        leave(lane);
    }

    private synchronized void leave(long lane) {
        Long weight = weights.remove(lane);
        bytes -= weight == null ? 0 : weight;
    }

    /** Tried until the lease lapses, since whatever lapses with it counts as interrupted. */
    Uni<Void> giveBack(Returned returned) {
        return returns.insist(returned, lease);
    }

    synchronized long bytes() {
        return bytes;
    }
}
