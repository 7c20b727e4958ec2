package dev.tocsin.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.notice.Measurement;

/**
 * Of which time values are asked, and how close together. CloudWatch keeps periods of less than a minute for 3 hours, of one
 * minute for 15 days, of 5 minutes for 63 days and of an hour for 455 days (API reference, GetMetricData).
 *
 * @param from the first period's beginning
 * @param to the end of the last period
 * @param keep the shortest period that CloudWatch has of all that time, in seconds
 * @param period that of the alarm, or what of it is kept, in seconds
 */
record ChartWindow(Instant from, Instant to, int keep, int period) {

    private static final Duration SHORTEST = Duration.ofHours(3);
    /** An alarm looks at a week at most, and four times that is shown. */
    private static final Duration LONGEST = Duration.ofDays(28);
    private static final Duration AFTER = Duration.ofMinutes(5);
    /** A little less than what is kept, since time passes until CloudWatch is asked. */
    private static final Duration CLOSE_KEPT = Duration.ofMinutes(175);
    private static final Duration CLOSE_SHORTEST = Duration.ofHours(1);
    private static final int MINUTE = 60;
    private static final int USUAL = 300;
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;
    private static final int MOST_POINTS = 1_440;

    /** Empty if CloudWatch has forgotten that time. */
    static Optional<ChartWindow> of(Measurement measurement, Instant stateAt, Instant now) {
        int own = seconds(measurement.period());
        Instant at = stateAt.isAfter(now) ? now : stateAt;
        Instant to = min(now, at.plus(max(AFTER, Duration.ofSeconds(own))));
        Instant from = at.minus(span(own, measurement.evaluationPeriods()));
        int keep = 1;
        if (own < MINUTE) {
            Instant closeSince = now.minus(CLOSE_KEPT);
            boolean isClose = !at.isBefore(closeSince.plus(CLOSE_SHORTEST));
            from = isClose && from.isBefore(closeSince) ? closeSince : from;
            keep = isClose ? own : MINUTE;
        }
        Instant begin = from;
        return shortestKept(Duration.between(from, now), keep).map(kept -> aligned(begin, to, kept, own));
    }

    /** How close together values of a query are asked that has a period of its own. */
    int period(Duration own) {
        int wanted = Math.max(seconds(own), period);
        return keep < MINUTE && wanted < MINUTE ? wanted : multiple(wanted, Math.max(keep, MINUTE));
    }

    Duration length() {
        return Duration.between(from, to);
    }

    private static Optional<Integer> shortestKept(Duration age, int atLeast) {
        if (age.compareTo(Duration.ofDays(15)) < 0) {
            return Optional.of(atLeast < MINUTE && age.compareTo(SHORTEST) < 0 ? atLeast : MINUTE);
        }
        if (age.compareTo(Duration.ofDays(63)) < 0) {
            return Optional.of(USUAL);
        }
        return age.compareTo(Duration.ofDays(455)) < 0 ? Optional.of(HOUR) : Optional.empty();
    }

    private static ChartWindow aligned(Instant from, Instant to, int keep, int own) {
        int period = keep < MINUTE ? Math.max(own, keep) : multiple(Math.max(own, keep), keep);
        while (Duration.between(from, to).toSeconds() / period > MOST_POINTS) {
            period = multiple(period * 2, MINUTE);
        }
        return new ChartWindow(floor(from, period), floor(to.plusSeconds(period - 1), period), keep, period);
    }

    private static Duration span(int period, int evaluationPeriods) {
        long seconds = 4L * period * Math.max(1, evaluationPeriods);
        return max(SHORTEST, seconds > LONGEST.toSeconds() ? LONGEST : Duration.ofSeconds(seconds));
    }

    private static int seconds(Duration period) {
        return period.isNegative() || period.isZero() ? MINUTE
                : (int) Math.min(DAY, Math.max(1, period.toSeconds()));
    }

    private static int multiple(int seconds, int of) {
        return (seconds + of - 1) / of * of;
    }

    static Instant floor(Instant moment, long seconds) {
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
