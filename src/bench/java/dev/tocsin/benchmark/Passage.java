package dev.tocsin.benchmark;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Letters on their way from SNS to the chats. */
record Passage(Journal journal, List<Shown> shown) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration FOR_SETTLING = Duration.ofSeconds(20);

    /** How letters are sent. */
    interface Sending {
        Journal send() throws InterruptedException;
    }

    /**
     * Sends and waits until all are shown and settled, and requires that it is exactly those, in order.
     *
     * @param lanes how many lanes hear each letter
     */
    static Passage of(ChatStub chats, Subject subject, int lanes, Sending sending) throws InterruptedException {
        chats.forget();
        Journal journal = sending.send().requireNoRefusal();
        long expected = journal.acceptedCount() * lanes;
        chats.await(expected, PATIENCE);
        awaitSettled(subject, expected);
        List<Shown> shown = chats.shown();
        Verdict.of(journal, shown, lanes).require();
        return new Passage(journal, shown);
    }

    private static void awaitSettled(Subject subject, long expected) throws InterruptedException {
        long deadline = System.nanoTime() + FOR_SETTLING.toNanos();
        double settled = -1;
        while (System.nanoTime() < deadline) {
            settled = subject.database().number("SELECT count(*) FROM delivery WHERE state = 'DELIVERED'");
            if (settled == expected) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException(
                "of " + expected + " deliveries " + Math.round(settled) + " are delivered by the history");
    }

    /** From the first letter that was sent to the last message that was shown. */
    double seconds() {
        return (shown.stream().mapToLong(Shown::at).max().orElseThrow() - journal.beginning()) / 1e9;
    }

    /** Messages shown a second. */
    double rate() {
        return shown.size() / seconds();
    }

    /** From the sending of each letter to its being shown. */
    double[] delayMillis() {
        Map<Integer, Long> sentAt = new HashMap<>();
        journal.accepted().forEach(i -> sentAt.put(journal.letter(i).number(), journal.sentAt(i)));
        return shown.stream().mapToDouble(one -> (one.at() - sentAt.get(one.number())) / 1e6).toArray();
    }
}
