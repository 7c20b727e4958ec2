package dev.tocsin.notice.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.notice.Json;

/** Amounts as the billing services write them. */
final class Money {

    private static final int LONGEST = 24;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MOST = new BigDecimal("1e15");

    private Money() {
    }

    /** The number in {@code $1,234.56}, in {@code 1234.56 USD} or in {@code 80%}. */
    static Optional<BigDecimal> in(String text) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' || c == '.' || c == '-' && digits.length() == 0) {
                digits.append(c);
            }
        }
        try {
            return Optional.of(new BigDecimal(digits.toString()));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    static Optional<BigDecimal> of(Json value) {
        return value.number().filter(amount -> amount.abs().compareTo(MOST) < 0 && amount.scale() < 1000)
                .or(() -> value.text().flatMap(Money::in));
    }

    /** Cost Anomaly Detection counts in dollars alone. */
    static String dollars(BigDecimal amount) {
        return (amount.signum() < 0 ? "-$" : "$") + String.format(Locale.ROOT, "%,.2f", amount.abs());
    }

    /** How much of the whole a part is, in per cent; empty where there is no whole. */
    static Optional<BigDecimal> percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() <= 0 ? Optional.empty()
                : Optional.of(part.multiply(HUNDRED).divide(whole, 0, RoundingMode.HALF_UP));
    }
}
