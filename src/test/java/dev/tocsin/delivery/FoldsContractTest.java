package dev.tocsin.delivery;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.chat.Chats;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.Claimed.Leased;
import dev.tocsin.delivery.Digests.Several;
import dev.tocsin.delivery.Folds.Keep;
import dev.tocsin.notice.Severity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** How what repeats is kept, claimed together and written down, and what becomes of it when something else happens. */
class FoldsContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final String MATTER = "alarm a";

    private final DeliveryConfig config = QueueParts.config();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Chats chats = new Chats(List.of(new EverySecond(database)));
    private LaneStore store;
    private Folds folds;
    private SettlementStatement statement;
    private Housekeeping housekeeping;
    private long lane;

    @BeforeEach
    void prepare() {
        store = new LaneStore(database.postgres(), config, Alarms.meaning());
        folds = new Folds(new FoldStatement(database.postgres(), config), Alarms.meaning(), QueueParts.history(), config,
                meters);
        statement = new SettlementStatement(database.postgres(), config, QueueParts.live(), new Paces(chats, config),
                QueueParts.noAudit());
        housekeeping = new Housekeeping(database.postgres(), config, meters);
        lane = database.configuration();
    }

    @Test
    void whatIsKeptGoesBackAsIfItHadNotBeenClaimed() {
        long delivery = wait("alarm a GOOD");

        keep(claim());

        assertThat(database.text(
                """
                        SELECT concat_ws(' ', state, attempts, interruptions, matter, next_attempt_at BETWEEN now() + interval '290 seconds'
                            AND now() + interval '300 seconds') FROM delivery WHERE id = $1""",
                delivery))
                .isEqualTo("PENDING 0 0 alarm a t");
        assertThat(database.text("SELECT reason FROM delivery")).matches(
                "folded: its matter repeats, and what comes of it is shown together at \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(database.number("SELECT count(*) FROM attempt")).isZero();
        assertThat(database.text("SELECT lease IS NULL AND leased IS NULL AND delivery_id IS NULL FROM lane"))
                .isEqualTo("true");
        assertThat(database.text("SELECT concat_ws(' ', configuration_id, matter, shown_as) FROM fold"))
                .isEqualTo(lane + " alarm a GOOD");
        assertThat(meters.get("tocsin.delivery.folded").counter().count()).isEqualTo(1);
    }

    @Test
    void whatFollowsIsDueWithTheFirst() {
        wait("alarm a GOOD");
        keep(claim());
        database.run("UPDATE fold SET due_at = now() + interval '2 minutes'");
        wait("alarm a GOOD");

        Run run = claim();
        keep(run);

        assertThat(run.folding()).isEqualTo(Map.of(MATTER, Severity.GOOD));
        assertThat(database.text("""
                SELECT d.next_attempt_at = f.due_at FROM delivery d, fold f ORDER BY d.id DESC LIMIT 1""")).isEqualTo("true");
    }

    /** Whoever posts it has not claimed it yet. */
    @Test
    void whatFollowsAfterItIsDueIsKeptTooSoThatNothingOvertakes() {
        keepSome(3);
        due();
        long late = wait("alarm a GOOD");
        database.run("UPDATE delivery SET next_attempt_at = now() - interval '1 hour' WHERE id = $1", late);
        Run run = claim();
        assertThat(run.claims()).extracting(Claim::deliveryId).containsExactly(late);
        assertThat(folds.judge(run, run.first(), List.of())).isInstanceOf(Keep.class);

        keep(run);

        assertThat(claim().claims()).hasSize(4).last().extracting(Claim::deliveryId).isEqualTo(late);
    }

    @Test
    void isNotClaimedBeforeItIsDueAndHoldsUpNothingElse() {
        keepSome(3);
        assertThat(soon(store.claim(List.of(lane), most(1)))).containsExactly(Claimed.NOTHING);
        assertThat(soon(store.due(10))).isEmpty();
        long other = wait("alarm b GOOD");

        assertThat(claim().claims()).extracting(Claim::deliveryId).containsExactly(other);
    }

    @Test
    void whenItIsDueAllOfItIsClaimedAndNothingElse() {
        List<Long> kept = keepSome(7);
        wait("alarm b GOOD");
        due();
        database.run("UPDATE delivery SET next_attempt_at = now() - interval '1 hour' WHERE matter IS NOT NULL");

        assertThat(soon(store.due(10))).containsExactly(lane);
        Run run = claim();

        assertThat(run.claims()).extracting(Claim::deliveryId).containsExactlyElementsOf(kept);
        assertThat(run.claims()).extracting(claim -> claim.folding().matter()).containsOnly(Optional.of(MATTER));
        assertThat(run.storm()).isEmpty();
    }

    @Test
    void aMessageShowsAThousandOrAsMuchAsADigest() {
        keepSome(5);
        due();

        assertThat(claim(new LaneStore.Most(1, 3, Long.MAX_VALUE, 1024 * 1024)).claims()).hasSize(3);
        free();
        assertThat(claim(new LaneStore.Most(1, 1_000, Long.MAX_VALUE, 30)).claims()).hasSize(2);
    }

    @Test
    void whatMakesItWorseTakesAllOfItAlongNow() {
        List<Long> kept = keepSome(3);
        long worse = wait("alarm a CRITICAL");
        Run run = claim();
        Keep keep = (Keep) folds.judge(run, run.first(), List.of());
        assertThat(keep.isWorse()).isTrue();

        soon(folds.keep(new Folded(run, List.of(keep), true)));

        Run all = claim();
        assertThat(all.claims()).extracting(Claim::deliveryId).containsExactly(kept.get(0), kept.get(1), kept.get(2), worse);
        assertThat(((Several) folds.together(all.claims())).notice().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void keepsNothingUnderALeaseThatWasLost() {
        wait("alarm a GOOD");
        Run lost = claim();
        database.run("UPDATE lane SET lease = gen_random_uuid()");

        keep(lost);

        assertThat(database.text("SELECT concat_ws(' ', attempts, matter) FROM delivery")).isEqualTo("1");
        assertThat(database.number("SELECT count(*) FROM fold")).isZero();
        assertThat(meters.find("tocsin.delivery.folded").counter()).isNull();
    }

    /** After a timeout or a cut connection, when the first may have been committed. */
    @Test
    void mayBeKeptAgainIfNobodyKnowsWhetherItWas() {
        wait("alarm a GOOD");
        wait("alarm b GOOD");
        Run run = claim(most(10));
        Folded folded = new Folded(run, List.of(new Keep(run.first(), MATTER, Severity.GOOD, false)), false);
        soon(folds.keep(folded));

        soon(folds.keep(folded));

        assertThat(database.texts("SELECT concat_ws(' ', attempts, matter) FROM delivery ORDER BY id"))
                .containsExactly("0 alarm a", "1");
    }

    @Test
    void ofARunWhatIsNotKeptStaysLeased() {
        long shown = wait("alarm b GOOD");
        wait("alarm a GOOD");
        long third = wait("alarm c GOOD");
        Run run = claim(most(10));
        assertThat(run.claims()).hasSize(3);

        soon(folds.keep(new Folded(run, List.of(new Keep(run.claims().get(1), MATTER, Severity.GOOD, false)), false)));

        assertThat(database.text("SELECT concat_ws(' ', delivery_id, leased, lease) FROM lane"))
                .isEqualTo(shown + " {" + shown + "," + third + "} " + run.first().lease());
        soon(statement.settle(List.of(new Progress(
                List.of(Settlements.delivered(run.claims().get(0)), Settlements.delivered(run.claims().get(2))), false,
                List.of()))));
        assertThat(database.texts("SELECT concat_ws(' ', state, attempts) FROM delivery ORDER BY id"))
                .containsExactly("DELIVERED 1", "PENDING 0", "DELIVERED 1");
        assertThat(database.text("SELECT lease IS NULL FROM lane")).isEqualTo("true");
    }

    @Test
    void aRunEndsBeforeWhatIsKept() {
        List<Long> kept = keepSome(2);
        due();
        long first = wait("alarm b GOOD");
        long second = wait("alarm c GOOD");
        database.run("UPDATE delivery SET next_attempt_at = now() - interval '1 hour' WHERE id = $1", first);

        assertThat(claim(most(10)).claims()).extracting(Claim::deliveryId).containsExactly(first);
        database.run("UPDATE delivery SET state = 'DELIVERED', settled_at = now() WHERE id = $1", first);
        free();
        assertThat(claim(most(10)).claims()).extracting(Claim::deliveryId).containsExactlyElementsOf(kept);
        database.run("UPDATE delivery SET state = 'DELIVERED', settled_at = now() WHERE matter IS NOT NULL");
        free();
        assertThat(claim(most(10)).claims()).extracting(Claim::deliveryId).containsExactly(second);
    }

    @Test
    void whatWasShownTogetherSaysSoAndIsForgottenAsAMatter() {
        keepSome(7);
        due();

        settle(claim());

        assertThat(database.texts("SELECT DISTINCT concat_ws(' ', state, reason, matter) FROM delivery"))
                .containsExactly("DELIVERED shown in one message with 6 others");
        assertThat(database.text("SELECT concat_ws(' ', deliveries, matter, state) FROM posting")).isEqualTo("7 alarm a GOOD");
        assertThat(database.number("SELECT count(DISTINCT posting_id) FROM delivery")).isEqualTo(1);
        assertThat(database.texts("SELECT DISTINCT concat_ws(' ', outcome, reason) FROM attempt"))
                .containsExactly("DELIVERED shown in one message with 6 others");
        assertThat(database.number("SELECT count(*) FROM fold")).isZero();
        assertThat(database.text("SELECT paced_until < now() + interval '2 seconds' FROM lane")).isEqualTo("true");
    }

    @Test
    void aMatterIsNotForgottenWhileSomethingOfItIsKept() {
        keepSome(5);
        due();

        settle(claim(new LaneStore.Most(1, 3, Long.MAX_VALUE, 1024 * 1024)));
        assertThat(database.number("SELECT count(*) FROM fold")).isEqualTo(1);
        paced();
        settle(claim());
        assertThat(database.number("SELECT count(*) FROM fold")).isZero();
    }

    @Test
    void oneThatIsAloneIsShownByItself() {
        keepSome(1);
        due();
        Run run = claim();
        assertThat(run.claims()).hasSize(1);

        soon(Settlements.settle(statement, List.of(Settlements.delivered(run.first()))));

        assertThat(database.text("SELECT concat_ws(' ', state, matter, reason) FROM delivery")).isEqualTo("DELIVERED");
        assertThat(database.number("SELECT count(*) FROM fold")).isZero();
    }

    @Test
    void whatWasNotTakenStaysKept() {
        keepSome(3);
        due();
        Run run = claim();

        soon(statement
                .settle(List.of(new Progress(List.of(Settlements.failed(run.first(), Duration.ZERO, Duration.ZERO)), false,
                        run.claims().subList(1, 3)))));

        assertThat(database.number("SELECT count(*) FROM delivery WHERE matter IS NOT NULL")).isEqualTo(3);
        assertThat(database.number("SELECT count(*) FROM fold")).isEqualTo(1);
        paced();
        assertThat(claim().claims()).hasSize(1);
        free();
        database.run("UPDATE lane SET failures = 0");
        assertThat(claim().claims()).hasSize(3);
    }

    @Test
    void whatStepsAsideOrWasRefusedIsKeptNoMore() {
        keepSome(2);
        due();
        Run run = claim();

        soon(statement.settle(List.of(new Progress(List.of(Settlements.plainNext(run.claims().get(1)),
                Settlements.failed(run.first(), Duration.ofMinutes(1), Duration.ZERO)), false, List.of(),
                Optional.of(UUID.randomUUID()),
                false))));

        assertThat(database.number("SELECT count(*) FROM delivery WHERE matter IS NOT NULL")).isZero();
        assertThat(database.number("SELECT count(*) FROM fold")).isZero();
    }

    /** Another sender may be keeping what follows. */
    @Test
    void aSettlementThatLostItsLeaseForgetsNoMatter() {
        keepSome(2);
        due();
        Run run = claim();
        database.run("UPDATE lane SET lease = gen_random_uuid()");

        settle(run);

        assertThat(database.number("SELECT count(*) FROM delivery WHERE state = 'DELIVERED'")).isEqualTo(2);
        assertThat(database.number("SELECT count(*) FROM fold")).isEqualTo(1);
        assertThat(soon(housekeeping.forgetFolds())).isZero();
        database.run("UPDATE fold SET due_at = now() - interval '2 minutes'");
        assertThat(soon(housekeeping.forgetFolds())).isEqualTo(1);
    }

    @Test
    void aMatterThatNobodyForgotHoldsNothingUp() {
        database.run("INSERT INTO fold VALUES ($1, 'alarm a', now() - interval '1 hour', 'GOOD')", lane);
        wait("alarm a GOOD");
        Run run = claim();
        assertThat(folds.judge(run, run.first(), List.of())).isInstanceOf(Keep.class);
        keep(run);

        Run due = claim();
        assertThat(due.claims()).hasSize(1);
        assertThat(folds.judge(due, due.first(), List.of())).isInstanceOf(Folds.Show.class);
        soon(Settlements.settle(statement, List.of(Settlements.delivered(due.first()))));

        assertThat(database.number("SELECT count(*) FROM fold")).isZero();
    }

    @Test
    void theHousekeepingForgetsNoMatterOfWhichSomethingIsKept() {
        keepSome(1);
        database.run("UPDATE fold SET due_at = now() - interval '1 hour'");

        assertThat(soon(housekeeping.forgetFolds())).isZero();
    }

    @Test
    void whatADeletedConfigurationKeptIsForgotten() {
        keepSome(2);
        database.run("DELETE FROM configuration");
        database.run("UPDATE fold SET due_at = now() - interval '1 hour'");

        assertThat(database.texts("SELECT DISTINCT state FROM delivery")).containsExactly("DEAD");
        assertThat(soon(housekeeping.forgetFolds())).isEqualTo(1);
    }

    /** The first is tried by itself, as ever; the others may have arrived as well. */
    @Test
    void aProcessThatEndsWhileItIsShownLosesNothing() {
        List<Long> kept = keepSome(3);
        due();
        claim();
        database.run("UPDATE lane SET leased_until = now() - interval '1 second'");

        Run first = claim();

        assertThat(first.claims()).extracting(Claim::deliveryId).containsExactly(kept.get(0));
        assertThat(folds.judge(first, first.first(), List.of())).isInstanceOf(Folds.Show.class);
        soon(Settlements.settle(statement, List.of(Settlements.delivered(first.first()))));
        paced();
        Run others = claim();
        assertThat(others.claims()).hasSize(2);
        settle(others);
        assertThat(database.texts("SELECT DISTINCT state FROM delivery")).containsExactly("DELIVERED");
        assertThat(database.number("SELECT count(*) FROM fold")).isZero();
    }

    /** It was claimed by a process that ended before it said so. */
    @Test
    void whatWasAboutToBeKeptIsFoundAgain() {
        long delivery = wait("alarm a GOOD");
        claim();
        database.run("UPDATE lane SET leased_until = now() - interval '1 second'");

        assertThat(claim().claims()).extracting(Claim::deliveryId).containsExactly(delivery);
    }

    @Test
    void aDestinationThatIsDisabledKeepsItUntilItIsEnabled() {
        keepSome(3);
        due();
        database.run("UPDATE configuration SET state = 'DISABLED'");
        assertThat(soon(store.due(10))).isEmpty();
        assertThat(soon(store.claim(List.of(lane), most(1)))).containsExactly(Claimed.NOTHING);

        database.run("UPDATE configuration SET state = 'ENABLED', state_since = now()");

        assertThat(claim().claims()).hasSize(3);
    }

    @Test
    void aStormTakesWhatIsKeptToo() {
        keepSome(3);
        IntStream.range(0, 40).forEach(number -> wait("hello"));

        Storms storms = storms();
        soon(storms.begin());
        soon(storms.hasten());

        Run run = claim();
        assertThat(run.storm()).isPresent();
        assertThat(run.claims()).hasSize(43);
        List<Settlement> settled = run.claims().stream().map(Settlements::delivered).toList();
        soon(statement.settle(List.of(new Progress(settled, false, List.of(), Optional.of(UUID.randomUUID()), false))));
        assertThat(database.number("SELECT count(*) FROM fold")).isZero();
        assertThat(database.text("SELECT concat_ws(' ', deliveries, matter, state) FROM posting")).isEqualTo("43");
    }

    @Test
    void whatIsKeptOfOneMatterIsNoStormHoweverMuchItIs() {
        keepSome(40);
        due();

        soon(storms().begin());
        assertThat(database.text("SELECT digest_since IS NULL FROM lane")).isEqualTo("true");

        IntStream.range(0, 31).forEach(number -> wait("hello"));
        soon(storms().begin());
        assertThat(database.text("SELECT digest_since IS NOT NULL FROM lane")).isEqualTo("true");
    }

    @Test
    void aSeverityThatThisVersionDoesNotKnowIsNoReasonToShowAnythingNow() {
        keepSome(1);
        database.run("UPDATE fold SET shown_as = 'APOCALYPTIC'");
        wait("alarm a CRITICAL");

        assertThat(claim().folding()).isEqualTo(Map.of(MATTER, Severity.CRITICAL));
    }

    /** As replicas of the version before leave it when something is sent again. */
    @Test
    void whatLooksKeptThoughItsMatterIsNotIsShownByItself() {
        wait("alarm a GOOD");
        wait("alarm a GOOD");
        database.run("UPDATE delivery SET matter = 'alarm a'");

        Run run = claim(most(10));

        assertThat(run.claims()).hasSize(1);
        assertThat(folds.judge(run, run.first(), List.of())).isInstanceOf(Folds.Show.class);
    }

    @Test
    void aConfigurationSaysAfterHowManyOrNever() {
        wait("alarm a GOOD");
        assertThat(claim().first().folding().after()).isEqualTo(5);
        free();
        database.run("UPDATE configuration SET fold_after_messages = 0");
        assertThat(claim().first().folding().after()).isZero();
        free();
        database.run("UPDATE configuration SET fold_after_messages = 1000");
        assertThat(claim().first().folding().after()).isEqualTo(1_000);
    }

    @Test
    void whatSomebodyWaitsForIsNeverKept() {
        wait("alarm a GOOD");
        database.run("UPDATE delivery SET queued_at = queued_at + interval '1 second'");
        assertThat(claim().first().folding().after()).isZero();
        free();
        database.run("UPDATE delivery SET queued_at = queued_at - interval '1 second'");
        database.run("UPDATE notification SET topic_arn = $1", TestDelivery.TOPIC);
        assertThat(claim().first().folding().after()).isZero();
    }

    private Storms storms() {
        return new Storms(database.postgres(), config, chats, new Paces(chats, config), meters);
    }

    private List<Long> keepSome(int messages) {
        return IntStream.range(0, messages).mapToObj(number -> {
            long delivery = wait("alarm a GOOD");
            keep(claim());
            return delivery;
        }).toList();
    }

    private void keep(Run run) {
        soon(folds.keep(new Folded(run, run.claims().stream()
                .map(claim -> new Keep(claim, MATTER, Severity.GOOD, false)).toList(), true)));
    }

    private void settle(Run run) {
        Several several = (Several) folds.together(run.claims());
        List<Settlement> settled = several.claims().stream().map(claim -> several.settled(Settlements.delivered(claim)))
                .toList();
        soon(statement.settle(List.of(new Progress(settled, false, List.of(), Optional.of(several.id()), false,
                several.repeated().map(Repeated::newest)))));
    }

    /** Stored as the intake does it. */
    private long wait(String message) {
        return database.deliveryOf(message, lane);
    }

    private static void due() {
        database.run("UPDATE fold SET due_at = now() - interval '1 second'");
        database.run("UPDATE delivery d SET next_attempt_at = f.due_at FROM fold f WHERE d.matter = f.matter");
    }

    private static void paced() {
        database.run("UPDATE lane SET paced_until = '-infinity', not_before = '-infinity'");
    }

    private static void free() {
        database.run("UPDATE lane SET delivery_id = NULL, leased = NULL, lease = NULL, leased_until = NULL");
    }

    private static LaneStore.Most most(int ofALane) {
        return new LaneStore.Most(ofALane, 1_000, Long.MAX_VALUE, 1024 * 1024);
    }

    private Run claim() {
        return claim(most(1));
    }

    private Run claim(LaneStore.Most most) {
        return ((Leased) soon(store.claim(List.of(lane), most)).get(0)).run();
    }
}
