package dev.tocsin.delivery;

import static dev.tocsin.database.QueueDatabase.PATIENCE;
import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.chat.Form;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.database.Rows;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;

/** What is written when a try has ended, and when its lane may go on. */
class SettlementContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final String LAPSE = "UPDATE lane SET leased_until = now() - interval '1 second' WHERE lease IS NOT NULL";
    private static final DeliveryConfig UNPACED = QueueParts.config("pace", "0s");

    private LaneStore store;
    private SettlementStatement statement;

    @BeforeEach
    void prepare() {
        store = new LaneStore(database.postgres(), UNPACED, QueueParts.meaning());
        statement = paced(UNPACED);
    }

    @Test
    void whatWasDeliveredIsSettled() {
        Claim claim = claimOfANewLane();
        database.run("UPDATE delivery SET reason = 'HTTP 503'");

        assertThat(settle(Settlements.delivered(claim))).contains(Duration.ZERO);

        assertThat(delivery(claim)).isEqualTo("DELIVERED FULL attempts=1 failures=0 reason= reference=1700000000.000100");
        assertThat(database.text("SELECT now() - settled_at < interval '1 minute' FROM delivery")).isEqualTo("true");
        assertThat(attempts(claim)).containsExactly("1 DELIVERED 200 120ms");
        assertThat(lane(claim)).isEqualTo("free failures=0");
    }

    @Test
    void anAttemptBeganWhenItWasClaimed() {
        Claim claim = claimOfANewLane();

        settle(Settlements.delivered(claim));

        assertThat(Rows.instant(database.rows("SELECT started_at FROM attempt").get(0), "started_at"))
                .isEqualTo(claim.claimedAt());
    }

    @Test
    void anAttemptBeganBeforeItEndedThoughItsClaimWasLongInComing() {
        Claim claim = claimOfANewLane();
        Settlement settlement = Settlements.delivered(claim);
        Settlement.Try attempt = settlement.attempt();

        settle(new Settlement(claim, settlement.state(), settlement.form(), settlement.failures(), settlement.laneFailures(),
                settlement.stepAside(), settlement.pause(), settlement.reason(), settlement.reference(),
                new Settlement.Try(attempt.startedAt().plusSeconds(60), Duration.ZERO, attempt.result(), attempt.status(),
                        attempt.reason())));

        assertThat(database.text("SELECT a.started_at BETWEEN '" + claim.claimedAt() + "' AND d.settled_at FROM attempt a "
                + "JOIN delivery d ON d.id = a.delivery_id")).isEqualTo("true");
    }

    @Test
    void whatFailedStaysTheHeadOfItsLaneWhichPauses() {
        Claim claim = claimOfANewLane();
        long later = database.delivery(claim.laneId());
        String due = database.text("SELECT next_attempt_at FROM delivery WHERE id = $1", claim.deliveryId());

        Duration wait = settle(Settlements.failed(claim, Duration.ZERO, Duration.ofSeconds(40))).orElseThrow();

        assertThat(wait).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40));
        assertThat(delivery(claim)).isEqualTo("PENDING FULL attempts=1 failures=1 reason=HTTP 503 reference=");
        assertThat(database.text("SELECT settled_at IS NULL FROM delivery WHERE id = $1", claim.deliveryId()))
                .isEqualTo("true");
        assertThat(database.text("SELECT next_attempt_at FROM delivery WHERE id = $1", claim.deliveryId())).isEqualTo(due);
        assertThat(attempts(claim)).containsExactly("1 FAILED 503 120ms HTTP 503");
        assertThat(lane(claim)).isEqualTo("free failures=1");
        assertThat(claim(claim.laneId())).isEmpty();

        database.run("UPDATE lane SET not_before = now()");
        Claim again = claim(claim.laneId()).orElseThrow();

        assertThat(again.deliveryId()).isEqualTo(claim.deliveryId()).isNotEqualTo(later);
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.failures()).isEqualTo(1);
        assertThat(again.laneFailures()).isEqualTo(1);
    }

    @Test
    void withoutAPauseALaneRestsAsLongAsItDidBefore() {
        Claim claim = claimOfANewLane();
        database.run("UPDATE lane SET not_before = now() + interval '1 hour'");

        assertThat(settle(Settlements.delivered(claim)).orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    }

    @Test
    void whatStepsAsideLetsLaterOnesGoFirst() {
        Claim claim = claimOfANewLane();
        long later = database.delivery(claim.laneId());

        assertThat(settle(Settlements.failed(claim, Duration.ofMinutes(5), Duration.ZERO))).contains(Duration.ZERO);

        assertThat(database.text("""
                SELECT next_attempt_at - now() BETWEEN interval '4 minutes' AND interval '5 minutes'
                FROM delivery WHERE id = $1""", claim.deliveryId())).isEqualTo("true");
        assertThat(claim(claim.laneId()).orElseThrow().deliveryId()).isEqualTo(later);
    }

    @Test
    void whatWasRefusedForItsContentGoesInPlainFormNext() {
        Claim claim = claimOfANewLane();

        settle(Settlements.plainNext(claim));

        assertThat(delivery(claim)).isEqualTo(
                "PENDING PLAIN attempts=1 failures=0 reason=invalid_blocks; next try in plain form reference=");
        assertThat(claim(claim.laneId()).orElseThrow().form()).isEqualTo(Form.PLAIN);
    }

    @Test
    void whatIsGivenUpIsSettledAndTheNextMayGo() {
        Claim claim = claimOfANewLane();
        database.run("UPDATE lane SET failures = 3");
        long later = database.delivery(claim.laneId());

        assertThat(settle(Settlements.dead(claim))).contains(Duration.ZERO);

        assertThat(delivery(claim)).isEqualTo("DEAD FULL attempts=1 failures=0 reason=channel_not_found reference=");
        assertThat(database.text("SELECT settled_at IS NOT NULL FROM delivery WHERE id = $1", claim.deliveryId()))
                .isEqualTo("true");
        assertThat(lane(claim)).isEqualTo("free failures=0");
        assertThat(claim(claim.laneId()).orElseThrow().deliveryId()).isEqualTo(later);
    }

    @Test
    void aLeaseThatLapsedAndThatNobodyTookStillCounts() {
        Claim claim = claimOfANewLane();
        database.run(LAPSE);

        assertThat(settle(Settlements.failed(claim, Duration.ZERO, Duration.ZERO))).isPresent();

        assertThat(delivery(claim)).startsWith("PENDING FULL attempts=1 failures=1");
        assertThat(lane(claim)).isEqualTo("free failures=1");
    }

    @Test
    void whoLostTheLeaseChangesNeitherTheDeliveryNorTheLane() {
        Claim lost = claimOfANewLane();
        database.run(LAPSE);
        Claim taken = claim(lost.laneId()).orElseThrow();
        String delivery = delivery(taken);

        for (Settlement settlement : List.of(Settlements.failed(lost, Duration.ofHours(1), Duration.ofHours(1)),
                Settlements.dead(lost), Settlements.plainNext(lost))) {
            assertThat(settle(settlement)).isEmpty();
        }

        assertThat(delivery(taken)).isEqualTo(delivery).startsWith("PENDING FULL attempts=2 failures=0");
        assertThat(database.text("SELECT next_attempt_at <= now() FROM delivery")).isEqualTo("true");
        assertThat(lane(taken)).isEqualTo("sends " + taken.deliveryId());
        assertThat(database.text("SELECT not_before = '-infinity' AND paced_until = '-infinity' FROM lane")).isEqualTo("true");
        assertThat(settle(Settlements.delivered(taken))).isPresent();
    }

    @Test
    void whatWasDeliveredStaysDeliveredThoughTheLeaseIsLost() {
        Claim lost = claimOfANewLane();
        database.run(LAPSE);
        Claim taken = claim(lost.laneId()).orElseThrow();

        assertThat(settle(Settlements.delivered(lost))).isEmpty();

        assertThat(delivery(lost)).startsWith("DELIVERED FULL attempts=2").endsWith("reference=1700000000.000100");
        assertThat(lane(taken)).isEqualTo("sends " + taken.deliveryId());

        // Who took over finds it settled; only the lane and the try are left to tell of.
        assertThat(settle(Settlements.failed(taken, Duration.ZERO, Duration.ZERO))).isPresent();

        assertThat(delivery(lost)).startsWith("DELIVERED FULL attempts=2 failures=0");
        assertThat(attempts(lost)).containsExactly("1 DELIVERED 200 120ms", "2 FAILED 503 120ms HTTP 503");
        assertThat(lane(taken)).isEqualTo("free failures=1");
    }

    /** After a failover to a standby that lagged, ids of what was lost are given to others. */
    @Test
    void anotherMessageUnderTheIdOfOneThatWasLostIsNotTakenForDelivered() {
        Claim claim = claimOfANewLane();
        database.run("DELETE FROM delivery");
        database.run("UPDATE lane SET delivery_id = NULL, lease = NULL, leased_until = NULL");
        database.run("""
                INSERT INTO delivery (id, notification_id, configuration_id, configuration_name, queued_at)
                OVERRIDING SYSTEM VALUE
                SELECT $1, $2, id, configuration_name, now() + interval '1 second' FROM configuration WHERE id = $3""",
                claim.deliveryId(), database.notification("topic"), claim.laneId());

        assertThat(settle(Settlements.delivered(claim))).isEmpty();

        assertThat(delivery(claim)).isEqualTo("PENDING FULL attempts=0 failures=0 reason= reference=");
        assertThat(attempts(claim)).isEmpty();
    }

    @Test
    void howAnInterruptedTryEndedIsToldOnceItIsKnown() {
        Claim interrupted = claimOfANewLane();
        database.run(LAPSE);
        claim(interrupted.laneId());
        assertThat(attempts(interrupted))
                .containsExactly("1 INTERRUPTED 0 0ms the process ended while sending; it may have arrived");

        settle(Settlements.failed(interrupted, Duration.ZERO, Duration.ZERO));

        assertThat(attempts(interrupted)).containsExactly("1 FAILED 503 120ms HTTP 503");
        assertThat(Rows.instant(database.rows("SELECT started_at FROM attempt").get(0), "started_at"))
                .isEqualTo(interrupted.claimedAt());
    }

    @Test
    void aSettlementThatIsRepeatedChangesNothingMore() {
        Claim claim = claimOfANewLane();
        Settlement settlement = Settlements.failed(claim, Duration.ZERO, Duration.ZERO);
        settle(settlement);
        Claim next = claim(claim.laneId()).orElseThrow();

        assertThat(settle(settlement)).isEmpty();

        assertThat(delivery(claim)).startsWith("PENDING FULL attempts=2 failures=1");
        assertThat(attempts(claim)).containsExactly("1 FAILED 503 120ms HTTP 503");
        assertThat(lane(next)).isEqualTo("sends " + next.deliveryId());
    }

    @Test
    void whatIsSettledMeanwhileStaysSoAndItsLaneIsGivenFree() {
        Claim claim = claimOfANewLane();
        database.run("UPDATE delivery SET state = 'DEAD', settled_at = now(), reason = 'waited too long'");

        assertThat(settle(Settlements.failed(claim, Duration.ZERO, Duration.ZERO))).isPresent();

        assertThat(delivery(claim)).isEqualTo("DEAD FULL attempts=1 failures=0 reason=waited too long reference=");
        assertThat(attempts(claim)).containsExactly("1 FAILED 503 120ms HTTP 503");
        assertThat(lane(claim)).isEqualTo("free failures=1");
    }

    @Test
    void whatIsForgottenMeanwhileLeavesNoTraceAndItsLaneIsGivenFree() {
        Claim claim = claimOfANewLane();
        database.run("DELETE FROM notification");

        assertThat(settle(Settlements.delivered(claim))).contains(Duration.ZERO);

        assertThat(database.number("SELECT count(*) FROM delivery")).isZero();
        assertThat(database.number("SELECT count(*) FROM attempt")).isZero();
        assertThat(lane(claim)).isEqualTo("free failures=0");
    }

    @Test
    void theTryIsKeptThoughTheConfigurationIsDeletedMeanwhile() {
        Claim claim = claimOfANewLane();
        database.run("DELETE FROM configuration");

        assertThat(settle(Settlements.failed(claim, Duration.ZERO, Duration.ZERO))).isEmpty();

        assertThat(delivery(claim)).isEqualTo(
                "DEAD FULL attempts=1 failures=0 reason=the configuration was deleted reference=");
        assertThat(attempts(claim)).containsExactly("1 FAILED 503 120ms HTTP 503");
    }

    @Test
    void saysWhetherMoreIsDueInEachLane() {
        Claim only = claimOfANewLane();
        Claim followed = claimOfANewLane();
        database.delivery(followed.laneId());
        Claim followedTomorrow = claimOfANewLane();
        database.run("UPDATE delivery SET next_attempt_at = now() + interval '1 day' WHERE id = $1",
                database.delivery(followedTomorrow.laneId()));
        Claim plain = claimOfANewLane();

        assertThat(hasMore(Settlements.delivered(only), Settlements.delivered(followed),
                Settlements.delivered(followedTomorrow), Settlements.plainNext(plain)))
                .containsExactly(false, true, false, true);
    }

    @Test
    void whatIsGivenBackUntriedIsDue() {
        long lane = database.configuration();
        database.delivery(lane);
        database.delivery(lane);
        Run run = run(lane);

        assertThat(soon(statement.settle(List.of(new Progress(List.of(Settlements.delivered(run.first())), false,
                run.claims().subList(1, 2))))).get(0).orElseThrow().hasMore()).isTrue();
    }

    private List<Boolean> hasMore(Settlement... settlements) {
        return soon(statement.settle(Stream.of(settlements).map(Progress::end).toList())).stream()
                .map(one -> one.orElseThrow().hasMore()).toList();
    }

    @Test
    void settlesManyEachInItsOwnWayAndAnswersInTheirOrder() {
        List<Claim> claims = IntStream.range(0, 5).mapToObj(i -> claimOfANewLane()).toList();
        database.run("UPDATE lane SET lease = gen_random_uuid() WHERE configuration_id = $1", claims.get(2).laneId());
        long idle = database.configuration();

        List<Optional<Duration>> waits = soon(Settlements.settle(statement, List.of(
                Settlements.failed(claims.get(3), Duration.ZERO, Duration.ofHours(1)),
                Settlements.delivered(claims.get(0)),
                Settlements.dead(claims.get(2)),
                Settlements.dead(claims.get(1)))));

        assertThat(waits.get(0).orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(waits.subList(1, 4)).containsExactly(Optional.of(Duration.ZERO), Optional.empty(),
                Optional.of(Duration.ZERO));
        assertThat(claims.stream().map(claim -> delivery(claim).split(" ")[0]))
                .containsExactly("DELIVERED", "DEAD", "PENDING", "PENDING", "PENDING");
        assertThat(claims.stream().map(claim -> lane(claim).split(" ")[0]))
                .containsExactly("free", "free", "sends", "free", "sends");
        assertThat(claims.stream().map(claim -> attempts(claim).size())).containsExactly(1, 1, 1, 1, 0);
        assertThat(database.text("SELECT paced_until FROM lane WHERE configuration_id = $1", idle))
                .isEqualTo(database.text("SELECT paced_until FROM lane WHERE configuration_id = $1", claims.get(4).laneId()));
    }

    /** One that lost the lease does not pass because another settlement of the same lane, in the same statement, has it. */
    @Test
    void whoLostTheLeaseChangesNothingThoughWhoHasItSettlesAtTheSameTime() {
        Claim lost = claimOfANewLane();
        database.run(LAPSE);
        database.run("UPDATE delivery SET next_attempt_at = now() + interval '1 hour'");
        database.delivery(lost.laneId());
        Claim taken = claim(lost.laneId()).orElseThrow();

        List<Optional<Duration>> waits = soon(
                Settlements.settle(statement, List.of(Settlements.dead(lost), Settlements.delivered(taken))));

        assertThat(delivery(lost)).startsWith("PENDING FULL attempts=1");
        assertThat(delivery(taken)).startsWith("DELIVERED");
        assertThat(waits).containsExactly(Optional.empty(), Optional.of(Duration.ZERO));
    }

    @Test
    void twoThatSettleTheSameDeliveryLeaveItDelivered() {
        Claim lost = claimOfANewLane();
        database.run(LAPSE);
        Claim taken = claim(lost.laneId()).orElseThrow();
        SqlConnection connection = database.connection();
        Transaction holding = soon(connection.begin());
        soon(connection.query("SELECT FROM lane FOR UPDATE").execute());

        // The second holds its lease and waits for the lane; what the first delivered is settled before it goes on.
        CompletableFuture<List<Optional<Duration>>> second = Settlements
                .settle(statement, List.of(Settlements.failed(taken, Duration.ZERO, Duration.ZERO)))
                .subscribeAsCompletionStage();
        database.awaitOneThatWaits();
        settle(Settlements.delivered(lost));
        soon(holding.rollback());
        soon(connection.close());

        assertThat(second.join().get(0)).isPresent();
        assertThat(delivery(lost)).startsWith("DELIVERED FULL attempts=2 failures=0");
    }

    @Test
    void aMessageFollowsOneIntervalAfterTheClaimOfTheOneBefore() {
        statement = paced(QueueParts.config("pace", "1h", "burst", "1"));
        Claim claim = claimOfANewLane();

        Duration wait = settle(Settlements.delivered(claim)).orElseThrow();

        assertThat(pacedUntil(claim)).isEqualTo(Duration.ofHours(1));
        assertThat(wait).isBetween(Duration.ofHours(1).minus(PATIENCE), Duration.ofHours(1));
    }

    @Test
    void theUsualPaceIsOneASecondAfterABurstOfTwo() {
        DeliveryConfig usual = QueueParts.config();
        statement = paced(usual);
        Claim first = claimOfANewLane();

        assertThat(settle(Settlements.delivered(first))).contains(Duration.ZERO);
        assertThat(pacedUntil(first)).isZero();
        assertThat(settle(Settlements.delivered(next(first)))).isPresent();
        // Exactly a second, unless this machine took longer than that between the two claims.
        assertThat(pacedUntil(first)).isBetween(Duration.ofSeconds(1), PATIENCE);
    }

    @ParameterizedTest
    @CsvSource({ "1, 1", "2, 2", "4, 4" })
    void afterAQuietWhileABurstMayGoAndThenTheIntervalHolds(int burst, int sent) {
        statement = paced(QueueParts.config("pace", "1h", "burst", Integer.toString(burst)));
        Claim first = claimOfANewLane();
        settle(Settlements.delivered(first));
        for (int i = 1; i < sent; i++) {
            settle(Settlements.delivered(next(first)));
        }

        database.delivery(first.laneId());
        assertThat(claim(first.laneId())).isEmpty();
        // The first of the burst set the time; the others add an interval each.
        assertThat(pacedUntil(first)).isEqualTo(Duration.ofHours(1));

        database.run("UPDATE lane SET paced_until = paced_until - interval '1 hour'");
        assertThat(settle(Settlements.delivered(claim(first.laneId()).orElseThrow())).orElseThrow())
                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    }

    @Test
    void whatIsUnusedForLongGivesNoMoreThanTheBurst() {
        statement = paced(QueueParts.config("pace", "1h", "burst", "3"));
        Claim claim = claimOfANewLane();
        database.run("UPDATE lane SET paced_until = now() - interval '1 year'");

        settle(Settlements.delivered(claim));

        assertThat(pacedUntil(claim)).isEqualTo(Duration.ofHours(-1));
    }

    @Test
    void withoutAPaceTheNextFollowsAtOnce() {
        Claim claim = claimOfANewLane();

        assertThat(settle(Settlements.delivered(claim))).contains(Duration.ZERO);
        assertThat(settle(Settlements.delivered(next(claim)))).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({ "PT2H, 1h, PT2H", "PT30M, 1h, PT1H" })
    void waitsForThePauseAndForThePace(Duration pause, String pace, Duration longer) {
        statement = paced(QueueParts.config("pace", pace, "burst", "1"));
        Claim claim = claimOfANewLane();

        Duration wait = settle(Settlements.failed(claim, Duration.ZERO, pause)).orElseThrow();

        assertThat(wait).isBetween(longer.minus(PATIENCE), longer);
    }

    private SettlementStatement paced(DeliveryConfig config) {
        return new SettlementStatement(database.postgres(), config, QueueParts.live(), QueueParts.paces(config),
                QueueParts.noAudit());
    }

    private Claim claimOfANewLane() {
        long lane = database.configuration();
        database.delivery(lane);
        return claim(lane).orElseThrow();
    }

    /** Of one more delivery in the same lane. */
    private Claim next(Claim before) {
        database.delivery(before.laneId());
        return claim(before.laneId()).orElseThrow();
    }

    @Test
    void keepsTheLeaseOfARunThatGoesOnAndRenewsIt() {
        long lane = database.configuration();
        IntStream.range(0, 3).forEach(one -> database.delivery(lane));
        Run run = run(lane);
        database.run("UPDATE lane SET leased_until = now() + interval '1 second'");

        assertThat(settle(new Progress(List.of(Settlements.delivered(run.claims().get(0))), true, List.of())))
                .contains(Duration.ZERO);

        assertThat(database.text("SELECT leased_until > now() + interval '20 seconds' FROM lane")).isEqualTo("true");
        assertThat(database.text("SELECT lease FROM lane")).isEqualTo(run.first().lease().toString());
        assertThat(database.number("SELECT count(*) FROM delivery WHERE state = 'DELIVERED'")).isEqualTo(1);

        settle(new Progress(run.claims().subList(1, 3).stream().map(Settlements::delivered).toList(), false, List.of()));

        assertThat(database.text("SELECT num_nulls(delivery_id, leased, lease, leased_until) FROM lane")).isEqualTo("4");
        assertThat(database.number("SELECT count(*) FROM delivery WHERE state = 'DELIVERED'")).isEqualTo(3);
        assertThat(database.number("SELECT count(*) FROM attempt WHERE outcome = 'DELIVERED'")).isEqualTo(3);
    }

    @Test
    void theLastTryOfARunDecidesAboutTheLaneAndTheRestWasNotTried() {
        long lane = database.configuration();
        IntStream.range(0, 3).forEach(one -> database.delivery(lane));
        Run run = run(lane);
        Settlement failed = Settlements.failed(run.claims().get(1), Duration.ZERO, Duration.ofMinutes(1));

        Optional<Duration> wait = settle(new Progress(List.of(Settlements.delivered(run.first()), failed), false,
                run.claims().subList(2, 3)));

        assertThat(wait).hasValueSatisfying(time -> assertThat(time).isGreaterThan(Duration.ofSeconds(50)));
        assertThat(database.texts("SELECT concat_ws(' ', state, attempts, failures) FROM delivery ORDER BY id"))
                .containsExactly("DELIVERED 1 0", "PENDING 1 1", "PENDING 0 0");
        assertThat(database.number("SELECT failures FROM lane")).isEqualTo(1);
        assertThat(database.text("SELECT delivered_at IS NOT NULL FROM lane")).isEqualTo("true");
    }

    @Test
    void aRunWhoseLeaseIsLostKeepsWhatWasDeliveredAndNothingElse() {
        long lane = database.configuration();
        IntStream.range(0, 3).forEach(one -> database.delivery(lane));
        Run lost = run(lane);
        database.run("UPDATE lane SET leased_until = now() - interval '1 second'");
        Claim taken = claim(lane).orElseThrow();

        Optional<Duration> wait = settle(new Progress(List.of(Settlements.delivered(lost.claims().get(0)),
                Settlements.dead(lost.claims().get(1))), false, lost.claims().subList(2, 3)));

        assertThat(wait).isEmpty();
        assertThat(database.texts("SELECT concat_ws(' ', state, attempts) FROM delivery ORDER BY id"))
                .containsExactly("DELIVERED 2", "PENDING 1", "PENDING 1");
        assertThat(database.text("SELECT lease FROM lane")).isEqualTo(taken.lease().toString());
    }

    @Test
    void remembersWhenADestinationTookAMessageAndNotWhenItDidNot() {
        long lane = database.configuration();
        database.delivery(lane);
        settle(Settlements.failed(claim(lane).orElseThrow(), Duration.ZERO, Duration.ZERO));
        assertThat(database.text("SELECT delivered_at IS NULL FROM lane")).isEqualTo("true");

        settle(Settlements.delivered(claim(lane).orElseThrow()));

        assertThat(database.text("SELECT delivered_at = now() OR delivered_at > now() - interval '1 minute' FROM lane"))
                .isEqualTo("true");
    }

    private Run run(long lane) {
        return ((Claimed.Leased) soon(store.claim(List.of(lane), Heads.most(10, Long.MAX_VALUE))).get(0)).run();
    }

    private Optional<Duration> settle(Progress progress) {
        return soon(Settlements.waits(statement, List.of(progress))).get(0);
    }

    private Optional<Claim> claim(long lane) {
        return soon(Heads.claim(store, List.of(lane))).get(0);
    }

    private Optional<Duration> settle(Settlement settlement) {
        return soon(Settlements.settle(statement, List.of(settlement))).get(0);
    }

    /** How far the pace is used up, seen from when the lane's first delivery was claimed. */
    private static Duration pacedUntil(Claim first) {
        return Duration.between(first.claimedAt(), Rows.instant(
                database.rows("SELECT paced_until FROM lane WHERE configuration_id = $1", first.laneId()).get(0),
                "paced_until"));
    }

    private static String delivery(Claim claim) {
        return database.text("""
                SELECT format('%s %s attempts=%s failures=%s reason=%s reference=%s', state, form, attempts, failures, reason,
                              reference)
                FROM delivery WHERE id = $1""", claim.deliveryId());
    }

    private static List<String> attempts(Claim claim) {
        return database.texts("""
                SELECT concat_ws(' ', number, outcome, status, took_ms || 'ms', reason) FROM attempt
                WHERE delivery_id = $1 ORDER BY number""", claim.deliveryId());
    }

    private static String lane(Claim claim) {
        return database.text("""
                SELECT CASE WHEN num_nulls(delivery_id, lease, leased_until) = 3 THEN 'free failures=' || failures
                            WHEN num_nulls(delivery_id, lease, leased_until) = 0 THEN 'sends ' || delivery_id END
                FROM lane WHERE configuration_id = $1""", claim.laneId());
    }
}
