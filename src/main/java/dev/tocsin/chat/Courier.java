package dev.tocsin.chat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

import dev.tocsin.chat.Reply.Answer;
import dev.tocsin.chat.Reply.AnswerTooLong;
import dev.tocsin.chat.Reply.Silence;
import dev.tocsin.secret.Secret;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;

/**
 * Carries JSON to a chat's endpoint and brings back the reply. It follows no redirect, reads no more than 2 MiB of an
 * answer, and gives up after {@link ChatConfig#timeout()}. The URL goes out byte for byte as it is given.
 */
@ApplicationScoped
public class Courier {

    /** Slack's chat.postMessage answers with the whole message, every character outside ASCII written as six. */
    private static final int MAX_ANSWER_BYTES = 2 * 1024 * 1024;
    /** Less than the minute or more that servers keep idle connections, so that we rarely write into a closing one. */
    private static final int KEEP_ALIVE_SECONDS = 20;
    /**
     * To one host, which may be the only one of all configurations. Far above the posts that the lanes have in flight at once,
     * so that none spends its time limit waiting for a connection. A property, because the client sets its default of 50 after
     * the options are customized.
     */
    private static final int CONNECTIONS = 512;
    /** Every request brings its own URL; the builder insists on one all the same. */
    private static final URI NOWHERE = URI.create("https://chat.invalid");

    private final ChatEndpoint endpoint;
    private final Duration timeout;

    /** Takes the default TLS configuration ({@code quarkus.tls.*}) and the JVM's proxy settings, if there are any. */
    Courier(ChatConfig config, TlsConfigurationRegistry tls) {
        this.timeout = config.timeout();
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder().baseUri(NOWHERE).followRedirects(false)
                .disableDefaultMapper(true)
                .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, CONNECTIONS).userAgent("Tocsin")
                .httpClientOptionsCustomizer(this::limitTimes)
                .httpClientRequestCustomizer(Courier::limitAnswer);
        tls.getDefault().ifPresent(builder::tlsConfiguration);
        this.endpoint = builder.build(ChatEndpoint.class);
    }

    /**
     * Posts once. Never fails.
     *
     * @param url checked before, by {@link WebhookRules} or because the operator configured it
     * @param token for the Authorization header, if the endpoint wants one
     */
    public Uni<Reply> carry(String url, Optional<Secret> token, String json) {
        String host = URI.create(url).getHost();
        String authorization = token.map(t -> "Bearer " + t.reveal()).orElse(null);
        return Uni.createFrom().deferred(() -> endpoint.post(url, authorization, json)).map(Courier::read)
                .ifNoItem().after(timeout).fail()
                .onFailure().recoverWithItem(failure -> Silence.because(failure, host));
    }

    private static Reply read(Response response) {
        try (response) {
            return new Answer(response.getStatus(),
                    RetryAfterHeader.parse(response.getHeaderString(HttpHeaders.RETRY_AFTER), Instant.now()), body(response));
        }
    }

    /** The body is in memory by now, so that reading the stream does not block. */
    private static String body(Response response) {
        if (!(response.getEntity() instanceof InputStream stream)) {
            return "";
        }
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Connecting and the handshake together end before the whole, so that running out of time means "sent, no answer". */
    private void limitTimes(HttpClientOptions options) {
        int half = (int) Math.min(5_000, Math.max(1, timeout.toMillis() / 2));
        options.setConnectTimeout(half);
        options.setSslHandshakeTimeout(Math.max(1, half * 4 / 5)).setSslHandshakeTimeoutUnit(
                TimeUnit.MILLISECONDS);
        options.setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
    }

    /** The client itself would keep all that is sent to it, so this listens in and hangs up. */
    private static void limitAnswer(HttpClientRequest request) {
        request.response().onSuccess(response -> response.handler(new Meter(request)));
    }

    private static final class Meter implements Handler<Buffer> {
        private final HttpClientRequest request;
        private int bytes;

        Meter(HttpClientRequest request) {
            this.request = request;
        }

        @Override
        public void handle(Buffer part) {
            bytes += part.length();
            if (bytes > MAX_ANSWER_BYTES) {
                request.reset(0, new AnswerTooLong());
            }
        }
    }
}
