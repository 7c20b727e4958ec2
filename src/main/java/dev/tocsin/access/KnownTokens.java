package dev.tocsin.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tocsin.secret.Secret;
import dev.tocsin.secret.Sha256;
import io.smallrye.mutiny.Uni;

/**
 * Finds out whose token it is. Yes is remembered for three seconds, so that a client that asks often costs little and a token
 * that was deleted on another replica soon ends; no is never remembered.
 */
final class KnownTokens {

    static final Duration MEMORY = Duration.ofSeconds(3);
    static final int MOST_REMEMBERED = 1_000;
    /** A flood of made-up tokens must not keep the pool's connections from those who store notifications. */
    static final int MOST_LOOK_UPS = 64;

    private final Function<Sha256, Uni<Optional<ApiToken>>> store;
    private final Clock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final AtomicInteger lookUps = new AtomicInteger();

    KnownTokens(Function<Sha256, Uni<Optional<ApiToken>>> store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Seen(ApiToken token, Instant at) {

        boolean isRecent(Instant now) {
            return !at.isAfter(now) && at.plus(MEMORY).isAfter(now);
        }
    }

    /** Too many ask at once. */
    static final class Busy extends RuntimeException {
        Busy() {
            super("too many tokens are being looked up", null, false, false);
        }
    }

    /** Empty for a token that never was, was deleted or has expired; fails if that cannot be found out now. */
    Uni<Optional<ApiToken>> find(Secret presented) {
        if (!ApiToken.isOfOurForm(presented)) {
            return Uni.createFrom().item(Optional.empty());
        }
        Sha256 digest = Sha256.of(presented);
        Instant now = clock.instant();
        Seen remembered = seen.get(digest.hex());
        Uni<Optional<ApiToken>> found = remembered != null && remembered.isRecent(now)
                ? Uni.createFrom().item(Optional.of(remembered.token()))
                : lookUp(digest, now);
        return found.map(token -> token.filter(it -> !it.isExpired(clock.instant())));
    }

    /** For the replica on which one is deleted; the others forget by themselves. */
    void forgetAll() {
        seen.clear();
    }

    private Uni<Optional<ApiToken>> lookUp(Sha256 digest, Instant now) {
        if (lookUps.incrementAndGet() > MOST_LOOK_UPS) {
            lookUps.decrementAndGet();
            return Uni.createFrom().failure(new Busy());
        }
        return store.apply(digest).onTermination().invoke(() -> lookUps.decrementAndGet())
                .invoke(found -> remember(digest, found, now));
    }

    private void remember(Sha256 digest, Optional<ApiToken> found, Instant askedAt) {
        if (seen.size() >= MOST_REMEMBERED) {
            seen.clear();
        }
        found.ifPresentOrElse(token -> seen.put(digest.hex(), new Seen(token, askedAt)), () -> seen.remove(digest.hex()));
    }

    /** Puts it together. */
    @Singleton
    static final class Bean {

        @Produces
        @Singleton
        KnownTokens knownTokens(TokenStore store, Clock clock) {
            return new KnownTokens(store::find, clock);
        }
    }
}
