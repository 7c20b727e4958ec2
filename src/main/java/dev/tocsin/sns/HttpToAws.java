package dev.tocsin.sns;

import java.time.Duration;

import dev.tocsin.outbound.HttpLimits;

/** What our requests to AWS have in common that are not the SDK's. */
public final class HttpToAws {

    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

    private HttpToAws() {
    }

    /** @param connections how many at once to one host, and how many requests may wait for one */
    public static HttpLimits limits(Duration connect, int connections) {
        return new HttpLimits(connect, HANDSHAKE, connections, connections, KEEP_ALIVE, LONGEST_ANSWER);
    }
}
