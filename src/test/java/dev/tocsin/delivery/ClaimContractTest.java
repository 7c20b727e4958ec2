package dev.tocsin.delivery;

import static dev.tocsin.database.QueueDatabase.PATIENCE;
import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.chat.Form;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.database.Rows;
import dev.tocsin.delivery.Claimed.Leased;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;

/** Who may send what next, and when. */
class ClaimContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final String LAPSE = "UPDATE lane SET leased_until = now() - interval '1 second' WHERE lease IS NOT NULL";

    private LaneStore store;

    @BeforeEach
    void prepare() {
        store = store(QueueParts.config());
    }

    @Test
    void takesWhatHasBeenDueTheLongest() {
        long lane = database.configuration();
        database.delivery(lane, "-1 minute");
        long longest = database.delivery(lane, "-3 minutes");
        database.delivery(lane, "-2 minutes");

        assertThat(claim(lane).orElseThrow().deliveryId()).isEqualTo(longest);
    }

    @Test
    void takesWhatWasQueuedFirstOfWhatIsEquallyDue() {
        long lane = database.configuration();
        List<Long> queued = List.of(database.delivery(lane), database.delivery(lane), database.delivery(lane));
        database.run("UPDATE delivery SET next_attempt_at = now() - interval '1 minute'");

        for (long next : queued) {
            assertThat(claim(lane).orElseThrow().deliveryId()).isEqualTo(next);
            delivered(next);
        }
        assertThat(claim(lane)).isEmpty();
    }

    @Test
    void takesNothingThatIsNotDueYet() {
        long lane = database.configuration();
        long later = database.delivery(lane, "1 hour");
        assertThat(claim(lane)).isEmpty();

        database.run("UPDATE delivery SET next_attempt_at = now() WHERE id = $1", later);

        assertThat(claim(lane)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = { "DELIVERED", "DEAD" })
    void takesNothingThatIsSettled(String state) {
        long lane = database.configuration();
        database.delivery(lane);
        database.run("UPDATE delivery SET state = $1, settled_at = now()", state);

        assertThat(claim(lane)).isEmpty();
        assertThat(lane(lane)).isEqualTo("free");
    }

    @Test
    void takesNothingOfOtherLanesNorOfLanesThatThereAreNot() {
        long lane = database.configuration();
        long other = database.configuration();
        database.delivery(other);

        assertThat(soon(Heads.claim(store, List.of(lane, -1L)))).containsExactly(Optional.empty(), Optional.empty());
        assertThat(lane(other)).isEqualTo("free");
        assertThat(database.number("SELECT attempts FROM delivery")).isZero();
    }

    @Test
    void countsTheAttemptAndLeasesTheLane() {
        long lane = database.configuration();
        long delivery = database.delivery(lane);

        Claim claim = claim(lane).orElseThrow();

        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(lane(lane)).isEqualTo("sends " + delivery);
        assertThat(database.text("SELECT lease FROM lane WHERE configuration_id = $1", lane))
                .isEqualTo(claim.lease().toString());
        assertThat(database.text("SELECT leased_until = $1::timestamptz + interval '30 seconds' FROM lane",
                Rows.time(claim.claimedAt())))
                .isEqualTo("true");
        assertThat(database.text("""
                SELECT concat_ws(' ', state, attempts, failures, interruptions, settled_at IS NULL) FROM delivery"""))
                .isEqualTo("PENDING 1 0 0 t");
        // What the try comes to is the settlement's to write.
        assertThat(database.number("SELECT count(*) FROM attempt")).isZero();
    }

    @Test
    void leasesTheLaneAsLongAsTheSettingsSay() {
        long lane = database.configuration();
        database.delivery(lane);

        Claim claim = soon(Heads.claim(store(QueueParts.config("lease", "90s")), List.of(lane))).get(0).orElseThrow();

        assertThat(database.text("SELECT leased_until = $1::timestamptz + interval '90 seconds' FROM lane",
                Rows.time(claim.claimedAt())))
                .isEqualTo("true");
    }

    @Test
    void saysAllThatSendingNeeds() {
        database.workspace("T1");
        long lane = database.channelOf("T1");
        database.run("UPDATE configuration SET logging_level = 'ERROR'");
        long delivery = database.delivery(lane);
        database.run("UPDATE delivery SET form = 'PLAIN', attempts = 6, failures = 3");
        database.run("UPDATE lane SET failures = 4");
        database.run("""
                UPDATE notification SET topic_arn = 'a-topic', subject = 'A subject', message = '\\x6100e29883',
                    attributes = '{"severity":"high"}', published_at = '2026-01-31T12:00:00Z'""");

        Claim claim = claim(lane).orElseThrow();

        assertThat(claim.laneId()).isEqualTo(lane);
        assertThat(claim.deliveryId()).isEqualTo(delivery);
        assertThat(claim.configurationName()).isEqualTo(database.name(lane));
        assertThat(claim.form()).isEqualTo(Form.PLAIN);
        assertThat(claim.attempt()).isEqualTo(7);
        assertThat(claim.failures()).isEqualTo(3);
        assertThat(claim.laneFailures()).isEqualTo(4);
        assertThat(claim.interruptions()).isZero();
        assertThat(claim.message().topicArn()).isEqualTo("a-topic");
        assertThat(claim.message().messageId()).isEqualTo(database.text("SELECT message_id FROM notification"));
        assertThat(claim.message().subject()).contains("A subject");
        assertThat(claim.message().body()).isEqualTo("a\u0000\u2603");
        assertThat(claim.message().attributes()).isEqualTo(Map.of("severity", "high"));
        assertThat(claim.message().publishedAt()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(claim.address()).isEqualTo(new Claim.Address("slack-channel", "C1", "token", "workspace:T1", false, false));
        assertThat(claim.logging()).isEqualTo(
                new Claim.Logging(LoggingLevel.ERROR, false, TraceId.of(UUID.fromString(claim.message().messageId()))));
    }

    @Test
    void answersInTheOrderInWhichLanesWereNamed() {
        long idle = database.configuration();
        long first = database.configuration();
        long second = database.configuration();
        long ofFirst = database.delivery(first);
        long ofSecond = database.delivery(second);

        List<Optional<Claim>> claims = soon(Heads.claim(store, List.of(second, idle, first)));

        assertThat(claims.stream().map(claim -> claim.map(Claim::deliveryId)))
                .containsExactly(Optional.of(ofSecond), Optional.empty(), Optional.of(ofFirst));
    }

    @Test
    void takesNothingOfALaneThatIsLeased() {
        long lane = database.configuration();
        database.delivery(lane);
        database.delivery(lane);
        Claim first = claim(lane).orElseThrow();

        assertThat(claim(lane)).isEmpty();
        assertThat(lane(lane)).isEqualTo("sends " + first.deliveryId());
        assertThat(database.number("SELECT sum(attempts) FROM delivery")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "not_before", "paced_until" })
    void takesNothingOfALaneThatRestsUntilItHasRested(String until) {
        long lane = database.configuration();
        database.delivery(lane);
        database.run("UPDATE lane SET " + until + " = now() + interval '1 hour'");
        assertThat(claim(lane)).isEmpty();

        database.run("UPDATE lane SET " + until + " = now()");

        assertThat(claim(lane)).isPresent();
    }

    @Test
    void passesADisabledConfigurationByUntilItIsEnabled() {
        long lane = database.configuration();
        database.delivery(lane);
        database.run("UPDATE configuration SET state = 'DISABLED', state_reason = 'on holiday'");
        assertThat(claim(lane)).isEmpty();
        assertThat(database.number("SELECT attempts FROM delivery")).isZero();

        database.run("UPDATE configuration SET state = 'ENABLED'");

        assertThat(claim(lane)).isPresent();
    }

    @Test
    void passesTheChannelsOfADisabledWorkspaceByAndNoOthers() {
        database.workspace("T1");
        database.workspace("T2");
        database.run("UPDATE slack_workspace SET state = 'DISABLED' WHERE slack_team_id = 'T1'");
        long shut = database.channelOf("T1");
        long open = database.channelOf("T2");
        long webhook = database.configuration();
        List.of(shut, open, webhook).forEach(database::delivery);

        assertThat(soon(Heads.claim(store, List.of(shut, open, webhook))).stream().map(Optional::isPresent))
                .containsExactly(false, true, true);

        database.run("UPDATE slack_workspace SET state = 'ENABLED'");

        assertThat(claim(shut)).isPresent();
    }

    @Test
    void leavesALapsedLaneOfADisabledConfigurationAsItIs() {
        long lane = database.configuration();
        long delivery = database.delivery(lane);
        claim(lane);
        database.run(LAPSE);
        database.run("UPDATE configuration SET state = 'DISABLED'");

        assertThat(claim(lane)).isEmpty();

        assertThat(lane(lane)).isEqualTo("sends " + delivery);
        assertThat(database.number("SELECT count(*) FROM attempt")).isZero();
    }

    @Test
    void doesNotWaitForALaneThatAnotherHolds() {
        long held = database.configuration();
        long free = database.configuration();
        database.delivery(held);
        database.delivery(free);
        SqlConnection connection = database.connection();
        Transaction holding = soon(connection.begin());
        soon(connection.preparedQuery("SELECT FROM lane WHERE configuration_id = $1 FOR UPDATE").execute(Tuple.of(held)));

        assertThat(soon(Heads.claim(store, List.of(held, free))).stream().map(Optional::isPresent)).containsExactly(false,
                true);

        soon(holding.rollback());
        soon(connection.close());
    }

    @Test
    void leasesNothingIfTheHeadIsSettledWhileItLooks() {
        long lane = database.configuration();
        long head = database.delivery(lane);
        database.delivery(lane);
        SqlConnection connection = database.connection();
        Transaction settling = soon(connection.begin());
        soon(connection.preparedQuery("UPDATE delivery SET state = 'DELIVERED', settled_at = now() WHERE id = $1")
                .execute(Tuple.of(head)));

        CompletableFuture<List<Optional<Claim>>> claims = Heads.claim(store, List.of(lane)).subscribeAsCompletionStage();
        database.awaitOneThatWaits();
        soon(settling.commit());
        soon(connection.close());

        assertThat(claims.join()).containsExactly(Optional.empty());
        assertThat(lane(lane)).isEqualTo("free");
        assertThat(database.number("SELECT attempts FROM delivery WHERE id = $1", head)).isZero();
        assertThat(claim(lane)).isPresent();
    }

    @Test
    void leasesNothingIfTheHeadIsPutOffWhileItLooks() {
        long lane = database.configuration();
        long head = database.delivery(lane);
        SqlConnection connection = database.connection();
        Transaction settling = soon(connection.begin());
        soon(connection.query("UPDATE delivery SET next_attempt_at = now() + interval '1 hour'").execute());

        CompletableFuture<List<Optional<Claim>>> claims = Heads.claim(store, List.of(lane)).subscribeAsCompletionStage();
        database.awaitOneThatWaits();
        soon(settling.commit());
        soon(connection.close());

        assertThat(claims.join()).containsExactly(Optional.empty());
        assertThat(database.number("SELECT attempts FROM delivery WHERE id = $1", head)).isZero();
    }

    @Test
    void takesALapsedLaneOverAndNotesTheInterruptedTry() {
        long lane = database.configuration();
        long delivery = database.delivery(lane);
        Claim interrupted = claim(lane).orElseThrow();
        database.run(LAPSE);

        Claim next = claim(lane).orElseThrow();

        assertThat(next.deliveryId()).isEqualTo(delivery);
        assertThat(next.lease()).isNotEqualTo(interrupted.lease());
        assertThat(next.attempt()).isEqualTo(2);
        assertThat(next.interruptions()).isEqualTo(1);
        assertThat(next.failures()).isZero();
        assertThat(next.logging().interrupted()).isTrue();
        assertThat(attempts(delivery))
                .containsExactly("1 INTERRUPTED 0 0 the process ended while sending; it may have arrived");
        assertThat(lane(lane)).isEqualTo("sends " + delivery);
    }

    @Test
    void countsEachInterruption() {
        long lane = database.configuration();
        long delivery = database.delivery(lane);
        for (int interruptions = 0; interruptions < 4; interruptions++) {
            assertThat(claim(lane).orElseThrow().interruptions()).isEqualTo(interruptions);
            database.run(LAPSE);
        }
        assertThat(attempts(delivery)).hasSize(3).allMatch(attempt -> attempt.contains(" INTERRUPTED "));
    }

    /** Or it would die of what ended the process while others were sent. */
    @Test
    void whatWasInterruptedTwiceGoesAlone() {
        long lane = database.configuration();
        long first = database.delivery(lane);
        long twice = database.delivery(lane);
        long last = database.delivery(lane);
        database.run("UPDATE delivery SET interruptions = 2 WHERE id = $1", twice);

        assertThat(run(lane, 10, 1_000).claims()).extracting(Claim::deliveryId).containsExactly(first);
        delivered(first, "UPDATE lane SET leased = NULL, delivery_id = NULL, lease = NULL, leased_until = NULL");
        assertThat(run(lane, 10, 1_000).claims()).extracting(Claim::deliveryId).containsExactly(twice);
        delivered(twice, "UPDATE lane SET leased = NULL, delivery_id = NULL, lease = NULL, leased_until = NULL");
        assertThat(run(lane, 10, 1_000).claims()).extracting(Claim::deliveryId).containsExactly(last);
    }

    @Test
    void keepsWhatIsKnownOfTheTryThatItWouldNoteAsInterrupted() {
        long lane = database.configuration();
        long delivery = database.delivery(lane);
        claim(lane);
        database.run("""
                INSERT INTO attempt (delivery_id, number, started_at, took_ms, outcome, status)
                VALUES ($1, 1, now(), 80, 'FAILED', 503)""", delivery);
        database.run(LAPSE);

        assertThat(claim(lane)).isPresent();

        assertThat(attempts(delivery)).containsExactly("1 FAILED 503 80");
    }

    @Test
    void notesAnInterruptedTryThatIsNotTheHeadAnyMore() {
        long lane = database.configuration();
        long interrupted = database.delivery(lane);
        claim(lane);
        long earlier = database.delivery(lane, "-1 hour");
        database.run(LAPSE);

        Claim next = claim(lane).orElseThrow();

        assertThat(next.deliveryId()).isEqualTo(earlier);
        assertThat(next.interruptions()).isZero();
        assertThat(next.logging().interrupted()).isFalse();
        assertThat(attempts(interrupted)).hasSize(1);
        assertThat(attempts(earlier)).isEmpty();
    }

    @Test
    void clearsALapsedLaneWhoseDeliveryIsPutOffAndNotesTheTry() {
        long lane = database.configuration();
        long interrupted = database.delivery(lane);
        claim(lane);
        database.run("UPDATE delivery SET next_attempt_at = now() + interval '1 hour'");
        database.run(LAPSE);

        assertThat(claim(lane)).isEmpty();

        assertThat(lane(lane)).isEqualTo("free");
        assertThat(attempts(interrupted)).hasSize(1);
    }

    @Test
    void clearsALapsedLaneWhoseDeliveryIsSettledMeanwhile() {
        long lane = database.configuration();
        long settled = database.delivery(lane);
        claim(lane);
        delivered(settled, LAPSE);

        assertThat(claim(lane)).isEmpty();

        assertThat(lane(lane)).isEqualTo("free");
        assertThat(attempts(settled)).containsExactly("1 DELIVERED 200 0");
    }

    /** The first sender stood still and went on, and the second was killed while posting: it may have been shown twice. */
    @Test
    void notesATryThatEndedWithItsProcessThoughAnEarlierOneHasDelivered() {
        long lane = database.configuration();
        long twice = database.delivery(lane);
        claim(lane);
        database.run(LAPSE);
        assertThat(claim(lane).orElseThrow().attempt()).isEqualTo(2);
        delivered(twice, LAPSE);
        database.delivery(lane);

        assertThat(claim(lane)).isPresent();

        assertThat(attempts(twice)).containsExactly("1 DELIVERED 200 0",
                "2 INTERRUPTED 0 0 the process ended while sending; it may have arrived");
    }

    @Test
    void clearsALapsedLaneWhoseDeliveryIsForgottenMeanwhile() {
        long lane = database.configuration();
        database.delivery(lane);
        claim(lane);
        database.run("DELETE FROM notification");
        database.run(LAPSE);

        assertThat(claim(lane)).isEmpty();

        assertThat(lane(lane)).isEqualTo("free");
    }

    @Test
    void takesTheNextOfALapsedLaneWhoseDeliveryIsSettledMeanwhile() {
        long lane = database.configuration();
        long settled = database.delivery(lane);
        long next = database.delivery(lane);
        claim(lane);
        delivered(settled, LAPSE);

        Claim claim = claim(lane).orElseThrow();

        assertThat(claim.deliveryId()).isEqualTo(next);
        assertThat(claim.interruptions()).isZero();
        assertThat(claim.logging().interrupted()).isFalse();
        assertThat(attempts(settled)).containsExactly("1 DELIVERED 200 0");
        assertThat(attempts(next)).isEmpty();
    }

    @Test
    void takesWhatWasInterruptedOnceTogether() {
        List<Long> lanes = lanesThatLapsed(3, 0);

        assertThat(soon(Heads.claim(store, lanes))).allMatch(Optional::isPresent);
    }

    @Test
    void takesOneAtATimeOfWhatWasInterruptedBefore() {
        List<Long> lanes = lanesThatLapsed(3, 1);
        long harmless = lanesThatLapsed(1, 0).get(0);
        long longest = lanes.get(1);
        database.run("UPDATE lane SET leased_until = now() - interval '1 minute' WHERE configuration_id = $1", longest);
        List<Long> all = new ArrayList<>(lanes);
        all.add(harmless);

        List<Optional<Claim>> claims = soon(Heads.claim(store, all));

        assertThat(claims.stream().map(Optional::isPresent)).containsExactly(false, true, false, true);
        assertThat(claims.get(1).orElseThrow().interruptions()).isEqualTo(2);
        // The others are as they were, neither counted nor noted nor cleared.
        assertThat(database.texts("""
                SELECT concat_ws(' ', d.attempts, d.interruptions, l.delivery_id = d.id, l.leased_until < now(),
                       (SELECT count(*) FROM attempt a WHERE a.delivery_id = d.id))
                FROM lane l JOIN delivery d USING (configuration_id)
                WHERE l.configuration_id = ANY ($1)""", (Object) new Long[] { lanes.get(0), lanes.get(2) }))
                .containsExactly("1 1 t t 0", "1 1 t t 0");

        assertThat(soon(Heads.claim(store, all)).stream().filter(Optional::isPresent)).hasSize(1);
        assertThat(soon(Heads.claim(store, all)).stream().filter(Optional::isPresent)).hasSize(1);
        assertThat(soon(Heads.claim(store, all)).stream().filter(Optional::isPresent)).isEmpty();
    }

    @Test
    void ageCountsFromWhenItWasQueued() {
        long lane = database.configuration();
        database.delivery(lane);
        database.run("UPDATE configuration SET state_since = now() - interval '3 hours'");
        database.run("UPDATE delivery SET queued_at = now() - interval '2 hours'");

        assertThat(claim(lane).orElseThrow().age()).isBetween(Duration.ofHours(2), Duration.ofHours(2).plus(PATIENCE));
    }

    @Test
    void ageCountsFromWhenTheConfigurationWasEnabledIfThatWasLater() {
        long lane = database.configuration();
        database.delivery(lane);
        database.run("UPDATE delivery SET queued_at = now() - interval '2 hours'");
        database.run("UPDATE configuration SET state_since = now() - interval '1 hour'");

        assertThat(claim(lane).orElseThrow().age()).isBetween(Duration.ofHours(1), Duration.ofHours(1).plus(PATIENCE));
    }

    @Test
    void ageCountsFromWhenTheWorkspaceWasAuthorizedIfThatWasLater() {
        database.workspace("T1");
        long lane = database.channelOf("T1");
        database.delivery(lane);
        database.run("UPDATE delivery SET queued_at = now() - interval '2 hours'");
        database.run("UPDATE configuration SET state_since = now() - interval '1 hour'");
        database.run("UPDATE slack_workspace SET state_since = now() - interval '30 minutes'");

        assertThat(claim(lane).orElseThrow().age()).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(30).plus(PATIENCE));
    }

    @Test
    void whatIsClaimedTooLateIsReleased() {
        long lane = database.configuration();
        long head = database.delivery(lane);
        SqlConnection connection = database.connection();
        Transaction holding = soon(connection.begin());
        soon(connection.query("SELECT FROM delivery FOR UPDATE").execute());
        LaneStore impatient = store(QueueParts.config("statement-timeout", "100ms"));

        assertThatThrownBy(() -> soon(Heads.claim(impatient, List.of(lane)))).isInstanceOf(TimeoutException.class);
        soon(holding.rollback());
        soon(connection.close());

        await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(
                () -> database.number("SELECT attempts FROM delivery WHERE id = $1", head) == 1 && lane(lane).equals("free"));
        Claim next = claim(lane).orElseThrow();
        // Nothing was sent under the claim that came too late, so nothing was interrupted.
        assertThat(next.interruptions()).isZero();
        assertThat(next.attempt()).isEqualTo(2);
        assertThat(attempts(head)).isEmpty();
    }

    @Test
    void aReleaseLeavesTheLeasesOfOthersAlone() {
        long ours = database.configuration();
        long others = database.configuration();
        long notNamed = database.configuration();
        List.of(ours, others, notNamed).forEach(database::delivery);
        List<Optional<Claim>> claims = soon(Heads.claim(store, List.of(ours, notNamed)));
        Claim other = claim(others).orElseThrow();

        database.run(LaneStore.RELEASE, new Long[] { ours, others }, claims.get(0).orElseThrow().lease());

        assertThat(lane(ours)).isEqualTo("free");
        assertThat(lane(others)).isEqualTo("sends " + other.deliveryId());
        assertThat(lane(notNamed)).isEqualTo("sends " + claims.get(1).orElseThrow().deliveryId());
    }

    @Test
    void aLaneThatHasSomethingToSendIsDue() {
        long lane = database.configuration();
        database.configuration();
        database.delivery(lane);

        assertThat(due()).containsExactly(lane);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "UPDATE delivery SET next_attempt_at = now() + interval '1 hour'",
            "UPDATE delivery SET state = 'DELIVERED', settled_at = now()",
            "UPDATE delivery SET state = 'DEAD', settled_at = now()",
            "UPDATE lane SET not_before = now() + interval '1 hour'",
            "UPDATE lane SET paced_until = now() + interval '1 hour'",
            "UPDATE lane SET leased_until = now() + interval '30 seconds', lease = gen_random_uuid(), delivery_id = 1",
            "UPDATE configuration SET state = 'DISABLED'",
            "UPDATE slack_workspace SET state = 'DISABLED'",
            "DELETE FROM configuration",
    })
    void aLaneIsNotDueAfter(String change) {
        database.workspace("T1");
        database.delivery(database.channelOf("T1"));
        assertThat(due()).hasSize(1);

        database.run(change);

        assertThat(due()).isEmpty();
    }

    @Test
    void theLanesThatWereServedLongestAgoAreDueFirstAndOnlySoMany() {
        List<Long> lanes = IntStream.range(0, 4).mapToObj(i -> database.configuration()).toList();
        lanes.forEach(database::delivery);
        List.of("-1 minute", "-3 minutes", "-2 minutes").forEach(ago -> database.run("""
                UPDATE lane SET paced_until = now() + $1::text::interval
                WHERE configuration_id = (SELECT min(configuration_id) FROM lane WHERE paced_until = '-infinity')""", ago));

        // The last has not been served yet.
        assertThat(due()).containsExactly(lanes.get(3), lanes.get(1), lanes.get(2), lanes.get(0));
        assertThat(soon(store.due(2))).containsExactly(lanes.get(3), lanes.get(1));
    }

    @Test
    void aLaneIsNeverGivenToTwo() {
        List<Long> lanes = IntStream.range(0, 12).mapToObj(i -> database.configuration()).toList();
        lanes.forEach(database::delivery);
        LaneStore other = store(QueueParts.config());
        for (int round = 1; round <= 60; round++) {
            List<List<Optional<Claim>>> both = soon(
                    Uni.join().all(Heads.claim(store, lanes), Heads.claim(other, lanes)).andFailFast());

            for (int i = 0; i < lanes.size(); i++) {
                assertThat(List.of(both.get(0).get(i).isPresent(), both.get(1).get(i).isPresent())).as("round %d", round)
                        .containsExactlyInAnyOrder(true, false);
            }
            // Every other round the lanes are taken over after they have lapsed.
            database.run(round % 2 == 0 ? LAPSE : "UPDATE lane SET delivery_id = NULL, lease = NULL, leased_until = NULL");
            database.run("UPDATE delivery SET interruptions = 0");
            assertThat(database.texts("SELECT DISTINCT attempts FROM delivery")).containsExactly(Integer.toString(round));
        }
    }

    @Test
    void twoThatClaimAndSettleAtTheSameTimeTakeEverythingOnceAndInOrder() {
        List<Long> lanes = IntStream.range(0, 8).mapToObj(i -> database.configuration()).toList();
        Map<Long, List<Long>> queued = new HashMap<>();
        for (int i = 0; i < 15; i++) {
            lanes.forEach(lane -> queued.computeIfAbsent(lane, any -> new ArrayList<>()).add(database.delivery(lane)));
        }
        database.run("UPDATE delivery SET next_attempt_at = now()");
        DeliveryConfig unpaced = QueueParts.config("pace", "0s");
        SettlementStatement settlement = new SettlementStatement(database.postgres(), unpaced, QueueParts.live(),
                QueueParts.paces(unpaced),
                QueueParts.noAudit());

        // Each of the two goes on while the other's claims and settlements are under way.
        soon(Uni.join().all(drain(lanes, settlement), drain(lanes, settlement)).andFailFast());

        assertThat(database.texts("SELECT DISTINCT concat_ws(' ', state, attempts, interruptions) FROM delivery"))
                .containsExactly("DELIVERED 1 0");
        lanes.forEach(lane -> assertThat(database.texts("""
                SELECT d.id FROM delivery d JOIN attempt a ON a.delivery_id = d.id
                WHERE d.configuration_id = $1 ORDER BY a.started_at""", lane))
                .isEqualTo(queued.get(lane).stream().map(String::valueOf).toList()));
    }

    private Uni<Void> drain(List<Long> lanes, SettlementStatement settlement) {
        return Heads.claim(store, lanes)
                .chain(claims -> {
                    List<Settlement> settled = claims.stream().flatMap(Optional::stream).map(Settlements::delivered).toList();
                    return settled.isEmpty() ? Uni.createFrom().item(List.of()) : Settlements.settle(settlement, settled);
                })
                .chain(() -> left())
                .chain(left -> left == 0 ? Uni.createFrom().voidItem() : drain(lanes, settlement));
    }

    private static Uni<Long> left() {
        return database.postgres().within(PATIENCE)
                .query("SELECT count(*) FROM delivery WHERE state = 'PENDING'", Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Each with one delivery that was being sent when its process ended. */
    private List<Long> lanesThatLapsed(int count, int interruptionsBefore) {
        return IntStream.range(0, count).mapToObj(i -> {
            long lane = database.configuration();
            long delivery = database.delivery(lane);
            claim(lane);
            database.run("UPDATE delivery SET interruptions = $2 WHERE id = $1", delivery, interruptionsBefore);
            database.run("UPDATE lane SET leased_until = now() - interval '1 second' WHERE configuration_id = $1", lane);
            return lane;
        }).toList();
    }

    @Test
    void takesSeveralOfALaneInTheirOrder() {
        long lane = database.configuration();
        List<Long> queued = List.of(database.delivery(lane, "-3 minutes"), database.delivery(lane, "-2 minutes"),
                database.delivery(lane, "-1 minute"), database.delivery(lane, "1 hour"));

        Run run = run(lane, 10, Long.MAX_VALUE);

        assertThat(run.claims()).extracting(Claim::deliveryId).isEqualTo(queued.subList(0, 3));
        assertThat(run.claims()).extracting(Claim::attempt).containsOnly(1);
        assertThat(lane(lane)).isEqualTo("sends " + queued.get(0));
        assertThat(database.texts("SELECT unnest(leased)::text FROM lane"))
                .isEqualTo(queued.subList(0, 3).stream().map(String::valueOf).toList());
        assertThat(claim(lane)).isEmpty();
    }

    @Test
    void takesNoMoreOfALaneThanIsAskedFor() {
        long lane = database.configuration();
        IntStream.range(0, 5).forEach(one -> database.delivery(lane));

        assertThat(run(lane, 2, Long.MAX_VALUE).claims()).hasSize(2);
    }

    @Test
    void takesOneOnlyForADestinationThatFailed() {
        long lane = database.configuration();
        IntStream.range(0, 5).forEach(one -> database.delivery(lane));
        database.run("UPDATE lane SET failures = 1");

        assertThat(run(lane, 10, Long.MAX_VALUE).claims()).hasSize(1);
    }

    @Test
    void recordsAllThatALostSenderLeftAsInterruptedAndTakesTheFirstAloneAgain() {
        long lane = database.configuration();
        List<Long> queued = IntStream.range(0, 3).mapToObj(one -> database.delivery(lane)).toList();
        run(lane, 10, Long.MAX_VALUE);
        delivered(queued.get(0), LAPSE);

        Run next = run(lane, 10, Long.MAX_VALUE);

        assertThat(next.claims()).extracting(Claim::deliveryId).containsExactly(queued.get(1));
        assertThat(next.first().interruptions()).isEqualTo(1);
        assertThat(next.first().logging().interrupted()).isTrue();
        assertThat(attempts(queued.get(0))).containsExactly("1 DELIVERED 200 0");
        assertThat(attempts(queued.get(1)))
                .containsExactly("1 INTERRUPTED 0 0 the process ended while sending; it may have arrived");
        assertThat(attempts(queued.get(2))).hasSize(1);
    }

    @Test
    void doesNotMindWhatAReplicaOfTheVersionBeforeLeftOfAnOlderLease() {
        long lane = database.configuration();
        long older = database.delivery(lane);
        long newer = database.delivery(lane);
        run(lane, 1, Long.MAX_VALUE);
        // That replica writes and clears delivery_id alone.
        database.run("UPDATE lane SET delivery_id = $1, leased_until = now() - interval '1 second'", newer);

        claim(lane);

        assertThat(attempts(older)).isEmpty();
        assertThat(attempts(newer)).hasSize(1);
    }

    @Test
    void takesMessagesWhileThereIsRoomTheHeadsOfAllLanesFirst() {
        List<Long> lanes = List.of(database.configuration(), database.configuration());
        lanes.forEach(lane -> IntStream.range(0, 3).forEach(one -> database.delivery(lane)));
        database.run("UPDATE notification SET message = convert_to(repeat('x', 1000), 'UTF8')");

        List<Claimed> claimed = soon(store.claim(lanes, Heads.most(10, 3_500)));

        assertThat(claimed).extracting(one -> ((Leased) one).run().claims().size()).containsExactlyInAnyOrder(2, 1);
        assertThat(claimed).extracting(one -> ((Leased) one).run().bytes()).containsExactlyInAnyOrder(2_000L, 1_000L);
        assertThat(database.number("SELECT sum(attempts) FROM delivery")).isEqualTo(3);
    }

    @Test
    void saysThatThereIsNoRoomForAHeadAndLeavesItsLaneFree() {
        long lane = database.configuration();
        database.delivery(lane);

        assertThat(soon(store.claim(List.of(lane), Heads.most(10, 1)))).containsExactly(Claimed.NO_ROOM);
        assertThat(lane(lane)).isEqualTo("free");
        assertThat(database.number("SELECT attempts FROM delivery")).isZero();
    }

    @Test
    void aLongMessageGetsItsTurnBeforeWhatFollowsInOtherLanes() {
        long brief = database.configuration();
        long lengthy = database.configuration();
        IntStream.range(0, 3).forEach(one -> database.delivery(brief));
        long message = database.delivery(lengthy);
        database.run("UPDATE notification SET message = convert_to(repeat('x', 1000), 'UTF8')");

        assertThat(soon(store.claim(List.of(brief, lengthy), Heads.most(10, 2_000))))
                .extracting(one -> ((Leased) one).run().claims().size()).containsExactly(1, 1);
        assertThat(lane(lengthy)).isEqualTo("sends " + message);
    }

    @Test
    void whatIsGivenBackWasNotTried() {
        long lane = database.configuration();
        IntStream.range(0, 3).forEach(one -> database.delivery(lane));
        Run run = run(lane, 10, Long.MAX_VALUE);

        soon(store.giveBack(List.of(new Returned(run, run.claims(), Duration.ZERO, Optional.empty()))));

        assertThat(lane(lane)).isEqualTo("free");
        assertThat(database.number("SELECT sum(attempts) FROM delivery")).isZero();
        assertThat(run(lane, 10, Long.MAX_VALUE).claims()).extracting(Claim::attempt).containsOnly(1);
    }

    @Test
    void aLaneThatIsHeldSaysWhyAndComesBackLater() {
        long lane = database.configuration();
        database.delivery(lane);
        Run run = run(lane, 1, Long.MAX_VALUE);

        soon(store.giveBack(List.of(new Returned(run, run.claims(), Duration.ofMinutes(1), Optional.of("its host hangs")))));

        assertThat(database.text("SELECT held_because FROM lane")).isEqualTo("its host hangs");
        assertThat(claim(lane)).isEmpty();
        database.run("UPDATE lane SET not_before = now()");
        assertThat(claim(lane)).isPresent();
        assertThat(database.text("SELECT held_because IS NULL FROM lane")).isEqualTo("true");
    }

    @Test
    void givesNothingBackThatAnotherHasTakenOver() {
        long lane = database.configuration();
        database.delivery(lane);
        Run lost = run(lane, 1, Long.MAX_VALUE);
        database.run(LAPSE);
        Claim taken = claim(lane).orElseThrow();

        soon(store.giveBack(List.of(new Returned(lost, lost.claims(), Duration.ofMinutes(1), Optional.of("late")))));

        assertThat(lane(lane)).isEqualTo("sends " + taken.deliveryId());
        assertThat(database.number("SELECT attempts FROM delivery")).isEqualTo(2);
    }

    @Test
    void knowsWhichDestinationsTookTheirLastMessage() {
        long lane = database.configuration();
        database.delivery(lane);
        assertThat(claim(lane).orElseThrow().address().takesMessages()).isFalse();

        delivered(0,
                "UPDATE lane SET delivery_id = NULL, leased = NULL, lease = NULL, leased_until = NULL, delivered_at = now()");

        assertThat(claim(lane).orElseThrow().address().takesMessages()).isTrue();
    }

    private Run run(long lane, int most, long room) {
        return ((Leased) soon(store.claim(List.of(lane), Heads.most(most, room))).get(0)).run();
    }

    private Optional<Claim> claim(long lane) {
        return soon(Heads.claim(store, List.of(lane))).get(0);
    }

    private List<Long> due() {
        return soon(store.due(100));
    }

    /** As a settlement would, and then the lane is free, or what else is said. */
    /** By the try before the last if the last is another's. */
    private static void delivered(long delivery, String... instead) {
        database.run("UPDATE delivery SET state = 'DELIVERED', settled_at = now() WHERE id = $1", delivery);
        database.run("""
                INSERT INTO attempt (delivery_id, number, started_at, took_ms, outcome, status)
                SELECT id, 1, now(), 0, 'DELIVERED', 200 FROM delivery WHERE id = $1
                ON CONFLICT (delivery_id, number) DO UPDATE
                SET outcome = excluded.outcome, status = excluded.status, reason = excluded.reason""", delivery);
        database.run(
                instead.length == 0 ? "UPDATE lane SET delivery_id = NULL, leased = NULL, lease = NULL, leased_until = NULL"
                        : instead[0]);
    }

    private static String lane(long lane) {
        return database.text("""
                SELECT CASE WHEN num_nulls(delivery_id, lease, leased_until) = 3 THEN 'free'
                            WHEN num_nulls(delivery_id, lease, leased_until) = 0 THEN 'sends ' || delivery_id END
                FROM lane WHERE configuration_id = $1""", lane);
    }

    private static List<String> attempts(long delivery) {
        return database.texts("""
                SELECT concat_ws(' ', number, outcome, status, took_ms, reason) FROM attempt
                WHERE delivery_id = $1 ORDER BY number""", delivery);
    }

    private static LaneStore store(DeliveryConfig config) {
        return new LaneStore(database.postgres(), config, QueueParts.meaning());
    }
}
