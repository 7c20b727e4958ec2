package dev.tocsin.outbound;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ProxyOptions;

/** The way out that the JVM's properties name, those for HTTPS before those for HTTP. */
record Proxy(String scheme, UnaryOperator<String> properties) {

    private static final String NONE = "none";
    private static final String LOCAL = "localhost|127.*|[::1]";

    /** Changes nothing where the properties name none. */
    static void into(HttpClientOptions options, UnaryOperator<String> properties) {
        for (Proxy proxy : List.of(new Proxy("https", properties), new Proxy("http", properties))) {
            Optional<String> host = proxy.property("proxyHost").filter(name -> !name.equals(NONE));
            if (host.isPresent()) {
                options.setProxyOptions(proxy.options(host.get()));
                options.setNonProxyHosts(List.of(proxy.property("nonProxyHosts").orElse(LOCAL).split("\\|")));
                return;
            }
        }
    }

    private ProxyOptions options(String host) {
        String usualPort = scheme.equals("https") ? "443" : "80";
        ProxyOptions options = new ProxyOptions().setHost(host)
                .setPort(Integer.parseInt(property("proxyPort").orElse(usualPort)));
        property("proxyUser").ifPresent(options::setUsername);
        property("proxyPassword").ifPresent(options::setPassword);
        return options;
    }

    private Optional<String> property(String name) {
        return Optional.ofNullable(properties.apply(scheme + "." + name)).filter(value -> !value.isBlank());
    }
}
