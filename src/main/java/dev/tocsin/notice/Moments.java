package dev.tocsin.notice;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads points in time as AWS services write them: ISO 8601, the zone as {@code Z}, {@code +0000} or {@code +00:00}, and that
 * of HTTP, as AWS Health has it: {@code Mon, 02 Mar 2026 09:15:31 GMT}.
 */
public final class Moments {

    private static final int LONGEST = 40;
    private static final int SHORTEST = "2026-03-02T09:15Z".length();
    private static final long FIRST_SECOND = 1_000_000_000;
    private static final long LAST_SECOND = 4_102_444_800L;

    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    /** The day of the week, which says nothing new and can be wrong, is skipped. */
    private static final DateTimeFormatter HTTP = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String GMT = " GMT";

    private static final List<String> TIME_ENDINGS = List.of("time", "timestamp", "date");
    private static final Set<String> TIME_WORDS = Set.of("AT", "ON", "TS", "STARTED", "COMPLETED", "CREATED", "UPDATED",
            "ENDED",
            "START", "END", "SINCE", "UNTIL", "EXPIRES", "EPOCH", "WHEN", "SEEN", "MODIFIED", "CHANGED", "FINISHED");

    private Moments() {
    }

    public static Optional<Instant> read(String text) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        String stripped = text.strip();
        boolean http = stripped.endsWith(GMT);
        // Most texts are no moments, and an exception for each would cost more than all else.
        if (!http && (stripped.length() < SHORTEST || stripped.charAt(4) != '-')) {
            return Optional.empty();
        }
        try {
            OffsetDateTime moment = http ? ofHttp(stripped) : OffsetDateTime.parse(stripped, FORM);
            return isPlausible(moment) ? Optional.of(moment.toInstant()) : Optional.empty();
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    private static OffsetDateTime ofHttp(String text) {
        String date = text.substring(text.indexOf(',') + 1, text.length() - GMT.length()).strip();
        return Instant.from(HTTP.parse(date)).atOffset(ZoneOffset.UTC);
    }

    /** Seconds or milliseconds since 1970, if they give a moment of this century. */
    static Optional<Instant> ofEpoch(BigDecimal number) {
        if (isBetween(number, FIRST_SECOND, LAST_SECOND)) {
            return Optional.of(Instant.ofEpochMilli(number.movePointRight(3).longValue()));
        }
        return isBetween(number, 1000 * FIRST_SECOND, 1000 * LAST_SECOND)
                ? Optional.of(Instant.ofEpochMilli(number.longValue()))
                : Optional.empty();
    }

    /** The moment that a member of this name counts in seconds or milliseconds, if its name says that it is one. */
    static Optional<Instant> ofMember(String name, Json value) {
        return isTime(name) ? value.moment() : Optional.empty();
    }

    /** {@code startTime}, {@code created_at}, {@code Timestamp}; not {@code duration} or {@code format}. */
    private static boolean isTime(String name) {
        String bare = Labels.bare(name);
        for (String ending : TIME_ENDINGS) {
            if (bare.endsWith(ending)) {
                return true;
            }
        }
        List<String> words = SeverityWords.words(name);
        return !words.isEmpty() && TIME_WORDS.contains(words.get(words.size() - 1));
    }

    /** The same for a number that is written as a string. */
    static Optional<Instant> ofDigits(String text) {
        boolean digits = text.length() >= 10 && text.length() <= 20
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
        try {
            return digits ? ofEpoch(new BigDecimal(text)) : Optional.empty();
        } catch (NumberFormatException twoPoints) {
            return Optional.empty();
        }
    }

    /** Compares without moving the point: that would write out all digits of 1E+999999999. */
    private static boolean isBetween(BigDecimal number, long first, long last) {
        return number.compareTo(BigDecimal.valueOf(first)) >= 0 && number.compareTo(BigDecimal.valueOf(last)) <= 0;
    }

    /** Years that every chat can show; 1970 stands for no time at all. */
    private static boolean isPlausible(OffsetDateTime moment) {
        return moment.getYear() > 1970 && moment.getYear() <= 9998;
    }
}
