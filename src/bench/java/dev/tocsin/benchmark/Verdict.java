package dev.tocsin.benchmark;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the chats were shown what was accepted: each message once in each of its lanes, and after no message that was sent
 * only when it had been answered.
 */
record Verdict(long expected, long shown, long twice, long neverAccepted, long outOfOrder) {

    /** @param lanes how many lanes hear each letter */
    static Verdict of(Journal journal, List<Shown> shown, int lanes) {
        Map<Integer, Integer> indexes = new HashMap<>();
        journal.accepted().forEach(i -> indexes.put(journal.letter(i).number(), i));
        Set<Long> different = new HashSet<>();
        shown.stream().filter(one -> indexes.containsKey(one.number()))
                .forEach(one -> different.add(((long) one.lane() << Integer.SIZE) + one.number()));
        long strange = shown.stream().filter(one -> !indexes.containsKey(one.number())).count();
        return new Verdict((long) indexes.size() * lanes, different.size(), shown.size() - strange - different.size(), strange,
                outOfOrder(journal, shown, indexes));
    }

    private static long outOfOrder(Journal journal, List<Shown> shown, Map<Integer, Integer> indexes) {
        return shown.stream().filter(one -> indexes.containsKey(one.number())).collect(Collectors.groupingBy(Shown::lane))
                .values().stream().mapToLong(lane -> late(journal, lane, indexes)).sum();
    }

    /** A message is late if one that was sent after its answer was shown before it. */
    private static long late(Journal journal, List<Shown> lane, Map<Integer, Integer> indexes) {
        long latest = Long.MIN_VALUE;
        long late = 0;
        for (Shown one : lane.stream().sorted(Comparator.comparingLong(Shown::at)).toList()) {
            int index = indexes.get(one.number());
            if (journal.answeredAt(index) < latest) {
                late++;
            }
            latest = Math.max(latest, journal.sentAt(index));
        }
        return late;
    }

    void require() {
        require(outOfOrder == 0);
    }

    /** In any order. */
    void requireComplete() {
        require(true);
    }

    private void require(boolean inOrder) {
        if (shown != expected || twice != 0 || neverAccepted != 0 || !inOrder) {
            throw new IllegalStateException(shown + " of " + expected + " messages were shown, " + twice + " more than once, "
                    + neverAccepted + " that were not accepted, " + outOfOrder + " out of order");
        }
    }
}
