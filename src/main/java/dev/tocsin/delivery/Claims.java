package dev.tocsin.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.delivery.Claimed.Leased;
import dev.tocsin.delivery.GroupCommit.Limits;
import dev.tocsin.delivery.LaneStore.Most;
import io.smallrye.mutiny.Uni;

/** Claims lanes, many in one statement, and bounds how much the messages that are in flight here weigh together. */
@ApplicationScoped
class Claims {

    /** Of a digest: what people can be told in one message, and what is quickly understood. */
    private static final int MOST_OF_A_DIGEST = 1_000;
    static final int MOST_BYTES_OF_A_LANE = 256 * 1024;
    /** A message takes some 25 times as much while it is understood, rendered and posted. */
    private static final long MOST_BYTES = 4 * 1024 * 1024;
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
    private final AtomicLong bytes = new AtomicLong();

    Claims(LaneStore store, DeliveryConfig config) {
        this.store = store;
        this.longestRun = config.pace().filter(pace -> pace.isZero()).isPresent() ? LONGEST_RUN : 1;
        this.lease = config.lease();
        this.claims = new GroupCommit<>(Limits.ofLanes(), this::claim);
        this.returns = new GroupCommit<>(Limits.ofLanes(), store::giveBack);
    }

    Uni<Claimed> claim(long lane) {
        return claims.submit(lane);
    }

    /** One statement at a time, so that the room is still there when it has ended. */
    private Uni<List<Claimed>> claim(List<Long> lanes) {
        long room = Math.max(0, MOST_BYTES - bytes.get());
        return store.claim(lanes, new Most(longestRun, MOST_OF_A_DIGEST, room, MOST_BYTES_OF_A_LANE))
                .invoke(claimed -> claimed.forEach(this::count));
    }

    private void count(Claimed claimed) {
        if (claimed instanceof Leased leased) {
            bytes.addAndGet(leased.run().bytes());
        }
    }

    /** What is stored or settled here could not be. */
    void noteFailure(Throwable failure) {
        store.noteFailure(failure);
    }

    /** Its messages are in flight no more. */
    void ended(Run run) {
        bytes.addAndGet(-run.bytes());
    }

    /** Tried until the lease lapses, since whatever lapses with it counts as interrupted. */
    Uni<Void> giveBack(Returned returned) {
        return returns.insist(returned, lease);
    }

    long bytes() {
        return bytes.get();
    }
}
