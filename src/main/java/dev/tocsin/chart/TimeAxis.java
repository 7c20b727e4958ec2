package dev.tocsin.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A stretch of time in at most 20 equal parts, which begin at round times. All in UTC, in which no hour comes twice.
 *
 * @param step of one part, in seconds
 */
record TimeAxis(Instant from, int parts, long step) {

    /** Slack's charts take no more. */
    static final int MOST_PARTS = 20;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** All of them begin with the day. */
    private static final List<Long> ROUND = List.of(MINUTE, 2 * MINUTE, 3 * MINUTE, 5 * MINUTE, 6 * MINUTE, 10 * MINUTE,
            12 * MINUTE, 15 * MINUTE, 20 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR, 6 * HOUR, 8 * HOUR,
            12 * HOUR, DAY, 2 * DAY);
    private static final DateTimeFormatter TIME = format("HH:mm");
    private static final DateTimeFormatter DAY_AND_TIME = format("MMM d HH:mm");
    private static final DateTimeFormatter DATE = format("MMM d");

    static TimeAxis of(ChartWindow window) {
        for (long step : ROUND) {
            Instant from = ChartWindow.floor(window.from(), step);
            long parts = (Duration.between(from, window.to()).toSeconds() + step - 1) / step;
            if (parts <= MOST_PARTS && step % window.period() == 0) {
                return new TimeAxis(from, (int) Math.max(1, parts), step);
            }
        }
        long step = Math.max(window.period(), window.length().toSeconds() / MOST_PARTS + 1);
        return new TimeAxis(window.from(), (int) Math.min(MOST_PARTS, window.length().toSeconds() / step + 1), step);
    }

    /** The part that a time is in; negative or too large if it is in none. */
    int part(Instant at) {
        return (int) Math.max(-1, Math.min(MOST_PARTS, Math.floorDiv(Duration.between(from, at).toSeconds(), step)));
    }

    /** The times at which the parts begin, each different. */
    List<String> labels() {
        DateTimeFormatter format = step >= DAY && step % DAY == 0 ? DATE : parts * step > DAY ? DAY_AND_TIME : TIME;
        List<String> labels = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            labels.add(format.format(from.plusSeconds(part * step)));
        }
        return labels;
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
