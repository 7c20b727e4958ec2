package dev.tocsin.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How notifications are stored and delivered. */
@ConfigMapping(prefix = "tocsin.delivery")
public interface DeliveryConfig {

    long LEASE_SECONDS = 30;

    /** How many notifications may wait for a commit; one more is answered 503, and SNS comes again. */
    @WithDefault("4096")
    int intakeCapacity();

    /** The longest that one statement of the queue may take. */
    @WithDefault("5s")
    Duration statementTimeout();

    /**
     * The mean time between two messages to one destination, in place of what its kind of chat says, for all kinds alike.
     * {@code 0} switches pacing off.
     */
    Optional<Duration> pace();

    /**
     * How many messages may go to one destination at once after a quiet while, before the pace holds; in place of what its
     * kind of chat says, for all kinds alike.
     */
    OptionalInt burst();

    /**
     * If what waits for a destination would take longer than this at its pace, it is posted as digests, one message for many
     * notifications; {@code 0} for never. Configurations may say otherwise with {@code digestAfterSeconds}.
     */
    @WithDefault("30s")
    Duration digestAfter();

    /**
     * How many messages about one matter are shown singly within 15 minutes at one destination; further ones are shown
     * together as one message. {@code 0} for never. Configurations may say otherwise with {@code foldAfterMessages}.
     */
    @WithDefault("5")
    int foldAfter();

    /** How long messages that are to be shown together are kept after the first of them. */
    @WithDefault("5m")
    Duration foldFor();

    /** How many destinations one replica posts to at the same time. */
    @WithDefault("256")
    int maxInFlight();

    /** After which time a sender that has not settled counts as gone; longer than {@code tocsin.chat.timeout}. */
    @WithDefault(LEASE_SECONDS + "s")
    Duration lease();

    /** How often each replica looks for work that nobody told it of: other replicas' and what a killed one left. */
    @WithDefault("1s")
    Duration poll();

    /** The wait after the first failure; it doubles with each further one, with jitter. */
    @WithDefault("1s")
    Duration backoff();

    /** The longest wait of a lane whose destination keeps failing, so that its return is soon noticed. */
    @WithDefault("1m")
    Duration longestPause();

    /** After how many failures a delivery lets the later ones of its lane go first. */
    @WithDefault("5")
    int stepAsideAfter();

    /** The longest wait of a delivery that has stepped aside. */
    @WithDefault("10m")
    Duration longestBackoff();

    /** The longest wait that a destination's Retry-After can ask for. */
    @WithDefault("1h")
    Duration longestRetryAfter();

    /** How long a delivery is tried after it was queued, before it is dead. */
    @WithDefault("24h")
    Duration giveUpAfter();

    /**
     * How often a destination that is shut (an archived channel, a webhook that is gone) is tried with its oldest delivery,
     * to find out whether it takes messages again.
     */
    @WithDefault("10m")
    Duration tryShutEvery();

    /** How often the process may die while sending one and the same delivery, before that delivery is dead. */
    @WithDefault("5")
    int maxInterruptions();

    /** From which age on a message is marked as late in the chat. */
    @WithDefault("5m")
    Duration lateAfter();

    /** How long the history is kept. What is still to be delivered is kept in any case. */
    @WithDefault("30d")
    Duration retention();

    /** How long a stopping replica waits for its posts in flight to end; longer than {@code tocsin.chat.timeout}. */
    @WithDefault("12s")
    Duration shutdownTimeout();
}
