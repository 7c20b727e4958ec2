package dev.tocsin.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

import dev.tocsin.chat.Chart;
import dev.tocsin.notice.Measurement;

/** A line of characters from the few values that a message itself carries, for which nobody has to be asked. */
public final class Sparklines {

    private static final String STEPS = "▁▂▃▄▅▆▇█";
    private static final int MOST_POINTS = 20;
    private static final int FEWEST_POINTS = 2;
    private static final MathContext DIGITS = new MathContext(4);

    private Sparklines() {
    }

    /** Empty if the message carries fewer than two values. */
    public static Optional<Chart.Sparkline> of(Measurement measurement) {
        List<Double> values = measurement.points().stream().map(Measurement.Point::value).filter(Double::isFinite).toList();
        if (values.size() < FEWEST_POINTS) {
            return Optional.empty();
        }
        List<Double> shown = values.subList(Math.max(0, values.size() - MOST_POINTS), values.size());
        double least = shown.stream().mapToDouble(value -> value).min().orElseThrow();
        double most = shown.stream().mapToDouble(value -> value).max().orElseThrow();
        StringBuilder line = new StringBuilder();
        for (double value : shown) {
            double part = most > least ? (value - least) / (most - least) : 0;
            line.append(STEPS.charAt((int) Math.round(part * (STEPS.length() - 1))));
        }
        line.append(" from ").append(words(least)).append(" to ").append(words(most)).append(", last ")
                .append(words(shown.get(shown.size() - 1)));
        measurement.threshold().filter(Double::isFinite)
                .ifPresent(threshold -> line.append(", threshold ").append(words(threshold)));
        return Optional.of(new Chart.Sparkline(line.toString()));
    }

    private static String words(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return Math.abs(rounded.precision() - rounded.scale()) > 15 ? rounded.toString() : rounded.toPlainString();
    }
}
