package dev.tocsin.delivery;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.chat.Chats;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.Claimed.Leased;
import dev.tocsin.delivery.Folds.Keep;
import dev.tocsin.delivery.Folds.Show;
import dev.tocsin.delivery.Folds.Verdict;
import dev.tocsin.delivery.LaneStore.Most;
import dev.tocsin.notice.Severity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Of one matter nothing overtakes what was kept of it, whatever happens meanwhile. */
class FoldOrderContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final String MATTER = "alarm a";

    private final DeliveryConfig config = QueueParts.config();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Chats chats = new Chats(List.of(new EverySecond(database)));
    private LaneStore store;
    private Folds folds;
    private SettlementStatement statement;
    private long lane;

    @BeforeEach
    void prepare() {
        store = new LaneStore(database.postgres(), config, Alarms.meaning());
        folds = new Folds(new FoldStatement(database.postgres(), config), Alarms.meaning(), QueueParts.history(), config,
                meters);
        statement = new SettlementStatement(database.postgres(), config, QueueParts.live(), new Paces(chats, config),
                QueueParts.noAudit());
        lane = database.configuration();
    }

    @Test
    void whatMakesItWorseIsNotShownBeforeWhatWasKeptIfOneMessageCannotShowAll() {
        List<Long> kept = keepSome(5);
        long worse = keepWorse();

        Run first = claim(new Most(1, 1_000, Long.MAX_VALUE, 60));
        assertThat(ids(first)).containsExactlyElementsOf(kept.subList(0, first.claims().size()));
        free();
        assertThat(ids(claim(new Most(1, 1_000, Long.MAX_VALUE, 1024)))).containsSequence(kept.get(4), worse);
    }

    @Test
    void whatMakesItWorseIsNotShownBeforeWhatWasKeptIfItIsMoreThanAThousand() {
        List<Long> kept = keepSome(5);
        long worse = keepWorse();
        List<Long> shown = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Run run = claim(new Most(1, 3, Long.MAX_VALUE, 1024));
            shown.addAll(ids(run));
            settle(run);
        }

        assertThat(shown).containsExactly(kept.get(0), kept.get(1), kept.get(2), kept.get(3), kept.get(4), worse);
    }

    @Test
    void whatMakesItWorseIsNotShownBeforeWhatWasKeptIfTheChatFailsOnce() {
        List<Long> kept = keepSome(3);
        keepWorse();
        Run run = claim(most(1));

        soon(statement.settle(List.of(new Progress(List.of(Settlements.failed(run.first(), Duration.ZERO, Duration.ZERO)),
                false, run.claims().subList(1, run.claims().size())))));
        free();

        assertThat(ids(claim(most(1)))).containsExactly(kept.get(0));
    }

    @Test
    void whatMakesItWorseIsNotShownBeforeWhatWasKeptIfTheProcessEndsMeanwhile() {
        List<Long> kept = keepSome(3);
        keepWorse();
        claim(most(1));
        database.run("UPDATE lane SET leased_until = now() - interval '1 second'");

        assertThat(ids(claim(most(1)))).containsExactly(kept.get(0));
    }

    /** What follows was queued before the others were due, and its turn comes after. */
    @Test
    void whatMakesItWorseIsNotShownBeforeWhatHasBeenDueForAWhile() {
        List<Long> kept = keepSome(2);
        long worse = wait("alarm a CRITICAL");
        database.run("UPDATE fold SET due_at = now()");
        database.run("UPDATE delivery SET next_attempt_at = now() WHERE matter IS NOT NULL");
        Run run = claim(most(1));
        assertThat(ids(run)).containsExactly(worse);
        soon(folds.keep(new Folded(run, List.of((Keep) folds.judge(run, run.first(), List.of())), true)));
        long further = keepNext();

        assertThat(ids(claim(most(1)))).containsExactly(kept.get(0), kept.get(1), worse, further);
    }

    @Test
    void ofOneRunWhatMakesItWorseComesLastToo() {
        long good = wait("alarm a GOOD");
        long worse = wait("alarm a CRITICAL");
        Run run = claim(most(10));
        assertThat(run.claims()).hasSize(2);

        soon(folds.keep(new Folded(run, List.of(new Keep(run.claims().get(0), MATTER, Severity.GOOD, false),
                new Keep(run.claims().get(1), MATTER, Severity.GOOD, true)), true)));

        assertThat(ids(claim(most(1)))).containsExactly(good, worse);
    }

    @Test
    void whatWasKeptBeforeAStormIsShownBeforeWhatCameInIt() {
        List<Long> kept = keepSome(3);
        List<Long> others = IntStream.range(0, 40).mapToObj(number -> wait("alarm a CRITICAL")).toList();
        Storms storms = new Storms(database.postgres(), config, chats, new Paces(chats, config), meters);
        soon(storms.begin());
        soon(storms.hasten());

        List<Long> claimed = ids(claim(most(1)));
        assertThat(claimed).hasSize(43).startsWith(kept.toArray(Long[]::new)).endsWith(others.toArray(Long[]::new));
    }

    @Test
    void whatWasKeptIsShownBeforeWhatComesOnceNothingIsToBeKeptAnyMore() {
        List<Long> kept = keepSome(3);
        database.run("UPDATE configuration SET fold_after_messages = 0");
        Storms storms = new Storms(database.postgres(), config, chats, new Paces(chats, config), meters);
        soon(storms.hasten());
        long next = wait("alarm a CRITICAL");

        Run run = claim(most(1));
        assertThat(ids(run)).containsExactlyElementsOf(kept);
        settle(run);
        assertThat(ids(claim(most(1)))).containsExactly(next);
    }

    /** A claim knows a thousand matters of which something is kept, and so never are there more. */
    @Test
    void ofAThousandMattersNoFurtherOneIsKept() {
        database.run("""
                INSERT INTO fold SELECT $1, 'alarm b' || i, now() + interval '1 minute', 'GOOD'
                FROM generate_series(1, $2::int) i""", lane, Folds.MOST_KEPT - 1);
        for (int i = 0; i < 5; i++) {
            shown("alarm a GOOD");
        }
        assertThat(verdict("alarm a GOOD")).isInstanceOf(Keep.class);

        database.run("INSERT INTO fold VALUES ($1, 'alarm c', now() + interval '1 minute', 'GOOD')", lane);
        assertThat(verdict("alarm a GOOD")).isInstanceOf(Show.class);
        assertThat(verdict("alarm c GOOD")).isInstanceOf(Keep.class);
    }

    private List<Long> keepSome(int messages) {
        return IntStream.range(0, messages).mapToObj(number -> {
            long delivery = wait("alarm a GOOD");
            Run run = claim(most(1));
            soon(folds.keep(new Folded(run, List.of(new Keep(run.first(), MATTER, Severity.GOOD, false)), true)));
            return delivery;
        }).toList();
    }

    private void shown(String message) {
        folds.shown((Show) verdict(message));
    }

    private Verdict verdict(String message) {
        wait(message);
        Run run = claim(most(1));
        database.run("DELETE FROM delivery");
        free();
        return folds.judge(run, run.first(), List.of());
    }

    /** One that is claimed though something is due, as by a claim that looked before. */
    private long keepNext() {
        database.run("UPDATE delivery SET state = 'DEAD', settled_at = now()");
        long next = wait("alarm a GOOD");
        Run run = claim(most(1));
        database.run("UPDATE delivery SET state = 'PENDING', settled_at = NULL");
        soon(folds.keep(new Folded(run, List.of(new Keep(run.first(), MATTER, Severity.GOOD, false)), true)));
        return next;
    }

    private long keepWorse() {
        long worse = wait("alarm a CRITICAL");
        Run run = claim(most(1));
        soon(folds.keep(new Folded(run, List.of((Keep) folds.judge(run, run.first(), List.of())), true)));
        return worse;
    }

    private void settle(Run run) {
        List<Settlement> settled = run.claims().stream().map(Settlements::delivered).toList();
        soon(statement
                .settle(List.of(new Progress(settled, false, List.of(), Optional.of(UUID.randomUUID()), false))));
        free();
    }

    /** Stored as the intake does it. */
    private long wait(String message) {
        return database.deliveryOf(message, lane);
    }

    private static void free() {
        database.run("""
                UPDATE lane SET delivery_id = NULL, leased = NULL, lease = NULL, leased_until = NULL,
                    paced_until = '-infinity', not_before = '-infinity'""");
    }

    private static Most most(int ofALane) {
        return new Most(ofALane, 1_000, Long.MAX_VALUE, 1024 * 1024);
    }

    private static List<Long> ids(Run run) {
        return run.claims().stream().map(Claim::deliveryId).toList();
    }

    private Run claim(Most most) {
        return ((Leased) soon(store.claim(List.of(lane), most)).get(0)).run();
    }
}
