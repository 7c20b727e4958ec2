package dev.tocsin.delivery;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.inject.Vetoed;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.database.QueueDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;

/** When a destination is shut and when it opens, and what becomes of its deliveries meanwhile. */
class ShutContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final DeliveryConfig UNPACED = QueueParts.config("pace", "0s");
    private static final String ADVICE = "unarchive the channel";
    private static final String LOOK = "UPDATE lane SET not_before = now()";

    private LaneStore store;
    private SettlementStatement statement;

    @BeforeEach
    void prepare() {
        store = new LaneStore(database.postgres(), UNPACED, QueueParts.meaning());
        statement = new SettlementStatement(database.postgres(), UNPACED, QueueParts.live(), QueueParts.paces(UNPACED),
                QueueParts.noAudit());
    }

    @Test
    void aRefusalShutsTheDestinationAndTheDeliveryWaits() {
        Claim claim = claimOfANewLane();
        assertThat(claim.address().isShut()).isFalse();

        Duration wait = settle(shut(claim)).orElseThrow();

        assertThat(wait).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
        assertThat(lane(claim)).isEqualTo("shut is_archived unarchive the channel");
        assertThat(database.text("SELECT state FROM delivery")).isEqualTo("PENDING");
        assertThat(database.text("SELECT outcome || ' ' || reason FROM attempt")).isEqualTo("REJECTED is_archived");
        assertThat(database.text("SELECT waits_because FROM destination"))
                .isEqualTo("the destination is shut: is_archived: unarchive the channel");
        assertThat(claim(claim.laneId())).isEmpty();
    }

    @Test
    void whereNobodyCanAdviseItSaysTheReasonAlone() {
        Claim claim = claimOfANewLane();

        settle(Settlements.shut(claim, "method_deprecated", null));

        assertThat(database.text("SELECT waits_because FROM destination"))
                .isEqualTo("the destination is shut: method_deprecated");
    }

    @Test
    void nowAndThenItsOldestDeliveryTriesIt() {
        Claim claim = claimOfANewLane();
        database.delivery(claim.laneId());
        settle(shut(claim));
        String since = shutSince();
        assertThat(soon(store.due(10))).isEmpty();
        database.run(LOOK);
        assertThat(soon(store.due(10))).containsExactly(claim.laneId());

        Claim look = claim(claim.laneId()).orElseThrow();
        assertThat(look.deliveryId()).isEqualTo(claim.deliveryId());
        assertThat(look.address().isShut()).isTrue();
        assertThat(look.attempt()).isEqualTo(2);
        settle(Settlements.shut(look, "channel_not_found", "say /invite"));

        assertThat(lane(claim)).isEqualTo("shut channel_not_found say /invite");
        assertThat(shutSince()).as("it is shut since the first refusal").isEqualTo(since);
        assertThat(claim(claim.laneId())).isEmpty();
    }

    @Test
    void whatItTakesOpensIt() {
        Claim claim = claimOfANewLane();
        long later = database.delivery(claim.laneId());
        settle(shut(claim));
        database.run(LOOK);

        assertThat(settle(Settlements.delivered(claim(claim.laneId()).orElseThrow()))).contains(Duration.ZERO);

        assertThat(lane(claim)).isEqualTo("open");
        assertThat(database.text("SELECT waits_because FROM destination")).isEqualTo("null");
        Claim next = claim(claim.laneId()).orElseThrow();
        assertThat(next.deliveryId()).isEqualTo(later);
        assertThat(next.address().isShut()).isFalse();
    }

    @Test
    void aLookThatFailsOtherwiseLeavesItShut() {
        Claim claim = claimOfANewLane();
        settle(shut(claim));
        database.run(LOOK);

        settle(Settlements.failed(claim(claim.laneId()).orElseThrow(), Duration.ZERO, Duration.ofSeconds(30)));

        assertThat(lane(claim)).isEqualTo("shut is_archived unarchive the channel");
    }

    @Test
    void whatWaitsForItDoesNotGrowTooOldToBeTried() {
        Claim claim = claimOfANewLane();
        long later = database.delivery(claim.laneId());
        settle(shut(claim));
        database.run("UPDATE delivery SET queued_at = now() - interval '9 days'");
        database.run("UPDATE configuration SET state_since = now() - interval '10 days'");
        database.run("UPDATE lane SET not_before = now(), shut_since = now() - interval '9 days'");

        Claim look = claim(claim.laneId()).orElseThrow();
        assertThat(look.age()).isLessThan(Duration.ofMinutes(1));
        settle(Settlements.delivered(look));

        Claim next = claim(claim.laneId()).orElseThrow();
        assertThat(next.deliveryId()).isEqualTo(later);
        assertThat(next.age()).as("counted from the opening").isLessThan(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "UPDATE configuration SET webhook_url_sealed = 'another', updated_at = clock_timestamp()",
            "UPDATE configuration SET address = 'C2'",
            "UPDATE configuration SET destination_kind = 'teams-card'",
            "UPDATE configuration SET state_since = now()" })
    void opensAtOnceWhenSomebodyChangesWhereItLeadsOrEnablesIt(String change) {
        Claim claim = claimOfANewLane();
        settle(shut(claim));

        database.run(change);

        assertThat(lane(claim)).isEqualTo("open");
        Claim next = claim(claim.laneId()).orElseThrow();
        assertThat(next.deliveryId()).isEqualTo(claim.deliveryId());
        assertThat(next.laneFailures()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "UPDATE configuration SET webhook_description = 'another', updated_at = clock_timestamp()",
            "UPDATE configuration SET webhook_url_sealed = 'the same under another key'",
            "UPDATE configuration SET state = 'DISABLED', state_since = now()" })
    void otherChangesLeaveItShut(String change) {
        Claim claim = claimOfANewLane();
        settle(shut(claim));

        database.run(change);

        assertThat(lane(claim)).isEqualTo("shut is_archived unarchive the channel");
    }

    @Test
    void aPauseThatTheChatAskedForOutlastsAChange() {
        Claim claim = claimOfANewLane();
        settle(Settlements.failed(claim, Duration.ZERO, Duration.ofMinutes(5)));

        database.run("UPDATE configuration SET webhook_url_sealed = 'another', updated_at = clock_timestamp()");

        assertThat(claim(claim.laneId())).isEmpty();
    }

    @Test
    void aRefusalOfATryThatBeganBeforeTheOpeningDoesNotShutIt() {
        Claim claim = claimOfANewLane();
        database.run("UPDATE configuration SET webhook_url_sealed = 'another', updated_at = clock_timestamp()");

        assertThat(settle(shut(claim))).as("it is tried again at once").contains(Duration.ZERO);

        assertThat(lane(claim)).isEqualTo("open");
        Claim again = claim(claim.laneId()).orElseThrow();
        assertThat(again.deliveryId()).isEqualTo(claim.deliveryId());
        settle(shut(again));
        assertThat(lane(claim)).isEqualTo("shut is_archived unarchive the channel");
    }

    @Test
    void noTryBeginsBetweenAChangeAndItsCommit() {
        long lane = database.configuration();
        database.delivery(lane);
        SqlConnection person = database.connection();
        Transaction change = soon(person.begin());
        soon(person.query("UPDATE configuration SET webhook_url_sealed = 'another', updated_at = clock_timestamp()").execute());

        assertThat(claim(lane)).as("it would go to the old address, and its refusal would count").isEmpty();

        soon(change.commit());
        soon(person.close());
        assertThat(claim(lane).orElseThrow().address().credentialSealed()).isEqualTo("another");
    }

    @Test
    void whoeverLostTheLeaseNeitherShutsNorOpensIt() {
        Claim slow = claimOfANewLane();
        database.run("UPDATE lane SET leased_until = now() - interval '1 second'");
        Claim other = claim(slow.laneId()).orElseThrow();

        assertThat(settle(shut(slow))).isEmpty();
        assertThat(lane(slow)).isEqualTo("open");

        settle(shut(other));
        assertThat(settle(Settlements.delivered(slow))).isEmpty();
        assertThat(lane(slow)).isEqualTo("shut is_archived unarchive the channel");
    }

    @Test
    void whatIsDisabledAsWellIsNotTried() {
        Claim claim = claimOfANewLane();
        settle(shut(claim));
        database.run("UPDATE configuration SET state = 'DISABLED', state_reason = 'on holiday'");
        database.run(LOOK);

        assertThat(claim(claim.laneId())).isEmpty();
        assertThat(soon(store.due(10))).isEmpty();
        assertThat(database.text("SELECT waits_because FROM destination"))
                .isEqualTo("the configuration is disabled: on holiday");
    }

    @Test
    void aWorkspaceWhoseTokenHasExpiredAndIsRenewedBySlackAloneIsNotTried() {
        database.workspace("T1");
        long lane = database.channelOf("T1");
        database.delivery(lane);
        database.run("UPDATE slack_workspace SET refresh_token_sealed = 'refresh', token_expires_at = now()");

        assertThat(claim(lane)).isEmpty();
        assertThat(soon(store.due(10))).isEmpty();
        assertThat(database.text("SELECT waits_because FROM destination"))
                .isEqualTo("the bot token of the Slack workspace T1 has expired and is not renewed yet");

        database.run("UPDATE slack_workspace SET token_expires_at = now() + interval '12 hours'");
        assertThat(claim(lane)).isPresent();
    }

    /** The view is made slow, which stretches the time between a claim's snapshot and its lock. */
    @Test
    void aClaimThatBeganBeforeAChangeOfAddressIsCommittedDoesNotGoToTheOldOne() throws Exception {
        database.workspace("T2");
        long lane = database.channelOf("T2");
        database.delivery(lane);
        String view = "CREATE OR REPLACE VIEW destination AS "
                + database.text("SELECT pg_get_viewdef('destination'::regclass)");
        SqlConnection changing = database.connection();
        try {
            database.run(view.replace("(state = 'DISABLED'::text) OR", "pg_sleep(1) IS NULL OR (state = 'DISABLED'::text) OR"));
            soon(changing.query("BEGIN").execute());
            soon(changing.query("UPDATE configuration SET address = 'C2' WHERE id = " + lane).execute());
            CompletableFuture<List<Optional<Claim>>> claiming = Heads.claim(store, List.of(lane)).subscribeAsCompletionStage();
            await().atMost(QueueDatabase.PATIENCE).until(() -> database.number(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'") > 0);
            soon(changing.query("COMMIT").execute());

            assertThat(claiming.get(10, TimeUnit.SECONDS).get(0)).isEmpty();
            assertThat(soon(Heads.claim(store, List.of(lane))).get(0)).hasValueSatisfying(
                    claim -> assertThat(claim.address().address()).isEqualTo("C2"));
        } finally {
            soon(changing.close());
            database.run(view);
        }
    }

    @Test
    void enablingOpensAlsoWhereTheClockOfTheReplicaIsBehind() {
        Claim claim = claimOfANewLane();
        settle(shut(claim));

        database.run("UPDATE configuration SET state_since = state_since - interval '5 seconds'");

        assertThat(database.number("SELECT count(*) FROM lane WHERE shut_since IS NULL")).isEqualTo(1);
    }

    @Test
    void whatWaitsLongerThanTheHistoryIsKeptIsGivenUp() {
        Claim claim = claimOfANewLane();
        settle(shut(claim));
        database.run(
                "UPDATE delivery SET queued_at = now() - interval '40 days', next_attempt_at = queued_at - interval '40 days'");
        Housekeeping housekeeping = new Housekeeping(database.postgres(), UNPACED,
                new io.micrometer.core.instrument.simple.SimpleMeterRegistry());

        soon(housekeeping.giveUpWaiting(Duration.ofDays(30).toMillis()));

        assertThat(database.text("SELECT state || ' ' || reason FROM delivery"))
                .isEqualTo("DEAD waited too long: the destination is shut: is_archived: unarchive the channel");
    }

    @Test
    void theAuditFailsAndSucceedsWithTheSettlement() {
        SettlementStatement failing = new SettlementStatement(database.postgres(), UNPACED, QueueParts.live(),
                QueueParts.paces(UNPACED),
                new FailingAudit());
        Claim claim = claimOfANewLane();

        assertThat(soon(Settlements.settle(failing, List.of(shut(claim))).onFailure().recoverWithNull())).isNull();

        assertThat(lane(claim)).isEqualTo("open");
        assertThat(database.number("SELECT count(*) FROM attempt")).isZero();
        assertThat(settle(shut(claim))).isPresent();
        assertThat(lane(claim)).isEqualTo("shut is_archived unarchive the channel");
    }

    @Vetoed
    private static final class FailingAudit extends ShutAudit {

        FailingAudit() {
            super(null);
        }

        @Override
        Uni<Void> record(SqlConnection transaction, List<Settlement> batch, RowSet<Row> lanes) {
            return Uni.createFrom().failure(new IllegalStateException("no audit"));
        }
    }

    private static Settlement shut(Claim claim) {
        return Settlements.shut(claim, "is_archived", ADVICE);
    }

    private static String shutSince() {
        return database.text("SELECT shut_since FROM lane");
    }

    private static String lane(Claim claim) {
        return database.text("""
                SELECT CASE WHEN num_nulls(shut_since, shut_reason, shut_advice) = 3 THEN 'open'
                            ELSE concat_ws(' ', CASE WHEN shut_since IS NOT NULL THEN 'shut' END, shut_reason, shut_advice) END
                FROM lane WHERE configuration_id = $1""", claim.laneId());
    }

    private Claim claimOfANewLane() {
        long lane = database.configuration();
        database.delivery(lane);
        return claim(lane).orElseThrow();
    }

    private Optional<Claim> claim(long lane) {
        return soon(Heads.claim(store, List.of(lane))).get(0);
    }

    private Optional<Duration> settle(Settlement settlement) {
        return soon(Settlements.settle(statement, List.of(settlement))).get(0);
    }
}
