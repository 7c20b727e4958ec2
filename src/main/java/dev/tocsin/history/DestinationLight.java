package dev.tocsin.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tocsin.configuration.ConfigurationState;
import dev.tocsin.problem.Problems;

/** How a destination does, in one word; what needs a person most comes first. */
@Schema(description = "SHUT: the chat refuses whatever is sent there. TROUBLE: the last thing that happened was a failure, the "
        + "Slack workspace does not let Tocsin in, or something has waited for a quarter of an hour. WAITING: something has "
        + "waited for more than ten seconds. DISABLED: somebody wants quiet. IDLE: nothing was sent there yet. OK: what comes "
        + "is delivered.")
public enum DestinationLight {
    SHUT,
    TROUBLE,
    WAITING,
    DISABLED,
    IDLE,
    OK;

    /** What comes and goes within that time waits for nobody. */
    static final Duration SHORT = Duration.ofSeconds(10);
    /** As the alert on old deliveries has it. */
    static final Duration TOO_LONG = Duration.ofMinutes(15);

    /**
     * What is known of a destination.
     *
     * @param isBarred whether its workspace does not let us in, though the configuration is enabled
     * @param failures how many tries in a row failed last
     * @param deliveredAt when it last took a message
     * @param diedAt when a delivery was last given up
     * @param waitsSince since when what goes next waits
     * @param now the time of whoever tells the others
     */
    record Signs(ConfigurationState state, boolean isBarred, int failures, Optional<Instant> deliveredAt,
            Optional<Instant> diedAt, Optional<Instant> waitsSince, Instant now) {

        private boolean waitsLonger(Duration time) {
            return waitsSince.filter(since -> since.isBefore(now.minus(time))).isPresent();
        }

        private boolean endedBadly() {
            return failures > 0 || diedAt.filter(died -> deliveredAt.filter(died::isBefore).isEmpty()).isPresent();
        }
    }

    static DestinationLight of(Signs signs) {
        return switch (signs.state()) {
            case DISABLED -> DISABLED;
            case SHUT -> SHUT;
            case ENABLED -> ofEnabled(signs);
        };
    }

    private static DestinationLight ofEnabled(Signs signs) {
        if (signs.isBarred() || signs.endedBadly() || signs.waitsLonger(TOO_LONG)) {
            return TROUBLE;
        }
        if (signs.waitsLonger(SHORT)) {
            return WAITING;
        }
        return signs.deliveredAt().isEmpty() && signs.waitsSince().isEmpty() ? IDLE : OK;
    }

    /** Reads a query parameter; a problem names the words that it may be. */
    static DestinationLight of(String word) {
        return Arrays.stream(values()).filter(light -> light.name().equals(word)).findFirst()
                .orElseThrow(() -> Problems.invalid("light", "must be one of "
                        + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")), word));
    }
}
