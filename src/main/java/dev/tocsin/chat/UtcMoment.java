package dev.tocsin.chat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A time in words, for chats that cannot show it in the time zone of whoever reads. */
public final class UtcMoment {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long LAST_SECOND = 253_402_300_799L;

    private UtcMoment() {
    }

    /** What lies outside of the years from 1970 to 9999 is written as it is. */
    public static String words(Instant instant) {
        return isPlain(instant) ? UTC.format(instant) : instant.toString();
    }

    /** Whether it is of the years from 1970 to 9999. */
    public static boolean isPlain(Instant instant) {
        return instant.getEpochSecond() >= 0 && instant.getEpochSecond() <= LAST_SECOND;
    }
}
