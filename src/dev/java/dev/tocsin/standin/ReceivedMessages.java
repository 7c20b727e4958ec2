package dev.tocsin.standin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** What the stand-in received, oldest first; the last 1,000 are kept. For use from any thread. */
public final class ReceivedMessages {

    static final int CAPACITY = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Received> kept = new ArrayDeque<>();
    private long sequence;

    /** Makes an entry from the sequence number it is given. */
    interface Entry {
        Received with(long sequence);
    }

    void add(Entry entry) {
        lock.lock();
        try {
            if (kept.size() == CAPACITY) {
                kept.removeFirst();
            }
            kept.addLast(entry.with(++sequence));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public List<Received> all() {
        lock.lock();
        try {
            return List.copyOf(kept);
        } finally {
            lock.unlock();
        }
    }

    /** Those that came after the given sequence number. */
    public List<Received> after(long sequence) {
        return all().stream().filter(received -> received.sequence() > sequence).toList();
    }

    /** Those that are to be seen in their room. */
    public List<Received> accepted() {
        return all().stream().filter(Received::accepted).toList();
    }

    /** Forgets everything; sequence numbers go on. */
    public void clear() {
        lock.lock();
        try {
            kept.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until this many messages were accepted, and answers them. */
    public List<Received> awaitAccepted(int count, Duration atMost) throws InterruptedException, TimeoutException {
        return await(all -> all.stream().filter(Received::accepted).count() >= count, atMost).stream()
                .filter(Received::accepted).toList();
    }

    /** Waits until the list is as wanted, and answers it. Never call it on an event loop. */
    public List<Received> await(Predicate<List<Received>> wanted, Duration atMost)
            throws InterruptedException, TimeoutException {
        long remaining = atMost.toNanos();
        lock.lock();
        try {
            while (!wanted.test(List.copyOf(kept))) {
                if (remaining <= 0) {
                    throw new TimeoutException("Not received within " + TimeUnit.NANOSECONDS.toMillis(atMost.toNanos())
                            + " ms; there is " + kept);
                }
                remaining = changed.awaitNanos(remaining);
            }
            return List.copyOf(kept);
        } finally {
            lock.unlock();
        }
    }
}
