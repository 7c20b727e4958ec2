package dev.tocsin.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a chart of a notice can show: metrics of CloudWatch, and what the alarm compares them with.
 *
 * @param queries as {@code GetMetricData} takes them, the one that is compared first; empty where the message names none
 * @param breach on which side of the threshold the trouble is
 * @param threshold a fixed one
 * @param bandId the id, among the queries, of the band that takes the place of a threshold
 * @param period how long one evaluated period is
 * @param evaluationPeriods how many of them the alarm looks at
 * @param points what the message itself tells of the values, the oldest first
 */
public record Measurement(List<Query> queries, Breach breach, Optional<Double> threshold, Optional<String> bandId,
        Duration period, int evaluationPeriods, List<Point> points) {

    public Measurement {
        queries = List.copyOf(queries);
        points = List.copyOf(points);
    }

    /** On which side of its threshold a value is in breach. */
    public enum Breach {
        ABOVE,
        BELOW,
        OUTSIDE
    }

    /**
     * One query: a metric or an expression.
     *
     * @param id by which expressions name it, for instance {@code m1}
     * @param label what people call it
     * @param isReturned whether it is to be drawn, or only serves an expression
     * @param account whose metric it is, if it is another's than the alarm's
     */
    public record Query(String id, Optional<Metric> metric, Optional<String> expression, Optional<String> label,
            Optional<Duration> period, boolean isReturned, Optional<String> account) {
    }

    /**
     * @param dimensions name to value
     * @param statistic as GetMetricData takes it, for instance {@code Average} or {@code p99}
     */
    public record Metric(String namespace, String name, Map<String, String> dimensions, String statistic, Duration period,
            Optional<String> unit) {

        public Metric {
            dimensions = Map.copyOf(dimensions);
        }
    }

    /** One value. */
    public record Point(Instant at, double value) {
    }
}
