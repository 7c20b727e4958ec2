package dev.tocsin.chart;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tocsin.aws.MetricQuery;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Measurement;

/**
 * What GetMetricData is asked for: what the alarm compares, its band, what else is to be drawn, and whatever these are made of.
 * Nothing else, since CloudWatch is paid by the metric.
 */
final class ChartQueries {

    /** As many as an alarm can have (API reference, PutMetricAlarm: ten metrics and ten expressions). */
    static final int MOST = 20;
    private static final int MOST_RETURNED = 6;
    private static final int LONGEST_LABEL = 255;
    private static final int LONGEST_EXPRESSION = 4096;
    private static final Pattern ID = Pattern.compile("[a-z][A-Za-z0-9_]{0,254}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern INSIGHTS = Pattern.compile("\\s*SELECT\\s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Measurement measurement;
    private final Map<String, Measurement.Query> known = new LinkedHashMap<>();

    private ChartQueries(Measurement measurement) {
        this.measurement = measurement;
        measurement.queries().stream().filter(ChartQueries::isGood).forEach(query -> known.putIfAbsent(query.id(), query));
    }

    /**
     * The one that the alarm compares comes first. Empty if there is none that can be asked for, or if it is made of more than
     * an
     * alarm can have.
     *
     * @param reader the account whose metrics are answered where none is named; if that is not known, all are named
     * @param owner the account that the metrics are of, where they do not say otherwise
     */
    static List<MetricQuery> of(Measurement measurement, ChartWindow window, Optional<String> reader, Optional<String> owner) {
        ChartQueries queries = new ChartQueries(measurement);
        Set<String> returned = queries.returned();
        return queries.with(returned).stream().map(queries.known::get)
                .map(query -> query(query, returned.contains(query.id()), window, reader, owner)).toList();
    }

    private static boolean isGood(Measurement.Query query) {
        return ID.matcher(query.id()).matches() && (query.metric().isPresent()
                || query.expression().filter(words -> !words.isBlank() && words.length() <= LONGEST_EXPRESSION).isPresent());
    }

    private Set<String> returned() {
        Set<String> returned = new LinkedHashSet<>();
        known.keySet().stream().findFirst().ifPresent(returned::add);
        measurement.bandId().filter(known::containsKey).ifPresent(returned::add);
        known.values().stream().filter(query -> query.isReturned() && returned.size() < MOST_RETURNED)
                .forEach(query -> returned.add(query.id()));
        return returned;
    }

    /** With all that they are made of, as far as there is room; what the alarm compares must be whole. */
    private Set<String> with(Set<String> returned) {
        Set<String> wanted = new LinkedHashSet<>();
        for (String id : List.copyOf(returned)) {
            Set<String> more = new LinkedHashSet<>(wanted);
            add(id, more);
            if (more.size() <= MOST) {
                wanted.addAll(more);
            } else {
                returned.remove(id);
                if (wanted.isEmpty()) {
                    return new LinkedHashSet<>();
                }
            }
        }
        return wanted;
    }

    private void add(String first, Set<String> wanted) {
        List<String> open = new ArrayList<>(List.of(first));
        while (!open.isEmpty()) {
            String id = open.remove(open.size() - 1);
            if (wanted.add(id)) {
                known.get(id).expression().ifPresent(expression -> open.addAll(madeOf(expression)));
            }
        }
    }

    private Set<String> madeOf(String expression) {
        Set<String> words = new HashSet<>();
        WORD.matcher(QUOTED.matcher(expression).replaceAll(" ")).results().forEach(word -> words.add(word.group()));
        boolean isOfAllMetrics = words.contains("METRICS");
        Set<String> ids = new LinkedHashSet<>();
        known.values().stream().filter(query -> words.contains(query.id()) || isOfAllMetrics && query.metric().isPresent())
                .forEach(query -> ids.add(query.id()));
        return ids;
    }

    private static MetricQuery query(Measurement.Query query, boolean isReturned, ChartWindow window, Optional<String> reader,
            Optional<String> owner) {
        boolean isInsights = query.expression().filter(words -> INSIGHTS.matcher(words).matches()).isPresent();
        Optional<Integer> period = query.metric().map(metric -> window.period(metric.period()))
                .or(() -> query.period().map(window::period))
                .or(() -> isInsights ? Optional.of(window.period()) : Optional.empty());
        Optional<String> account = query.account().or(() -> query.metric().flatMap(metric -> owner))
                .filter(one -> !reader.equals(Optional.of(one)));
        return new MetricQuery(query.id(), query.metric().map(ChartQueries::stat),
                query.metric().isPresent() ? Optional.empty() : query.expression(),
                query.label().filter(label -> !label.isBlank()).map(label -> Cut.end(label, LONGEST_LABEL)), period, isReturned,
                account);
    }

    private static MetricQuery.Stat stat(Measurement.Metric metric) {
        return new MetricQuery.Stat(metric.namespace(), metric.name(), metric.dimensions(), metric.statistic(),
                metric.unit());
    }
}
