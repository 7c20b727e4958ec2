package dev.tocsin.sns.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tocsin.problem.Problems;
import dev.tocsin.sns.subscription.SubscriptionState.State;

/** How a topic does, in one word; what needs a person most comes first. */
@Schema(description = "TROUBLE: its subscription failed or was deleted, is not confirmed within five minutes, or cannot be asked "
        + "for. WARNING: it works, but not as it should. WAITING: it is being subscribed. UNHEARD: no configuration names it any more. IDLE: it is "
        + "subscribed and has brought nothing yet. OK: it is subscribed and has brought messages.")
public enum TopicLight {
    TROUBLE,
    WARNING,
    WAITING,
    UNHEARD,
    IDLE,
    OK;

    /** So long a confirmation may take. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * What is known of a topic.
     *
     * @param isNamed whether a configuration hears it
     * @param since since when its subscription stands so; empty while nothing was done about it
     * @param cannotBeAskedFor whether SNS cannot be told where to deliver, which no waiting mends
     * @param hasWarnings whether the last look found what is not as it should be
     * @param hasBroughtMessages whether a message of it was ever taken
     * @param now the time of whoever tells the others
     */
    record Signs(boolean isNamed, State state, Optional<Instant> since, boolean cannotBeAskedFor, boolean hasWarnings,
            boolean hasBroughtMessages, Instant now) {

        private boolean takesTooLong() {
            return since.filter(began -> began.isBefore(now.minus(PATIENCE))).isPresent();
        }
    }

    static TopicLight of(Signs signs) {
        if (!signs.isNamed()) {
            return UNHEARD;
        }
        return switch (signs.state()) {
            case FAILED, REMOVED_AT_AWS -> TROUBLE;
            case REQUESTED, PENDING_CONFIRMATION -> signs.cannotBeAskedFor() || signs.takesTooLong() ? TROUBLE : WAITING;
            case CONFIRMED -> signs.hasWarnings() ? WARNING : signs.hasBroughtMessages() ? OK : IDLE;
        };
    }

    /** Reads a query parameter; a problem names the words that it may be. */
    static TopicLight of(String word) {
        return Arrays.stream(values()).filter(light -> light.name().equals(word)).findFirst()
                .orElseThrow(() -> Problems.invalid("light", "must be one of "
                        + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")), word));
    }
}
