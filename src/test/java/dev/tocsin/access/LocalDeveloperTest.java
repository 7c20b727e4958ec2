package dev.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;

import org.junit.jupiter.api.Test;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;

class LocalDeveloperTest {

    private final LocalDeveloper inDevMode = new LocalDeveloper(LaunchMode.DEVELOPMENT);
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

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

    private HttpServerRequest request(String peer, String host) {
        return (HttpServerRequest) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { HttpServerRequest.class }, (proxy, method, arguments) -> switch (method.getName()) {
                    case "remoteAddress" -> SocketAddress.inetSocketAddress(50000, peer);
                    case "authority" -> HostAndPort.create(host, 8080);
                    case "headers" -> headers;
                    case "getHeader" -> headers.get((String) arguments[0]);
                    case "scheme" -> "http";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
