package dev.tocsin.start;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

import org.eclipse.microprofile.config.Config;

/**
 * Whether numbers and durations are within reason. What is not set, or cannot be read, is none of its business. Such values are
 * shown, since what can be read as a number or a duration is no secret.
 */
public final class Ranges {

    /** A hundred years: it can be added to any time and counted in any unit. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Ranges() {
    }

    /** The line that says so if the number is less than one. */
    public static Optional<String> atLeastOne(Config config, String property) {
        return atLeast(1, "at least 1", config, property);
    }

    /** The line that says so if the number is less than zero. */
    public static Optional<String> atLeastZero(Config config, String property) {
        return atLeast(0, "0 or more", config, property);
    }

    private static Optional<String> atLeast(long least, String words, Config config, String property) {
        return value(config, property, Long.class).filter(number -> number < least)
                .map(wrong -> Setting.named(property) + " is " + wrong + ", and must be " + words + ", for example 10.");
    }

    /** The line that says so if the duration is zero or less. */
    public static Optional<String> positive(Config config, String property) {
        return duration(config, property, duration -> duration.isNegative() || duration.isZero(),
                "must be longer than nothing. Write it as 500ms, 10s, 5m, 24h or 30d.");
    }

    /** The line that says so if the duration is less than zero. */
    public static Optional<String> notNegative(Config config, String property) {
        return duration(config, property, Duration::isNegative,
                "must not be negative. Write it as 0, 500ms, 10s, 5m, 24h or 30d.");
    }

    /** The line that says so if the duration is longer than anybody means, and perhaps than a number of nanoseconds holds. */
    public static Optional<String> withinReason(Config config, String property) {
        return duration(config, property, duration -> duration.compareTo(LONGEST) > 0,
                "must be no longer than " + LONGEST.toDays() + "d.");
    }

    /** The line that says so if the first duration is not longer than the second. */
    public static Optional<String> longer(Config config, String property, Duration usual, String than, Duration usualThan) {
        Duration first = value(config, property, Duration.class).orElse(usual);
        Duration second = value(config, than, Duration.class).orElse(usualThan);
        return first.compareTo(second) > 0 ? Optional.empty()
                : Optional.of(Setting.named(property) + " must be longer than " + Setting.named(than) + ".");
    }

    private static Optional<String> duration(Config config, String property, Predicate<Duration> wrong, String says) {
        return value(config, property, Duration.class).filter(wrong).map(duration -> Setting.named(property) + " is "
                + config.getConfigValue(property).getValue().strip() + ", and " + says);
    }

    private static <T> Optional<T> value(Config config, String property, Class<T> type) {
        try {
            return config.getOptionalValue(property, type);
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}
