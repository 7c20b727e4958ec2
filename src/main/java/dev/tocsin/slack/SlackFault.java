package dev.tocsin.slack;

import java.time.Duration;

/** Why a call of Slack's Web API came to nothing. Messages are fixed words and Slack's codes, never what was sent. */
public abstract sealed class SlackFault extends RuntimeException {

    private SlackFault(String message) {
        super(message, null, false, false);
    }

    /** Slack said no, and would again: {@code invalid_auth}, {@code channel_not_found}. */
    public static final class Refused extends SlackFault {

        private final transient SlackCode code;

        Refused(SlackCode code) {
            super("Slack refused: " + code.code());
            this.code = code;
        }

        /** Slack's error code. */
        public String code() {
            return code.code();
        }

        public boolean means(SlackCode.Meaning meaning) {
            return code.means(meaning);
        }
    }

    /** Too many calls (HTTP status 429). */
    public static final class Limited extends SlackFault {

        private final transient Duration retryAfter;

        Limited(Duration retryAfter) {
            super("Slack asks to come again after " + retryAfter.toSeconds() + " s");
            this.retryAfter = retryAfter;
        }

        /** From one second to one hour. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** No answer, or one that says nothing: the call may be repeated. */
    public static final class Unavailable extends SlackFault {

        Unavailable(String reason) {
            super(reason);
        }
    }
}
