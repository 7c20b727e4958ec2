package dev.tocsin.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.tocsin.problem.Problem;
import dev.tocsin.secret.Sha256;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;

/**
 * Asks the database whose something is. Yes is remembered for three seconds, so that who asks often costs little and what was
 * ended on another replica soon ends here; no is never remembered.
 */
final class RecentAnswers<T> {

    static final Duration MEMORY = Duration.ofSeconds(3);
    static final int MOST_REMEMBERED = 1_000;
    private static final long MOST_KNOWN = 10_000;

    private final Function<Sha256, Uni<Optional<T>>> store;
    private final Clock clock;
    private final Map<String, Seen<T>> seen = new ConcurrentHashMap<>();
    /** What was found when it was last looked up, however long ago: no answer, but worth a place ({@link LookUpPlaces}). */
    private final Cache<String, Boolean> known = Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();
    private final LookUpPlaces places = new LookUpPlaces();

    RecentAnswers(Function<Sha256, Uni<Optional<T>>> store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Seen<T>(T what, Instant at) {

        boolean isRecent(Instant now) {
            return !at.isAfter(now) && at.plus(MEMORY).isAfter(now);
        }
    }

    /** Too many ask at once. Nothing is wrong with the database. */
    static final class Busy extends RuntimeException {

        static final Duration COME_AGAIN_AFTER = Duration.ofSeconds(2);

        Busy() {
            super("too many are being looked up", null, false, false);
        }

        static Problem problem() {
            return Problem.of("busy", 503, "Busy", "Too many sessions or tokens are being looked up at once. Try again in "
                    + COME_AGAIN_AFTER.toSeconds() + " seconds.");
        }
    }

    /**
     * Fails if it cannot be found out now.
     *
     * @param asker where the request comes from
     */
    Uni<Optional<T>> find(Sha256 digest, SocketAddress asker) {
        Instant now = clock.instant();
        Seen<T> remembered = seen.get(digest.hex());
        return remembered != null && remembered.isRecent(now)
                ? Uni.createFrom().item(Optional.of(remembered.what()))
                : Uni.createFrom().deferred(() -> lookUp(digest, asker, now));
    }

    /** It has been stored just now, so whoever asks for it has not made it up. */
    void expect(Sha256 digest) {
        known.put(digest.hex(), true);
    }

    void forget(Sha256 digest) {
        seen.remove(digest.hex());
        known.invalidate(digest.hex());
    }

    /** For the replica on which something is ended; the others forget by themselves. */
    void forgetAll() {
        seen.clear();
    }

    private Uni<Optional<T>> lookUp(Sha256 digest, SocketAddress asker, Instant now) {
        Optional<Runnable> place = known.getIfPresent(digest.hex()) != null ? places.takeForKnown()
                : places.takeForUnknown(FailedLogins.source(asker));
        return place.map(giveBack -> Uni.createFrom().deferred(() -> store.apply(digest)).onTermination().invoke(giveBack)
                .invoke(found -> remember(digest, found, now)))
                .orElseGet(() -> Uni.createFrom().failure(new Busy()));
    }

    private void remember(Sha256 digest, Optional<T> found, Instant askedAt) {
        if (seen.size() >= MOST_REMEMBERED) {
            seen.clear();
        }
        if (found.isPresent()) {
            seen.put(digest.hex(), new Seen<>(found.get(), askedAt));
            known.put(digest.hex(), true);
        } else {
            forget(digest);
        }
    }
}
