package dev.tocsin.standin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudWatch's metric math, as far as alarms commonly use it. What it cannot read is an {@link IllegalArgumentException}.
 */
final class MetricMath {

    private static final Pattern TOKEN = Pattern.compile("\\s*([0-9]+(?:\\.[0-9]+)?(?:[eE]-?[0-9]+)?|[A-Za-z][A-Za-z0-9_]*"
            + "|\"[^\"]*\"|'[^']*'|>=|<=|==|!=|&&|\\|\\||[-+*/^()\\[\\],<>])");
    private static final List<List<String>> PRECEDENCE = List.of(List.of("||", "OR"), List.of("&&", "AND"),
            List.of("==", "!=", "<", ">", "<=", ">="), List.of("+", "-"), List.of("*", "/"), List.of("^"));

    /** A number, or one or several series. */
    sealed interface Value {
    }

    record Scalar(double number) implements Value {
    }

    record Lines(List<NavigableMap<Instant, Double>> series) implements Value {
    }

    private final Map<String, Value> known;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private MetricMath(String expression, Map<String, Value> known) {
        this.known = known;
        Matcher token = TOKEN.matcher(expression.strip());
        int end = 0;
        while (token.find() && token.start() == end) {
            tokens.add(token.group(1));
            end = token.end();
        }
        if (end != expression.strip().length() || tokens.isEmpty()) {
            throw new IllegalArgumentException("Error in expression: " + expression);
        }
    }

    /** @param known values by id, in the order of the queries */
    static Value evaluate(String expression, Map<String, Value> known) {
        MetricMath math = new MetricMath(expression, known);
        Value value = math.level(0);
        if (math.at != math.tokens.size()) {
            throw new IllegalArgumentException("Error in expression: " + expression);
        }
        return value;
    }

    private Value level(int level) {
        if (level == PRECEDENCE.size()) {
            return unary();
        }
        Value left = level(level + 1);
        while (at < tokens.size() && PRECEDENCE.get(level).contains(tokens.get(at).toUpperCase(Locale.ROOT))) {
            String operator = tokens.get(at++).toUpperCase(Locale.ROOT);
            left = MetricFunctions.combine(left, level(level + 1), operator(operator));
        }
        return left;
    }

    private static BinaryOperator<Double> operator(String operator) {
        return switch (operator) {
            case "+" -> Double::sum;
            case "-" -> (a, b) -> a - b;
            case "*" -> (a, b) -> a * b;
            // What is divided by nothing has no value.
            case "/" -> (a, b) -> b == 0 ? null : a / b;
            case "^" -> Math::pow;
            case "<" -> (a, b) -> a < b ? 1.0 : 0;
            case ">" -> (a, b) -> a > b ? 1.0 : 0;
            case "<=" -> (a, b) -> a <= b ? 1.0 : 0;
            case ">=" -> (a, b) -> a >= b ? 1.0 : 0;
            case "==" -> (a, b) -> a.equals(b) ? 1.0 : 0;
            case "!=" -> (a, b) -> a.equals(b) ? 0.0 : 1;
            case "&&", "AND" -> (a, b) -> a != 0 && b != 0 ? 1.0 : 0;
            default -> (a, b) -> a != 0 || b != 0 ? 1.0 : 0;
        };
    }

    private Value unary() {
        String token = next();
        if (token.equals("-")) {
            return MetricFunctions.combine(new Scalar(0), unary(), (a, b) -> a - b);
        }
        if (token.equals("(")) {
            Value inside = level(0);
            expect(")");
            return inside;
        }
        if (token.equals("[")) {
            return array();
        }
        if (Character.isDigit(token.charAt(0))) {
            return new Scalar(Double.parseDouble(token));
        }
        if (at < tokens.size() && tokens.get(at).equals("(")) {
            at++;
            return call(token.toUpperCase(Locale.ROOT));
        }
        if (!known.containsKey(token)) {
            throw new IllegalArgumentException("Invalid id in expression: " + token);
        }
        return known.get(token);
    }

    private Value array() {
        List<NavigableMap<Instant, Double>> series = new ArrayList<>();
        for (Value one : arguments("]")) {
            if (one instanceof Lines lines) {
                series.addAll(lines.series());
            }
        }
        return new Lines(series);
    }

    private Value call(String function) {
        if (function.equals("METRICS")) {
            String part = tokens.get(at).equals(")") ? "" : next().replaceAll("[\"']", "");
            expect(")");
            List<NavigableMap<Instant, Double>> all = new ArrayList<>();
            known.forEach((id, value) -> {
                if (id.contains(part) && value instanceof Lines lines) {
                    all.addAll(lines.series());
                }
            });
            return new Lines(all);
        }
        return MetricFunctions.call(function, arguments(")"));
    }

    private List<Value> arguments(String end) {
        List<Value> arguments = new ArrayList<>();
        if (at < tokens.size() && tokens.get(at).equals(end)) {
            at++;
            return arguments;
        }
        do {
            arguments.add(level(0));
        } while (!isAtEnd(end));
        return arguments;
    }

    private boolean isAtEnd(String end) {
        String token = next();
        if (!token.equals(",") && !token.equals(end)) {
            throw new IllegalArgumentException("Error in expression at " + token);
        }
        return token.equals(end);
    }

    private void expect(String token) {
        if (!next().equals(token)) {
            throw new IllegalArgumentException("Error in expression: there is no " + token);
        }
    }

    private String next() {
        if (at == tokens.size()) {
            throw new IllegalArgumentException("Error in expression: it ends too early");
        }
        return tokens.get(at++);
    }

    static NavigableMap<Instant, Double> line() {
        return new TreeMap<>();
    }
}
