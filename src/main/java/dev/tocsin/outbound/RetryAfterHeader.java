package dev.tocsin.outbound;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The HTTP header Retry-After: seconds or a date (RFC 9110, 10.2.3). Where there are several, the first counts. */
public final class RetryAfterHeader {

    public static final Duration SHORTEST = Duration.ofSeconds(1);
    public static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfterHeader() {
    }

    /**
     * The delay, kept between one second and one hour, or empty if the header is absent or says nothing readable. A date counts
     * from the answer's own Date, so that it does not matter how this machine's clock stands; from {@code now} if there is
     * none.
     */
    public static Optional<Duration> of(HttpAnswer answer, Instant now) {
        Instant answered = answer.header("Date").flatMap(RetryAfterHeader::moment).orElse(now);
        return parse(answer.header("Retry-After").orElse(null), answered);
    }

    /** The delay, kept between one second and one hour, or empty if the header is absent or says nothing readable. */
    public static Optional<Duration> parse(String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        String value = header.strip();
        return (value.matches("\\d+") ? Optional.of(seconds(value)) : date(value, now)).map(RetryAfterHeader::clamp);
    }

    private static Duration seconds(String digits) {
        return digits.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(digits));
    }

    private static Optional<Duration> date(String value, Instant now) {
        return moment(value).map(then -> Duration.between(now, then));
    }

    private static Optional<Instant> moment(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Duration clamp(Duration delay) {
        if (delay.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
