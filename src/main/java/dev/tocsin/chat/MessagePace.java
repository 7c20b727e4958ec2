package dev.tocsin.chat;

import java.time.Duration;

/**
 * How fast messages may follow each other to one destination of a kind.
 *
 * @param interval the mean time between two messages
 * @param burst how many may go at once after a quiet while, before the interval holds; at least 1
 */
public record MessagePace(Duration interval, int burst) {

    /** What Slack and Chime document: one message a second, and short bursts above it. */
    public static final MessagePace USUAL = new MessagePace(Duration.ofSeconds(1), 2);

    public MessagePace {
        if (interval.isNegative() || burst < 1) {
            throw new IllegalArgumentException("no pace: " + interval + ", burst " + burst);
        }
    }
}
