package dev.tocsin.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;

/** Notes when a token was last used: once a minute at most, and no request waits for it. */
@Singleton
final class LastUse {

    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final TokenStore store;
    private final Clock clock;
    private final Map<Long, Instant> noted = new ConcurrentHashMap<>();

    LastUse(TokenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void note(long tokenId) {
        Instant now = clock.instant();
        if (isDue(tokenId, now)) {
            store.used(tokenId, now).subscribe().with(written -> {
            }, failure -> Log.debugf("the last use of a token could not be noted: %s", failure.getClass().getSimpleName()));
        }
    }

    private boolean isDue(long tokenId, Instant now) {
        if (noted.size() >= MOST) {
            noted.clear();
        }
        Instant last = noted.get(tokenId);
        return (last == null || Duration.between(last, now).compareTo(INTERVAL) >= 0)
                && (last == null ? noted.putIfAbsent(tokenId, now) == null : noted.replace(tokenId, last, now));
    }
}
