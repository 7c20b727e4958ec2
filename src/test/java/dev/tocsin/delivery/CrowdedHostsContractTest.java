package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import jakarta.enterprise.inject.Vetoed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.chat.Life;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.notice.Notice;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Whatever is sent to hosts that hang and to destinations that fail, lanes that are well find room and places. Queue, lanes and
 * runs are the real ones; only the chats are the test's.
 */
class CrowdedHostsContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final String HOST = "hooks.example.com";
    private static final String HANGING = "hanging.example.com";
    /** More than a host takes of those that did not take their last message. */
    private static final int FAILING = 300;
    private static final int LARGE = Claims.MOST_BYTES_OF_A_LANE;
    private static final int SMALL = 2_000;
    private static final Outcome TAKEN = new Delivered(200, Optional.empty());
    private static final Outcome FAILED = new RetryAfter(500, "HTTP 500", Optional.empty(), false, false);
    private static final Outcome NO_ANSWER = new RetryAfter(0, "no answer", Optional.empty(), false, true);

    private final DeliveryConfig config = QueueParts.config("pace", "0s", "backoff", "50ms", "max-in-flight", "512");
    private final Vertx vertx = Vertx.vertx();
    private final Map<Long, String> hosts = new ConcurrentHashMap<>();
    private final Map<Long, Uni<Outcome>> outcomes = new ConcurrentHashMap<>();
    /** Of what hangs. */
    private final CompletableFuture<Outcome> end = new CompletableFuture<>();
    private final PostsUnderWay posts = new PostsUnderWay();
    private final LaneStore store = new LaneStore(database.postgres(), config, QueueParts.meaning());
    private final Claims claims = new Claims(store, config);
    private final EventLoops loops = new EventLoops(vertx);
    private final Runs runs = new Runs(claims,
            new SettlementStatement(database.postgres(), config, QueueParts.live(), QueueParts.paces(config),
                    QueueParts.noAudit()),
            new Chat(), new RetryPolicy(config, () -> 0), new Digests(QueueParts.meaning(), QueueParts.history()),
            QueueParts.folds(database.postgres(), config),
            QueueParts.matters(database.postgres(), QueueParts.meaning(), loops), posts, loops, new Uncounted(), config,
            () -> Duration.ofSeconds(10));
    private final Lanes lanes = new Lanes(store, claims, runs, posts, loops, config, vertx);

    @BeforeEach
    void start() {
        lanes.start(null);
    }

    @AfterEach
    void stop() throws InterruptedException {
        end.complete(NO_ANSWER);
        lanes.stop(null);
        vertx.close();
    }

    @Test
    void largeMessagesToAHostThatHangsTakeNoRoomFromOthers() {
        deliver(proven(lanes(20, HANGING)), LARGE);
        await().until(() -> posts.size() >= Claims.MOST_BYTES / LARGE);

        delivers(proven(lanes(1, HOST)), SMALL);
    }

    @Test
    void severalHostsThatHangAtOnceLeaveRoomToOthers() {
        IntStream.range(0, 6).forEach(host -> deliver(proven(lanes(20, host + HANGING)), LARGE));
        await().until(() -> posts.size() >= Claims.MOST_BYTES / LARGE);

        delivers(proven(lanes(1, HOST)), SMALL);
        delivers(lanes(1, HOST), SMALL);
    }

    @Test
    void whatIsUnderWayIsBoundedHoweverManyHostsHang() {
        IntStream.range(0, 6).forEach(host -> deliver(proven(lanes(20, host + HANGING)), LARGE));

        await().until(() -> held("too much is under way") > 0 && claims.bytes() == 0);

        assertThat(posts.bytes()).isBetween(PostsUnderWay.MOST_BYTES, PostsUnderWay.ALL_BYTES);
    }

    @Test
    void aHostThatLeavesFewLargePostsUnansweredHangsAndSaysSo() {
        deliver(lanes(20, HANGING), LARGE);
        await().until(() -> posts.hangingHosts().containsKey(HANGING));
        assertThat(posts.hangingHosts().get(HANGING)).isLessThan(PostsUnderWay.HANGING);

        deliver(lanes(1, HANGING), SMALL);

        await().until(() -> held("it leaves posts without an answer") > 0);
    }

    /** They fail again and again, and at the host of the one that is well. */
    @Test
    void manyLanesThatFailAtOnceHoldUpNobody() {
        List<Long> failing = lanes(FAILING, HOST);
        failing.forEach(lane -> outcomes.put(lane, Uni.createFrom().item(FAILED)));
        deliver(failing, SMALL);

        List<Long> well = proven(lanes(1, HOST));
        IntStream.range(0, 20).forEach(message -> delivers(well, SMALL));

        await().until(() -> tried(failing) == FAILING);
    }

    @Test
    void lanesThatFailGetABoundedShareOfTheirHost() {
        List<Long> failing = lanes(FAILING, HOST);
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        failing.forEach(lane -> outcomes.put(lane, Uni.createFrom().completionStage(answer)));
        deliver(failing, SMALL);
        await().until(() -> posts.size() == PostsUnderWay.MOST_UNPROVEN && held("") == FAILING - PostsUnderWay.MOST_UNPROVEN);

        delivers(proven(lanes(1, HOST)), SMALL);
        answer.complete(FAILED);

        await().until(() -> tried(failing) == FAILING);
    }

    /** How many lanes wait because their host takes no more. */
    private static long held(String why) {
        return database.number("SELECT count(*) FROM lane WHERE held_because LIKE 'no more is posted to % for a moment: '"
                + " || $1 || '%'", why);
    }

    /** Of how many lanes the host has refused something. */
    private static long tried(List<Long> ids) {
        return database.number("SELECT count(*) FROM lane WHERE failures > 0 AND configuration_id = ANY ($1)",
                (Object) ids.toArray(Long[]::new));
    }

    private void delivers(List<Long> ids, int bytes) {
        deliver(ids, bytes);
        await().until(() -> database.number("""
                SELECT count(*) FROM delivery WHERE state <> 'DELIVERED' AND configuration_id = ANY ($1)""",
                (Object) ids.toArray(Long[]::new)) == 0);
    }

    private List<Long> lanes(int count, String host) {
        List<Long> ids = database.rows("""
                INSERT INTO configuration (type, configuration_name, webhook_url_sealed)
                SELECT 'slack-channel', 'c-' || gen_random_uuid(), 'sealed' FROM generate_series(1, $1) RETURNING id""", count)
                .stream().map(row -> row.getLong(0)).toList();
        ids.forEach(id -> hosts.put(id, host));
        return ids;
    }

    /** They took their last message. */
    private static List<Long> proven(List<Long> ids) {
        database.run("UPDATE lane SET delivered_at = now() WHERE configuration_id = ANY ($1)",
                (Object) ids.toArray(Long[]::new));
        return ids;
    }

    /** One message to each. */
    private void deliver(List<Long> ids, int bytes) {
        database.run("""
                WITH n AS (
                    INSERT INTO notification (topic_arn, message_id, type, message, published_at)
                    VALUES ('topic', gen_random_uuid(), 'Notification', convert_to(repeat('x', $2), 'UTF8'), now())
                    RETURNING id)
                INSERT INTO delivery (notification_id, configuration_id, configuration_name)
                SELECT n.id, c.id, c.configuration_name FROM n, configuration c WHERE c.id = ANY ($1)""",
                ids.toArray(Long[]::new), bytes);
        ids.forEach(lanes::wake);
    }

    @Vetoed
    private final class Chat extends Sender {

        Chat() {
            super(null, null, null, null, null, config, List.of(), null);
        }

        @Override
        String host(Claim claim) {
            return hosts.get(claim.laneId());
        }

        @Override
        Uni<Outcome> send(Claim claim, Optional<Notice> known, Life life) {
            return host(claim).endsWith(HANGING) ? Uni.createFrom().completionStage(end)
                    : outcomes.getOrDefault(claim.laneId(), Uni.createFrom().item(TAKEN));
        }

        @Override
        Uni<Optional<Outcome>> postedBefore(Claim claim, Optional<Notice> known, Life life, Duration patience) {
            return Uni.createFrom().item(Optional.empty());
        }
    }

    @Vetoed
    private static final class Uncounted extends DeliveryMetrics {

        Uncounted() {
            super(new SimpleMeterRegistry(), null);
        }

        @Override
        void claimed(Claim claim) {
            // Nobody asks.
        }

        @Override
        void settled(Settlement settlement, boolean leaseKept) {
            // Nobody asks.
        }
    }
}
