package dev.tocsin.standin;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How the values of a period become one. */
final class MetricStatistic {

    private static final String PERCENTILE = "p[0-9]{1,2}(\\.[0-9]{1,10})?|p100";

    private MetricStatistic() {
    }

    static boolean isKnown(String name) {
        return List.of("Average", "Sum", "Minimum", "Maximum", "SampleCount").contains(name) || name.matches(PERCENTILE);
    }

    /** Empty if nothing was measured. */
    static Optional<Double> of(Collection<Double> values, String name) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        double sum = values.stream().mapToDouble(Double::doubleValue).sum();
        return Optional.of(switch (name) {
            case "Sum" -> sum;
            case "Average" -> sum / values.size();
            case "SampleCount" -> (double) values.size();
            default -> {
                List<Double> sorted = values.stream().sorted().toList();
                double share = switch (name) {
                    case "Minimum" -> 0;
                    case "Maximum" -> 1;
                    default -> Double.parseDouble(name.substring(1)) / 100;
                };
                yield sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
            }
        });
    }
}
