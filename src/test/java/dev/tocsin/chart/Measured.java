package dev.tocsin.chart;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Measurement.Breach;

/** What alarms watch, for tests. */
final class Measured {

    private Measured() {
    }

    static Measurement cpu(Duration period, int evaluationPeriods) {
        return new Measurement(List.of(metric("m1", period)), Breach.ABOVE, Optional.of(80.0), Optional.empty(), period,
                evaluationPeriods, List.of());
    }

    static Measurement of(Breach breach, Optional<Double> threshold, Optional<String> band, Measurement.Query... queries) {
        return new Measurement(List.of(queries), breach, threshold, band, Duration.ofMinutes(1), 3, List.of());
    }

    /** An expression that stands first, of so many metrics. */
    static Measurement math(int metrics) {
        List<Measurement.Query> queries = new ArrayList<>();
        StringBuilder sum = new StringBuilder("0");
        for (int i = 1; i <= metrics; i++) {
            sum.append("+m").append(i);
        }
        queries.add(expression("e1", sum.toString()));
        for (int i = 1; i <= metrics; i++) {
            queries.add(serving("m" + i));
        }
        return of(Breach.ABOVE, Optional.of(5.0), Optional.empty(), queries.toArray(Measurement.Query[]::new));
    }

    static Measurement.Query metric(String id, Duration period) {
        return new Measurement.Query(id,
                Optional.of(new Measurement.Metric("AWS/EC2", "CPUUtilization", Map.of("InstanceId", "i-1"), "Maximum", period,
                        Optional.of("Percent"))),
                Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty());
    }

    static Measurement.Query metric(String id) {
        return metric(id, Duration.ofMinutes(1));
    }

    static Measurement.Query serving(String id) {
        return new Measurement.Query(id, metric(id).metric(), Optional.empty(), Optional.empty(), Optional.empty(), false,
                Optional.empty());
    }

    static Measurement.Query expression(String id, String expression) {
        return new Measurement.Query(id, Optional.empty(), Optional.of(expression), Optional.of("Label of " + id),
                Optional.empty(), true, Optional.empty());
    }
}
