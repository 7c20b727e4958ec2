package dev.tocsin.standin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is to go wrong, and how often.
 *
 * @param address the beginning of the path and query that it applies to, for instance {@code /services/T0/B0}; for the
 *        Slack Web API {@code #} and the channel follow, as in {@code /api/chat.postMessage#C0OPS}
 * @param times how many requests it applies to; {@link #ALWAYS} until cleared
 * @param delay how long to wait before anything is answered
 */
public record Fault(String address, int times, Then then, int status, String body, Map<String, String> headers,
        Duration delay) {

    public static final int ALWAYS = Integer.MAX_VALUE;

    /** What happens after the delay. */
    public enum Then {
        /** Answers the given status, headers and body; the message is not taken. */
        ANSWER,
        /** Goes on as if nothing were wrong. */
        PROCEED,
        /** Cuts the connection; the message is not taken. */
        HANG_UP,
        /** Takes the message, then cuts the connection without an answer. */
        TAKE_AND_HANG_UP,
        /** Takes the message, and never answers. */
        TAKE_AND_SILENCE,
        /** Never answers; the message is not taken. */
        SILENCE
    }

    public Fault {
        headers = Map.copyOf(headers);
        if (times < 1) {
            throw new IllegalArgumentException("times is " + times);
        }
        if (then == Then.ANSWER && (status < 200 || status > 599)) {
            throw new IllegalArgumentException("status is " + status);
        }
    }

    /** The next request is answered like this. */
    public static Fault answer(String address, int status, String body) {
        return new Fault(address, 1, Then.ANSWER, status, body, Map.of(), Duration.ZERO);
    }

    /** The next request is answered well, but late. */
    public static Fault slow(String address, Duration delay) {
        return new Fault(address, 1, Then.PROCEED, 0, "", Map.of(), delay);
    }

    /** The next request meets a cut connection. */
    public static Fault hangUp(String address) {
        return new Fault(address, 1, Then.HANG_UP, 0, "", Map.of(), Duration.ZERO);
    }

    /** The next request is taken, but the sender never learns of it: the connection is cut before the answer. */
    public static Fault takeAndHangUp(String address) {
        return new Fault(address, 1, Then.TAKE_AND_HANG_UP, 0, "", Map.of(), Duration.ZERO);
    }

    /** The next request is taken, but never answered. */
    public static Fault takeAndSilence(String address) {
        return new Fault(address, 1, Then.TAKE_AND_SILENCE, 0, "", Map.of(), Duration.ZERO);
    }

    /** The next request is never answered. */
    public static Fault silence(String address) {
        return new Fault(address, 1, Then.SILENCE, 0, "", Map.of(), Duration.ZERO);
    }

    public Fault times(int times) {
        return new Fault(address, times, then, status, body, headers, delay);
    }

    public Fault always() {
        return times(ALWAYS);
    }

    public Fault after(Duration delay) {
        return new Fault(address, times, then, status, body, headers, delay);
    }

    public Fault header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Fault(address, times, then, status, body, more, delay);
    }
}
