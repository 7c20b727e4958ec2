package dev.tocsin.logs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.tocsin.aws.LogEvent;

/**
 * The entries that wait, by log group. It is bounded in all; one entry too many costs the group that has most its oldest.
 * Nothing is remembered of a group without entries. For use from any thread.
 */
final class Backlog {

    private final int most;
    private final long mostBytes;
    private final Map<String, Waiting> groups = new LinkedHashMap<>();
    /** The largest last. A group is taken out while it changes, so that what is full costs no look at all groups. */
    private final NavigableSet<Waiting> bySize = new TreeSet<>(
            Comparator.<Waiting> comparingLong(waiting -> waiting.bytes).thenComparing(waiting -> waiting.group));
    private int entries;
    private long bytes;

    /**
     * @param most how many entries may wait
     * @param mostBytes how large they may be together, counted as CloudWatch Logs does
     */
    Backlog(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Answers how many entries had to go for it. */
    synchronized int add(String group, LogEvent entry) {
        if (entry.bytes() > LogEvent.LARGEST) {
            return 1;
        }
        change(groups.computeIfAbsent(group, Waiting::new), waiting -> waiting.addLast(entry));
        return shrink();
    }

    /** Takes the oldest entries of a group, as many as fit into one batch, the earliest first. */
    synchronized List<LogEvent> take(String group) {
        Waiting waiting = groups.get(group);
        if (waiting == null) {
            return List.of();
        }
        List<LogEvent> batch = new ArrayList<>();
        change(waiting, it -> batch.addAll(it.takeBatch()));
        return batch;
    }

    /** Puts a batch that was taken back to where it was; answers how many entries had to go for it. */
    synchronized int giveBack(String group, List<LogEvent> batch) {
        change(groups.computeIfAbsent(group, Waiting::new), waiting -> {
            for (int i = batch.size() - 1; i >= 0; i--) {
                waiting.addFirst(batch.get(i));
            }
        });
        return shrink();
    }

    /** The groups with entries. */
    synchronized List<String> groups() {
        return List.copyOf(groups.keySet());
    }

    /** Whether a group has so much that it fills a batch. */
    synchronized boolean hasFullBatch() {
        return groups.values().stream().anyMatch(waiting -> waiting.bytes >= LogEvent.LARGEST_BATCH
                || waiting.entries.size() >= LogEvent.MOST_IN_A_BATCH);
    }

    synchronized int size() {
        return entries;
    }

    private int shrink() {
        int dropped = 0;
        while (entries > most || bytes > mostBytes) {
            change(bySize.last(), Waiting::removeFirst);
            dropped++;
        }
        return dropped;
    }

    private void change(Waiting waiting, Consumer<Waiting> how) {
        bySize.remove(waiting);
        entries -= waiting.entries.size();
        bytes -= waiting.bytes;
        how.accept(waiting);
        entries += waiting.entries.size();
        bytes += waiting.bytes;
        if (waiting.entries.isEmpty()) {
            groups.remove(waiting.group);
        } else {
            bySize.add(waiting);
        }
    }

    /** Those of one group. */
    private static final class Waiting {

        private final String group;
        private final Deque<LogEvent> entries = new ArrayDeque<>();
        private long bytes;

        Waiting(String group) {
            this.group = group;
        }

        void addLast(LogEvent entry) {
            entries.addLast(entry);
            bytes += entry.bytes();
        }

        void addFirst(LogEvent entry) {
            entries.addFirst(entry);
            bytes += entry.bytes();
        }

        LogEvent removeFirst() {
            LogEvent entry = entries.removeFirst();
            bytes -= entry.bytes();
            return entry;
        }

        /** They come from many threads, so not quite in order. */
        List<LogEvent> takeBatch() {
            List<LogEvent> batch = new ArrayList<>();
            long total = 0;
            long earliest = Long.MAX_VALUE;
            long latest = Long.MIN_VALUE;
            while (!entries.isEmpty() && batch.size() < LogEvent.MOST_IN_A_BATCH) {
                LogEvent next = entries.peekFirst();
                earliest = Math.min(earliest, next.timestamp());
                latest = Math.max(latest, next.timestamp());
                total += next.bytes();
                if (total > LogEvent.LARGEST_BATCH || latest - earliest > LogEvent.LONGEST_SPAN_MILLIS) {
                    break;
                }
                batch.add(removeFirst());
            }
            batch.sort(Comparator.comparingLong(LogEvent::timestamp));
            return batch;
        }
    }
}
