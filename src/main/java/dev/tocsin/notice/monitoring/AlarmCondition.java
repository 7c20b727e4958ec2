package dev.tocsin.notice.monitoring;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.DecimalNode;

import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;

/**
 * What an alarm watches: the Trigger of its notification, or the configuration in its event, whose members begin with a
 * small letter and whose dimensions are an object. An event of a state change has no threshold among them; its reason and
 * its reasonData tell it.
 *
 * @param trigger empty for a composite alarm
 * @param reason why the alarm has its state, in CloudWatch's words
 * @param reasonData the same as JSON; absent in notifications
 */
record AlarmCondition(Json trigger, String reason, Json reasonData) {

    private static final int MOST_METRICS = 5;
    private static final String BAND = "ANOMALY_DETECTION_BAND";

    /** How reasons put it; the longer forms first. */
    private static final List<Map.Entry<String, String>> WORDINGS = List.of(
            Map.entry("less than the lower thresholds", "LessThanLowerThreshold"),
            Map.entry("greater than the upper thresholds", "GreaterThanUpperThreshold"),
            Map.entry("greater than or equal to the threshold", "GreaterThanOrEqualToThreshold"),
            Map.entry("less than or equal to the threshold", "LessThanOrEqualToThreshold"),
            Map.entry("greater than the threshold", "GreaterThanThreshold"),
            Map.entry("less than the threshold", "LessThanThreshold"));

    /** One line of metric math: an expression or a metric under a short id. */
    record Metric(String label, String words) {
    }

    /** For instance "CPUUtilization (Average) > 80 for 3 datapoints within 15 minutes". */
    Optional<String> sentence() {
        return subject().map(subject -> Stream.of(subject, comparison(), duration())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" ")));
    }

    Optional<String> namespace() {
        return in(trigger, "Namespace").text()
                .or(() -> watched().flatMap(metric -> in(metric, "MetricStat", "Metric", "Namespace").text()));
    }

    /** Those of the metric, or of the first one of metric math. */
    List<Fact> dimensions() {
        Json own = in(trigger, "Dimensions");
        Json dimensions = own.isEmpty()
                ? watched().map(metric -> in(metric, "MetricStat", "Metric", "Dimensions")).orElse(own)
                : own;
        List<Fact> facts = new ArrayList<>();
        dimensions.items().forEach(dimension -> add(facts, dimension.at("name").textOrNull(), dimension.at("value")));
        dimensions.forEachMember((name, value) -> add(facts, name, value));
        return facts;
    }

    /** The lines of metric math, those that the alarm compares first; none where the sentence says it all. */
    List<Metric> metrics() {
        List<Json> math = math();
        String subject = subject().orElse("");
        return math.stream()
                .map(item -> metric(item, math.size() == 1))
                .flatMap(Optional::stream)
                .filter(metric -> math.size() > 1 || !metric.words().equals(subject))
                .limit(MOST_METRICS)
                .toList();
    }

    private Optional<String> subject() {
        Optional<String> metric = in(trigger, "MetricName").text();
        if (metric.isPresent()) {
            String statistic = in(trigger, "ExtendedStatistic").text()
                    .or(() -> in(trigger, "Statistic").text().map(AlarmCondition::capital))
                    .map(name -> " (" + name + ")").orElse("");
            return Optional.of(metric.get() + statistic);
        }
        return compared().flatMap(item -> in(item, "Label").text()
                .or(() -> in(item, "Expression").text())
                .or(() -> statistic(item))
                .or(() -> in(item, "Id").text()));
    }

    /** For instance {@code GreaterThanThreshold}; empty where nothing says it. */
    String operator() {
        return in(trigger, "ComparisonOperator").text().or(this::operatorOfReason).orElse("");
    }

    /** What its values are compared with, unless that is a band. */
    Json threshold() {
        Json own = in(trigger, "Threshold");
        return own.words().isPresent() ? own : reasonData.at("threshold");
    }

    private String comparison() {
        String operator = operator();
        Optional<String> band = band();
        if (band.isPresent()) {
            return switch (operator) {
                case "GreaterThanUpperThreshold" -> "above " + band.get();
                case "LessThanLowerThreshold" -> "below " + band.get();
                default -> "outside " + band.get();
            };
        }
        String threshold = threshold().words().orElse("its threshold");
        return switch (operator) {
            case "GreaterThanThreshold" -> "> " + threshold;
            case "GreaterThanOrEqualToThreshold" -> "≥ " + threshold;
            case "LessThanThreshold" -> "< " + threshold;
            case "LessThanOrEqualToThreshold" -> "≤ " + threshold;
            case "" -> "";
            default -> Labels.of(operator).toLowerCase(Locale.ROOT) + " " + threshold;
        };
    }

    /** Only where reasonData has what to compare with. */
    private Optional<String> operatorOfReason() {
        if (reasonData.isEmpty()) {
            return Optional.empty();
        }
        boolean both = reason.contains("lower thresholds") && reason.contains("upper thresholds");
        return both ? Optional.of("LessThanLowerOrGreaterThanUpperThreshold")
                : WORDINGS.stream().filter(wording -> reason.contains(wording.getKey())).findFirst().map(Map.Entry::getValue);
    }

    /** Whether it compares with the expected band of anomaly detection. */
    boolean hasBand() {
        return band().isPresent();
    }

    /** By which the band is known among the queries. */
    Optional<String> bandId() {
        return in(trigger, "ThresholdMetricId").text().or(() -> math().stream().filter(AlarmCondition::isBand).findFirst()
                .flatMap(item -> in(item, "Id").text()));
    }

    private Optional<String> band() {
        Optional<String> id = in(trigger, "ThresholdMetricId").text();
        Optional<String> expression = math().stream()
                .filter(item -> id.isPresent() ? in(item, "Id").is(id.get()) : isBand(item))
                .findFirst().flatMap(item -> in(item, "Expression").text());
        return expression.or(() -> id).map(band -> "the expected band " + band);
    }

    private static boolean isBand(Json item) {
        return in(item, "Expression").text().filter(expression -> expression.startsWith(BAND)).isPresent();
    }

    private String duration() {
        Optional<BigDecimal> periods = in(trigger, "EvaluationPeriods").number();
        if (periods.isEmpty()) {
            return seconds().map(period -> "over " + time(period, BigDecimal.ONE)).orElse("");
        }
        Json datapoints = in(trigger, "DatapointsToAlarm");
        Json count = datapoints.number().isPresent() ? datapoints : in(trigger, "EvaluationPeriods");
        return "for " + count.wordsOrNull()
                + (BigDecimal.ONE.compareTo(count.number().orElse(BigDecimal.ZERO)) == 0 ? " datapoint" : " datapoints")
                + seconds().map(period -> " within " + time(period, periods.get())).orElse("");
    }

    /** How long one evaluated period is. */
    Optional<Duration> period() {
        return seconds().flatMap(number -> AlarmMeasurement.period(new Json(DecimalNode.valueOf(number))));
    }

    private Optional<BigDecimal> seconds() {
        return in(trigger, "Period").number()
                .or(() -> watched().flatMap(metric -> in(metric, "MetricStat", "Period").number()))
                .or(() -> compared().flatMap(item -> in(item, "Period").number()));
    }

    private static String time(BigDecimal period, BigDecimal periods) {
        if (period.precision() > 9 || periods.precision() > 9 || period.scale() < -9 || periods.scale() < -9) {
            return "a very long time";
        }
        return Elapsed.words(Duration.ofSeconds(period.multiply(periods).longValue()));
    }

    /** The items of metric math, of anomaly detection, and of every alarm as events have it. */
    List<Json> math() {
        return in(trigger, "Metrics").items();
    }

    /** The item that the alarm compares: returned, and not the band that it is compared with. */
    private Optional<Json> compared() {
        List<Json> math = math();
        return math.stream().filter(item -> in(item, "ReturnData").node().asBoolean(true))
                .filter(item -> in(trigger, "ThresholdMetricId").text().filter(id -> in(item, "Id").is(id)).isEmpty())
                .filter(item -> !isBand(item))
                .findFirst().or(() -> math.stream().findFirst());
    }

    boolean isCompared(Json item) {
        return compared().filter(item::equals).isPresent();
    }

    /** The first metric of metric math. */
    private Optional<Json> watched() {
        return math().stream().filter(item -> in(item, "MetricStat").isObject()).findFirst();
    }

    private static Optional<Metric> metric(Json item, boolean only) {
        String label = only ? "Metric" : in(item, "Id").text().map(id -> "Metric " + id).orElse("Metric");
        return in(item, "Expression").text().or(() -> statistic(item)).map(words -> new Metric(label, words));
    }

    private static Optional<String> statistic(Json item) {
        Json metric = in(item, "MetricStat", "Metric");
        return in(metric, "MetricName").text().or(() -> metric.at("name").text())
                .map(name -> in(item, "MetricStat", "Stat").text().map(stat -> name + " (" + stat + ")").orElse(name));
    }

    private static void add(List<Fact> facts, String name, Json value) {
        if (name != null && value.words().isPresent()) {
            facts.add(Fact.of(name, value.wordsOrNull()));
        }
    }

    /** A member that notifications write with a capital letter and events with a small one. */
    static Json in(Json place, String... path) {
        Json at = place;
        for (String member : path) {
            at = at.has(member) ? at.at(member) : at.at(Character.toLowerCase(member.charAt(0)) + member.substring(1));
        }
        return at;
    }

    /** Trigger.Statistic is in capitals, all other places have it as "Average". */
    private static String capital(String statistic) {
        return statistic.charAt(0) + statistic.substring(1).toLowerCase(Locale.ROOT);
    }
}
