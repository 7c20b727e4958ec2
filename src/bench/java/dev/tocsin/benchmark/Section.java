package dev.tocsin.benchmark;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The figures of one part, and why there are no more of them if it failed. */
final class Section {

    private final Part part;
    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private String failure;
    private String remark;

    Section(Part part) {
        this.part = part;
    }

    String name() {
        return part.name();
    }

    String title() {
        return part.title();
    }

    /** The same for the same name, so that each round adds to it. */
    Figure figure(String name, String unit) {
        return figures.computeIfAbsent(name, key -> new Figure(name, unit));
    }

    Collection<Figure> figures() {
        return figures.values();
    }

    /** What half, and all but one in a hundred, do not exceed. */
    void delays(String of, Subject subject, double... millis) {
        for (double percent : new double[] { 50, 99 }) {
            figure(of + ", p" + (int) percent, "ms").add(subject, Statistics.percentile(millis, percent));
        }
    }

    void fail(String why) {
        failure = why;
    }

    void note(String words) {
        remark = words;
    }

    Optional<String> remark() {
        return Optional.ofNullable(remark);
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
