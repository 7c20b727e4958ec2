package dev.tocsin.console.administration;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.tocsin.problem.Problems;

/** When a new token ends, as the form says it. */
final class TokenExpiry {

    private static final String FIELD = "expiresAt";
    private static final String DATE_FIELD = "expiresOn";
    private static final String NEVER = "never";
    private static final String DATE = "date";
    private static final List<String> DAYS = List.of("30", "90", "365");

    private TokenExpiry() {
    }

    /**
     * The moment, in whole seconds; null for never.
     *
     * @param choice how many days from now, {@code never}, or {@code date} for the end of a day in UTC
     * @param day that the last choice names, as a field for dates writes it; null if there is none
     */
    static String of(String choice, String day, Instant now) {
        if (choice != null && DAYS.contains(choice)) {
            return now.truncatedTo(ChronoUnit.SECONDS).plus(Period.ofDays(Integer.parseInt(choice))).toString();
        }
        if (DATE.equals(choice)) {
            return endOf(day);
        }
        if (NEVER.equals(choice)) {
            return null;
        }
        throw Problems.invalid(FIELD, "must be 30, 90 or 365 days, never or a date", choice);
    }

    private static String endOf(String day) {
        try {
            return LocalDate.parse(day == null ? "" : day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toString();
        } catch (DateTimeException none) {
            throw Problems.invalid(DATE_FIELD, "must be a day, such as 2027-12-31", day);
        }
    }
}
