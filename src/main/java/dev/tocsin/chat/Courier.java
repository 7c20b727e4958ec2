package dev.tocsin.chat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.Reply.Answer;
import dev.tocsin.chat.Reply.Silence;
import dev.tocsin.outbound.HttpAnswer;
import dev.tocsin.outbound.HttpBody;
import dev.tocsin.outbound.HttpLimits;
import dev.tocsin.outbound.HttpPosts;
import dev.tocsin.outbound.Outbound;
import dev.tocsin.outbound.RetryAfterHeader;
import dev.tocsin.secret.Secret;
import io.smallrye.mutiny.Uni;

/**
 * Carries JSON to a chat's endpoint and brings back the reply. It follows no redirect, reads no more than 2 MiB of an
 * answer, and gives up after {@link ChatConfig#timeout()}. The URL goes out byte for byte as it is given.
 */
@ApplicationScoped
public class Courier {

    /** Slack's chat.postMessage answers with the whole message, every character outside ASCII written as six. */
    private static final int MAX_ANSWER_BYTES = 2 * 1024 * 1024;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);
    private static final long LONGEST_CONNECT_MILLIS = 5_000;
    /**
     * To one host, which may be the only one of all configurations. Far above the posts that the lanes have in flight at once,
     * so that none spends its time limit waiting for a connection.
     */
    private static final int CONNECTIONS = 512;

    private final HttpPosts http;
    private final Duration timeout;

    Courier(ChatConfig config, Outbound outbound) {
        this.timeout = config.timeout();
        this.http = outbound.posts(limits(timeout));
    }

    /** Connecting and the handshake together end before the whole, so that running out of time means "sent, no answer". */
    private static HttpLimits limits(Duration timeout) {
        long half = Math.min(LONGEST_CONNECT_MILLIS, Math.max(1, timeout.toMillis() / 2));
        return new HttpLimits(Duration.ofMillis(half), Duration.ofMillis(Math.max(1, half * 4 / 5)), CONNECTIONS,
                HttpLimits.ANY, KEEP_ALIVE, MAX_ANSWER_BYTES);
    }

    /**
     * Posts once. Never fails.
     *
     * @param url checked before, by {@link WebhookRules} or because the operator configured it
     * @param token for the Authorization header, if the endpoint wants one
     */
    public Uni<Reply> carry(String url, Optional<Secret> token, String json) {
        return http.post(url, token.map(given -> "Bearer " + given.reveal()), HttpBody.json(json), timeout)
                .map(Courier::reply)
                .onFailure().recoverWithItem(failure -> Silence.because(failure, URI.create(url).getHost()));
    }

    private static Reply reply(HttpAnswer answer) {
        return new Answer(answer.status(), RetryAfterHeader.of(answer, Instant.now()),
                answer.text());
    }
}
