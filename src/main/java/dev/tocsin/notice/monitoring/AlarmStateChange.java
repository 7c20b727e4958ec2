package dev.tocsin.notice.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.notice.Json;

/**
 * An alarm that changed its state. Its routes name everything differently and each tells something that the others do not.
 */
sealed interface AlarmStateChange permits PublishedAlarm, DetailedAlarm {

    /** An alarm below a composite one, and its state. */
    record Child(String arn, Optional<String> state) {
    }

    Optional<String> name();

    Optional<String> arn();

    Optional<String> region();

    Optional<String> account();

    Optional<String> state();

    Optional<String> oldState();

    /** How long it had been in the old state. */
    Optional<Duration> before();

    Optional<Instant> at();

    Optional<String> description();

    Optional<String> reason();

    AlarmCondition condition();

    /** The rule of a composite alarm. */
    Optional<String> rule();

    /** The children that made a composite alarm change. */
    List<Child> children();

    Optional<String> suppressedBy();

    Optional<String> suppressionReason();

    /** The rule that mutes it, and until when; absent if none does. */
    Json mute();

    /** One of many time series that the alarm watches, if the change is of this one alone. */
    Optional<String> contributor();

    /** What tells the contributor from the others, for instance its table's name. */
    Json contributorAttributes();

    /** Whether the alarm itself would have told nobody. */
    default boolean isSilenced() {
        return suppressedBy().isPresent() || !mute().isEmpty();
    }
}
