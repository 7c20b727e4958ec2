package dev.tocsin.standin;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;

/** The metrics of the stand-in's CloudWatch, the same in all Regions and accounts. For use from any thread. */
public final class MetricsService {

    private final Map<MetricName, MetricSeries> metrics = new HashMap<>();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Set<String> throttled = ConcurrentHashMap.newKeySet();

    /** A metric's whole name. */
    public record MetricName(String namespace, String name, Map<String, String> dimensions) {

        public MetricName {
            dimensions = Map.copyOf(dimensions);
        }
    }

    /** Before this nothing was measured under that name. */
    public synchronized void measure(MetricName name, MetricSeries series) {
        metrics.put(name, series);
    }

    /** Lets nobody do it from now on, for instance {@code GetMetricData}. */
    public void deny(String action) {
        denied.add(action);
    }

    /** Answers from now on that there are too many of them. */
    public void throttle(String action) {
        throttled.add(action);
    }

    public void allowAll() {
        denied.clear();
        throttled.clear();
    }

    synchronized Optional<MetricSeries> series(MetricName name) {
        return Optional.ofNullable(metrics.get(name));
    }

    boolean isDenied(String action) {
        return denied.contains(action);
    }

    boolean isThrottled(String action) {
        return throttled.contains(action);
    }

    /** @param dimensions as the API has them, {@code [{Name, Value}]}, or as an alarm's message has them */
    static MetricName name(String namespace, String name, JsonNode dimensions) {
        Map<String, String> all = new HashMap<>();
        dimensions.forEach(one -> all.put(one.path("Name").asText(one.path("name").asText()),
                one.path("Value").asText(one.path("value").asText())));
        return new MetricName(namespace, name, all);
    }
}
