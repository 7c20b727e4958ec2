package dev.tocsin.delivery;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.chat.Chats;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.Claimed.Leased;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;

/** What must not go wrong with digests when something else does. */
class StormFaultsContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final DeliveryConfig config = QueueParts.config();
    private final Chats chats = new Chats(List.of(new EverySecond(database)));
    private Storms storms;
    private LaneStore store;
    private SettlementStatement statement;
    private long lane;

    @BeforeEach
    void prepare() {
        storms = new Storms(database.postgres(), config, chats, new Paces(chats, config), new SimpleMeterRegistry());
        store = new LaneStore(database.postgres(), config, QueueParts.meaning());
        statement = new SettlementStatement(database.postgres(), config, QueueParts.live(), new Paces(chats, config),
                QueueParts.noAudit());
        lane = database.configuration();
    }

    /** Runs.settle tries again after a timeout or a cut connection, when the first may have been committed. */
    @Test
    void aDigestMayBeSettledAgainIfNobodyKnowsWhetherItWas() {
        wait(40);
        soon(storms.begin());
        Progress progress = digest(claim(1_000), UUID.randomUUID());
        soon(statement.settle(List.of(progress)));

        assertThat(soon(statement.settle(List.of(progress))).get(0)).isEmpty();
    }

    /** And those that share its commit. */
    @Test
    void aDigestSettledAgainFailsNoOther() {
        wait(40);
        soon(storms.begin());
        Progress progress = digest(claim(1_000), UUID.randomUUID());
        soon(statement.settle(List.of(progress)));
        long other = database.configuration();
        database.delivery(other);
        Claim single = ((Leased) soon(store.claim(List.of(other), most(1, Long.MAX_VALUE))).get(0)).run().first();

        assertThat(soon(statement.settle(List.of(progress, Progress.end(Settlements.delivered(single))))).get(1)).isPresent();
    }

    /** Twice within a digest, and from then on by itself. */
    @Test
    void whatEndsTheProcessInADigestIsFoundAfterFiveDeaths() {
        wait(40);
        soon(storms.begin());
        long poison = database.number("SELECT max(id) FROM delivery");
        int deaths = 0;
        while (deaths < 30) {
            Run run = claim(1_000);
            Claim bad = run.claims().stream().filter(claim -> claim.deliveryId() == poison).findFirst().orElse(null);
            if (bad != null && bad.interruptions() >= config.maxInterruptions()) {
                break;
            }
            if (bad != null) {
                deaths++;
                database.run("UPDATE lane SET leased_until = now() - interval '1 second'");
            } else {
                List<Settlement> settled = run.claims().stream().map(Settlements::delivered).toList();
                soon(statement.settle(List.of(new Progress(settled, false, List.of()))));
            }
            database.run("UPDATE lane SET paced_until = '-infinity', not_before = '-infinity'");
        }
        assertThat(deaths).isLessThanOrEqualTo(6);
    }

    @Test
    void anInterruptionCountsAlsoWhenThereIsNoRoom() {
        long delivery = database.delivery(lane);
        claim(1);
        database.run("UPDATE lane SET leased_until = now() - interval '1 second'");

        assertThat(soon(store.claim(List.of(lane), most(1, 0))).get(0)).isEqualTo(Claimed.NO_ROOM);

        Run run = claim(1);
        assertThat(run.first().interruptions()).isEqualTo(1);
        assertThat(delivery).isEqualTo(run.first().deliveryId());
    }

    @Test
    void isNotQuietWhileMoreWaitsThanADigestCanTake() {
        wait(600);
        database.run("UPDATE notification SET message = convert_to(repeat('x', 100000), 'UTF8')");
        soon(storms.begin());

        Run run = claim(1_000);

        Digests.Several several = (Digests.Several) new Digests(QueueParts.meaning(), QueueParts.history()).next(run.claims(),
                run.storm().get());
        assertThat(several.quiet()).isZero();
    }

    @Test
    void neverMeansNeverAlsoInAStorm() {
        wait(100);
        soon(storms.begin());
        database.run("UPDATE configuration SET digest_after_seconds = 0");

        soon(storms.begin());
        soon(storms.end());

        assertThat(database.text("SELECT digest_since IS NULL FROM lane")).isEqualTo("true");
    }

    /** Digests that fill the room are on their way to a host that hangs; one destination of another host is well. */
    @Test
    void aHostThatHangsLeavesRoomToTheOthers() {
        Claims claims = new Claims(store, config);
        List<Long> hanging = IntStream.range(0, 20).mapToObj(one -> database.configuration()).toList();
        waitOfEach(hanging, 200);
        soon(storms.begin());
        hanging.forEach(one -> assertThat(soon(claims.claim(one))).isInstanceOf(Leased.class));
        assertThat(claims.bytes()).isGreaterThan(Claims.MOST_BYTES - Claims.BYTES_OF_USUAL - 10_000);
        waitOfEach(List.of(lane), 200);
        soon(storms.begin());

        hanging.forEach(claims::linger);
        Run well = ((Leased) soon(claims.claim(lane))).run();

        assertThat(well.bytes()).isGreaterThan(Claims.MOST_BYTES_OF_A_LANE - 10_000);
        assertThat(claims.bytes()).isEqualTo(well.bytes());
    }

    /** Also those that are asked for after them. */
    @Test
    void longMessagesLeaveRoomToThoseOfUsualLength() {
        Claims claims = new Claims(store, config);
        List<Long> lanes = IntStream.range(0, 20).mapToObj(one -> database.configuration()).toList();
        lanes.forEach(one -> database.deliveryOf("x".repeat(Claims.MOST_BYTES_OF_A_LANE), one));
        database.deliveryOf("x".repeat(Claims.USUAL_BYTES), lane);

        List<Claimed> claimed = claim(claims, Stream.concat(lanes.stream(), Stream.of(lane)));

        assertThat(claimed).contains(Claimed.NO_ROOM).last().isInstanceOf(Leased.class);
        assertThat(claims.bytes()).isBetween(Claims.MOST_BYTES / 2, Claims.MOST_BYTES - Claims.BYTES_OF_USUAL);
        long another = database.configuration();
        database.delivery(another);
        assertThat(soon(claims.claim(another))).isInstanceOf(Leased.class);
    }

    @Test
    void digestsLeaveRoomToSingleMessages() {
        Claims claims = new Claims(store, config);
        List<Long> lanes = IntStream.range(0, 20).mapToObj(one -> database.configuration()).toList();
        waitOfEach(lanes, 200);
        soon(storms.begin());
        database.delivery(lane);

        List<Claimed> claimed = claim(claims, Stream.concat(lanes.stream(), Stream.of(lane)));

        assertThat(claimed).last().isInstanceOf(Leased.class);
        assertThat(claims.bytes()).isBetween(Claims.MOST_BYTES / 2, Claims.MOST_BYTES - Claims.BYTES_OF_USUAL);
    }

    private static List<Claimed> claim(Claims claims, Stream<Long> lanes) {
        return soon(Uni.join().all(lanes.map(claims::claim).toList()).andFailFast());
    }

    /** Of 2,000 bytes each. */
    private static void waitOfEach(List<Long> lanes, int deliveries) {
        database.run("""
                WITH n AS (INSERT INTO notification (topic_arn, message_id, type, message, published_at)
                    SELECT 'topic', gen_random_uuid(), 'Notification', convert_to(repeat('x', 2000), 'UTF8'), now()
                    FROM generate_series(1, $2) RETURNING id)
                INSERT INTO delivery (notification_id, configuration_id, configuration_name)
                SELECT n.id, c.id, c.configuration_name FROM n, configuration c WHERE c.id = ANY ($1)""",
                lanes.toArray(Long[]::new), deliveries);
    }

    /** SNS brings in any order, and what stepped aside comes later. */
    @Test
    void aMatterStandsAsItWasPublishedLast() {
        Instant noon = Instant.parse("2026-11-24T12:00:00Z");
        Notice bad = Notice.of("x", Severity.CRITICAL, "disk is full").correlationKey("disk").build();
        Notice good = Notice.of("x", Severity.GOOD, "disk is fine").correlationKey("disk").build();

        Notice digest = Digest.of(List.of(new Digest.Told(noon.plusSeconds(60), good), new Digest.Told(noon, bad)),
                "");

        assertThat(digest.severity()).isEqualTo(Severity.GOOD);
    }

    private static Progress digest(Run run, UUID id) {
        return new Progress(run.claims().stream()
                .map(claim -> Settlements.delivered(claim).inDigestOf(run.claims().size(), Digests.QUIET)).toList(), false,
                List.of(), Optional.of(id), false);
    }

    private void wait(int deliveries) {
        IntStream.range(0, deliveries).forEach(one -> database.delivery(lane));
    }

    private static LaneStore.Most most(int digest, long room) {
        return new LaneStore.Most(1, digest, room, Claims.MOST_BYTES_OF_A_LANE);
    }

    private Run claim(int most) {
        return ((Leased) soon(store.claim(List.of(lane), most(most, Long.MAX_VALUE))).get(0)).run();
    }
}
