package dev.tocsin.notice.monitoring;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tocsin.notice.Json;
import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Measurement.Breach;
import dev.tocsin.notice.Measurement.Metric;
import dev.tocsin.notice.Measurement.Point;
import dev.tocsin.notice.Measurement.Query;

/**
 * What a chart of an alarm can show. Its queries are those that the alarm itself makes, so they are taken whole or not at all:
 * part of metric math would show something else.
 */
final class AlarmMeasurement {

    /** Ten metrics, and the expressions that join them. */
    private static final int MOST_QUERIES = 20;
    private static final int MOST_DIMENSIONS = 30;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_DIMENSION = 1_024;
    private static final int LONGEST_EXPRESSION = 2_048;
    private static final int LONGEST_LABEL = 255;
    private static final int MOST_PERIODS = 10_080;
    private static final Duration USUAL_PERIOD = Duration.ofMinutes(5);
    private static final BigDecimal LONGEST_PERIOD = BigDecimal.valueOf(Duration.ofDays(7).toSeconds());
    private static final Pattern ID = Pattern.compile("[a-z][a-zA-Z0-9_]{0,254}");
    private static final Pattern STATISTIC = Pattern.compile("[A-Za-z][A-Za-z0-9.:%()]{0,59}");
    /** As GetMetricData knows them; notifications write them in capitals. */
    private static final Map<String, String> STATISTICS = Map.of("AVERAGE", "Average", "SUM", "Sum", "MINIMUM", "Minimum",
            "MAXIMUM", "Maximum", "SAMPLECOUNT", "SampleCount");

    private final AlarmCondition condition;
    private final Optional<String> account;

    private AlarmMeasurement(AlarmCondition condition, Optional<String> account) {
        this.condition = condition;
        this.account = account;
    }

    /** Empty for an alarm that measures nothing, and for a message that says neither what it measures nor a value of it. */
    static Optional<Measurement> of(AlarmStateChange change) {
        AlarmCondition condition = change.condition();
        List<Point> points = AlarmPoints.in(condition.reason(), condition.reasonData());
        // The queries of an alarm with contributors are about all of them.
        List<Query> queries = change.contributor().isPresent() ? List.of()
                : new AlarmMeasurement(condition, change.account()).queries();
        return queries.isEmpty() && points.isEmpty() ? Optional.empty()
                : Optional.of(measurement(condition, queries, points));
    }

    private static Measurement measurement(AlarmCondition condition, List<Query> queries, List<Point> points) {
        Optional<String> band = condition.bandId().filter(id -> queries.stream().anyMatch(query -> query.id().equals(id)));
        int periods = AlarmCondition.in(condition.trigger(), "EvaluationPeriods").number()
                .filter(number -> number.signum() > 0 && number.compareTo(BigDecimal.valueOf(MOST_PERIODS)) <= 0)
                .map(BigDecimal::intValue).orElse(Math.max(1, points.size()));
        return new Measurement(queries, breach(condition.operator()),
                condition.hasBand() ? Optional.empty() : AlarmPoints.value(condition.threshold()), band,
                condition.period().or(() -> period(condition.reasonData().at("period"))).orElse(USUAL_PERIOD), periods, points);
    }

    private static Breach breach(String operator) {
        boolean isAbove = operator.contains("Greater");
        return !operator.contains("Less") ? Breach.ABOVE : isAbove ? Breach.OUTSIDE : Breach.BELOW;
    }

    /** The one that is compared first, then in the alarm's order. */
    private List<Query> queries() {
        List<Json> math = condition.math();
        if (math.isEmpty()) {
            return metric(condition.trigger(), condition.trigger()).map(metric -> List.of(new Query("m1", Optional.of(metric),
                    Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty()))).orElse(List.of());
        }
        if (math.size() > MOST_QUERIES) {
            return List.of();
        }
        List<Query> queries = new ArrayList<>();
        for (Json item : math) {
            query(item, math.size() == 1)
                    .ifPresent(query -> queries.add(condition.isCompared(item) ? 0 : queries.size(), query));
        }
        Set<String> ids = new HashSet<>();
        queries.forEach(query -> ids.add(query.id()));
        return queries.size() == math.size() && ids.size() == math.size() ? queries : List.of();
    }

    private Optional<Query> query(Json item, boolean isOnly) {
        Optional<String> expression = AlarmCondition.in(item, "Expression").text();
        Json stat = AlarmCondition.in(item, "MetricStat");
        Optional<Metric> metric = stat.isObject() ? metric(AlarmCondition.in(stat, "Metric"), stat) : Optional.empty();
        // Alarms on one metric have ids that GetMetricData refuses, and nothing refers to them.
        Optional<String> id = isOnly && metric.isPresent() ? Optional.of("m1")
                : AlarmCondition.in(item, "Id").text().filter(text -> ID.matcher(text).matches());
        boolean isOne = expression.isPresent() != metric.isPresent() && expression.isPresent() != stat.isObject();
        if (id.isEmpty() || !isOne || expression.filter(text -> text.length() > LONGEST_EXPRESSION).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Query(id.get(), metric, expression,
                AlarmCondition.in(item, "Label").text().filter(label -> label.length() <= LONGEST_LABEL),
                period(AlarmCondition.in(item, "Period")), AlarmCondition.in(item, "ReturnData").node().asBoolean(true),
                AlarmCondition.in(item, "AccountId").text().filter(Json::isAccount)
                        .filter(other -> !account.equals(Optional.of(other)))));
    }

    /** @param stat where statistic, period and unit stand: beside the metric, or around it */
    private static Optional<Metric> metric(Json metric, Json stat) {
        Optional<String> namespace = AlarmCondition.in(metric, "Namespace").text().filter(AlarmMeasurement::isName);
        Optional<String> name = AlarmCondition.in(metric, "MetricName").text().or(() -> metric.at("name").text())
                .filter(AlarmMeasurement::isName);
        Optional<String> statistic = AlarmCondition.in(stat, "ExtendedStatistic").text()
                .or(() -> AlarmCondition.in(stat, "Stat").text())
                .or(() -> AlarmCondition.in(stat, "Statistic").text())
                .map(AlarmMeasurement::statistic).filter(text -> STATISTIC.matcher(text).matches());
        Optional<Duration> period = period(AlarmCondition.in(stat, "Period"));
        Optional<Map<String, String>> dimensions = dimensions(AlarmCondition.in(metric, "Dimensions"));
        return namespace.isEmpty() || name.isEmpty() || statistic.isEmpty() || period.isEmpty() || dimensions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Metric(namespace.get(), name.get(), dimensions.get(), statistic.get(), period.get(),
                        AlarmCondition.in(stat, "Unit").text().filter(AlarmMeasurement::isName)));
    }

    private static String statistic(String statistic) {
        return STATISTICS.getOrDefault(statistic.replace("_", "").toUpperCase(Locale.ROOT), statistic);
    }

    /** A list of names and values, or an object; empty where one is missing, since the metric would be another without it. */
    private static Optional<Map<String, String>> dimensions(Json dimensions) {
        Map<String, String> found = new HashMap<>();
        int[] wanted = { 0 };
        dimensions.items().stream().limit(MOST_DIMENSIONS + 1L).forEach(dimension -> {
            wanted[0]++;
            put(found, AlarmCondition.in(dimension, "Name").text(), AlarmCondition.in(dimension, "Value"));
        });
        dimensions.forEachMember((name, value) -> {
            if (wanted[0] <= MOST_DIMENSIONS) {
                wanted[0]++;
                put(found, Optional.of(name), value);
            }
        });
        return found.size() == wanted[0] && wanted[0] <= MOST_DIMENSIONS ? Optional.of(found) : Optional.empty();
    }

    private static void put(Map<String, String> dimensions, Optional<String> name, Json value) {
        name.filter(AlarmMeasurement::isName).ifPresent(key -> value.text()
                .filter(text -> text.length() <= LONGEST_DIMENSION).ifPresent(text -> dimensions.put(key, text)));
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_NAME;
    }

    /** Whole seconds of a week at most. */
    static Optional<Duration> period(Json seconds) {
        return seconds.number().filter(number -> number.signum() > 0 && number.compareTo(LONGEST_PERIOD) <= 0)
                .map(number -> Duration.ofSeconds(number.longValue())).filter(period -> !period.isZero());
    }
}
