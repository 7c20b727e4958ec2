package dev.tocsin.delivery;

import java.util.List;
import java.util.Optional;

import dev.tocsin.delivery.Claimed.Leased;
import dev.tocsin.delivery.LaneStore.Most;
import io.smallrye.mutiny.Uni;

/** Claims of the heads of lanes alone, for tests in which the weight of messages does not matter. */
final class Heads {

    private Heads() {
    }

    static Uni<List<Optional<Claim>>> claim(LaneStore store, List<Long> lanes) {
        return store.claim(lanes, most(1, Long.MAX_VALUE)).map(claimed -> claimed.stream().map(Heads::head).toList());
    }

    /** @param room for messages, in bytes */
    static Most most(int ofALane, long room) {
        return new Most(ofALane, 1_000, room, 1024 * 1024);
    }

    private static Optional<Claim> head(Claimed claimed) {
        return claimed instanceof Leased leased ? Optional.of(leased.run().first()) : Optional.empty();
    }
}
