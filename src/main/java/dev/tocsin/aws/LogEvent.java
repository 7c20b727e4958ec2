package dev.tocsin.aws;

import java.nio.charset.StandardCharsets;

/**
 * One entry of a log stream.
 *
 * @param timestamp when it happened, in milliseconds since 1970
 * @param bytes what CloudWatch Logs counts it as: its UTF-8 length and 26 more
 */
public record LogEvent(long timestamp, String message, int bytes) {

    /** What CloudWatch Logs takes in one PutLogEvents; all are of its API reference, as is what an event counts as. */
    public static final int MOST_IN_A_BATCH = 10_000;
    public static final int LARGEST_BATCH = 1_048_576;
    public static final long LONGEST_SPAN_MILLIS = 24 * 60 * 60 * 1000L;
    /** In China the reference says 256 KB, elsewhere 1 MB since April 2025. */
    public static final int LARGEST = 256 * 1024;

    private static final int OVERHEAD = 26;

    public static LogEvent of(long timestamp, String message) {
        return new LogEvent(timestamp, message, message.getBytes(StandardCharsets.UTF_8).length + OVERHEAD);
    }

}
