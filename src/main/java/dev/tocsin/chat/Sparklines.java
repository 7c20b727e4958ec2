package dev.tocsin.chat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.tocsin.notice.Measurement;

/** A chart as a line of characters, for chats that draw none and for values that a message itself brings along. */
public final class Sparklines {

    private static final String STEPS = "▁▂▃▄▅▆▇█";
    private static final int MOST_VALUES = 20;
    private static final int FEWEST_VALUES = 2;
    private static final int MOST_DIGITS_WRITTEN_OUT = 15;
    private static final MathContext DIGITS = new MathContext(4);

    private Sparklines() {
    }

    /** Of what the message itself tells; empty if that is fewer than two values. */
    public static Optional<Chart.Sparkline> of(Measurement measurement) {
        return of(measurement.points().stream().map(Measurement.Point::value).toList(), measurement.threshold());
    }

    /**
     * Of values, the oldest first; only the newest are shown. What is null, infinite or no number is left out. Empty if fewer
     * than two remain.
     */
    public static Optional<Chart.Sparkline> of(List<Double> values, Optional<Double> threshold) {
        List<Double> all = values.stream().filter(Objects::nonNull).filter(Double::isFinite).toList();
        List<Double> shown = all.subList(Math.max(0, all.size() - MOST_VALUES), all.size());
        if (shown.size() < FEWEST_VALUES) {
            return Optional.empty();
        }
        double least = shown.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double most = shown.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        StringBuilder line = new StringBuilder();
        shown.forEach(value -> line.append(step(value, least, most)));
        line.append(" from ").append(words(least)).append(" to ").append(words(most)).append(", last ")
                .append(words(shown.get(shown.size() - 1)));
        threshold.filter(Double::isFinite).ifPresent(border -> line.append(", threshold ").append(words(border)));
        return Optional.of(new Chart.Sparkline(line.toString()));
    }

    /** What a posting shows in a chat that draws nothing itself: its chart if it has one, else the values of its notice. */
    public static Optional<String> of(Posting posting) {
        return posting.life().chart().flatMap(Sparklines::of).or(() -> posting.notice().measurement().flatMap(Sparklines::of))
                .map(Chart.Sparkline::line);
    }

    private static Optional<Chart.Sparkline> of(Chart chart) {
        if (chart instanceof Chart.Sparkline sparkline) {
            return Optional.of(sparkline);
        }
        return chart instanceof Chart.Lines lines && !lines.series().isEmpty()
                ? of(lines.series().get(0).values(), Optional.empty())
                : Optional.empty();
    }

    /** Halved, since the distance of two doubles may be more than a double holds. */
    private static char step(double value, double least, double most) {
        double range = most / 2 - least / 2;
        double part = range > 0 ? (value / 2 - least / 2) / range : 0;
        return STEPS.charAt((int) Math.round(part * (STEPS.length() - 1)));
    }

    private static String words(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        boolean isShort = Math.abs(rounded.precision() - rounded.scale()) <= MOST_DIGITS_WRITTEN_OUT;
        return isShort ? rounded.toPlainString() : rounded.toString();
    }
}
