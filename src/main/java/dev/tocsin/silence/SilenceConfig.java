package dev.tocsin.silence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What counts as silence, and who is told of it. */
@ConfigMapping(prefix = "tocsin.silence")
public interface SilenceConfig {

    /** How long a topic that had messages may have none, and twice as long as it usually has none; {@code 0} for ever. */
    @WithDefault("0s")
    Duration topicAfter();

    /** How long a destination for which something waits may take nothing; {@code 0} for ever. */
    @WithDefault("1h")
    Duration destinationAfter();

    /** The configuration in whose channel people are told once of each silence, when it begins and when it is over. */
    Optional<String> tell();

    /** The configurations for which a message is sent the whole way once a day. */
    Optional<List<String>> canary();

    /** From which hour of the day on, in UTC. */
    @WithDefault("8")
    int canaryHour();

    /** How long it may take to arrive and be posted. */
    @WithDefault("10m")
    Duration canaryWithin();

    /** Whether it is posted also where it cannot be taken away again, which is by webhooks. */
    @WithDefault("false")
    boolean canaryShown();

    /** @throws IllegalArgumentException that begins with the property, if there is no such hour */
    static void requireGood(Config config) {
        String hour = config.getConfigValue("tocsin.silence.canary-hour").getValue();
        if (hour != null && hour.strip().matches("[0-9]{1,9}") && Integer.parseInt(hour.strip()) > 23) {
            throw new IllegalArgumentException("tocsin.silence.canary-hour must be an hour of the day, from 0 to 23.");
        }
    }
}
