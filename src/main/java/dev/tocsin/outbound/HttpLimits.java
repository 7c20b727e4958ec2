package dev.tocsin.outbound;

import java.time.Duration;

/**
 * What requests to one sort of server may cost.
 *
 * @param connect how long connecting may take
 * @param handshake how long the TLS handshake may take, which follows
 * @param connections how many at once to one host
 * @param waiting how many requests may wait for one; {@link #ANY}
 * @param idle how long a connection is kept without a request; less than the minute or more that servers keep it, so that we
 *        rarely write into a closing one
 * @param largestAnswer in bytes
 */
public record HttpLimits(Duration connect, Duration handshake, int connections, int waiting, Duration idle,
        int largestAnswer) {

    /** No limit: whoever asks has one already. */
    public static final int ANY = -1;
}
