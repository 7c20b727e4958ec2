package dev.tocsin.benchmark;

import java.util.List;
import java.util.stream.IntStream;

/** When each letter was sent and answered, by the clock of {@link System#nanoTime}; written by one thread. */
final class Journal {

    private static final int OK = 200;

    private final List<Letter> letters;
    private final long[] sentAt;
    private final long[] answeredAt;
    private final int[] status;

    Journal(List<Letter> letters) {
        this.letters = letters;
        this.sentAt = new long[letters.size()];
        this.answeredAt = new long[letters.size()];
        this.status = new int[letters.size()];
    }

    int size() {
        return letters.size();
    }

    Letter letter(int index) {
        return letters.get(index);
    }

    void sent(int index, long at) {
        sentAt[index] = at;
    }

    void answered(int index, int answer, long at) {
        status[index] = answer;
        answeredAt[index] = at;
    }

    boolean isAccepted(int index) {
        return status[index] == OK;
    }

    long sentAt(int index) {
        return sentAt[index];
    }

    long answeredAt(int index) {
        return answeredAt[index];
    }

    IntStream accepted() {
        return IntStream.range(0, letters.size()).filter(this::isAccepted);
    }

    long acceptedCount() {
        return accepted().count();
    }

    /** Those that were answered, or broken off, with anything else than 200. */
    long refusedCount() {
        return IntStream.range(0, letters.size()).filter(i -> answeredAt[i] != 0 && !isAccepted(i)).count();
    }

    /** When the first was sent. */
    long beginning() {
        return accepted().mapToLong(this::sentAt).min().orElseThrow(() -> new IllegalStateException("none was accepted"));
    }

    /** When the last was answered. */
    long end() {
        return accepted().mapToLong(this::answeredAt).max().orElseThrow();
    }

    /** Accepted ones a second, from the first that was sent to the last that was answered. */
    double rate() {
        return acceptedCount() / ((end() - beginning()) / 1e9);
    }

    double[] answerMillis() {
        return accepted().mapToDouble(i -> (answeredAt[i] - sentAt[i]) / 1e6).toArray();
    }

    /** Nobody is to be refused by a service that this machine's one sender overloads at most by its connections. */
    Journal requireNoRefusal() {
        if (refusedCount() > 0) {
            int first = IntStream.range(0, size()).filter(i -> answeredAt[i] != 0 && !isAccepted(i)).findFirst().orElseThrow();
            throw new IllegalStateException(refusedCount() + " of " + size() + " letters were not answered 200, the first with "
                    + status[first]);
        }
        return this;
    }
}
