package dev.tocsin.delivery;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.chat.Chats;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.Claimed.Leased;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** When a lane posts digests, what a claim takes then, and how a digest is written down. */
class StormsContractTest {

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
        storms = storms(config);
        store = new LaneStore(database.postgres(), config, QueueParts.meaning());
        statement = new SettlementStatement(database.postgres(), config, QueueParts.live(), new Paces(chats, config),
                QueueParts.noAudit());
        lane = database.configuration();
    }

    @ParameterizedTest
    @CsvSource({ "30, false", "31, true" })
    void beginsWhereMoreWaitsThanIsShownInThirtySeconds(int waiting, boolean storm) {
        wait(waiting);

        soon(storms.begin());

        assertThat(inStorm()).isEqualTo(storm);
    }

    @ParameterizedTest
    @CsvSource({ "10, 11, true", "10, 10, false", "0, 500, false" })
    void aConfigurationMaySayAfterHowLongOrNever(int seconds, int waiting, boolean storm) {
        database.run("UPDATE configuration SET digest_after_seconds = $1", seconds);
        wait(waiting);

        soon(storms.begin());

        assertThat(inStorm()).isEqualTo(storm);
    }

    @Test
    void neverBeginsWhereTheSettingsSaySoUnlessTheConfigurationSaysOtherwise() {
        wait(500);
        soon(storms(QueueParts.config("digest-after", "0s")).begin());
        assertThat(inStorm()).isFalse();

        database.run("UPDATE configuration SET digest_after_seconds = 30");
        soon(storms(QueueParts.config("digest-after", "0s")).begin());
        assertThat(inStorm()).isTrue();
    }

    @Test
    void neverBeginsWithoutAPace() {
        wait(500);

        soon(storms(QueueParts.config("pace", "0s")).begin());

        assertThat(inStorm()).isFalse();
    }

    @Test
    void whatIsDueLaterIsNotWaiting() {
        wait(100);
        database.run("UPDATE delivery SET next_attempt_at = now() + interval '1 hour'");

        soon(storms.begin());

        assertThat(inStorm()).isFalse();
    }

    @Test
    void endsWhenLittleHasWaitedForAMinute() {
        wait(100);
        soon(storms.begin());
        soon(storms.end());
        assertThat(database.text("SELECT calm_since IS NULL FROM lane")).isEqualTo("true");
        database.run(
                "UPDATE delivery SET state = 'DELIVERED', settled_at = now() WHERE id > (SELECT min(id) + 4 FROM delivery)");

        soon(storms.end());
        assertThat(inStorm()).isTrue();
        assertThat(database.text("SELECT calm_since IS NOT NULL FROM lane")).isEqualTo("true");
        soon(storms.end());
        assertThat(inStorm()).isTrue();

        database.run("UPDATE lane SET calm_since = now() - interval '61 seconds'");
        soon(storms.end());
        assertThat(inStorm()).isFalse();
    }

    @Test
    void isNoCalmIfMuchWaitsAgainMeanwhile() {
        wait(100);
        soon(storms.begin());
        database.run("UPDATE lane SET calm_since = now() - interval '50 seconds'");

        soon(storms.end());

        assertThat(database.text("SELECT calm_since IS NULL FROM lane")).isEqualTo("true");
        assertThat(inStorm()).isTrue();
    }

    @Test
    void aClaimTakesAllThatWaitsUpToAThousandAndAMebibyte() {
        wait(40);
        soon(storms.begin());
        assertThat(claim(1_000).claims()).hasSize(40);
        free();
        assertThat(claim(25).claims()).hasSize(25);
        free();
        database.run("UPDATE notification SET message = convert_to(repeat('x', 100000), 'UTF8')");
        assertThat(claim(1_000).claims()).hasSize(10);
    }

    @Test
    void aClaimTakesOneOfADestinationThatFailed() {
        wait(40);
        soon(storms.begin());
        database.run("UPDATE lane SET failures = 2");

        assertThat(claim(1_000).claims()).hasSize(1);
    }

    @Test
    void aDigestIsOnePostForThePaceAndEachDeliverySaysWhereItIsShown() {
        wait(40);
        soon(storms.begin());
        database.run("UPDATE lane SET urgent = 3");
        Run run = claim(1_000);
        UUID id = UUID.randomUUID();

        Optional<Duration> wait = settle(run, id);

        assertThat(wait).hasValueSatisfying(time -> assertThat(time).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5)));
        assertThat(database.texts("SELECT DISTINCT concat_ws(' ', state, posting_id, reason, reference) FROM delivery"))
                .containsExactly("DELIVERED " + id + " shown in a digest of 40 notifications 1700000000.000100");
        assertThat(database.text("SELECT concat_ws(' ', id, configuration_id, deliveries, reference) FROM posting"))
                .isEqualTo(id + " " + lane + " 40 1700000000.000100");
        assertThat(database.number("SELECT count(*) FROM attempt WHERE outcome = 'DELIVERED'")).isEqualTo(40);
        assertThat(database.text("SELECT paced_until < now() + interval '2 seconds' FROM lane")).isEqualTo("true");
        assertThat(database.number("SELECT urgent FROM lane")).isZero();
    }

    @Test
    void aDigestThatFailsIsNoPosting() {
        wait(40);
        soon(storms.begin());
        Run run = claim(1_000);

        soon(statement.settle(List.of(new Progress(run.claims().stream()
                .map(claim -> Settlements.failed(claim, Duration.ZERO, Duration.ofMinutes(1))).toList(), false, List.of(),
                Optional.of(UUID.randomUUID()), false))));

        assertThat(database.number("SELECT count(*) FROM posting")).isZero();
        assertThat(database.texts("SELECT DISTINCT concat_ws(' ', state, posting_id, failures) FROM delivery"))
                .containsExactly("PENDING 1");
    }

    @Test
    void countsWhatWentFirst() {
        wait(40);
        soon(storms.begin());
        Run run = claim(1_000);
        Claim urgent = run.claims().get(20);

        soon(statement.settle(List.of(new Progress(List.of(Settlements.delivered(urgent)), false,
                run.claims().stream().filter(claim -> claim.deliveryId() != urgent.deliveryId()).toList(), Optional.empty(),
                true))));

        assertThat(database.number("SELECT urgent FROM lane")).isEqualTo(1);
        assertThat(database.number("SELECT count(*) FROM delivery WHERE attempts = 0")).isEqualTo(39);
        database.run("UPDATE lane SET paced_until = now()");
        assertThat(claim(1_000).storm()).contains(new Run.Storm(1));
    }

    @Test
    void whatIsToGoByItselfIsClaimedAloneAndThenAllElse() {
        wait(40);
        soon(storms.begin());
        Run all = claim(1_000);
        giveBack(all, all.claims().get(20), all.claims().get(7));
        assertThat(database.number("SELECT count(*) FROM delivery WHERE attempts = 0")).isEqualTo(40);

        for (int place : new int[] { 20, 7 }) {
            Run single = claim(1_000);
            assertThat(single.claims()).extracting(Claim::deliveryId).containsExactly(all.claims().get(place).deliveryId());
            assertThat(single.isFirst()).isTrue();
            soon(Settlements.settle(statement, List.of(Settlements.delivered(single.first()))));
            database.run("UPDATE lane SET paced_until = now()");
        }
        Run others = claim(1_000);
        assertThat(others.claims()).hasSize(38);
        assertThat(others.isFirst()).isFalse();
        assertThat(database.text("SELECT singles IS NULL FROM lane")).isEqualTo("true");
    }

    @Test
    void whatHasGoneOrIsNotDueDoesNotGoByItself() {
        wait(40);
        long elsewhere = database.delivery(database.configuration());
        soon(storms.begin());
        Run all = claim(1_000);
        giveBack(all, all.claims().get(0), all.claims().get(1), all.claims().get(2));
        database.run("UPDATE delivery SET state = 'DELIVERED', settled_at = now() WHERE id = $1", all.first().deliveryId());
        database.run("UPDATE delivery SET next_attempt_at = now() + interval '1 hour' WHERE id = $1",
                all.claims().get(1).deliveryId());
        database.run("UPDATE lane SET singles = $1::bigint || singles WHERE configuration_id = $2", elsewhere, lane);

        Run single = claim(1_000);
        assertThat(single.claims()).extracting(Claim::deliveryId).containsExactly(all.claims().get(2).deliveryId());
        soon(Settlements.settle(statement, List.of(Settlements.delivered(single.first()))));
        database.run("UPDATE lane SET paced_until = now()");
        assertThat(claim(1_000).claims()).hasSize(37);
    }

    @Test
    void whatGoesByItselfAndIsNotTakenGoesAgainBeforeTheNext() {
        wait(40);
        soon(storms.begin());
        Run all = claim(1_000);
        giveBack(all, all.claims().get(7), all.claims().get(20));
        Run limited = claim(1_000);
        soon(Settlements.settle(statement, List.of(Settlements.plainNext(limited.first()))));
        database.run("UPDATE lane SET paced_until = now(), not_before = now()");

        Run again = claim(1_000);

        assertThat(again.claims()).extracting(Claim::deliveryId).containsExactly(all.claims().get(7).deliveryId());
        soon(Settlements.settle(statement, List.of(Settlements.delivered(again.first()))));
        database.run("UPDATE lane SET paced_until = now()");
        assertThat(claim(1_000).claims()).extracting(Claim::deliveryId).containsExactly(all.claims().get(20).deliveryId());
    }

    @Test
    void aDestinationThatFailsIsTriedWithItsHead() {
        wait(40);
        soon(storms.begin());
        Run all = claim(1_000);
        giveBack(all, all.claims().get(20));
        database.run("UPDATE lane SET failures = 1");

        assertThat(claim(1_000).claims()).extracting(Claim::deliveryId).containsExactly(all.first().deliveryId());
    }

    /** What waits with an urgent one is not under way, so nobody is told that it may have arrived. */
    @Test
    void aProcessThatEndsWhileAnUrgentOneIsPostedInterruptsThatAlone() {
        wait(40);
        soon(storms.begin());
        Run all = claim(1_000);
        giveBack(all, all.claims().get(20));
        long urgent = claim(1_000).first().deliveryId();
        database.run("UPDATE lane SET leased_until = now() - interval '1 second'");

        claim(1_000);

        assertThat(database.texts("SELECT delivery_id FROM attempt WHERE outcome = 'INTERRUPTED'"))
                .containsExactly(Long.toString(urgent));
    }

    private void giveBack(Run run, Claim... singles) {
        soon(store.giveBack(List.of(Returned.singly(run, List.of(singles)))));
    }

    @Test
    void postingsAreForgottenWithTheirDeliveries() {
        wait(40);
        soon(storms.begin());
        settle(claim(1_000), UUID.randomUUID());
        database.run("UPDATE posting SET posted_at = now() - interval '2 hours'");
        Housekeeping housekeeping = new Housekeeping(database.postgres(), config, new SimpleMeterRegistry());
        long hour = Duration.ofHours(1).toMillis();

        assertThat(soon(housekeeping.forgetPostings(hour))).isZero();
        database.run("DELETE FROM delivery");
        assertThat(soon(housekeeping.forgetPostings(hour))).isEqualTo(1);
    }

    private Optional<Duration> settle(Run run, UUID id) {
        List<Settlement> settled = run.claims().stream()
                .map(claim -> Settlements.delivered(claim).inDigestOf(run.claims().size(), Digests.QUIET)).toList();
        return soon(Settlements.waits(statement, List.of(new Progress(settled, false, List.of(), Optional.of(id), false))))
                .get(0);
    }

    private void wait(int deliveries) {
        IntStream.range(0, deliveries).forEach(one -> database.delivery(lane));
    }

    private void free() {
        database.run("UPDATE lane SET delivery_id = NULL, leased = NULL, lease = NULL, leased_until = NULL");
    }

    private Run claim(int most) {
        return ((Leased) soon(store.claim(List.of(lane), new LaneStore.Most(1, most, Long.MAX_VALUE, 1024 * 1024))).get(0))
                .run();
    }

    private boolean inStorm() {
        return Boolean.parseBoolean(database.text("SELECT digest_since IS NOT NULL FROM lane"));
    }

    private Storms storms(DeliveryConfig settings) {
        return new Storms(database.postgres(), settings, chats, new Paces(chats, settings), new SimpleMeterRegistry());
    }
}
