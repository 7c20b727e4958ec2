package dev.tocsin.access;

import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;

/**
 * In dev mode the API needs no token on the developer's own machine. A tunnel that brings the internet to it (so that SNS
 * reaches it) connects from the loopback address too, and so does a browser that another site has sent here; the first is
 * known by its Host or forwarding headers, the second by its Host or Origin.
 */
@Singleton
final class LocalDeveloper {

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final Set<String> SIGNS_OF_ANOTHER = Set.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host",
            "X-Real-IP", "Via");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final LaunchMode mode;

    LocalDeveloper() {
        this(LaunchMode.current());
    }

    LocalDeveloper(LaunchMode mode) {
        this.mode = mode;
    }

    boolean isAsking(HttpServerRequest request) {
        return mode == LaunchMode.DEVELOPMENT && isLoopback(request.remoteAddress()) && isLocalName(request.authority())
                && SIGNS_OF_ANOTHER.stream().noneMatch(request.headers()::contains) && isSameOrigin(request)
                && isOwnOrALink(request);
    }

    private static boolean isLoopback(SocketAddress peer) {
        String host = peer == null ? null : peer.hostAddress();
        return host != null && (host.startsWith("127.") || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1"));
    }

    private static boolean isLocalName(HostAndPort authority) {
        return authority != null && LOOPBACK_NAMES.contains(authority.host());
    }

    /** A link of another site may lead here; what else it has the browser ask for comes without Origin, but with this. */
    private static boolean isOwnOrALink(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || OWN_SITES.contains(site) || HttpMethod.GET.equals(request.method())
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    }

    private static boolean isSameOrigin(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        return origin == null || origin.equals(request.scheme() + "://" + request.authority());
    }
}
