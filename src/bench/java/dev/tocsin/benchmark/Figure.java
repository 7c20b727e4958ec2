package dev.tocsin.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One figure of every application, round by round, and the limit that stands beside it, if there is one. */
final class Figure {

    private final String name;
    private final String unit;
    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private final Map<String, List<Double>> limits = new LinkedHashMap<>();
    private String limit = "";

    Figure(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    Figure add(Subject subject, double value) {
        return add(subject.name(), value);
    }

    Figure add(String who, double value) {
        if (!Double.isNaN(value)) {
            values.computeIfAbsent(who, key -> new ArrayList<>()).add(value);
        }
        return this;
    }

    /** @param what whose figure the limit is, which was measured beside this one */
    Figure beside(Subject subject, String what, double value) {
        return beside(subject.name(), what, value);
    }

    Figure beside(String who, String what, double value) {
        limit = what;
        limits.computeIfAbsent(who, key -> new ArrayList<>()).add(value);
        return this;
    }

    String name() {
        return name;
    }

    String unit() {
        return unit;
    }

    String limit() {
        return limit;
    }

    Map<String, List<Double>> values() {
        return values;
    }

    double median(String who) {
        return Statistics.median(array(values, who));
    }

    double limit(String who) {
        return Statistics.median(array(limits, who));
    }

    double ratio(String who) {
        return Statistics.ratio(array(values, who), array(limits, who));
    }

    private static double[] array(Map<String, List<Double>> rounds, String who) {
        return rounds.getOrDefault(who, List.of()).stream().mapToDouble(value -> value).toArray();
    }
}
