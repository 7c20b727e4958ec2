package dev.tocsin.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import dev.tocsin.secret.Sha256;
import io.smallrye.mutiny.Uni;

/**
 * Asks the database whose something is. Yes is remembered for three seconds, so that who asks often costs little and what was
 * ended on another replica soon ends here; no is never remembered.
 */
final class RecentAnswers<T> {

    static final Duration MEMORY = Duration.ofSeconds(3);
    static final int MOST_REMEMBERED = 1_000;
    /** A flood of what is made up must not keep the pool's connections from those who store notifications. */
    static final int MOST_LOOK_UPS = 64;

    private final Function<Sha256, Uni<Optional<T>>> store;
    private final Clock clock;
    private final Map<String, Seen<T>> seen = new ConcurrentHashMap<>();
    private final AtomicInteger lookUps = new AtomicInteger();

    RecentAnswers(Function<Sha256, Uni<Optional<T>>> store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Seen<T>(T what, Instant at) {

        boolean isRecent(Instant now) {
            return !at.isAfter(now) && at.plus(MEMORY).isAfter(now);
        }
    }

    /** Too many ask at once. */
    static final class Busy extends RuntimeException {
        Busy() {
            super("too many are being looked up", null, false, false);
        }
    }

    /** Fails if it cannot be found out now. */
    Uni<Optional<T>> find(Sha256 digest) {
        Instant now = clock.instant();
        Seen<T> remembered = seen.get(digest.hex());
        return remembered != null && remembered.isRecent(now)
                ? Uni.createFrom().item(Optional.of(remembered.what()))
                : lookUp(digest, now);
    }

    void forget(Sha256 digest) {
        seen.remove(digest.hex());
    }

    /** For the replica on which something is ended; the others forget by themselves. */
    void forgetAll() {
        seen.clear();
    }

    private Uni<Optional<T>> lookUp(Sha256 digest, Instant now) {
        if (lookUps.incrementAndGet() > MOST_LOOK_UPS) {
            lookUps.decrementAndGet();
            return Uni.createFrom().failure(new Busy());
        }
        return store.apply(digest).onTermination().invoke(() -> lookUps.decrementAndGet())
                .invoke(found -> remember(digest, found, now));
    }

    private void remember(Sha256 digest, Optional<T> found, Instant askedAt) {
        if (seen.size() >= MOST_REMEMBERED) {
            seen.clear();
        }
        found.ifPresentOrElse(what -> seen.put(digest.hex(), new Seen<>(what, askedAt)), () -> seen.remove(digest.hex()));
    }
}
