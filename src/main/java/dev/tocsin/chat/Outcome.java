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
     * @param isOutsideThread whether it stands in the channel although it was to stand in a thread
     */
    record Delivered(int status, Optional<String> reference, Optional<String> remark,
            boolean isOutsideThread) implements Outcome {

        public Delivered(int status, Optional<String> reference, Optional<String> remark) {
            this(status, reference, remark, false);
        }

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
     * @param unsent why nothing was sent, if that is so
     */
    record RetryAfter(int status, String reason, Optional<Duration> delay, boolean rateLimited,
            boolean ambiguous, Optional<Unsent> unsent) implements Outcome {

        /** The request was sent, or the destination could not be reached. */
        public RetryAfter(int status, String reason, Optional<Duration> delay, boolean rateLimited, boolean ambiguous) {
            this(status, reason, delay, rateLimited, ambiguous, Optional.empty());
        }

        public static RetryAfter unsent(Unsent why, String reason) {
            return new RetryAfter(0, reason, Optional.empty(), false, false, Optional.of(why));
        }
    }

    /**
     * Never; the same try would be refused again.
     *
     * @param reason the chat's code or the HTTP status
     * @param advice what a person should do about it, as a clause; empty where nobody can say
     * @param unsent why nothing was sent, if that is so
     */
    record Rejected(int status, String reason, Fault fault, Optional<String> advice,
            Optional<Unsent> unsent) implements Outcome {

        /** The destination refused it. */
        public Rejected(int status, String reason, Fault fault, Optional<String> advice) {
            this(status, reason, fault, advice, Optional.empty());
        }

        /** The destination refused it, and nobody can say what to do about it. */
        public Rejected(int status, String reason, Fault fault) {
            this(status, reason, fault, Optional.empty());
        }

        public static Rejected unsent(Unsent why, String reason, Fault fault) {
            return new Rejected(0, reason, fault, Optional.empty(), Optional.of(why));
        }

        public Rejected with(String anotherAdvice) {
            return new Rejected(status, reason, fault, Optional.of(anotherAdvice), unsent);
        }

        /** Reason and advice, for the history. */
        public String told() {
            return reason + advice.map(words -> ": " + words).orElse("");
        }
    }

    /** Why a try ended before anything was sent. It says nothing of the destination. */
    enum Unsent {
        /** The webhook's URL is none that may be posted to. */
        URL_REFUSED,
        /** We could not make a payload of the message. */
        NOT_RENDERED,
        /** No key of ours opens the destination's secret. */
        NO_KEY,
        /** Another fault of ours. */
        INTERNAL_ERROR
    }

    /** Whose fault a rejection is. */
    enum Fault {
        /** The content's: a plainer form may pass. */
        CONTENT,
        /** Our credential's: the destination does not let us in with it. With another the same message may pass. */
        CREDENTIAL,
        /** The destination's: gone, archived or closed to us, whatever we send. What is for it waits until that changes. */
        DESTINATION,
        /** That of the message in whose thread it was to stand, or that it was to change: it is there no more. */
        ROOT,
        /** That of threads, in which nothing can be said there. */
        THREAD
    }
}
