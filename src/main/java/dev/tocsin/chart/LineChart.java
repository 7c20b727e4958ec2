package dev.tocsin.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.tocsin.aws.MetricQuery;
import dev.tocsin.aws.MetricValues;
import dev.tocsin.chat.Chart;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Measurement.Breach;

/**
 * Lines of at most 20 points. Of each stretch of time the value that is farthest in breach stands for all of it, so that a
 * breach
 * of one minute stays one; the band beside it is that of the same moment.
 */
final class LineChart {

    /** Slack's charts take no more. */
    static final int MOST_SERIES = 6;
    private static final int MOST_COMPARED = 4;
    private static final int LONGEST_TITLE = 50;
    private static final int LONGEST_NAME = 40;
    private static final MathContext DIGITS = new MathContext(6);

    private final Measurement measurement;
    private final TimeAxis axis;
    private final Map<Instant, double[]> band = new HashMap<>();

    private LineChart(Measurement measurement, ChartWindow window) {
        this.measurement = measurement;
        this.axis = TimeAxis.of(window);
    }

    /** Empty if what the alarm compares has no values. */
    static Optional<Chart.Lines> of(Measurement measurement, List<MetricQuery> queries, ChartWindow window,
            List<MetricValues> answered) {
        return queries.isEmpty() ? Optional.empty() : new LineChart(measurement, window).chart(queries, answered);
    }

    /** What a chart of these queries is called. */
    static String title(List<MetricQuery> queries) {
        MetricQuery compared = queries.get(0);
        return Cut.end(compared.stat().map(stat -> stat.metric() + ", " + stat.statistic()).or(compared::label)
                .or(compared::expression).orElse("").replaceAll("\\s+", " ").strip(), LONGEST_TITLE);
    }

    private Optional<Chart.Lines> chart(List<MetricQuery> queries, List<MetricValues> answered) {
        String first = queries.get(0).id();
        Optional<String> bandId = measurement.bandId().filter(id -> !id.equals(first));
        answered.stream().filter(series -> bandId.isPresent() && bandId.get().equals(series.id()))
                .forEach(series -> points(series).forEach(this::addToBand));
        List<Line> compared = new ArrayList<>();
        List<Line> others = new ArrayList<>();
        for (MetricValues series : answered) {
            Map<Instant, Double> points = points(series);
            if (!points.isEmpty() && !series.id().equals(bandId.orElse(null))) {
                boolean isCompared = series.id().equals(first);
                (isCompared ? compared : others).add(new Line(name(series, queries), points, isCompared));
            }
        }
        if (compared.isEmpty()) {
            return Optional.empty();
        }
        compared.sort(Comparator.comparing(Line::worst).reversed());
        return Optional.of(lines(queries, compared, others));
    }

    private Chart.Lines lines(List<MetricQuery> queries, List<Line> compared, List<Line> others) {
        Names names = new Names();
        List<Chart.Series> series = new ArrayList<>();
        Line first = compared.get(0);
        compared.stream().filter(line -> line.isDrawnBeside(first)).limit(MOST_COMPARED)
                .forEach(line -> series.add(names.named(line.name, line.values())));
        if (!band.isEmpty()) {
            series.add(names.named("Expected at most", first.band(1)));
            series.add(names.named("Expected at least", first.band(0)));
        } else {
            measurement.threshold().filter(value -> Double.isFinite(value))
                    .ifPresent(value -> series.add(names.named("Threshold", Collections.nCopies(axis.parts(), value))));
        }
        others.stream().filter(line -> line.isDrawnBeside(first)).limit(Math.max(0, MOST_SERIES - series.size()))
                .forEach(line -> series.add(names.named(line.name, line.values())));
        String title = title(queries);
        return new Chart.Lines(title.isEmpty() ? first.name : title, axis.labels(), series, unit(queries.get(0)));
    }

    private static String unit(MetricQuery compared) {
        return compared.stat().flatMap(MetricQuery.Stat::unit).filter(unit -> !unit.equals("None")).orElse("");
    }

    private static String name(MetricValues series, List<MetricQuery> queries) {
        if (!series.label().isBlank()) {
            return series.label();
        }
        return queries.stream().filter(query -> query.id().equals(series.id())).findFirst()
                .flatMap(query -> query.label().or(() -> query.stat().map(MetricQuery.Stat::metric))).orElse(series.id());
    }

    /** Only values that can be drawn, in the order of time. */
    private Map<Instant, Double> points(MetricValues series) {
        Map<Instant, Double> points = new TreeMap<>();
        for (int i = 0; i < Math.min(series.times().size(), series.values().size()); i++) {
            Double value = series.values().get(i);
            int part = axis.part(series.times().get(i));
            if (value != null && Double.isFinite(value) && part >= 0 && part < axis.parts()) {
                points.put(series.times().get(i), value);
            }
        }
        return points;
    }

    /** Both of its series come under one id, and nothing says which is which. */
    private void addToBand(Instant at, double value) {
        band.merge(at, new double[] { value, value },
                (one, other) -> new double[] { Math.min(one[0], other[0]), Math.max(one[1], other[1]) });
    }

    /** How far a value is in breach, compared with others of its line. */
    private double excess(double value, double[] expected, double middle) {
        Breach breach = measurement.breach();
        if (expected == null) {
            return breach == Breach.ABOVE ? value : breach == Breach.BELOW ? -value : Math.abs(value - middle);
        }
        double above = value - expected[1];
        double below = expected[0] - value;
        return breach == Breach.ABOVE ? above : breach == Breach.BELOW ? below : Math.max(above, below);
    }

    private static double median(Map<Instant, Double> points) {
        double[] sorted = points.values().stream().mapToDouble(value -> value).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    /** One series, and of each part of the axis the moment that stands for it. */
    private final class Line {

        private final String name;
        private final Map<Instant, Double> points;
        private final Instant[] shown = new Instant[axis.parts()];
        private double worst = Double.NEGATIVE_INFINITY;
        private int worstPart;

        Line(String name, Map<Instant, Double> points, boolean isCompared) {
            this.name = name;
            this.points = points;
            double middle = median(points);
            double[] most = new double[axis.parts()];
            points.forEach((at, value) -> {
                int part = axis.part(at);
                double excess = excess(value, isCompared ? band.get(at) : null, middle);
                // Later ones first, if they are as far.
                if (shown[part] == null || excess >= most[part]) {
                    shown[part] = at;
                    most[part] = excess;
                }
                if (excess >= worst) {
                    worst = excess;
                    worstPart = part;
                }
            });
        }

        double worst() {
            return worst;
        }

        List<Double> values() {
            return Arrays.stream(shown).map(at -> at == null ? null : rounded(points.get(at))).toList();
        }

        /** Chats leave out the times at which any line has no value; the one that tells most is not to be among them. */
        boolean isDrawnBeside(Line other) {
            return shown[other.worstPart] != null;
        }

        /**
         * One side of the band at the moments that are shown; of a part without any, the one of its last moment, or that of the
         * part before or after it.
         */
        List<Double> band(int side) {
            Map<Integer, Instant> last = new HashMap<>();
            band.keySet().forEach(at -> last.merge(axis.part(at), at, (one, other) -> one.isAfter(other) ? one : other));
            List<Double> values = new ArrayList<>();
            for (int part = 0; part < axis.parts(); part++) {
                Instant at = shown[part] != null && band.containsKey(shown[part]) ? shown[part] : last.get(part);
                Double before = part == 0 ? null : values.get(part - 1);
                values.add(at == null ? before : rounded(band.get(at)[side]));
            }
            Double first = values.stream().filter(Objects::nonNull).findFirst().orElse(null);
            values.replaceAll(value -> value == null ? first : value);
            return values;
        }
    }

    /** Gives each series a name of its own. */
    private static final class Names {

        private final Set<String> given = new HashSet<>();

        Chart.Series named(String wanted, List<Double> values) {
            String base = Cut.end(wanted.replaceAll("\\s+", " ").strip(), LONGEST_NAME);
            String name = base;
            for (int i = 2; !given.add(name); i++) {
                name = Cut.end(base, LONGEST_NAME - 4) + " (" + i + ")";
            }
            return new Chart.Series(Objects.requireNonNull(name), values);
        }
    }
}
