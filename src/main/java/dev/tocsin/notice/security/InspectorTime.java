package dev.tocsin.notice.security;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.notice.Json;

/**
 * Points in time as Inspector writes them in its events: {@code Dec 3, 2021, 6:02:30 PM}, later {@code Wed Sep 04
 * 16:50:37.627 UTC 2024}, both in UTC. The names of months are given, so that no locale matters.
 */
final class InspectorTime {

    private static final int LONGEST = 40;
    private static final Map<Long, String> MONTHS = Map.ofEntries(Map.entry(1L, "Jan"), Map.entry(2L, "Feb"),
            Map.entry(3L, "Mar"), Map.entry(4L, "Apr"), Map.entry(5L, "May"), Map.entry(6L, "Jun"), Map.entry(7L, "Jul"),
            Map.entry(8L, "Aug"), Map.entry(9L, "Sep"), Map.entry(10L, "Oct"), Map.entry(11L, "Nov"), Map.entry(12L, "Dec"));
    private static final DateTimeFormatter AMERICAN = new DateTimeFormatterBuilder()
            .appendText(ChronoField.MONTH_OF_YEAR, MONTHS)
            .appendPattern(" d, uuuu, h:mm:ss ")
            .appendText(ChronoField.AMPM_OF_DAY, Map.of(0L, "AM", 1L, "PM"))
            .toFormatter();
    private static final DateTimeFormatter UNIX = new DateTimeFormatterBuilder()
            .appendText(ChronoField.MONTH_OF_YEAR, MONTHS)
            .appendPattern(" dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("' UTC 'uuuu")
            .toFormatter();
    private static final int DAY_OF_WEEK = "Wed ".length();

    private InspectorTime() {
    }

    static Instant read(Json time) {
        return time.moment().or(() -> time.text().filter(text -> text.length() <= LONGEST).flatMap(InspectorTime::read))
                .orElse(null);
    }

    private static Optional<Instant> read(String text) {
        // Newer versions of Java write a narrow space before PM.
        String spaced = text.replace('\u202F', ' ');
        return read(spaced, AMERICAN)
                .or(() -> spaced.length() > DAY_OF_WEEK ? read(spaced.substring(DAY_OF_WEEK), UNIX) : Optional.empty());
    }

    private static Optional<Instant> read(String text, DateTimeFormatter form) {
        try {
            LocalDateTime time = LocalDateTime.parse(text, form);
            return time.getYear() > 1970 && time.getYear() < 9999 ? Optional.of(time.toInstant(ZoneOffset.UTC))
                    : Optional.empty();
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
