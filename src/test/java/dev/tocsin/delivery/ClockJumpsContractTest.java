package dev.tocsin.delivery;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.database.QueueDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/**
 * The queue when the database's clock is set, while a delivery is under way. All that is stored moves the other way instead.
 */
class ClockJumpsContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final DeliveryConfig CONFIG = QueueParts.config();

    private LaneStore store;
    private SettlementStatement settlements;
    private long lane;
    private long delivery;

    @BeforeEach
    void prepare() {
        store = new LaneStore(database.postgres(), CONFIG, QueueParts.meaning());
        settlements = new SettlementStatement(database.postgres(), CONFIG, QueueParts.live(), QueueParts.paces(CONFIG),
                QueueParts.noAudit());
        lane = database.configuration();
        delivery = database.delivery(lane, "0 s");
    }

    @Test
    void anHourAheadTheLeaseLapsesAndWhatWasDeliveredMeanwhileStaysSo() {
        Claim first = claim().orElseThrow();

        clockGoes("1 hour");

        Claim second = claim().orElseThrow();
        assertThat(second.deliveryId()).isEqualTo(delivery);
        assertThat(second.logging().interrupted()).isTrue();
        assertThat(settle(Settlements.delivered(first))).as("the lease is lost").isEmpty();
        assertThat(settle(Settlements.failed(second, Duration.ZERO, Duration.ofSeconds(1)))).as("the lease holds").isPresent();
        assertThat(state()).isEqualTo("DELIVERED");
        assertThat(database.texts("SELECT outcome FROM attempt ORDER BY number")).containsExactly("DELIVERED", "FAILED");
    }

    @Test
    void anHourBackATryThatIsUnderWayIsSettledAsEver() {
        Claim claim = claim().orElseThrow();

        clockGoes("-1 hour");

        assertThat(settle(Settlements.delivered(claim))).isPresent();
        assertThat(state()).isEqualTo("DELIVERED");
    }

    @Test
    void anHourBackALaneWaitsForAnHourAndThenGoesOn() {
        settle(Settlements.failed(claim().orElseThrow(), Duration.ZERO, Duration.ofSeconds(1)));

        clockGoes("-1 hour");
        assertThat(claim()).isEmpty();
        assertThat(soon(store.due(10))).isEmpty();

        clockGoes("59 minutes");
        assertThat(claim()).isEmpty();
        clockGoes("1 minute 2 seconds");
        assertThat(soon(store.due(10))).containsExactly(lane);
        assertThat(claim()).isPresent();
    }

    @Test
    void anAgeThatIsNegativeMakesNothingTooOldAndShowsAsNone() {
        settle(Settlements.failed(claim().orElseThrow(), Duration.ZERO, Duration.ofSeconds(1)));
        clockGoes("-1 hour");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        soon(new Housekeeping(database.postgres(), CONFIG, meters).measure());

        assertThat(meters.get("tocsin.lane.oldest").gauge().value()).isZero();
        database.run("UPDATE lane SET not_before = now(), paced_until = now()");
        database.run("UPDATE delivery SET next_attempt_at = now()");
        Claim claim = claim().orElseThrow();
        assertThat(claim.age()).isNegative();
        assertThat(afterAFailure(claim)).isEqualTo(DeliveryState.PENDING);
    }

    @Test
    void twoDaysAheadWhatFailsThenIsGivenUpAndWhatIsTakenIsNot() {
        clockGoes("2 days");

        assertThat(afterAFailure(claim().orElseThrow())).isEqualTo(DeliveryState.DEAD);
    }

    private static DeliveryState afterAFailure(Claim claim) {
        return new RetryPolicy(CONFIG, new java.util.Random(1)).settle(claim,
                new RetryAfter(503, "HTTP 503", Optional.empty(), false, false), claim.claimedAt(), Duration.ZERO).state();
    }

    private static void clockGoes(String ahead) {
        database.run("""
                UPDATE lane SET leased_until = leased_until - $1::text::interval, not_before = not_before - $1::text::interval,
                    paced_until = paced_until - $1::text::interval, opened_at = opened_at - $1::text::interval""", ahead);
        database.run("""
                UPDATE delivery SET queued_at = queued_at - $1::text::interval,
                    next_attempt_at = next_attempt_at - $1::text::interval""", ahead);
        database.run("UPDATE configuration SET state_since = state_since - $1::text::interval", ahead);
    }

    private String state() {
        return database.text("SELECT state FROM delivery WHERE id = $1", delivery);
    }

    private Optional<Claim> claim() {
        return soon(Heads.claim(store, List.of(lane))).get(0);
    }

    private Optional<Duration> settle(Settlement settlement) {
        return soon(Settlements.settle(settlements, List.of(settlement))).get(0);
    }
}
