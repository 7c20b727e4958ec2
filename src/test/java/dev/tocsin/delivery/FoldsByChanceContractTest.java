package dev.tocsin.delivery;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Vetoed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.chat.Chats;
import dev.tocsin.chat.Life;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.chat.Posting;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.Claimed.Leased;
import dev.tocsin.notice.Notice;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Whatever happens in whichever order, all is shown, and of one matter in its order. */
class FoldsByChanceContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final int STEPS = 150;
    private static final List<String> SEVERITIES = List.of("GOOD", "INFO", "HIGH");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Chats chats = new Chats(List.of(new EverySecond(database)));
    private final Vertx vertx = Vertx.vertx();
    private final List<List<Long>> shown = new ArrayList<>();
    private final Map<Long, String> matters = new HashMap<>();
    private Random random;
    private boolean isHarsh;
    private boolean isWell;
    private long lane;

    @AfterEach
    void close() {
        vertx.close();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3 })
    void ofOneMatterAllIsShownInItsOrder(int seed) {
        allIsShownInItsOrder(seed);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(ints = { 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 })
    void ofOneMatterAllIsShownInItsOrderMoreOften(int seed) {
        allIsShownInItsOrder(seed);
    }

    private void allIsShownInItsOrder(int seed) {
        play(seed, false);

        assertThat(database.texts("SELECT DISTINCT state FROM delivery")).containsExactly("DELIVERED");
        assertThat(shown.stream().flatMap(List::stream).toList()).doesNotHaveDuplicates().hasSize(matters.size());
        Map<String, Long> newest = new HashMap<>();
        for (List<Long> post : shown) {
            for (long delivery : post) {
                assertThat(newest.getOrDefault(matters.get(delivery), 0L)).as("before %s in %s", delivery, shown)
                        .isLessThan(delivery);
            }
            post.forEach(delivery -> newest.merge(matters.get(delivery), delivery, Math::max));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3 })
    void nothingIsLostOrShownTwiceWithoutAReason(int seed) {
        nothingIsLostInHarshTimes(seed);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(ints = { 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 })
    void nothingIsLostOrShownTwiceWithoutAReasonMoreOften(int seed) {
        nothingIsLostInHarshTimes(seed);
    }

    private void nothingIsLostInHarshTimes(int seed) {
        play(seed, true);

        assertThat(database.texts("SELECT concat_ws(' ', state, form, reason) FROM delivery WHERE state <> 'DELIVERED'"))
                .allMatch(end -> end.startsWith("DEAD PLAIN invalid_blocks")
                        || end.endsWith("the process ended 5 times while sending this"));
        assertThat(shown.stream().flatMap(List::stream).distinct().count())
                .isEqualTo(database.number("SELECT count(*) FROM delivery WHERE state = 'DELIVERED'"));
        Map<Long, Integer> times = new HashMap<>();
        shown.forEach(post -> post.forEach(delivery -> times.merge(delivery, 1, Integer::sum)));
        times.forEach((delivery, count) -> assertThat(database.number(
                """
                        SELECT count(*) FROM attempt WHERE delivery_id = $1 AND (outcome = 'DELIVERED' OR reason LIKE '%may have arrived')""",
                delivery)).as("delivery %s was shown %s times", delivery, count).isGreaterThanOrEqualTo(count));
    }

    private void play(int seed, boolean harsh) {
        random = new Random(seed);
        isHarsh = harsh;
        lane = database.configuration();
        foldAfter();
        DeliveryConfig config = random.nextBoolean() ? QueueParts.config("pace", "0s") : QueueParts.config();
        List<Replica> replicas = List.of(new Replica(config), new Replica(config));
        for (int step = 0; step < STEPS; step++) {
            step(replicas);
        }
        isWell = true;
        for (int rest = 0; rest < 1_000
                && database.number("SELECT count(*) FROM delivery WHERE state = 'PENDING'") > 0; rest++) {
            advance("1 minute");
            if (rest % 5 == 0) {
                soon(replicas.get(0).storms.end());
            }
            serve(replicas.get(rest % 2));
        }
        assertThat(database.number("SELECT count(*) FROM fold")).isZero();
    }

    private void step(List<Replica> replicas) {
        Replica replica = replicas.get(random.nextInt(2));
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> tell();
            case 4 -> advance("1 second");
            case 5 -> advance(random.nextInt(10) == 0 ? "5 minutes" : "30 seconds");
            case 6 -> foldAfter();
            case 7 -> replica.storms();
            default -> serve(replica);
        }
    }

    private void tell() {
        int most = random.nextInt(15) == 0 ? 45 : 4;
        for (int i = random.nextInt(most); i >= 0; i--) {
            String matter = "m" + random.nextInt(3);
            matters.put(database.deliveryOf("alarm " + matter + " " + SEVERITIES.get(random.nextInt(3)), lane), matter);
        }
    }

    private void foldAfter() {
        int after = random.nextInt(4);
        if (!isHarsh && after == 0) {
            return;
        }
        database.run("UPDATE configuration SET fold_after_messages = $1", after);
    }

    /** As if so much time had passed. */
    private static void advance(String time) {
        database.run(
                """
                        UPDATE delivery SET next_attempt_at = next_attempt_at - $1::text::interval, queued_at = queued_at - $1::text::interval
                        """,
                time);
        database.run("UPDATE notification SET received_at = received_at - $1::text::interval", time);
        database.run("UPDATE fold SET due_at = due_at - $1::text::interval", time);
        database.run("""
                UPDATE lane SET not_before = not_before - $1::text::interval, paced_until = paced_until - $1::text::interval,
                    leased_until = leased_until - $1::text::interval, calm_since = calm_since - $1::text::interval""", time);
    }

    private void serve(Replica replica) {
        Claimed claimed = soon(replica.claims.claim(lane));
        if (claimed instanceof Leased leased) {
            // What fails is a process that has ended: its lease lapses, and it settles nothing.
            soon(replica.runs.serve(leased.run()).onFailure().recoverWithItem(Optional.empty()));
            replica.claims.ended(leased.run());
        }
    }

    private Outcome outcome() {
        int chance = isWell ? 0 : random.nextInt(isHarsh ? 14 : 10);
        return switch (chance) {
            case 8 -> new RetryAfter(503, "HTTP 503", Optional.empty(), false, false);
            case 9 -> new RetryAfter(429, "HTTP 429", Optional.empty(), true, false);
            case 10 -> new RetryAfter(504, "HTTP 504", Optional.empty(), false, true);
            case 11 -> new Rejected(400, "invalid_blocks", Fault.CONTENT);
            case 12, 13 -> null;
            default -> new Delivered(200, Optional.empty());
        };
    }

    private final class Replica {

        private final Claims claims;
        private final Runs runs;
        private final Storms storms;

        Replica(DeliveryConfig config) {
            LaneStore store = new LaneStore(database.postgres(), config, Alarms.meaning());
            claims = new Claims(store, config);
            Paces paces = new Paces(chats, config);
            storms = new Storms(database.postgres(), config, chats, paces, meters);
            runs = new Runs(claims,
                    new SettlementStatement(database.postgres(), config, QueueParts.live(), paces, QueueParts.noAudit()),
                    new Chat(config), new RetryPolicy(config, () -> 0), new Digests(Alarms.meaning(), QueueParts.history()),
                    new Noting(config), QueueParts.matters(database.postgres(), Alarms.meaning(), new EventLoops(vertx)),
                    new PostsUnderWay(),
                    new EventLoops(vertx), new Uncounted(), config,
                    () -> Duration.ofSeconds(10));
        }

        void storms() {
            soon(storms.begin());
            soon(storms.hasten());
            soon(storms.end());
        }
    }

    @Vetoed
    private final class Noting extends Folds {

        Noting(DeliveryConfig config) {
            super(new FoldStatement(database.postgres(), config), Alarms.meaning(), QueueParts.history(), config, meters);
        }

        @Override
        void shown(Show show) {
            shown.add(List.of(show.claim().deliveryId()));
            super.shown(show);
        }

        @Override
        void shown(Digests.Several several) {
            shown.add(several.claims().stream().map(Claim::deliveryId).toList());
            super.shown(several);
        }
    }

    @Vetoed
    private final class Chat extends Sender {

        Chat(DeliveryConfig config) {
            super(null, null, null, null, null, config, List.of(), null);
        }

        @Override
        String host(Claim claim) {
            return "hooks.example.com";
        }

        @Override
        Uni<Outcome> send(Claim claim, Supplier<Posting> posting) {
            assertThat(posting.get().notice().title()).isNotEmpty();
            return send(claim);
        }

        @Override
        Uni<Outcome> send(Claim claim, Optional<Notice> known, Life life) {
            return send(claim);
        }

        @Override
        Uni<Outcome> send(Claim claim) {
            Outcome outcome = outcome();
            return outcome == null ? Uni.createFrom().failure(new IllegalStateException("killed"))
                    : Uni.createFrom().item(outcome);
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
