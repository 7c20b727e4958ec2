package dev.tocsin.notice.monitoring;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;

/**
 * What an alarm watches: the Trigger of its notification.
 *
 * @param trigger empty for a composite alarm
 */
record AlarmCondition(Json trigger) {

    private static final int MOST_METRICS = 5;

    /** One line of metric math: an expression or a metric under a short id. */
    record Metric(String id, String words) {
    }

    /** For instance "CPUUtilization (Average) > 80 for 3 datapoints within 15 minutes". */
    Optional<String> sentence() {
        return subject().map(subject -> Stream.of(subject, comparison(), duration())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" ")));
    }

    Optional<String> namespace() {
        return trigger.at("Namespace").text()
                .or(() -> watched().flatMap(metric -> metric.at("MetricStat", "Metric", "Namespace").text()));
    }

    /** Those of the metric, or of the first one of metric math. */
    List<Fact> dimensions() {
        Json own = trigger.at("Dimensions");
        Json dimensions = own.isEmpty()
                ? watched().map(metric -> metric.at("MetricStat", "Metric", "Dimensions")).orElse(own)
                : own;
        return dimensions.items().stream()
                .filter(dimension -> dimension.at("name").text().isPresent() && dimension.at("value").words().isPresent())
                .map(dimension -> Fact.of(dimension.at("name").textOrNull(), dimension.at("value").wordsOrNull()))
                .toList();
    }

    /** The lines of metric math, those that the alarm compares first. */
    List<Metric> metrics() {
        return math().stream()
                .map(AlarmCondition::metric)
                .flatMap(Optional::stream)
                .limit(MOST_METRICS)
                .toList();
    }

    private Optional<String> subject() {
        Optional<String> metric = trigger.at("MetricName").text();
        if (metric.isPresent()) {
            String statistic = trigger.at("ExtendedStatistic").text()
                    .or(() -> trigger.at("Statistic").text().map(AlarmCondition::capital))
                    .map(name -> " (" + name + ")").orElse("");
            return Optional.of(metric.get() + statistic);
        }
        return compared().flatMap(item -> item.at("Label").text()
                .or(() -> item.at("Expression").text())
                .or(() -> statistic(item))
                .or(() -> item.at("Id").text()));
    }

    private String comparison() {
        String operator = trigger.at("ComparisonOperator").text().orElse("");
        Optional<String> band = band();
        if (band.isPresent()) {
            return switch (operator) {
                case "GreaterThanUpperThreshold" -> "above " + band.get();
                case "LessThanLowerThreshold" -> "below " + band.get();
                default -> "outside " + band.get();
            };
        }
        String threshold = trigger.at("Threshold").words().orElse("?");
        return switch (operator) {
            case "GreaterThanThreshold" -> "> " + threshold;
            case "GreaterThanOrEqualToThreshold" -> "≥ " + threshold;
            case "LessThanThreshold" -> "< " + threshold;
            case "LessThanOrEqualToThreshold" -> "≤ " + threshold;
            case "" -> "";
            default -> Labels.of(operator).toLowerCase(Locale.ROOT) + " " + threshold;
        };
    }

    /** The expected band of anomaly detection. */
    private Optional<String> band() {
        return trigger.at("ThresholdMetricId").text().map(id -> "the expected band " + math().stream()
                .filter(item -> item.at("Id").is(id))
                .findFirst().flatMap(item -> item.at("Expression").text())
                .orElse(id));
    }

    private String duration() {
        Optional<BigDecimal> periods = trigger.at("EvaluationPeriods").number();
        Optional<BigDecimal> datapoints = trigger.at("DatapointsToAlarm").number().or(() -> periods);
        if (periods.isEmpty()) {
            return "";
        }
        String count = "for " + new Json(trigger.at("DatapointsToAlarm").number().isPresent()
                ? trigger.at("DatapointsToAlarm").node()
                : trigger.at("EvaluationPeriods").node()).wordsOrNull()
                + (BigDecimal.ONE.compareTo(datapoints.orElseThrow()) == 0 ? " datapoint" : " datapoints");
        return count + period().map(period -> " within " + time(period, periods.get())).orElse("");
    }

    private Optional<BigDecimal> period() {
        return trigger.at("Period").number()
                .or(() -> watched().flatMap(metric -> metric.at("MetricStat", "Period").number()));
    }

    private static String time(BigDecimal period, BigDecimal periods) {
        if (period.precision() > 9 || periods.precision() > 9 || period.scale() < -9 || periods.scale() < -9) {
            return "?";
        }
        long seconds = period.multiply(periods).longValue();
        if (seconds >= 86_400 && seconds % 86_400 == 0) {
            return amount(seconds / 86_400, "day");
        }
        if (seconds >= 3_600 && seconds % 3_600 == 0) {
            return amount(seconds / 3_600, "hour");
        }
        return seconds >= 60 && seconds % 60 == 0 ? amount(seconds / 60, "minute") : amount(seconds, "second");
    }

    private static String amount(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    private List<Json> math() {
        return trigger.at("Metrics").items();
    }

    /** The item that the alarm compares: returned, and not the band that it is compared with. */
    private Optional<Json> compared() {
        List<Json> returned = math().stream().filter(item -> item.at("ReturnData").node().asBoolean(true))
                .filter(item -> trigger.at("ThresholdMetricId").text().filter(id -> item.at("Id").is(id)).isEmpty())
                .toList();
        return returned.stream().findFirst().or(() -> math().stream().findFirst());
    }

    /** The first metric of metric math. */
    private Optional<Json> watched() {
        return math().stream().filter(item -> item.at("MetricStat").isObject()).findFirst();
    }

    private static Optional<Metric> metric(Json item) {
        String id = item.at("Id").text().orElse("");
        return item.at("Expression").text().or(() -> statistic(item)).map(words -> new Metric(id, words));
    }

    private static Optional<String> statistic(Json item) {
        return item.at("MetricStat", "Metric", "MetricName").text().map(name -> item.at("MetricStat", "Stat").text()
                .map(stat -> name + " (" + stat + ")")
                .orElse(name));
    }

    /** Trigger.Statistic is in capitals, all other places have it as "Average". */
    private static String capital(String statistic) {
        return statistic.charAt(0) + statistic.substring(1).toLowerCase(Locale.ROOT);
    }
}
