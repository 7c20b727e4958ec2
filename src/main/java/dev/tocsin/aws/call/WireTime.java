package dev.tocsin.aws.call;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** How requests and answers write times. */
enum WireTime {
    ISO_8601,
    RFC_822,
    UNIX;

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,12})?([eE][+]?[0-9]{1,2})?");
    private static final Pattern HTTP_FRACTION = Pattern.compile("(:[0-9]{2})\\.([0-9]{1,9}) ");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'",
            Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** @param named as a model names it */
    static WireTime of(Optional<String> named, WireTime usual) {
        return named.map(name -> switch (name.toLowerCase(Locale.ROOT)) {
            case "iso8601" -> ISO_8601;
            case "rfc822" -> RFC_822;
            case "unixtimestamp" -> UNIX;
            default -> usual;
        }).orElse(usual);
    }

    String write(Instant time) {
        return switch (this) {
            case ISO_8601 -> DateTimeFormatter.ISO_INSTANT.format(time);
            case RFC_822 -> HTTP_DATE.format(time);
            case UNIX -> seconds(time).toPlainString();
        };
    }

    static BigDecimal seconds(Instant time) {
        BigDecimal fraction = BigDecimal.valueOf(time.getNano()).divide(NANOS);
        BigDecimal seconds = BigDecimal.valueOf(time.getEpochSecond()).add(fraction);
        return fraction.signum() == 0 ? seconds.setScale(0, RoundingMode.UNNECESSARY) : seconds.stripTrailingZeros();
    }

    /** As AWS's command line prints times. */
    static String shown(Instant time) {
        int micros = time.get(ChronoField.MICRO_OF_SECOND);
        return SHOWN.format(time) + (micros == 0 ? "" : "." + String.format(Locale.ROOT, "%06d", micros)) + "+00:00";
    }

    /** In whichever form it is; empty if it is no time. */
    static Optional<Instant> read(JsonNode value) {
        if (value.isNumber()) {
            return Double.isFinite(value.doubleValue()) ? ofSeconds(value.decimalValue()) : Optional.empty();
        }
        return value.isTextual() ? read(value.textValue()) : Optional.empty();
    }

    static Optional<Instant> read(String text) {
        String time = text.strip();
        if (NUMBER.matcher(time).matches()) {
            return ofSeconds(new BigDecimal(time));
        }
        try {
            return Optional.of(time.contains(",") ? httpDate(time) : iso(time));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> ofSeconds(BigDecimal seconds) {
        try {
            BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
            return Optional.of(Instant.ofEpochSecond(whole.longValueExact(),
                    seconds.subtract(whole).multiply(NANOS).longValue()));
        } catch (ArithmeticException | DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Instant httpDate(String time) {
        Matcher fraction = HTTP_FRACTION.matcher(time);
        if (fraction.find()) {
            return instant(fraction.replaceFirst("$1 "))
                    .plusNanos(new BigDecimal("0." + fraction.group(2)).multiply(NANOS).longValue());
        }
        return instant(time);
    }

    private static Instant instant(String httpDate) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(httpDate, Instant::from);
    }

    private static Instant iso(String time) {
        if (time.length() == "2026-01-31".length()) {
            return LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException withoutOffset) {
            return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
        }
    }
}
