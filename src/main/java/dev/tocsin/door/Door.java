package dev.tocsin.door;

import java.time.Duration;
import java.util.List;

import dev.tocsin.problem.Problem;

/**
 * One way in: the paths that lie behind it and what it lets through. A room that takes bodies gives its door by a bean of this
 * type; the most specific path counts, and what no door names goes through the one for everything else.
 */
public interface Door {

    /** For the metrics, one word. */
    String name();

    /** A path that ends with a slash stands for everything below it. */
    List<String> paths();

    /** Bytes that one body may have. */
    int largest();

    /** Bytes that all bodies together may have while their requests are under way. */
    long most();

    /** How long a body may take to arrive. */
    Duration bodyTimeout();

    /** Whether a body is read only once it is known who asks. */
    default boolean isBehindAuthentication() {
        return false;
    }

    /** What a request is answered that this door does not let through; asked once for each. */
    default Problem answer(Turned why) {
        return switch (why) {
            case MALFORMED -> Problem.of(400, "Bad request", "The request has no form that is taken here.");
            case TOO_LARGE -> Problem.of(413, "Content too large", "At most " + largest() + " bytes are taken here.");
            case OVERLOADED, CROWDED_OUT -> Problem.of("unavailable", 503, "Unavailable",
                    "More is arriving than can be held. Try again later.");
            case STALLED -> Problem.of(408, "Request timeout",
                    "The body did not arrive within " + bodyTimeout().toSeconds() + " s.");
        };
    }

    /** A share of the memory that the process may have, and room for some of the largest bodies in any case. */
    static long shareOfMemory(int divisor, int largest) {
        return Math.max(4L * largest, Runtime.getRuntime().maxMemory() / divisor);
    }
}
