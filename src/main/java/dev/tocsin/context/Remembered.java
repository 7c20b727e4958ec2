package dev.tocsin.context;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Answers for a while: what is there for hours, and that nothing is there for minutes. */
final class Remembered<A> {

    static final Duration SOMETHING = Duration.ofHours(4);
    static final Duration NOTHING = Duration.ofMinutes(5);

    private final int most;
    private final LongSupplier nanoTime;
    private final Map<String, Entry<A>> entries = new HashMap<>();

    private record Entry<A>(Optional<A> answer, long until) {
    }

    Remembered(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** Empty if it is not known; an empty answer within if it is known that there is none. */
    synchronized Optional<Optional<A>> of(String question) {
        Entry<A> entry = entries.get(question);
        return entry == null || entry.until() - nanoTime.getAsLong() <= 0 ? Optional.empty() : Optional.of(entry.answer());
    }

    synchronized void put(String question, Optional<A> answer) {
        long now = nanoTime.getAsLong();
        if (entries.size() >= most && !entries.containsKey(question)) {
            entries.values().removeIf(entry -> entry.until() - now <= 0);
            if (entries.size() >= most) {
                entries.clear();
            }
        }
        entries.put(question, new Entry<>(answer, now + (answer.isPresent() ? SOMETHING : NOTHING).toNanos()));
    }
}
