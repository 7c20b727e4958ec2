package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;

/**
 * How often each matter was shown of late in each lane, as far as this replica showed it. It is in memory alone, so that it
 * costs no statement: where it is forgotten, more is shown singly and never less. Times are the database's.
 */
final class Matters {

    /** What is longer ago does not count. */
    static final Duration WINDOW = Duration.ofMinutes(15);
    /** Of one matter. */
    static final int MOST_COUNTED = 1_000;

    private final int most;
    private final int mostMessages;
    private final Map<Place, Shown> matters = new LinkedHashMap<>(16, 0.75f, true);
    private int messages;

    private record Place(long lane, String matter) {
    }

    /** What a message said of its matter, as far as it tells whether that has changed. */
    record Stand(Severity severity, int title) {

        static Stand of(Notice notice) {
            return new Stand(notice.severity(), notice.title().hashCode());
        }

        /** How often the next is told otherwise than the one before. */
        static int changes(List<Stand> stands) {
            return (int) IntStream.range(1, stands.size()).filter(i -> !stands.get(i).equals(stands.get(i - 1))).count();
        }
    }

    /**
     * What was shown of a matter within the window.
     *
     * @param changes how often it was told otherwise than before
     * @param last as what it was shown last
     */
    record Lately(int messages, int changes, Optional<Stand> last) {

        /** How often it has changed, if these come next. */
        int changesWith(List<Stand> further) {
            return changes + Stand.changes(Stream.concat(last.stream(), further.stream()).toList());
        }
    }

    private static final class Shown {

        /** When, in milliseconds, doubled; odd where it was told otherwise than before. */
        private final ArrayDeque<Long> messages = new ArrayDeque<>();
        private Stand last;
    }

    /**
     * @param most how many matters are remembered
     * @param mostMessages how many messages, of all of them together
     */
    Matters(int most, int mostMessages) {
        this.most = most;
        this.mostMessages = mostMessages;
    }

    synchronized Lately lately(long lane, String matter, Instant now) {
        Shown shown = matters.get(new Place(lane, matter));
        if (shown == null) {
            return new Lately(0, 0, Optional.empty());
        }
        // Clocks of databases may be set back, too.
        int before = shown.messages.size();
        shown.messages.removeIf(message -> Math.abs(now.toEpochMilli() - (message >> 1)) >= WINDOW.toMillis());
        messages -= before - shown.messages.size();
        int changes = (int) shown.messages.stream().filter(message -> (message & 1) == 1).count();
        return new Lately(shown.messages.size(), changes,
                shown.messages.isEmpty() ? Optional.empty() : Optional.of(shown.last));
    }

    /** @param stands what one message in the chat showed, in the order of publication; each of them counts */
    synchronized void shown(long lane, String matter, Instant at, List<Stand> stands) {
        Shown shown = matters.computeIfAbsent(new Place(lane, matter), first -> new Shown());
        for (Stand stand : stands) {
            boolean isChange = shown.last != null && !shown.last.equals(stand);
            shown.messages.add(at.toEpochMilli() << 1 | (isChange ? 1 : 0));
            shown.last = stand;
            messages++;
            if (shown.messages.size() > MOST_COUNTED) {
                shown.messages.remove();
                messages--;
            }
        }
        forgetOldest();
    }

    private void forgetOldest() {
        Iterator<Shown> oldest = matters.values().iterator();
        while (matters.size() > most || messages > mostMessages && matters.size() > 1) {
            messages -= oldest.next().messages.size();
            oldest.remove();
        }
    }

    synchronized int size() {
        return matters.size();
    }
}
