package dev.tocsin.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;

/**
 * How many logins of an address came to nothing in the last minute, with a wrong token or at the identity provider: after ten
 * it
 * has to wait, with a right token too, so that nobody learns which it was.
 *
 * <p>
 * The address is the one that the connection comes from. Behind a proxy that is the proxy's, so all who come through it have
 * ten together, and one of them can keep the others waiting; where Quarkus is told to believe the proxy
 * ({@code quarkus.http.proxy.proxy-address-forwarding} and its trusted proxies), it is each visitor's own. Of an IPv6 address
 * the network counts, which one household has to itself.
 */
@Singleton
final class FailedLogins {

    static final int MOST = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final long MOST_ADDRESSES = 10_000;
    private static final int IPV6_NETWORK = 8;

    private final Clock clock;
    private final Cache<String, Count> counts = Caffeine.newBuilder().maximumSize(MOST_ADDRESSES).expireAfterWrite(WINDOW)
            .build();

    FailedLogins(Clock clock) {
        this.clock = clock;
    }

    private record Count(int tries, Instant since) {

        boolean isOver(Instant now) {
            return since.isAfter(now) || !since.plus(WINDOW).isAfter(now);
        }
    }

    /**
     * Counts a try before it is known how it ends, so that many at the same time are no way round.
     *
     * @return how long the address has to wait; empty if it may try
     */
    Optional<Duration> begin(SocketAddress address) {
        Instant now = clock.instant();
        Count count = counts.asMap().compute(source(address), (source, before) -> before == null || before.isOver(now)
                ? new Count(1, now)
                : new Count(Math.min(before.tries() + 1, MOST + 1), before.since()));
        return count.tries() <= MOST ? Optional.empty() : Optional.of(Duration.between(now, count.since().plus(WINDOW)));
    }

    /** The try that was begun did not fail, or not for anything that somebody sent. */
    void takeBack(SocketAddress address) {
        counts.asMap().computeIfPresent(source(address),
                (source, count) -> count.tries() == 1 ? null : new Count(count.tries() - 1, count.since()));
    }

    /** For tests, which all come from one address. */
    void forgetAll() {
        counts.invalidateAll();
    }

    /** Who counts as one. */
    static String source(SocketAddress address) {
        String host = address == null || address.hostAddress() == null ? "" : address.hostAddress();
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        return bytes == null || bytes.length <= IPV6_NETWORK ? host
                : HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK));
    }
}
