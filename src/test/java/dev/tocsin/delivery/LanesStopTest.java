package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.inject.Vetoed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.LaneStore.Most;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** A lane that is claimed while Tocsin stops would be left with a lease, and its delivery counted as interrupted. */
class LanesStopTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final DeliveryConfig CONFIG = QueueParts.config("shutdown-timeout", "1s");

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<List<Long>> look = new CompletableFuture<>();
    private final AtomicInteger claims = new AtomicInteger();
    private final LaneStore store = new LateStore();
    private final Lanes lanes = new Lanes(store, new Claims(store, CONFIG), null, new PostsUnderWay(), new EventLoops(vertx),
            CONFIG, vertx);

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void aLookThatEndsAfterTheStopClaimsNothing() throws Exception {
        lanes.start(null);
        lanes.stop(null);

        look.complete(List.of(1L, 2L));

        assertThat(claims).hasValue(0);
    }

    @Test
    void aLookThatEndsInTimeClaimsWhatIsDue() {
        lanes.start(null);

        look.complete(List.of(1L));

        assertThat(claims).hasValue(1);
    }

    @Test
    void whoIsWokenAfterTheStopClaimsNothing() throws Exception {
        lanes.stop(null);

        lanes.wake(1);

        assertThat(claims).hasValue(0);
    }

    /** Says what is due when the test wants it to. */
    @Vetoed
    private final class LateStore extends LaneStore {

        LateStore() {
            super(database.postgres(), CONFIG, QueueParts.meaning());
        }

        @Override
        Uni<List<Long>> due(int most) {
            return Uni.createFrom().completionStage(look);
        }

        @Override
        Uni<List<Claimed>> claim(List<Long> ids, Most most) {
            claims.incrementAndGet();
            return Uni.createFrom().item(ids.stream().map(id -> Claimed.NOTHING).toList());
        }
    }
}
