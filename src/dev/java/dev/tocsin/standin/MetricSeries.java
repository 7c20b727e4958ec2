package dev.tocsin.standin;

import java.time.Instant;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What was measured. */
public interface MetricSeries {

    /** The single values from one moment until before another. */
    Collection<Double> between(Instant from, Instant until);

    /** Values at their moments, and none else. */
    static MetricSeries of(NavigableMap<Instant, Double> values) {
        NavigableMap<Instant, Double> kept = new TreeMap<>(values);
        return (from, until) -> kept.subMap(from, true, until, false).values();
    }
}
