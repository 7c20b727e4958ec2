package dev.tocsin.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.tocsin.aws.LogEvent;

/** The limits of a batch are those of PutLogEvents. */
class BacklogTest {

    private static final long DAY = 24 * 60 * 60 * 1000L;

    private final Backlog backlog = new Backlog(50_000, 64 * 1024 * 1024);

    @Test
    void putsNoMoreThanTenThousandEntriesIntoABatch() {
        for (int i = 0; i < 10_001; i++) {
            backlog.add("g", LogEvent.of(i, "x"));
        }
        assertThat(backlog.hasFullBatch()).isTrue();
        assertThat(backlog.take("g")).hasSize(10_000);
        assertThat(backlog.take("g")).extracting(LogEvent::timestamp).containsExactly(10_000L);
        assertThat(backlog.take("g")).isEmpty();
    }

    @Test
    void countsEachEntryByItsBytesAndTwentySixMore() {
        // 1,048,576 is 8 times 131,072; in UTF-8 each of these letters has two bytes.
        String eighth = "ü".repeat((131_072 - 26) / 2);
        for (int i = 0; i < 9; i++) {
            backlog.add("g", LogEvent.of(i, eighth));
        }
        assertThat(backlog.take("g")).hasSize(8);
        assertThat(backlog.take("g")).hasSize(1);
    }

    @Test
    void puts24HoursIntoABatchAtMostWhicheverWayTheClockGoes() {
        backlog.add("g", LogEvent.of(DAY, "noon"));
        backlog.add("g", LogEvent.of(0, "a day before"));
        backlog.add("g", LogEvent.of(DAY + 1, "too late for the second"));

        assertThat(backlog.take("g")).extracting(LogEvent::message).containsExactly("a day before", "noon");
        assertThat(backlog.take("g")).extracting(LogEvent::message).containsExactly("too late for the second");
    }

    @Test
    void ordersABatchByTime() {
        List.of(5L, 3L, 9L, 3L).forEach(at -> backlog.add("g", LogEvent.of(at, "at " + at)));
        assertThat(backlog.take("g")).extracting(LogEvent::timestamp).containsExactly(3L, 3L, 5L, 9L);
    }

    @Test
    void takesNoEntryThatCloudWatchLogsWouldNot() {
        assertThat(backlog.add("g", LogEvent.of(0, "x".repeat(256 * 1024 - 26)))).isZero();
        assertThat(backlog.add("g", LogEvent.of(0, "x".repeat(256 * 1024 - 25)))).isEqualTo(1);
        assertThat(backlog.size()).isEqualTo(1);
    }

    @Test
    void dropsTheOldestOfTheLargestGroupWhenThereAreTooMany() {
        Backlog three = new Backlog(3, 10_000);
        three.add("quiet", LogEvent.of(0, "x"));
        three.add("loud", LogEvent.of(1, "oldest"));
        three.add("loud", LogEvent.of(2, "middle"));

        assertThat(three.add("loud", LogEvent.of(3, "newest"))).isEqualTo(1);

        assertThat(three.size()).isEqualTo(3);
        assertThat(three.take("loud")).extracting(LogEvent::message).containsExactly("middle", "newest");
        assertThat(three.take("quiet")).hasSize(1);
    }

    @Test
    void dropsAsManyAsTheBytesOfANewOneNeed() {
        Backlog small = new Backlog(1_000, 10 * 100);
        for (int i = 0; i < 10; i++) {
            small.add("g", LogEvent.of(i, "x".repeat(74)));
        }
        assertThat(small.add("g", LogEvent.of(10, "x".repeat(174)))).isEqualTo(2);
        assertThat(small.take("g")).extracting(LogEvent::timestamp).first().isEqualTo(2L);
    }

    @Test
    void putsAFailedBatchBackBeforeWhatCameMeanwhileAndDropsItFirst() {
        Backlog three = new Backlog(3, 10_000);
        List.of(1L, 2L, 3L).forEach(at -> three.add("g", LogEvent.of(at, "x")));
        List<LogEvent> failed = three.take("g");
        three.add("g", LogEvent.of(4, "x"));

        assertThat(three.giveBack("g", failed)).isEqualTo(1);
        assertThat(three.take("g")).extracting(LogEvent::timestamp).containsExactly(2L, 3L, 4L);
    }

    @Test
    void dropsFromWhicheverOfManyGroupsIsLargestAtThatMoment() {
        Backlog full = new Backlog(1_000, 100_000_000);
        Map<String, Deque<LogEvent>> expected = new TreeMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            String group = "g" + random.nextInt(200);
            LogEvent entry = LogEvent.of(i, "x".repeat(1 + random.nextInt(50)));
            expected.computeIfAbsent(group, name -> new ArrayDeque<>()).addLast(entry);
            int dropped = 0;
            while (expected.values().stream().mapToInt(Deque::size).sum() > 1_000) {
                expected.entrySet().stream().max(Comparator.<Map.Entry<String, Deque<LogEvent>>> comparingLong(
                        one -> one.getValue().stream().mapToLong(LogEvent::bytes).sum())
                        .thenComparing(Map.Entry::getKey)).orElseThrow().getValue().removeFirst();
                dropped++;
            }
            expected.values().removeIf(Deque::isEmpty);
            assertThat(full.add(group, entry)).isEqualTo(dropped);
        }
        assertThat(full.groups()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach((group, entries) -> assertThat(full.take(group)).containsExactlyElementsOf(entries));
        assertThat(full.size()).isZero();
        assertThat(full.groups()).isEmpty();
    }

    @Test
    void remembersNothingOfAGroupWithoutEntries() {
        backlog.add("deleted", LogEvent.of(0, "x"));
        assertThat(backlog.groups()).containsExactly("deleted");

        backlog.take("deleted");

        assertThat(backlog.groups()).isEmpty();
        assertThat(backlog.size()).isZero();
    }
}
