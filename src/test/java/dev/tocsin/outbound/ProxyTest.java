package dev.tocsin.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.vertx.core.http.HttpClientOptions;

class ProxyTest {

    @Test
    void thereIsNoneWhereThePropertiesNameNone() {
        assertThat(options(Map.of()).getProxyOptions()).isNull();
        assertThat(options(Map.of("https.proxyHost", "none", "http.proxyHost", "")).getProxyOptions()).isNull();
    }

    @Test
    void thatForHttpsGoesBeforeThatForHttp() {
        HttpClientOptions options = options(Map.of("https.proxyHost", "secure", "https.proxyUser", "me",
                "https.proxyPassword", "s3cr3t", "http.proxyHost", "plain", "https.nonProxyHosts", "*.internal|localhost"));

        assertThat(options.getProxyOptions().getHost()).isEqualTo("secure");
        assertThat(options.getProxyOptions().getPort()).isEqualTo(443);
        assertThat(options.getProxyOptions().getUsername()).isEqualTo("me");
        assertThat(options.getProxyOptions().getPassword()).isEqualTo("s3cr3t");
        assertThat(options.getNonProxyHosts()).containsExactly("*.internal", "localhost");
    }

    @Test
    void thatForHttpServesBoth() {
        HttpClientOptions options = options(Map.of("http.proxyHost", "plain", "http.proxyPort", "3128"));

        assertThat(options.getProxyOptions().getHost()).isEqualTo("plain");
        assertThat(options.getProxyOptions().getPort()).isEqualTo(3128);
        assertThat(options.getNonProxyHosts()).contains("localhost");
    }

    private static HttpClientOptions options(Map<String, String> properties) {
        HttpClientOptions options = new HttpClientOptions();
        Proxy.into(options, properties::get);
        return options;
    }
}
