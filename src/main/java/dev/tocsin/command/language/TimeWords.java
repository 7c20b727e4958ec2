package dev.tocsin.command.language;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments as people type them: ISO 8601, seconds since 1970, {@code now}, or {@code -15m} before now. */
record TimeWords(Clock clock) {

    private static final Pattern AGO = Pattern.compile("(?:now)?-([0-9]{1,6})(s|m|min|h|d|w)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,13}(?:\\.[0-9]{1,9})?");
    /** More digits than seconds have until the year 5138. */
    private static final double MILLISECONDS = 1e11;
    /** In seconds: the years from 1 to 9999. */
    private static final long FIRST = -62_135_596_800L;
    private static final long LAST = 253_402_300_799L;

    Optional<Instant> moment(String typed) {
        String text = typed.strip();
        String small = text.toLowerCase(Locale.ROOT);
        if (small.equals("now")) {
            return Optional.of(now());
        }
        Matcher ago = AGO.matcher(small);
        if (ago.matches()) {
            return Optional.of(now().minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1)))))
                    .filter(TimeWords::isPlain);
        }
        if (NUMBER.matcher(text).matches()) {
            double seconds = Double.parseDouble(text);
            double millis = seconds >= MILLISECONDS ? seconds : seconds * 1_000;
            return Optional.of(Instant.ofEpochMilli(Math.round(millis))).filter(TimeWords::isPlain);
        }
        return iso(text).filter(TimeWords::isPlain);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            case "w" -> Duration.ofDays(7);
            default -> Duration.ofMinutes(1);
        };
    }

    private static Optional<Instant> iso(String text) {
        String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
        try {
            if (iso.length() <= 10) {
                return Optional.of(LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            boolean zoned = iso.endsWith("Z") || iso.endsWith("z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
            return Optional
                    .of(zoned ? OffsetDateTime.parse(iso).toInstant() : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(Instant moment) {
        return moment.getEpochSecond() >= FIRST && moment.getEpochSecond() <= LAST;
    }
}
