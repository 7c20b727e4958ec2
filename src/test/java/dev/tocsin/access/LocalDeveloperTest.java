package dev.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;

class LocalDeveloperTest {

    private final LocalDeveloper inDevMode = new LocalDeveloper(LaunchMode.DEVELOPMENT);
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    private HttpMethod method = HttpMethod.GET;

    @Test
    void needsNoTokenInDevMode() {
        assertThat(inDevMode.isAsking(request("127.0.0.1", "localhost"))).isTrue();
        assertThat(inDevMode.isAsking(request("0:0:0:0:0:0:0:1", "[::1]"))).isTrue();
    }

    @Test
    void needsOneInProductionAndInTests() {
        assertThat(new LocalDeveloper(LaunchMode.NORMAL).isAsking(request("127.0.0.1", "localhost"))).isFalse();
        assertThat(new LocalDeveloper(LaunchMode.TEST).isAsking(request("127.0.0.1", "localhost"))).isFalse();
    }

    @Test
    void isNobodyFromAnotherMachine() {
        assertThat(inDevMode.isAsking(request("192.0.2.7", "localhost"))).isFalse();
    }

    @Test
    void isNobodyBehindATunnelOrAProxy() {
        assertThat(inDevMode.isAsking(request("127.0.0.1", "abc.tunnel.example"))).isFalse();
        headers.set("x-forwarded-for", "192.0.2.7");
        assertThat(inDevMode.isAsking(request("127.0.0.1", "localhost"))).isFalse();
    }

    @Test
    void isNoPageOfAnotherSite() {
        headers.set("Origin", "https://evil.example");
        assertThat(inDevMode.isAsking(request("127.0.0.1", "localhost"))).isFalse();
        headers.set("Origin", "http://localhost:8080");
        assertThat(inDevMode.isAsking(request("127.0.0.1", "localhost"))).isTrue();
    }

    /** A browser names no origin of what it merely loads. */
    @Test
    void isNobodyWhereAnotherSiteLoadsSomethingAndSomebodyBehindItsLinks() {
        for (String site : List.of("cross-site", "same-site")) {
            headers.set("Sec-Fetch-Site", site).set("Sec-Fetch-Mode", "no-cors").set("Sec-Fetch-Dest", "script");
            assertThat(inDevMode.isAsking(request("127.0.0.1", "localhost"))).isFalse();
            headers.set("Sec-Fetch-Mode", "navigate").set("Sec-Fetch-Dest", "iframe");
            assertThat(inDevMode.isAsking(request("127.0.0.1", "localhost"))).isFalse();
            headers.set("Sec-Fetch-Dest", "document");
            assertThat(inDevMode.isAsking(request("127.0.0.1", "localhost"))).isTrue();
            method = HttpMethod.POST;
            assertThat(inDevMode.isAsking(request("127.0.0.1", "localhost"))).isFalse();
            method = HttpMethod.GET;
        }
        for (String site : List.of("same-origin", "none")) {
            headers.set("Sec-Fetch-Site", site).set("Sec-Fetch-Mode", "cors");
            assertThat(inDevMode.isAsking(request("127.0.0.1", "localhost"))).isTrue();
        }
    }

    private HttpServerRequest request(String peer, String host) {
        return (HttpServerRequest) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { HttpServerRequest.class }, (proxy, asked, arguments) -> switch (asked.getName()) {
                    case "remoteAddress" -> SocketAddress.inetSocketAddress(50000, peer);
                    case "authority" -> HostAndPort.create(host, 8080);
                    case "headers" -> headers;
                    case "getHeader" -> headers.get((String) arguments[0]);
                    case "scheme" -> "http";
                    case "method" -> this.method;
                    default -> throw new UnsupportedOperationException(asked.getName());
                });
    }
}
