package dev.tocsin.delivery;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;

/** Whose the lanes are after the database was away for longer than a lease lasts. */
class OutageContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final DeliveryConfig CONFIG = QueueParts.config();

    private final AtomicLong nanos = new AtomicLong(1);
    private LaneStore first;
    private LaneStore second;
    private SettlementStatement settlements;
    private long lane;

    @BeforeEach
    void prepare() {
        first = store();
        second = store();
        settlements = new SettlementStatement(database.postgres(), CONFIG, QueueParts.live(), QueueParts.paces(CONFIG),
                QueueParts.noAudit());
        lane = database.configuration();
        database.delivery(lane, "0 s");
    }

    private LaneStore store() {
        return new LaneStore(database.postgres(), CONFIG, QueueParts.meaning(), nanos::get);
    }

    @AfterEach
    void makeRoom() {
        database.run("DROP FUNCTION IF EXISTS fails CASCADE");
    }

    @Test
    void whoHasPostedSettlesThatBeforeAnotherTakesTheLane() {
        Claim posted = claim(first).orElseThrow();
        failsWith("disk_full");
        assertThatThrownBy(() -> claim(second)).hasMessageContaining("no");
        lapse();
        makeRoom();

        assertThat(claim(second)).as("another replica, just afterwards").isEmpty();
        assertThat(soon(Settlements.settle(settlements, List.of(Settlements.delivered(posted)))).get(0)).isPresent();

        assertThat(database.text("SELECT state FROM delivery")).isEqualTo("DELIVERED");
        assertThat(database.texts("SELECT outcome FROM attempt")).containsExactly("DELIVERED");
    }

    @Test
    void whatNobodySettlesIsTakenSomeSecondsLater() {
        assertThat(claim(first)).isPresent();
        failsWith("disk_full");
        assertThatThrownBy(() -> claim(second)).hasMessageContaining("no");
        lapse();
        makeRoom();
        assertThat(claim(second)).isEmpty();

        nanos.addAndGet(Outage.FOR_OTHERS_TO_SETTLE.toNanos());

        assertThat(claim(second)).isPresent();
        assertThat(database.texts("SELECT outcome FROM attempt")).containsExactly("INTERRUPTED");
    }

    @Test
    void lanesThatNobodyHoldsAreTakenAtOnce() {
        failsWith("disk_full");
        assertThatThrownBy(() -> claim(second)).hasMessageContaining("no");
        makeRoom();

        assertThat(claim(second)).isPresent();
    }

    /** A fault of one lane must not keep others from being taken. */
    @Test
    void whatFailsForAnotherReasonIsNoOutage() {
        assertThat(claim(first)).isPresent();
        failsWith("data_exception");
        lapse();
        assertThatThrownBy(() -> claim(second)).hasMessageContaining("no");
        makeRoom();

        assertThat(claim(second)).isPresent();
    }

    private static void failsWith(String condition) {
        database.run("CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no' USING ERRCODE = '"
                + condition + "'; END $$");
        database.run("CREATE TRIGGER fails BEFORE UPDATE ON lane EXECUTE FUNCTION fails()");
    }

    private static void lapse() {
        database.run("ALTER TABLE lane DISABLE TRIGGER fails");
        database.run("UPDATE lane SET leased_until = now() - interval '1 second'");
        database.run("ALTER TABLE lane ENABLE TRIGGER fails");
    }

    private Optional<Claim> claim(LaneStore store) {
        return soon(Heads.claim(store, List.of(lane))).get(0);
    }
}
