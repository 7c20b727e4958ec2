package dev.tocsin.delivery;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.chat.Chat;
import dev.tocsin.chat.Chats;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.Life.InThread;
import dev.tocsin.chat.MessagePace;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Posting;
import dev.tocsin.context.NoContext;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.Claimed.Leased;
import dev.tocsin.delivery.LaneStore.Most;
import dev.tocsin.delivery.Placement.Apart;
import dev.tocsin.delivery.Placement.Aside;
import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Remark;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** The way of what Tocsin itself says of a message: through its lane, into its thread, and past its matter. */
class RemarksContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final DeliveryConfig UNPACED = QueueParts.config("pace", "0s");
    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");
    private static final MatterState ALARM = new MatterState(Standing.open("ALARM"), Severity.HIGH, START);
    private static final String MATTER = "cloudwatch-alarm x";

    private final Vertx vertx = Vertx.vertx();
    private final List<Long> woken = new ArrayList<>();
    private LaneStore store;
    private SettlementStatement statement;
    private LiveMatters matters;
    private LiveMessage root;
    private long lane;

    @BeforeEach
    void prepare() {
        Meaning meaning = QueueParts.meaningOf(AllInterpreters.asked());
        store = new LaneStore(database.postgres(), UNPACED, meaning);
        statement = new SettlementStatement(database.postgres(), UNPACED, QueueParts.live(), QueueParts.paces(UNPACED),
                QueueParts.noAudit());
        matters = new LiveMatters(new LiveMessages(database.postgres(), UNPACED), meaning, new Chats(List.of(new Living())),
                new NoContext(),
                new EventLoops(vertx), QueueParts.live());
        database.workspace("T1");
        lane = database.channelOf("T1");
        database.delivery(lane);
        Claim claim = claim();
        root = LiveMessage.first(UUID.randomUUID(), new Belonging(claim.deliveryId(), MATTER, ALARM), "C1", Optional.empty())
                .shown(Optional.of("1.000001"));
        settle(Settlements.delivered(claim).with(new Lived(root, true, false, false)));
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void itStandsInTheThreadOfItsMessage() {
        Claim claim = said(Remark.What.ACKNOWLEDGED, root.id());

        Placement placement = matters(claim).placement(claim);

        assertThat(placement).isInstanceOf(Aside.class);
        assertThat(matters.life((Aside) placement).thread()).contains(new InThread("1.000001", false, false));
    }

    @Test
    void thatNobodyHasAcknowledgedItIsToBeSeenInTheChannelToo() {
        Claim claim = said(Remark.What.REMINDED, root.id());

        assertThat(((Aside) matters(claim).placement(claim)).isBroadcast()).isTrue();
    }

    @Test
    void itMovesNoMatterAndIsKnownToBelongToTheMessage() {
        database.run("UPDATE posting SET acknowledged_at = now(), acknowledged_by = 'U1', acknowledged_name = 'Jane', "
                + "remind_at = now()");
        Claim claim = said(Remark.What.ACKNOWLEDGED, root.id());
        RunMatters run = matters(claim);

        settle(run.after(Settlements.delivered(claim), run.placement(claim), new Delivered(200, Optional.of("1.000002"))));

        assertThat(database.text("SELECT concat_ws(' ', standing, reference, deliveries, changes, update_due_at IS NULL, "
                + "acknowledged_name, remind_at IS NOT NULL) FROM posting")).isEqualTo("ALARM 1.000001 2 0 t Jane t");
        assertThat(database.text("SELECT concat_ws(' ', state, posting_id, reference) FROM delivery WHERE id = $1",
                claim.deliveryId())).isEqualTo("DELIVERED " + root.id() + " 1700000000.000100");
    }

    @Test
    void whatMovesTheMatterInTheSameRunIsKept() {
        Claim claim = said(Remark.What.ACKNOWLEDGED, root.id());
        RunMatters run = matters(claim);
        Belonging over = new Belonging(7, MATTER,
                new MatterState(Standing.over("OK"), Severity.GOOD, START.plusSeconds(60)));
        Placement moved = Placement.of(over, Optional.of(root),
                new Placement.Situation("C1", true, false, QueueParts.live().newEpisodeAfter()), UUID::randomUUID);
        run.after(Settlements.delivered(claim), moved, new Delivered(200, Optional.of("1.000002")));

        Settlement settlement = run.after(Settlements.delivered(claim), run.placement(claim),
                new Delivered(200, Optional.of("1.000003")));

        assertThat(settlement.lived().orElseThrow().message().state().standing().state()).isEqualTo("OK");
    }

    @Test
    void whereTheMessageIsGoneItStandsByItself() {
        for (String gone : List.of("gone_because = 'message_not_found'", "gone_because = NULL, threadless_because = 'x'",
                "threadless_because = NULL, channel = 'C2'", "channel = 'C1', reference = NULL")) {
            database.run("UPDATE posting SET " + gone);
            Claim claim = said(Remark.What.REMINDED, root.id());

            assertThat(matters(claim).placement(claim)).as(gone).isInstanceOf(Apart.class);
            free();
        }
    }

    @Test
    void ofAMessageThatIsForgottenOrOfAnotherLaneItStandsByItself() {
        Claim unknown = said(Remark.What.REMINDED, UUID.randomUUID());
        assertThat(matters(unknown).placement(unknown)).isInstanceOf(Apart.class);
        free();

        database.run("UPDATE posting SET configuration_id = configuration_id + 1000");
        Claim elsewhere = said(Remark.What.REMINDED, root.id());
        assertThat(matters(elsewhere).placement(elsewhere)).isInstanceOf(Apart.class);
    }

    @Test
    void whatIsSentAgainStandsByItself() {
        Claim claim = said(Remark.What.ACKNOWLEDGED, root.id());
        free();
        database.run("UPDATE delivery SET queued_at = now() + interval '1 second' WHERE id = $1", claim.deliveryId());

        Claim again = claim();

        assertThat(matters(again).placement(again)).isInstanceOf(Apart.class);
    }

    @Test
    void thatItsMessageIsGoneIsFoundOutByTryingAndKept() {
        Claim claim = said(Remark.What.ACKNOWLEDGED, root.id());
        RunMatters run = matters(claim);

        settle(run.after(Settlements.plainNext(claim), run.placement(claim),
                new Rejected(200, "thread_not_found", Fault.ROOT)));

        assertThat(database.text("SELECT gone_because FROM posting")).isEqualTo("thread_not_found");
    }

    @Test
    void itIsNeverKeptToBeShownWithOthers() {
        database.run("UPDATE configuration SET fold_after_messages = 3");

        assertThat(said(Remark.What.REMINDED, root.id()).folding().after()).isZero();
    }

    @Test
    void forAConfigurationThatWasDeletedNothingIsSaid() {
        soon(database.postgres().within(QueueDatabase.PATIENCE)
                .transaction(connection -> QueueParts.remarks(woken).queue(connection, lane + 1_000,
                        remark(Remark.What.REMINDED, root.id()))));

        assertThat(database.number("SELECT count(*) FROM notification WHERE topic_arn = 'tocsin:remark'")).isZero();
    }

    @Test
    void whatComesAfterSomebodyHasResolvedItOpensItAgain() {
        database.run("UPDATE posting SET resolved_at = $1, resolved_by = 'U1', resolved_name = 'Jane', reminders = 2",
                START.plusSeconds(60).atOffset(java.time.ZoneOffset.UTC));
        database.run("UPDATE configuration SET remind_every_minutes = 10");
        database.delivery(lane);
        Claim claim = claim();
        LiveMessage stored = soon(new LiveMessages(database.postgres(), UNPACED).of(lane, List.of(MATTER))).get(MATTER);

        Placement earlier = place(stored, START.plusSeconds(30));
        Placement later = place(stored, START.plusSeconds(90));

        assertThat(((Placement.Reply) earlier).isBroadcast()).isFalse();
        assertThat(((Placement.Reply) later).isBroadcast()).isTrue();
        settle(Settlements.delivered(claim).with(new Lived(earlier.then().orElseThrow(), true, true, false)));
        assertThat(database.text("SELECT concat_ws(' ', resolved_name, reminders) FROM posting")).isEqualTo("Jane 2");
        settle(Settlements.delivered(claim).with(new Lived(later.then().orElseThrow(), true, true, false)));
        assertThat(database.text("SELECT concat_ws(' ', resolved_name, reminders, remind_at > now()) FROM posting"))
                .isEqualTo("0 t");
    }

    private static Placement place(LiveMessage before, Instant at) {
        return Placement.of(new Belonging(9, MATTER, new MatterState(Standing.open("ALARM"), Severity.HIGH, at)),
                Optional.of(before), new Placement.Situation("C1", true, false, QueueParts.live().newEpisodeAfter()),
                UUID::randomUUID);
    }

    private Claim said(Remark.What what, UUID posting) {
        soon(database.postgres().within(QueueDatabase.PATIENCE).transaction(
                connection -> QueueParts.remarks(woken).queue(connection, lane, remark(what, posting))));
        return claim();
    }

    private static Remark remark(Remark.What what, UUID posting) {
        return new Remark(what, Optional.of(posting), Severity.INFO, "Acknowledged by Jane", Optional.of("payments-api-5xx"),
                Optional.of("x"), Optional.empty());
    }

    private RunMatters matters(Claim claim) {
        return soon(matters.of(new Run(0, List.of(claim), Optional.empty(), java.util.Map.of())));
    }

    private void settle(Settlement settlement) {
        soon(statement.settle(List.of(Progress.end(settlement))));
    }

    private void free() {
        database.run("UPDATE lane SET delivery_id = NULL, leased = NULL, lease = NULL, leased_until = NULL");
        database.run("UPDATE delivery SET state = 'PENDING', settled_at = NULL WHERE id = (SELECT max(id) FROM delivery)");
        database.run("DELETE FROM delivery WHERE id < (SELECT max(id) FROM delivery) AND state = 'PENDING'");
    }

    private Claim claim() {
        return ((Leased) soon(store.claim(List.of(lane), new Most(1, 1, 1_000_000, 1_000_000))).get(0)).run().first();
    }

    /** A chat whose messages can be changed and replied to. */
    private static final class Living implements Chat {

        @Override
        public Set<String> kinds() {
            return Set.of("slack-channel");
        }

        @Override
        public Uni<Outcome> post(Destination destination, Posting posting) {
            throw new AssertionError("nothing is posted");
        }

        @Override
        public MessagePace pace() {
            return MessagePace.USUAL;
        }

        @Override
        public boolean isLive() {
            return true;
        }
    }
}
