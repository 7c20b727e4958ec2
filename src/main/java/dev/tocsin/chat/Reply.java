package dev.tocsin.chat;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLHandshakeException;

import dev.tocsin.outbound.AnswerTooLong;
import io.netty.channel.ConnectTimeoutException;
import io.smallrye.mutiny.TimeoutException;

/** What came back from a chat's endpoint, before the chat's own rules say what that means. */
public sealed interface Reply {

    /**
     * An HTTP answer.
     *
     * @param retryAfter its Retry-After, kept between one second and one hour
     * @param body what it says, at most 2 MiB; written by somebody else, so never to be shown as it is
     */
    record Answer(int status, Optional<Duration> retryAfter, String body) implements Reply {
    }

    /**
     * No answer.
     *
     * @param reason fixed words and the host's name
     * @param ambiguous whether the request may have been taken all the same
     */
    record Silence(String reason, boolean ambiguous) implements Reply {

        private static final int MAX_CAUSES = 16;

        /**
         * Only what is known to happen before the request is written is unambiguous. Messages of exceptions are not used:
         * they may carry the URL.
         */
        static Silence because(Throwable failure, String host) {
            Throwable cause = failure;
            for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
                Silence silence = known(cause, host);
                if (silence != null) {
                    return silence;
                }
            }
            return new Silence("the connection to " + host + " broke", true);
        }

        private static Silence known(Throwable cause, String host) {
            if (cause instanceof TimeoutException) {
                return new Silence("no answer from " + host + " in time", true);
            }
            if (cause instanceof AnswerTooLong) {
                return new Silence("the answer of " + host + " is too long", true);
            }
            if (cause instanceof UnknownHostException) {
                return new Silence("the name " + host + " cannot be resolved", false);
            }
            if (cause instanceof SSLHandshakeException) {
                return new Silence(TlsFailure.words(cause, host), false);
            }
            if (cause instanceof ConnectTimeoutException) {
                return new Silence("no connection to " + host + " in time", false);
            }
            if (cause instanceof NoRouteToHostException) {
                return new Silence("no route to " + host, false);
            }
            if (cause instanceof ConnectException) {
                return new Silence("the connection to " + host + " was refused", false);
            }
            return null;
        }
    }
}
