package dev.tocsin.slack;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;

/**
 * Calls methods of the Web API. Follows no redirect, reads no more than 256 KiB of an answer, and gives up after
 * {@link SlackAppConfig#timeout()}. Whatever goes wrong is a {@link SlackFault}.
 */
@ApplicationScoped
class SlackHttp {

    private static final int MAX_ANSWER_BYTES = 256 * 1024;
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final int CONNECTIONS = 16;

    private final SlackEndpoint endpoint;
    private final String base;
    private final Duration timeout;

    /** Takes the default TLS configuration ({@code quarkus.tls.*}) and the JVM's proxy settings, if there are any. */
    SlackHttp(SlackAppConfig config, TlsConfigurationRegistry tls) {
        this.base = config.apiUrl().toString().replaceAll("/+$", "") + "/";
        this.timeout = config.timeout();
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder().baseUri(URI.create(base))
                .followRedirects(false).disableDefaultMapper(true)
                .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, CONNECTIONS).userAgent("Tocsin")
                .httpClientOptionsCustomizer(this::limitTimes).httpClientRequestCustomizer(SlackHttp::limitAnswer);
        tls.getDefault().ifPresent(builder::tlsConfiguration);
        this.endpoint = builder.build(SlackEndpoint.class);
    }

    /**
     * Calls a method once.
     *
     * @param authorization the header of that name
     * @param form what is secret in it stays out of every URL
     */
    Uni<SlackAnswer> call(String method, Optional<String> authorization, Map<String, String> form) {
        String body = form.entrySet().stream().map(field -> FormText.pair(field.getKey(), field.getValue()))
                .collect(Collectors.joining("&"));
        return Uni.createFrom().deferred(() -> endpoint.post(base + method, authorization.orElse(null), body))
                .map(SlackHttp::read)
                .ifNoItem().after(timeout).fail()
                .onFailure(failure -> !(failure instanceof SlackFault)).transform(this::unavailable);
    }

    private static SlackAnswer read(Response response) {
        try (response) {
            return SlackAnswer.of(response);
        }
    }

    /** The exception's own message may carry what was sent. */
    private SlackFault unavailable(Throwable failure) {
        return new SlackFault.Unavailable("Slack cannot be reached at " + URI.create(base).getHost() + " ("
                + failure.getClass().getSimpleName() + ")");
    }

    private void limitTimes(HttpClientOptions options) {
        int half = (int) Math.max(1, timeout.toMillis() / 2);
        options.setConnectTimeout(half).setSslHandshakeTimeout(half).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
    }

    /** The client itself would keep all that is sent to it, so this listens in and hangs up. */
    private static void limitAnswer(HttpClientRequest request) {
        int[] bytes = new int[1];
        request.response().onSuccess(response -> response.handler(part -> {
            bytes[0] += part.length();
            if (bytes[0] > MAX_ANSWER_BYTES) {
                request.reset(0, new SlackFault.Unavailable("Slack's answer is too long"));
            }
        }));
    }
}
