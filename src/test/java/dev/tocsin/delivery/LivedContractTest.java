package dev.tocsin.delivery;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.Claimed.Leased;
import dev.tocsin.delivery.LaneStore.Most;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/** What a settlement writes of the matter that a delivery belongs to. */
class LivedContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final DeliveryConfig UNPACED = QueueParts.config("pace", "0s");
    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");
    private static final MatterState ALARM = new MatterState(Standing.open("ALARM"), Severity.HIGH, START);
    private static final MatterState OK = new MatterState(Standing.over("OK"), Severity.GOOD, START.plusSeconds(720));
    private static final String MATTER = "cloudwatch-alarm arn:aws:cloudwatch:eu-west-1:1:alarm:x";

    private LaneStore store;
    private SettlementStatement statement;
    private LiveMessages messages;
    private long lane;

    @BeforeEach
    void prepare() {
        store = new LaneStore(database.postgres(), UNPACED, QueueParts.meaning());
        statement = new SettlementStatement(database.postgres(), UNPACED, QueueParts.live(), QueueParts.paces(UNPACED),
                QueueParts.noAudit());
        messages = new LiveMessages(database.postgres(), UNPACED);
        lane = database.configuration();
    }

    @Test
    void theMessageThatStandsForAMatterIsFoundAsItWasSettled() {
        Claim claim = claim();
        LiveMessage message = first(claim, ALARM);

        settle(claim, new Lived(message, true, false, false));

        assertThat(found()).contains(message);
        assertThat(database.text("SELECT posting_id FROM delivery")).isEqualTo(message.id().toString());
        assertThat(database.text("SELECT workspace FROM posting")).isEqualTo(claim.address().sealedFor());
        assertThat(database.number("SELECT count(*) FROM posting WHERE update_due_at IS NOT NULL")).isZero();
    }

    @Test
    void whatIsNewerMovesItOnAndAsksForAChange() {
        Claim claim = claim();
        LiveMessage message = first(claim, ALARM);
        settle(claim, new Lived(message, true, false, false));
        Claim next = claim();
        LiveMessage moved = message.moved(new Belonging(next.deliveryId(), MATTER, OK)).shown(Optional.empty());

        settle(next, new Lived(moved, true, true, false));

        assertThat(found()).contains(moved);
        assertThat(database.text("SELECT update_due_at <= now() FROM posting")).isEqualTo("true");
        assertThat(database.text("SELECT update_rank || ' ' || update_asked FROM posting")).isEqualTo("1 1");
        assertThat(database.number("SELECT count(DISTINCT posting_id) FROM delivery")).isEqualTo(1);
    }

    @Test
    void changesAreATimeApart() {
        Claim claim = claim();
        LiveMessage message = first(claim, ALARM);
        settle(claim, new Lived(message, true, false, false));
        database.run("UPDATE posting SET updated_at = now()");

        settle(claim(), new Lived(message.moved(new Belonging(2, MATTER, OK)), true, true, false));

        assertThat(database.text("SELECT update_due_at > now() + interval '5 seconds' FROM posting")).isEqualTo("true");
    }

    @Test
    void whatIsOlderThanWhatIsWrittenChangesNothing() {
        Claim claim = claim();
        LiveMessage message = first(claim, OK);
        settle(claim, new Lived(message, true, false, false));

        LiveMessage older = LiveMessage.first(message.id(), new Belonging(claim.deliveryId(), MATTER, ALARM), "C1",
                Optional.empty());
        settle(claim(), new Lived(older, true, true, false));

        assertThat(found()).contains(message);
    }

    @Test
    void aSettlementThatIsRepeatedWritesItOnce() {
        Claim claim = claim();
        Settlement settlement = Settlements.delivered(claim).with(new Lived(first(claim, ALARM), true, false, false));

        soon(statement.settle(List.of(Progress.end(settlement))));
        soon(statement.settle(List.of(Progress.end(settlement))));

        assertThat(database.text("SELECT count(*) || ' ' || min(deliveries) FROM posting")).isEqualTo("1 1");
    }

    @Test
    void whatIsFoundOutAboutAMessageIsKept() {
        Claim claim = claim();
        LiveMessage message = first(claim, ALARM);
        settle(claim, new Lived(message, true, false, false));

        soon(statement.settle(List.of(Progress.end(Settlements.plainNext(claim())
                .with(new Lived(message.gone("message_not_found"), true, false, false))))));

        assertThat(found().orElseThrow().hindrances().gone()).contains("message_not_found");
    }

    @Test
    void whoTakesCareOfItIsForgottenOnceItOpensAgain() {
        Claim claim = claim();
        LiveMessage message = first(claim, ALARM);
        settle(claim, new Lived(message, true, false, false));
        database.run("UPDATE posting SET acknowledged_at = now(), acknowledged_by = 'U1', acknowledged_name = 'Jane'");
        MatterState again = new MatterState(Standing.open("ALARM"), Severity.HIGH, OK.at().plusSeconds(60));

        LiveMessage still = message.moved(new Belonging(2, MATTER,
                new MatterState(Standing.open("ALARM"), Severity.HIGH, START.plusSeconds(60))));
        settle(claim(), new Lived(still, true, true, false));
        assertThat(found().orElseThrow().care().acknowledged()).isPresent();

        LiveMessage over = still.moved(new Belonging(3, MATTER, OK));
        settle(claim(), new Lived(over, true, true, false));
        assertThat(found().orElseThrow().care().acknowledged()).isPresent();

        settle(claim(), new Lived(over.moved(new Belonging(4, MATTER, again)), true, true, false));
        assertThat(found().orElseThrow().care().acknowledged()).isEmpty();
    }

    @Test
    void peopleAreRemindedFromWhenItOpensUntilItIsOver() {
        database.run("UPDATE configuration SET remind_every_minutes = 30, escalate_after_minutes = 10");
        Claim claim = claim();
        LiveMessage message = first(claim, ALARM);

        settle(claim, new Lived(message, true, false, false));
        assertThat(database
                .text("SELECT remind_at > now() + interval '20 minutes' AND escalate_at < now() + interval '11 minutes' "
                        + "FROM posting"))
                .isEqualTo("true");

        settle(claim(), new Lived(message.moved(new Belonging(2, MATTER, OK)), true, true, false));
        assertThat(database.text("SELECT num_nulls(remind_at, escalate_at) FROM posting")).isEqualTo("2");
    }

    @Test
    void aChartIsWantedForTheStateThatIsShown() {
        Claim claim = claim();

        settle(claim, new Lived(first(claim, ALARM), true, false, true));

        assertThat(
                database.text("SELECT update_rank || ' ' || (update_due_at <= now()) || ' ' || (chart_wanted_for = state_at) "
                        + "FROM posting"))
                .isEqualTo("2 true true");
    }

    @Test
    void oneMessageForSeveralCanStandForTheirMatter() {
        Claim claim = claim();
        LiveMessage message = first(claim, ALARM);
        Settlement settlement = Settlements.delivered(claim).with(new Lived(message, true, false, false));

        soon(statement.settle(List.of(new Progress(List.of(settlement), false, List.of(), Optional.of(message.id()), false,
                Optional.of(Severity.HIGH)))));

        assertThat(found()).contains(message);
        assertThat(database.number("SELECT count(*) FROM posting")).isEqualTo(1);
    }

    @Test
    void oneMessageForSeveralStandsForTheirMatterThoughOnlyTheLastOfThemSaysSo() {
        database.delivery(lane);
        database.delivery(lane);
        List<Claim> claims = ((Leased) soon(store.claim(List.of(lane), new Most(2, 2, 1_000_000, 1_000_000))).get(0)).run()
                .claims();
        LiveMessage message = first(claims.get(1), ALARM);

        soon(statement.settle(List.of(new Progress(List.of(Settlements.delivered(claims.get(0)).togetherWith(1), Settlements
                .delivered(claims.get(1)).togetherWith(1).with(new Lived(message, true, false, false))), false, List.of(),
                Optional.of(message.id()), false, Optional.of(Severity.HIGH)))));

        assertThat(found()).contains(message);
        assertThat(
                database.text("SELECT count(*) || ' ' || count(DISTINCT posting_id) FROM delivery WHERE state = 'DELIVERED'"))
                .isEqualTo("2 1");
    }

    @Test
    void whatIsReplacedChangesNoMoreAndRemindsNobody() {
        database.run("UPDATE configuration SET remind_every_minutes = 30");
        Claim claim = claim();
        LiveMessage before = first(claim, ALARM);
        settle(claim, new Lived(before, true, false, true));
        LiveMessage anew = before.inAnother(UUID.randomUUID(), "C2").shown(Optional.of("2.000001"));

        settle(claim(), new Lived(anew, true, false, false).inPlaceOf(before.id()));

        assertThat(database.text("SELECT gone_because || ' ' || num_nulls(update_due_at, remind_at) FROM posting WHERE id = $1",
                before.id())).isEqualTo("a newer message stands for its matter 2");
        assertThat(database.number("SELECT count(*) FROM posting WHERE remind_at IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void theNewestMessageOfAMatterStandsForIt() {
        Claim claim = claim();
        settle(claim, new Lived(first(claim, OK), true, false, false));
        database.run("UPDATE posting SET posted_at = now() - interval '2 hours'");
        Claim next = claim();
        LiveMessage newer = first(next, ALARM);

        settle(next, new Lived(newer, true, false, false));

        assertThat(found()).contains(newer);
    }

    @Test
    void aDeliveryThatMayBeInTheChatSaysSinceWhen() {
        Claim claim = claim();
        assertThat(claim.living().mayBeThereSince()).isEmpty();
        database.run("UPDATE lane SET leased_until = now() - interval '1 second'");

        Claim again = claimed();

        assertThat(again.living().mayBeThereSince().orElseThrow())
                .isBetween(claim.claimedAt().minusSeconds(40), claim.claimedAt());
    }

    @Test
    void aTryWithoutAnAnswerMayBeInTheChatToo() {
        Claim claim = claim();
        soon(statement.settle(List.of(Progress.end(Settlements.failed(claim, Duration.ZERO, Duration.ZERO)))));
        assertThat(claimed().living().mayBeThereSince()).isEmpty();
        database.run("UPDATE attempt SET reason = 'no answer within 10 s; it may have arrived'");
        database.run("UPDATE lane SET leased_until = NULL, lease = NULL, delivery_id = NULL, leased = NULL");

        assertThat(claimed().living().mayBeThereSince()).contains(claim.claimedAt());
    }

    private LiveMessage first(Claim claim, MatterState state) {
        return LiveMessage.first(UUID.randomUUID(), new Belonging(claim.deliveryId(), MATTER, state), "C1", Optional.empty())
                .shown(Optional.of("1700000000.000100"));
    }

    private Optional<LiveMessage> found() {
        return Optional.ofNullable(soon(messages.of(lane, List.of(MATTER))).get(MATTER));
    }

    private void settle(Claim claim, Lived lived) {
        soon(statement.settle(List.of(Progress.end(Settlements.delivered(claim).with(lived)))));
    }

    private Claim claim() {
        database.delivery(lane);
        return claimed();
    }

    private Claim claimed() {
        return ((Leased) soon(store.claim(List.of(lane), new Most(1, 1, 1_000_000, 1_000_000))).get(0)).run().first();
    }
}
