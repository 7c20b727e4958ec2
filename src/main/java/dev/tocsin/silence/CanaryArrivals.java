package dev.tocsin.silence;

import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import dev.tocsin.delivery.MarkedPosts;
import io.smallrye.mutiny.Uni;

/**
 * Sees canaries come to the lanes. A configuration's own is posted where it can be taken away again; what comes to others that
 * hear the same topic is shown to nobody. One that we have not sent is a message like any other.
 */
@Singleton
class CanaryArrivals implements MarkedPosts {

    private final CanaryStore store;
    private final SilenceConfig config;

    CanaryArrivals(CanaryStore store, SilenceConfig config) {
        this.store = store;
        this.config = config;
    }

    @Override
    public Uni<Optional<String>> endsBecause(UUID mark, long lane, long deliveryId) {
        return store.arrive(mark, lane, deliveryId).chain(own -> own.isPresent()
                ? Uni.createFrom().item(Optional.of("a canary ends here, before the post: what a webhook posts cannot be taken "
                        + "away again").filter(because -> !own.get() && !config.canaryShown()))
                : store.of(mark).map(name -> name
                        .map(of -> "the canary of " + of + " ends here, before the post: it has arrived there")));
    }
}
