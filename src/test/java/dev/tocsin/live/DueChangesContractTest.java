package dev.tocsin.live;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.LiveConfig;
import dev.tocsin.delivery.QueueParts;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Which messages are changed when, by whom, and what is written of it. */
class DueChangesContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private DueChanges due;
    private ChangeSettlements settlements;
    private long lane;

    @BeforeEach
    void prepare() {
        due = due(QueueParts.live());
        settlements = new ChangeSettlements(database.postgres(), QueueParts.postedAnew(), QueueParts.live());
        lane = database.configuration();
    }

    private static DueChanges due(LiveConfig config) {
        return new DueChanges(database.postgres(), QueueParts.meaning(), config, () -> Duration.ofSeconds(10));
    }

    @Test
    void nothingIsDueWhereNothingWasAskedFor() {
        posting("workspace:T1", null, 1);

        assertThat(claim()).isEmpty();
    }

    @Test
    void whatIsDueIsLeasedOnce() {
        UUID id = posting("workspace:T1", "0 seconds", 1);

        assertThat(claim()).extracting(change -> change.message().id()).containsExactly(id);
        assertThat(claim()).isEmpty();
    }

    @Test
    void whatBelongsToItComesAlong() {
        posting("workspace:T1", "0 seconds", 1);

        DueChange change = claim().get(0);

        assertThat(change.shown()).isPresent();
        assertThat(change.place().orElseThrow().kind()).isNotEmpty();
        assertThat(change.isStates()).isTrue();
        assertThat(change.previous()).isEmpty();
    }

    @Test
    void whoseHolderHasEndedIsTakenOver() {
        posting("workspace:T1", "0 seconds", 1);
        claim();
        database.run("UPDATE posting SET update_leased_until = now() - interval '1 second'");

        assertThat(claim()).hasSize(1);
    }

    @Test
    void peopleGoFirstThenStatesThenCharts() {
        UUID chart = posting("workspace:T1", "3 minutes", 2);
        UUID state = posting("workspace:T1", "2 minutes", 1);
        UUID person = posting("workspace:T1", "1 minute", 0);
        due = due(QueueParts.live("changes-per-minute", "40"));

        database.run(
                "INSERT INTO update_budget (workspace, paced_until) VALUES ('workspace:T1', now() + interval '12 seconds')");
        assertThat(claim()).extracting(change -> change.message().id()).containsExactlyInAnyOrder(person, state);
        assertThat(claim()).isEmpty();
        database.run("UPDATE update_budget SET paced_until = now()");
        assertThat(claim()).extracting(change -> change.message().id()).containsExactly(chart);
    }

    @Test
    void aWorkspaceHasABudgetAndAnotherHasItsOwn() {
        for (int i = 0; i < 15; i++) {
            posting("workspace:T1", "1 minute", 1);
        }
        posting("workspace:T2", "1 minute", 1);

        assertThat(claim()).hasSize(11);
        assertThat(claim()).isEmpty();
        assertThat(
                database.number("SELECT count(*) FROM posting WHERE update_lease IS NOT NULL AND workspace = 'workspace:T1'"))
                .isEqualTo(10);
    }

    @Test
    void aBudgetThatAnotherReplicaIsAtIsPassedBy() {
        posting("workspace:T1", "1 minute", 1);
        database.run("INSERT INTO update_budget (workspace) VALUES ('workspace:T1')");
        SqlConnection other = database.connection();
        soon(other.query("BEGIN").execute());
        soon(other.query("SELECT * FROM update_budget FOR UPDATE").execute());

        assertThat(claim()).isEmpty();

        soon(other.query("ROLLBACK").execute());
        soon(other.close());
        assertThat(claim()).hasSize(1);
    }

    @Test
    void whatIsChangedIsDoneAndSaysSo() {
        UUID id = posting("workspace:T1", "0 seconds", 1);
        DueChange change = claim().get(0);

        assertThat(settle(change, ChangeResult.changed(Optional.empty(),
                List.of(new ChangeResult.Event(ChangeResult.What.CHANGED, "shows OK"))))).isTrue();

        assertThat(database
                .text("SELECT num_nulls(update_due_at, update_lease, update_leased_until) || ' ' || (updated_at = now()) "
                        + "FROM posting"))
                .startsWith("3 ");
        assertThat(database.text("SELECT what || ' ' || detail FROM posting_event WHERE posting_id = $1", id))
                .isEqualTo("CHANGED shows OK");
    }

    @Test
    void whatWasAskedForMeanwhileIsDueAWhileLater() {
        posting("workspace:T1", "0 seconds", 1);
        DueChange change = claim().get(0);
        database.run("UPDATE posting SET update_asked = update_asked + 1, update_due_at = now()");

        settle(change, ChangeResult.changed(Optional.empty(), List.of()));

        assertThat(database.text("SELECT update_due_at > now() + interval '5 seconds' FROM posting")).isEqualTo("true");
    }

    @Test
    void whatAPersonAskedForMeanwhileIsDueAtOnce() {
        posting("workspace:T1", "0 seconds", 1);
        DueChange change = claim().get(0);
        database.run("UPDATE posting SET update_asked = update_asked + 1, update_rank = 0, update_due_at = now()");

        settle(change, ChangeResult.changed(Optional.empty(), List.of()));

        assertThat(claim()).hasSize(1);
    }

    @Test
    void whoLostTheLeaseWritesNothing() {
        posting("workspace:T1", "0 seconds", 1);
        DueChange lost = claim().get(0);
        database.run("UPDATE posting SET update_leased_until = now() - interval '1 second'");
        DueChange taken = claim().get(0);

        assertThat(settle(lost, ChangeResult.gone("message_not_found", true))).isFalse();

        assertThat(database.number("SELECT count(*) FROM posting WHERE gone_because IS NULL")).isEqualTo(1);
        assertThat(database.number("SELECT count(*) FROM posting_event")).isZero();
        assertThat(settle(taken, ChangeResult.changed(Optional.empty(), List.of()))).isTrue();
    }

    @Test
    void whatWasShownAfterTheLeaseHadLapsedIsShownOnceMore() {
        UUID id = posting("workspace:T1", "0 seconds", 1);
        DueChange lost = claim().get(0);
        database.run("UPDATE posting SET update_leased_until = now() - interval '1 second'");
        settle(claim().get(0), ChangeResult.changed(Optional.empty(), List.of()));
        assertThat(claim()).isEmpty();

        assertThat(settle(lost, ChangeResult.changed(Optional.empty(), List.of()))).isFalse();

        assertThat(database.text("SELECT update_rank || ' ' || (update_due_at > now() + interval '5 seconds') FROM posting"))
                .isEqualTo("1 true");
        database.run("UPDATE posting SET update_due_at = now()");
        assertThat(claim()).extracting(change -> change.message().id()).containsExactly(id);
    }

    @Test
    void whatIsShownMeanwhileIsShownOnceMoreToo() {
        posting("workspace:T1", "0 seconds", 1);
        DueChange lost = claim().get(0);
        database.run("UPDATE posting SET update_leased_until = now() - interval '1 second'");
        DueChange taken = claim().get(0);

        settle(lost, ChangeResult.later(Duration.ofMinutes(1), Optional.empty(), List.of()));
        settle(taken, ChangeResult.changed(Optional.empty(), List.of()));

        assertThat(database.number("SELECT count(*) FROM posting WHERE update_due_at IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void whatIsTriedLaterCountsItsFailures() {
        posting("workspace:T1", "0 seconds", 1);

        settle(claim().get(0), ChangeResult.later(Duration.ofMinutes(1), Optional.empty(), List.of()));

        assertThat(
                database.text("SELECT update_failures || ' ' || (update_due_at > now() + interval '50 seconds') FROM posting"))
                .isEqualTo("1 true");
    }

    @Test
    void aWorkspaceThatIsAskedTooOftenWaitsAndOnlyThat() {
        posting("workspace:T1", "0 seconds", 1);
        posting("workspace:T1", "0 seconds", 1);
        List<DueChange> changes = claim();
        database.run("UPDATE posting SET update_lease = NULL, update_leased_until = NULL WHERE id = $1",
                changes.get(1).message().id());
        String sealedFor = changes.get(0).place().orElseThrow().sealedFor();
        database.run("UPDATE posting SET workspace = $1", sealedFor);
        database.run("UPDATE update_budget SET workspace = $1", sealedFor);

        settle(changes.get(0), ChangeResult.later(Duration.ofSeconds(30), Optional.of(Duration.ofSeconds(30)), List.of()));

        assertThat(claim()).isEmpty();
        database.run("UPDATE update_budget SET not_before = now()");
        assertThat(claim()).hasSize(1);
    }

    @Test
    void whatIsGoneFromTheChatIsPostedAnewIfItHadSomethingToSay() {
        posting("workspace:T1", "0 seconds", 1);

        settle(claim().get(0), ChangeResult.gone("message_not_found", true));

        assertThat(database.text("SELECT state || ' ' || reason FROM delivery"))
                .isEqualTo("PENDING its message is gone from the chat; to be posted anew");
        assertThat(database.text("SELECT gone_because FROM posting")).isEqualTo("message_not_found");
        assertThat(claim()).isEmpty();
    }

    private List<DueChange> claim() {
        return soon(due.claim());
    }

    private boolean settle(DueChange change, ChangeResult result) {
        return soon(settlements.settle(change, result));
    }

    /** @param dueSince null if nothing was asked for */
    private UUID posting(String workspace, String dueSince, int rank) {
        long delivery = database.delivery(lane);
        database.run("UPDATE delivery SET state = 'DELIVERED', settled_at = now() WHERE id = $1", delivery);
        UUID id = UUID.randomUUID();
        database.run("""
                INSERT INTO posting (id, configuration_id, deliveries, matter, state, reference, channel, workspace, standing,
                    phase, state_at, delivery_id, update_due_at, update_rank)
                VALUES ($1, $2, 1, $3, 'HIGH', '1.1', '', $4, 'ALARM', 'OPEN', now(), $5, now() - $6::text::interval, $7)""",
                id, lane, "m " + id, workspace, delivery, dueSince, rank);
        return id;
    }
}
