package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.inject.Vetoed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.chat.Form;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.Claimed.Leased;
import dev.tocsin.delivery.LaneStore.Most;
import dev.tocsin.notice.Message;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** What is in flight is counted in bytes, and whatever becomes of it, the count goes down again. */
class LanesTest {

    private static final int BYTES = 1_000_000;

    /** Nothing is written to it. */
    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final DeliveryConfig config = QueueParts.config();
    private final Vertx vertx = Vertx.vertx();
    private final List<Long> rooms = new CopyOnWriteArrayList<>();
    private final List<Claimed> answers = new CopyOnWriteArrayList<>();
    private final List<Uni<Optional<Duration>>> ends = new ArrayList<>();
    private final LaneStore store = new Full();
    private final Claims claims = new Claims(store, config);
    private final PostsUnderWay posts = new PostsUnderWay();
    private final Lanes lanes = new Lanes(store, claims, new Ending(), posts, new EventLoops(vertx), config, vertx);

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void whatIsInFlightTakesRoomFromTheNextClaim() {
        answers.add(leased(1));
        ends.add(Uni.createFrom().nothing());

        lanes.wake(1);
        await().until(() -> claims.bytes() == BYTES);
        lanes.wake(2);

        await().until(() -> rooms.size() == 2);
        assertThat(rooms.get(0) - rooms.get(1)).isEqualTo(BYTES);
    }

    @Test
    void whatHasEndedTakesNone() {
        answers.add(leased(1));
        ends.add(Uni.createFrom().item(Optional.empty()));

        lanes.wake(1);

        await().until(() -> rooms.size() == 1 && claims.bytes() == 0);
    }

    @Test
    void whatFailedTakesNone() {
        answers.add(leased(1));
        ends.add(Uni.createFrom().failure(new IllegalStateException("the database is away")));

        lanes.wake(1);

        await().until(() -> rooms.size() == 1 && claims.bytes() == 0);
    }

    @Test
    void whatAFaultOfOursEndsTakesNone() {
        answers.add(leased(1));
        ends.add(null);

        lanes.wake(1);

        await().until(() -> rooms.size() == 1 && claims.bytes() == 0);
    }

    @Test
    void whatLingersTakesNone() {
        answers.add(leased(1));
        ends.add(Uni.createFrom().nothing());
        lanes.start(null);
        lanes.wake(1);
        await().until(() -> claims.bytes() == BYTES);

        posts.begin(1, "hooks.example.com", true, BYTES, System.nanoTime() - PostsUnderWay.LINGERS.toNanos());
        await().until(() -> claims.bytes() == 0);
        lanes.wake(2);

        await().until(() -> rooms.size() == 2);
        assertThat(rooms.get(1)).isEqualTo(rooms.get(0));
    }

    @Test
    void whatLingeredIsNotTakenOffAgainWhenItEnds() {
        CompletableFuture<Optional<Duration>> end = new CompletableFuture<>();
        answers.add(leased(1));
        ends.add(Uni.createFrom().completionStage(end));
        lanes.start(null);
        lanes.wake(1);
        await().until(() -> claims.bytes() == BYTES);
        posts.begin(1, "hooks.example.com", true, BYTES, System.nanoTime() - PostsUnderWay.LINGERS.toNanos());
        await().until(() -> claims.bytes() == 0);

        end.complete(Optional.of(Duration.ZERO));

        await().until(() -> rooms.size() == 2);
        assertThat(claims.bytes()).isZero();
        assertThat(rooms.get(1)).isEqualTo(rooms.get(0));
    }

    @Test
    void aLaneThatFindsNoRoomComesAgain() {
        answers.add(Claimed.NO_ROOM);
        answers.add(Claimed.NO_ROOM);

        lanes.wake(1);

        await().until(() -> rooms.size() == 3);
    }

    private static Leased leased(long lane) {
        Message message = new Message("topic", "message", Instant.EPOCH, Optional.empty(), "hello", Map.of());
        return new Leased(new Run(System.nanoTime(), List.of(new Claim(lane, UUID.randomUUID(), 1, "ops", Form.FULL, 1, 0, 0, 0,
                Duration.ZERO, Instant.EPOCH, BYTES, message,
                new Claim.Address("slack-webhook", "", "sealed", "configuration:ops", false, true),
                new Claim.Logging(LoggingLevel.NONE, false, TraceId.of(new UUID(1, 2))))), Optional.empty()));
    }

    /** Answers claims in turns, and then that nothing is due. */
    @Vetoed
    private final class Full extends LaneStore {

        Full() {
            super(database.postgres(), config, QueueParts.meaning());
        }

        @Override
        Uni<List<Claimed>> claim(List<Long> ids, Most most) {
            rooms.add(most.bytes());
            return Uni.createFrom().item(List.of(answers.isEmpty() ? Claimed.NOTHING : answers.remove(0)));
        }
    }

    @Vetoed
    private final class Ending extends Runs {

        Ending() {
            super(null,
                    new SettlementStatement(database.postgres(), config, QueueParts.live(), QueueParts.paces(config),
                            QueueParts.noAudit()),
                    null, null, null, null, null, null, null, null, config, () -> Duration.ofSeconds(10));
        }

        @Override
        Uni<Optional<Duration>> serve(Run run, boolean isAlone) {
            Uni<Optional<Duration>> end = ends.remove(0);
            if (end == null) {
                throw new IllegalStateException("a fault of ours");
            }
            return end;
        }
    }
}
