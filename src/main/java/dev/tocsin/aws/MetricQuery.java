package dev.tocsin.aws;

import java.util.Map;
import java.util.Optional;

/**
 * One query of GetMetricData: a metric or an expression.
 *
 * @param id by which expressions name it
 * @param period in seconds; of an expression only where it has to say so itself
 * @param isReturned whether its values are to be answered, or only serve an expression
 * @param account whose metric it is, if it is another's than the reader's
 */
public record MetricQuery(String id, Optional<Stat> stat, Optional<String> expression, Optional<String> label,
        Optional<Integer> period, boolean isReturned, Optional<String> account) {

    /**
     * @param dimensions name to value
     * @param statistic for instance {@code Average} or {@code p99}
     * @param unit of the values that count; empty for any
     */
    public record Stat(String namespace, String metric, Map<String, String> dimensions, String statistic,
            Optional<String> unit) {
    }
}
