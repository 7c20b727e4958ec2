package dev.tocsin.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.vertx.core.json.JsonObject;

/** A ledger that finds nothing about threads is worth something only if it would have found it. */
class ThreadsTest {

    private static final LaneUnderTest CHANNEL = new LaneUnderTest(5);
    private static final String ROOT = "1.000001";
    private static final String LINE = "1.000002";
    private static final String ELSEWHERE = "delivered, and not where the history says";

    private final List<StubPost> posts = new ArrayList<>();
    private final List<ToldDelivery> deliveries = new ArrayList<>();
    private final Map<String, ToldMessage> messages = new LinkedHashMap<>();
    private final Map<String, Integer> standing = new HashMap<>();

    @BeforeEach
    void anAlarmAndItsOk() {
        posted(1, ROOT, null);
        posted(2, LINE, ROOT);
        delivered(1, ROOT);
        delivered(2, LINE);
        message("m", ROOT, 2);
        standing.put(ROOT, 2);
    }

    @Test
    void findsNothingWhereEachStandsWhereTheHistorySays() {
        Ledger ledger = audit();

        assertThat(ledger.faults()).isEmpty();
        assertThat(ledger.figure("deliveries that are lines in a thread")).isEqualTo(1);
        assertThat(ledger.figure("messages that stand for a matter")).isEqualTo(1);
    }

    @Test
    void findsALineInTheThreadOfAnother() {
        posted(3, "1.000003", null);
        posted(4, "1.000004", "1.000003");
        delivered(4, "1.000004");

        assertThat(audit().faults()).containsOnlyKeys(ELSEWHERE, "matters that stand as an earlier message says");
    }

    @Test
    void findsAMessageOfItsOwnThatIsSaidToBeInAThread() {
        posted(2, "1.000003", null);
        deliveries.remove(1);
        delivered(2, "1.000003");

        assertThat(audit().faults()).containsOnlyKeys(ELSEWHERE);
    }

    @Test
    void findsWhatTheHistoryTakesForAnother() {
        deliveries.remove(1);
        delivered(2, ROOT);

        assertThat(audit().faults()).containsOnlyKeys(ELSEWHERE);
    }

    @Test
    void findsWhatStandsNowhere() {
        posts.remove(1);

        assertThat(audit().faults()).containsOnlyKeys(ELSEWHERE);
    }

    @Test
    void findsADigestThatWasTakenForASingleMessage() {
        posts.add(new StubPost(CHANNEL.number(), -1, Optional.of("d"), 2, Mood.WELL, true, 1, 2, Optional.of(
                new StubMessage(CHANNEL.number(), "1.000003", Optional.empty(), false, new JsonObject()))));
        deliveries.add(told(3, new ToldPlace(Optional.empty(), Optional.empty(), Optional.of("1.000003"))));

        assertThat(audit().faults()).containsOnlyKeys(ELSEWHERE);

        deliveries.set(2, told(3, new ToldPlace(Optional.of("d"), Optional.empty(), Optional.of("1.000003"))));
        assertThat(audit().faults()).isEmpty();
    }

    @Test
    void findsAMessageThatDoesNotShowTheNewestState() {
        standing.put(ROOT, 1);

        assertThat(audit().faults()).containsOnlyKeys("messages that do not show what they stand for");
    }

    @Test
    void findsAMatterThatWentBackToAnEarlierState() {
        message("later", "1.000003", 1);
        standing.put("1.000003", 1);

        assertThat(audit().faults()).containsOnlyKeys("matters that stand as an earlier message says");
    }

    private void posted(int letter, String ts, String thread) {
        posts.add(new StubPost(CHANNEL.number(), letter, Optional.empty(), -1, Mood.WELL, true, 1, 2, Optional.of(
                new StubMessage(CHANNEL.number(), ts, Optional.ofNullable(thread), false, new JsonObject()))));
    }

    private void delivered(int letter, String reference) {
        deliveries.add(told(letter, new ToldPlace(Optional.empty(), Optional.of("m"), Optional.of(reference))));
    }

    private static ToldDelivery told(int letter, ToldPlace place) {
        return new ToldDelivery(letter, CHANNEL.number(), letter, "DELIVERED", "FULL", 0, Optional.empty(), place, List.of());
    }

    private void message(String id, String reference, int letter) {
        messages.put(id, new ToldMessage(id, CHANNEL.number(), "alarm", Optional.of(reference), letter, false));
    }

    private Ledger audit() {
        Ledger ledger = new Ledger();
        Evidence evidence = new Evidence(List.of(), List.of(CHANNEL), posts, standing,
                new ToldHistory(deliveries, Map.of(), messages), List.of());
        Threads.audit(evidence, ledger);
        Threads.auditChanges(evidence, ledger);
        return ledger;
    }
}
