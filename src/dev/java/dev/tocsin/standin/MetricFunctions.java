package dev.tocsin.standin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

import dev.tocsin.standin.MetricMath.Lines;
import dev.tocsin.standin.MetricMath.Scalar;
import dev.tocsin.standin.MetricMath.Value;

/** The functions of metric math, and how values are combined: at the moments that both have. */
final class MetricFunctions {

    private static final double USUAL_WIDTH = 2;
    /** Of the values, in order, the part that a band takes for usual. */
    private static final double USUAL_PART = 0.8;

    private MetricFunctions() {
    }

    static Value call(String function, List<Value> arguments) {
        return switch (function) {
            case "ABS" -> each(lines(arguments, 0), Math::abs);
            case "CEIL" -> each(lines(arguments, 0), Math::ceil);
            case "FLOOR" -> each(lines(arguments, 0), Math::floor);
            case "SUM" -> reduce(lines(arguments, 0), values -> values.stream().mapToDouble(value -> value).sum());
            case "AVG" ->
                reduce(lines(arguments, 0), values -> values.stream().mapToDouble(value -> value).average().orElse(0));
            case "MAX" -> reduce(lines(arguments, 0), values -> values.stream().mapToDouble(value -> value).max().orElse(0));
            case "MIN" -> reduce(lines(arguments, 0), values -> values.stream().mapToDouble(value -> value).min().orElse(0));
            case "RATE" -> rate(lines(arguments, 0));
            case "FILL" -> fill(lines(arguments, 0), scalar(arguments, 1));
            case "IF" -> choose(arguments);
            case "ANOMALY_DETECTION_BAND" ->
                band(lines(arguments, 0), arguments.size() > 1 ? scalar(arguments, 1) : USUAL_WIDTH);
            default -> throw new IllegalArgumentException("Unsupported function: " + function);
        };
    }

    static Value combine(Value left, Value right, BinaryOperator<Double> operator) {
        if (left instanceof Scalar a && right instanceof Scalar b) {
            Double result = operator.apply(a.number(), b.number());
            return new Scalar(result == null ? Double.NaN : result);
        }
        if (left instanceof Scalar a) {
            return each((Lines) right, value -> operator.apply(a.number(), value));
        }
        if (right instanceof Scalar b) {
            return each((Lines) left, value -> operator.apply(value, b.number()));
        }
        return pairs((Lines) left, (Lines) right, operator);
    }

    private static Lines pairs(Lines left, Lines right, BinaryOperator<Double> operator) {
        List<NavigableMap<Instant, Double>> all = new ArrayList<>();
        for (NavigableMap<Instant, Double> one : left.series()) {
            for (NavigableMap<Instant, Double> other : right.series()) {
                NavigableMap<Instant, Double> line = MetricMath.line();
                one.forEach((time, value) -> put(line, time,
                        other.containsKey(time) ? operator.apply(value, other.get(time)) : null));
                all.add(line);
            }
        }
        return new Lines(all);
    }

    private static void put(NavigableMap<Instant, Double> line, Instant time, Double value) {
        if (value != null && !value.isNaN()) {
            line.put(time, value);
        }
    }

    private static Lines each(Lines lines, UnaryOperator<Double> change) {
        return new Lines(lines.series().stream().map(line -> {
            NavigableMap<Instant, Double> changed = MetricMath.line();
            line.forEach((time, value) -> put(changed, time, change.apply(value)));
            return changed;
        }).toList());
    }

    /** Of one series a number, of several a series. */
    private static Value reduce(Lines lines, ToDoubleFunction<Collection<Double>> function) {
        if (lines.series().size() == 1) {
            return new Scalar(function.applyAsDouble(lines.series().get(0).values()));
        }
        NavigableMap<Instant, Double> line = MetricMath.line();
        for (Instant time : times(lines)) {
            line.put(time, function.applyAsDouble(
                    lines.series().stream().filter(one -> one.containsKey(time)).map(one -> one.get(time)).toList()));
        }
        return new Lines(List.of(line));
    }

    private static Set<Instant> times(Lines lines) {
        Set<Instant> times = new TreeSet<>();
        lines.series().forEach(line -> times.addAll(line.keySet()));
        return times;
    }

    private static Lines rate(Lines lines) {
        return new Lines(lines.series().stream().map(line -> {
            NavigableMap<Instant, Double> changes = MetricMath.line();
            line.forEach((time, value) -> {
                Map.Entry<Instant, Double> before = line.lowerEntry(time);
                if (before != null) {
                    changes.put(time, (value - before.getValue()) / Duration.between(before.getKey(), time).toSeconds());
                }
            });
            return changes;
        }).toList());
    }

    /** At the moments of which any series has something between its first and last. */
    private static Lines fill(Lines lines, double number) {
        Set<Instant> times = times(lines);
        return new Lines(lines.series().stream().map(line -> {
            NavigableMap<Instant, Double> filled = new TreeMap<>(line);
            times.forEach(time -> filled.putIfAbsent(time, number));
            return filled;
        }).toList());
    }

    private static Value choose(List<Value> arguments) {
        if (arguments.size() < 2) {
            throw new IllegalArgumentException("IF needs a condition and a value");
        }
        if (arguments.get(0) instanceof Scalar condition) {
            return condition.number() != 0 || arguments.size() == 2 ? arguments.get(1) : arguments.get(2);
        }
        NavigableMap<Instant, Double> chosen = MetricMath.line();
        lines(arguments, 0).series().forEach(condition -> condition.forEach((time, value) -> put(chosen, time,
                value != 0 ? at(arguments.get(1), time) : arguments.size() > 2 ? at(arguments.get(2), time) : null)));
        return new Lines(List.of(chosen));
    }

    private static Double at(Value value, Instant time) {
        return value instanceof Scalar scalar ? Double.valueOf(scalar.number())
                : ((Lines) value).series().stream().map(line -> line.get(time)).findFirst().orElse(null);
    }

    /** The upper bound and then the lower one, level: about the middle of what is usual. */
    private static Lines band(Lines lines, double width) {
        NavigableMap<Instant, Double> upper = MetricMath.line();
        NavigableMap<Instant, Double> lower = MetricMath.line();
        for (NavigableMap<Instant, Double> line : lines.series()) {
            List<Double> sorted = line.values().stream().sorted().toList();
            List<Double> usual = sorted.subList(0, (int) Math.ceil(sorted.size() * USUAL_PART));
            double mean = usual.stream().mapToDouble(value -> value).average().orElse(0);
            double spread = Math.sqrt(usual.stream().mapToDouble(value -> (value - mean) * (value - mean)).average().orElse(0));
            line.keySet().forEach(time -> {
                upper.put(time, mean + width * spread);
                lower.put(time, mean - width * spread);
            });
        }
        return new Lines(List.of(upper, lower));
    }

    private static Lines lines(List<Value> arguments, int index) {
        if (arguments.size() <= index || !(arguments.get(index) instanceof Lines lines)) {
            throw new IllegalArgumentException("Unsupported operand type(s): a time series is needed");
        }
        return lines;
    }

    private static double scalar(List<Value> arguments, int index) {
        if (arguments.size() <= index || !(arguments.get(index) instanceof Scalar scalar)) {
            throw new IllegalArgumentException("Unsupported operand type(s): a number is needed");
        }
        return scalar.number();
    }
}
