package dev.tocsin.chat;

import java.time.Duration;
import java.util.Optional;

/** How one try to post ended. Reasons are short, readable and free of secrets. */
public sealed interface Outcome {

    /** The HTTP status of the answer, 0 if none came. */
    int status();

    /**
     * The destination took the message.
     *
     * @param reference names the message at the destination (Slack's {@code ts}) where it says so
     * @param remark what people should know about it all the same, for instance that it is not known to be shown
     */
    record Delivered(int status, Optional<String> reference, Optional<String> remark) implements Outcome {

        /** There is nothing to remark. */
        public Delivered(int status, Optional<String> reference) {
            this(status, reference, Optional.empty());
        }
    }

    /**
     * Not now; a later try may succeed.
     *
     * @param reason what happened, for instance {@code HTTP 503} or {@code rate_limited}
     * @param delay how long the destination asks us to wait, where it says so
     * @param rateLimited whether we were too fast, which is no failure of the message
     * @param ambiguous whether the request was sent, so that the message may have arrived and the next try may double it
     */
    record RetryAfter(int status, String reason, Optional<Duration> delay, boolean rateLimited,
            boolean ambiguous) implements Outcome {
    }

    /**
     * Never; the same try would be refused again.
     *
     * @param reason the chat's code or the HTTP status
     * @param advice what a person should do about it, as a clause; empty where nobody can say
     */
    record Rejected(int status, String reason, Fault fault, Optional<String> advice) implements Outcome {

        public Rejected(int status, String reason, Fault fault) {
            this(status, reason, fault, Optional.empty());
        }

        public Rejected with(String anotherAdvice) {
            return new Rejected(status, reason, fault, Optional.of(anotherAdvice));
        }

        /** Reason and advice, for the history. */
        public String told() {
            return reason + advice.map(words -> ": " + words).orElse("");
        }
    }

    /** Whose fault a rejection is. */
    enum Fault {
        /** The content's: a plainer form may pass. */
        CONTENT,
        /** Our credential's: the destination does not let us in with it. With another the same message may pass. */
        CREDENTIAL,
        /** The destination's: gone, archived or closed to us, whatever we send. What is for it waits until that changes. */
        DESTINATION
    }
}
